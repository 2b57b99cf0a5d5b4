#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "app/openapi/description.h"
#include "app/request/body.h"
#include "app/request/parameter.h"

/// Null outside of JSON is undefined and left out (RFC 6570 §2.3, §3.2.1).
namespace vitrine::request {
namespace {

using openapi::Location;
using openapi::Style;

std::string sent(Location in, Style style, bool explode, std::string_view value,
                 std::string_view media_type = "") {
  Serialisation rule = default_serialisation("c", in);
  rule.style = style;
  rule.explode = explode;
  rule.media_type = std::string(media_type);
  const json::Document document = std::move(json::read(value).document);
  return serialise(rule, document.root()).value_or("(refused)");
}

struct Row {
  Location in;
  Style style;
  bool explode;
  const char* value;
  const char* text;
};

TEST(Null, IsLeftOutOfParametersInEveryStyle) {
  const std::vector<Row> rows = {
      {Location::query, Style::form, true, "null", ""},
      {Location::query, Style::form, true, "[1,null,3]", "c=1&c=3"},
      {Location::query, Style::form, false, "[1,null,3]", "c=1,3"},
      {Location::query, Style::form, true, "[null,null]", ""},
      {Location::query, Style::form, false, "[null]", ""},
      {Location::query, Style::form, true, R"({"a":1,"b":null})", "a=1"},
      {Location::query, Style::form, false, R"({"a":null,"b":2})", "c=b,2"},
      {Location::query, Style::form, true, R"({"a":null})", ""},
      {Location::query, Style::space_delimited, false, "[1,null,3]", "c=1%203"},
      {Location::query, Style::pipe_delimited, false, "[null,3]", "c=3"},
      {Location::query, Style::deep_object, true, R"({"a":null,"b":{"c":null,"d":1}})",
       "c%5Bb%5D%5Bd%5D=1"},
      {Location::query, Style::deep_object, true, R"({"a":{"b":null}})", ""},
      {Location::query, Style::form, true, R"("null")", "c=null"},
      {Location::query, Style::form, true, R"(["null",""])", "c=null&c="},
      {Location::query, Style::form, true, "[[null]]", "c=%5Bnull%5D"},
      {Location::path, Style::simple, false, "[1,null,3]", "1,3"},
      {Location::path, Style::label, true, "[1,null]", ".1"},
      {Location::path, Style::label, false, "null", ""},
      {Location::path, Style::matrix, true, "[null,2]", ";c=2"},
      {Location::header, Style::simple, false, "[1,null,3]", "1,3"},
      {Location::header, Style::simple, true, R"({"a":null,"b":2})", "b=2"},
      {Location::cookie, Style::form, true, "null", ""},
      {Location::cookie, Style::cookie, true, "[1,null]", "c=1"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(sent(row.in, row.style, row.explode, row.value), row.text)
        << name(row.in) << ' ' << name(row.style) << ' ' << row.value;
  }
}

TEST(Null, IsAValueOfJsonContent) {
  EXPECT_EQ(sent(Location::query, Style::form, true, "null", "application/json"), "c=null");
  EXPECT_EQ(sent(Location::query, Style::form, true, "[1,null]", "application/json"),
            "c=%5B1%2Cnull%5D");
  EXPECT_EQ(sent(Location::query, Style::form, true, "null", "text/plain"), "");
}

/// What is sent of a body with that media type and encoding.
std::string body(std::string_view media_type, std::string_view schema, std::string_view encoding,
                 std::string_view value, std::string_view version = "3.1.0") {
  json::DocumentSet set;
  const std::string text = R"({"openapi":")" + std::string(version) +
                           R"(","paths":{"/":{"post":{"requestBody":{"content":{")" +
                           std::string(media_type) + "\":{\"schema\":" + std::string(schema) +
                           ",\"encoding\":" + std::string(encoding) + "}}}}}}}";
  EXPECT_TRUE(set.add("o", std::move(json::read(text).document)));
  const openapi::Description description = openapi::Description::read(set, "o");
  const openapi::Operation operation = description.operation(0);
  const openapi::MediaType& media = operation.request_body->content.front();
  const MadeBody made = make_body({&media, description.schema(media.schema), value, {}, "B"});
  std::string all;
  for (const BodyPiece& run : made.body.value_or(Body())) {
    if (const auto* piece = std::get_if<SecretText>(&run)) all += piece->text;
  }
  return all;
}

constexpr const char* kForm = "application/x-www-form-urlencoded";
constexpr const char* kMultipart = "multipart/form-data";

TEST(Null, IsLeftOutOfFormsOfBothKinds) {
  const char* value = R"({"a":null,"b":["x",null],"c":{"d":null},"e":"null"})";
  EXPECT_EQ(body(kForm, "{}", "{}", value), "b=x&c=%7B%22d%22%3Anull%7D&e=null");
  EXPECT_EQ(body(kForm, "{}", R"({"c":{"style":"deepObject","explode":true},"b":{"style":"form"}})",
                 value),
            "b=x&e=null");
  const std::string parts = body(kMultipart, "{}", "{}", value);
  EXPECT_EQ(parts.find("name=\"a\""), std::string::npos) << parts;
  EXPECT_EQ(parts.find("\r\n\r\nnull\r\n--B\r\n"), std::string::npos) << parts;
  EXPECT_NE(parts.find("name=\"b\"\r\n\r\nx\r\n--B\r\n"), std::string::npos) << parts;
}

TEST(Null, StaysInAPartThatIsJson) {
  EXPECT_EQ(body(kForm, "{}", R"({"a":{"contentType":"application/json"}})", R"({"a":null})"),
            "a=null");
  EXPECT_NE(body(kMultipart, "{}", R"({"a":{"contentType":"application/json"}})", R"({"a":null})")
                .find("Content-Type: application/json\r\n\r\nnull"),
            std::string::npos);
}

TEST(Encoding, OfMultipartHasNoStyleIn30) {
  const char* encoding = R"({"a":{"style":"pipeDelimited","explode":false}})";
  const char* value = R"({"a":["x","y"]})";
  EXPECT_EQ(body(kForm, "{}", encoding, value, "3.0.3"), "a=x%7Cy");
  EXPECT_NE(body(kMultipart, "{}", encoding, value, "3.1.0").find("\r\n\r\nx|y\r\n"),
            std::string::npos);
  const std::string old = body(kMultipart, "{}", encoding, value, "3.0.3");
  EXPECT_EQ(old.find("x|y"), std::string::npos) << old;
  EXPECT_NE(old.find("name=\"a\"\r\n\r\nx\r\n--B\r\n"), std::string::npos) << old;
  // Nor does one that is ignored turn the content type off.
  const char* typed = R"({"a":{"contentType":"application/json","explode":true}})";
  EXPECT_NE(body(kMultipart, "{}", typed, R"({"a":{"b":1}})", "3.0.3")
                .find("Content-Type: application/json\r\n\r\n{\"b\":1}"),
            std::string::npos);
}

}  // namespace
}  // namespace vitrine::request
