#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/parameter.h"

namespace vitrine::request {
namespace {

using openapi::Location;
using openapi::Style;

/// A schema over its own small document set.
struct Schema {
  explicit Schema(std::string_view text) {
    EXPECT_TRUE(set.add("schema", std::move(json::read(text).document)).has_value());
  }
  openapi::SchemaView view() const {
    return openapi::SchemaView(set, set.root("schema"), schema::Dialect::openapi_3_1);
  }
  json::DocumentSet set;
};

constexpr const char* kAny = "{}";
constexpr const char* kString = R"({"type":"string"})";
constexpr const char* kInteger = R"({"type":"integer"})";
constexpr const char* kStrings = R"({"type":"array","items":{"type":"string"}})";
constexpr const char* kColor =
    R"({"type":"object","properties":{"R":{"type":"integer"},"G":{"type":"integer"},"B":{"type":"integer"}}})";

constexpr const char* kColors = R"(["blue","black","brown"])";
constexpr const char* kRgb = R"({"R":100,"G":200,"B":150})";

struct Row {
  Location in;
  Style style;
  bool explode;
  const char* schema;
  const char* value;
  const char* text;
  bool reserved = false;
};

Serialisation serialisation_of(const Row& row) {
  Serialisation rule;
  rule.name = "color";
  rule.in = row.in;
  rule.style = row.style;
  rule.explode = row.explode;
  rule.allow_reserved = row.reserved;
  return rule;
}

/// OAS 3.1.1 §4.8.12.4 "Style Examples", row by row, then what it leaves open.
const std::vector<Row> kRows = {
    {Location::path, Style::matrix, false, kString, R"("")", ";color"},
    {Location::path, Style::matrix, false, kString, R"("blue")", ";color=blue"},
    {Location::path, Style::matrix, false, kStrings, kColors, ";color=blue,black,brown"},
    {Location::path, Style::matrix, false, kColor, kRgb, ";color=R,100,G,200,B,150"},
    {Location::path, Style::matrix, true, kString, R"("")", ";color"},
    {Location::path, Style::matrix, true, kString, R"("blue")", ";color=blue"},
    {Location::path, Style::matrix, true, kStrings, kColors, ";color=blue;color=black;color=brown"},
    {Location::path, Style::matrix, true, kColor, kRgb, ";R=100;G=200;B=150"},
    {Location::path, Style::label, false, kString, R"("")", "."},
    {Location::path, Style::label, false, kString, R"("blue")", ".blue"},
    {Location::path, Style::label, false, kStrings, kColors, ".blue,black,brown"},
    {Location::path, Style::label, false, kColor, kRgb, ".R,100,G,200,B,150"},
    {Location::path, Style::label, true, kString, R"("")", "."},
    {Location::path, Style::label, true, kString, R"("blue")", ".blue"},
    {Location::path, Style::label, true, kStrings, kColors, ".blue.black.brown"},
    {Location::path, Style::label, true, kColor, kRgb, ".R=100.G=200.B=150"},
    {Location::path, Style::simple, false, kString, R"("blue")", "blue"},
    {Location::path, Style::simple, false, kStrings, kColors, "blue,black,brown"},
    {Location::path, Style::simple, false, kColor, kRgb, "R,100,G,200,B,150"},
    {Location::path, Style::simple, true, kString, R"("blue")", "blue"},
    {Location::path, Style::simple, true, kStrings, kColors, "blue,black,brown"},
    {Location::path, Style::simple, true, kColor, kRgb, "R=100,G=200,B=150"},
    {Location::header, Style::simple, false, kString, R"("")", ""},
    {Location::header, Style::simple, false, kString, R"("blue")", "blue"},
    {Location::header, Style::simple, false, kStrings, kColors, "blue,black,brown"},
    {Location::header, Style::simple, true, kStrings, kColors, "blue,black,brown"},
    {Location::header, Style::simple, false, kColor, kRgb, "R,100,G,200,B,150"},
    {Location::header, Style::simple, true, kColor, kRgb, "R=100,G=200,B=150"},
    {Location::query, Style::form, false, kString, R"("")", "color="},
    {Location::query, Style::form, false, kString, R"("blue")", "color=blue"},
    {Location::query, Style::form, false, kStrings, kColors, "color=blue,black,brown"},
    {Location::query, Style::form, false, kColor, kRgb, "color=R,100,G,200,B,150"},
    {Location::query, Style::form, true, kString, R"("")", "color="},
    {Location::query, Style::form, true, kString, R"("blue")", "color=blue"},
    {Location::query, Style::form, true, kStrings, kColors, "color=blue&color=black&color=brown"},
    {Location::query, Style::form, true, kColor, kRgb, "R=100&G=200&B=150"},
    {Location::cookie, Style::form, true, kString, R"("blue")", "color=blue"},
    {Location::cookie, Style::form, false, kStrings, kColors, "color=blue,black,brown"},
    {Location::cookie, Style::form, true, kStrings, kColors, "color=blue&color=black&color=brown"},
    {Location::cookie, Style::form, true, kString, R"("")", "color="},
    {Location::cookie, Style::form, false, kColor, kRgb, "color=R,100,G,200,B,150"},
    {Location::cookie, Style::form, true, kString, R"("a;b c")", "color=a%3Bb%20c"},
    {Location::cookie, Style::cookie, false, kString, R"("")", "color="},
    {Location::cookie, Style::cookie, false, kString, R"("blue")", "color=blue"},
    {Location::cookie, Style::cookie, false, kString, R"("100%41")", "color=100%41"},
    {Location::cookie, Style::cookie, false, kStrings, kColors, "color=blue,black,brown"},
    {Location::cookie, Style::cookie, false, kColor, kRgb, "color=R,100,G,200,B,150"},
    {Location::cookie, Style::cookie, true, kString, R"("")", "color="},
    {Location::cookie, Style::cookie, true, kString, R"("blue")", "color=blue"},
    {Location::cookie, Style::cookie, true, kStrings, kColors,
     "color=blue; color=black; color=brown"},
    {Location::cookie, Style::cookie, true, kColor, kRgb, "R=100; G=200; B=150"},
    {Location::query, Style::space_delimited, false, kStrings, kColors,
     "color=blue%20black%20brown"},
    {Location::query, Style::space_delimited, false, kColor, kRgb,
     "color=R%20100%20G%20200%20B%20150"},
    {Location::query, Style::pipe_delimited, false, kStrings, kColors,
     "color=blue%7Cblack%7Cbrown"},
    {Location::query, Style::pipe_delimited, false, kColor, kRgb,
     "color=R%7C100%7CG%7C200%7CB%7C150"},
    {Location::query, Style::deep_object, true, kColor, kRgb,
     "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"},
    // 2.0's collectionFormat: tsv, and delimiters where 3.x has none.
    {Location::query, Style::tab_delimited, false, kStrings, kColors, "color=blue%09black%09brown"},
    {Location::header, Style::pipe_delimited, false, kStrings, kColors, "blue|black|brown"},
    {Location::path, Style::space_delimited, false, kStrings, kColors, "blue%20black%20brown"},
    // Characters that mean something to the style arrive as part of the value.
    {Location::query, Style::form, true, kString, R"("a&b=c d+e#f/ü한")",
     "color=a%26b%3Dc%20d%2Be%23f%2F%C3%BC%ED%95%9C"},
    {Location::query, Style::form, false, kStrings, R"(["a,b","c"])", "color=a%2Cb,c"},
    {Location::path, Style::simple, false, kString, R"("a/b?c%41")", "a%2Fb%3Fc%2541"},
    {Location::path, Style::matrix, true, kStrings, R"(["a;b","c=d"])", ";color=a%3Bb;color=c%3Dd"},
    {Location::query, Style::deep_object, true, R"({"type":"object"})", R"({"a b":"[]"})",
     "color%5Ba%20b%5D=%5B%5D"},
    // One element is an array still; a number keeps its spelling.
    {Location::query, Style::form, true, kStrings, R"(["blue"])", "color=blue"},
    {Location::query, Style::form, false, kStrings, R"(["blue"])", "color=blue"},
    {Location::query, Style::form, true, kInteger, "18446744073709551617",
     "color=18446744073709551617"},
    {Location::query, Style::form, true, R"({"type":"number"})", "1e400", "color=1e400"},
    {Location::query, Style::form, true, R"({"type":"boolean"})", "true", "color=true"},
    {Location::query, Style::form, true, kString, R"("true")", "color=true"},
    {Location::query, Style::form, true, kString, R"("5")", "color=5"},
    {Location::query, Style::form, true, kAny, R"("5")", "color=5"},
    // Deeper than any style goes: deepObject nests on, others hold JSON.
    {Location::query, Style::deep_object, true,
     R"({"type":"object","properties":{"price":{"type":"object","properties":{"gte":{"type":"number"}}},"tags":{"type":"array","items":{"type":"string"}}}})",
     R"({"price":{"gte":1.50},"tags":["a","b"]})",
     "color%5Bprice%5D%5Bgte%5D=1.50&color%5Btags%5D%5B0%5D=a&color%5Btags%5D%5B1%5D=b"},
    {Location::query, Style::form, true,
     R"({"type":"array","items":{"type":"array","items":{"type":"integer"}}})", "[[1,2],[3]]",
     "color=%5B1%2C2%5D&color=%5B3%5D"},
    {Location::query, Style::form, true,
     R"({"type":"object","properties":{"a":{"type":"array","items":{"type":"integer"}}}})",
     R"({"a":[1,2]})", "a=%5B1%2C2%5D"},
    {Location::path, Style::simple, false,
     R"({"type":"array","items":{"type":"object","properties":{"a":{"type":"integer"}}}})",
     R"([{"a":1},{"a":2}])", "%7B%22a%22%3A1%7D,%7B%22a%22%3A2%7D"},
    {Location::query, Style::deep_object, true, kStrings, R"(["a","b"])",
     "color%5B0%5D=a&color%5B1%5D=b"},
};

std::string parsed(const Row& row, const Serialisation& rule, const openapi::SchemaView& view) {
  Instance instance;
  switch (row.in) {
    case Location::path:
      instance = parse_path(rule, view, row.text);
      break;
    case Location::header:
      instance = parse_header(rule, view, row.text);
      break;
    case Location::cookie:
      instance = parse_cookie(rule, view, split_cookies(row.text));
      break;
    default:
      instance = parse_query(rule, view, split_query(row.text));
      break;
  }
  EXPECT_TRUE(instance.present) << row.text;
  return json::compact(instance.value());
}

TEST(ParameterStyle, EveryRowOfTheTableIsWrittenAsTheSpecificationSays) {
  for (const Row& row : kRows) {
    const auto document = json::read(row.value).document;
    const auto text = serialise(serialisation_of(row), document.root());
    ASSERT_TRUE(text.has_value()) << row.text;
    EXPECT_EQ(*text, row.text) << name(row.style) << " " << row.value;
  }
}

TEST(ParameterStyle, EveryRowOfTheTableIsReadBackToTheValue) {
  for (const Row& row : kRows) {
    const Schema schema(row.schema);
    EXPECT_EQ(parsed(row, serialisation_of(row), schema.view()), row.value) << row.text;
  }
}

TEST(ParameterStyle, ReservedCharactersStayOnlyWhereTheyDoNotEndTheValue) {
  const Row row{Location::query, Style::form, true, kString, "", "", true};
  const auto document = json::read(R"("/a?b:c@d%20e&f#g%zz+h")").document;
  EXPECT_EQ(*serialise(serialisation_of(row), document.root()),
            "color=/a?b:c@d%20e%26f%23g%25zz%2Bh");
}

TEST(ParameterStyle, EmptyArraysAndObjectsAreLeftOut) {
  for (Style style : {Style::form, Style::space_delimited, Style::deep_object, Style::matrix}) {
    const Row row{Location::query, style, true, kStrings, "", ""};
    EXPECT_EQ(*serialise(serialisation_of(row), json::read("[]").document.root()), "");
    EXPECT_EQ(*serialise(serialisation_of(row), json::read("{}").document.root()), "");
  }
}

TEST(ParameterStyle, ContentParametersCarryTheirMediaType) {
  Serialisation rule = default_serialisation("filter", Location::query);
  rule.media_type = "application/json";
  const auto document = json::read(R"({ "a": [1, 2.0] })").document;
  EXPECT_EQ(*serialise(rule, document.root()), "filter=%7B%22a%22%3A%5B1%2C2.0%5D%7D");
  const Schema schema(R"({"type":"object"})");
  const Instance back =
      parse_query(rule, schema.view(), split_query("filter=%7B%22a%22%3A%5B1%2C2.0%5D%7D"));
  EXPECT_EQ(json::compact(back.value()), R"({"a":[1,2.0]})");
  const Instance broken = parse_query(rule, schema.view(), split_query("filter=%7B"));
  EXPECT_TRUE(broken.present);
  EXPECT_TRUE(broken.error.has_value());
}

TEST(ParameterStyle, ACookieThatEncodesNothingRefusesWhatWouldEndIt) {
  const Row row{Location::cookie, Style::cookie, true, kStrings, "", ""};
  EXPECT_FALSE(serialise(serialisation_of(row), json::read(R"(["a","b; c=d"])").document.root()));
}

TEST(ParameterStyle, AQuerystringIsTheWholeQuery) {
  Serialisation rule = default_serialisation("", Location::querystring);
  rule.media_type = "application/x-www-form-urlencoded";
  const auto document = json::read(R"({"a b":"c&d","n":[1,2]})").document;
  EXPECT_EQ(*serialise(rule, document.root()), "a%20b=c%26d&n=%5B1%2C2%5D");
  rule.media_type = "application/json";
  EXPECT_EQ(*serialise(rule, document.root()),
            "%7B%22a%20b%22%3A%22c%26d%22%2C%22n%22%3A%5B1%2C2%5D%7D");
  const Schema schema(kAny);
  const auto pairs = split_query(*serialise(rule, document.root()));
  EXPECT_EQ(json::compact(parse_query(rule, schema.view(), pairs).value()),
            R"({"a b":"c&d","n":[1,2]})");
}

TEST(ParameterStyle, HeadersRefuseWhatWouldBreakOut) {
  const Serialisation rule = default_serialisation("X-Trace", Location::header);
  for (const char* value : {R"("a\r\nSet-Cookie: x")", R"("a\nb")", R"("a\u0000b")", R"("café")"}) {
    EXPECT_FALSE(serialise(rule, json::read(value).document.root()).has_value()) << value;
  }
  EXPECT_EQ(*serialise(rule, json::read(R"("a b, c")").document.root()), "a b, c");
}

TEST(ParameterParse, MarksWhatItTakesSoThatTheRestIsUnknown) {
  const Schema schema(kColor);
  Serialisation rule = default_serialisation("color", Location::query);
  rule.style = Style::deep_object;
  std::vector<bool> used;
  const auto pairs = split_query("color[R]=1&size=2&color[G]=3&colored=4");
  const Instance value = parse_query(rule, schema.view(), pairs, &used);
  EXPECT_EQ(json::compact(value.value()), R"({"R":1,"G":3})");
  EXPECT_EQ(used, (std::vector<bool>{true, false, true, false}));

  used.clear();
  rule.style = Style::form;
  const auto spread = split_query("R=1&size=2");
  EXPECT_EQ(json::compact(parse_query(rule, schema.view(), spread, &used).value()), R"({"R":1})");
  EXPECT_EQ(used, (std::vector<bool>{true, false}));
}

TEST(ParameterParse, AbsentIsNotEmpty) {
  const Schema schema(kString);
  const Serialisation rule = default_serialisation("q", Location::query);
  EXPECT_FALSE(parse_query(rule, schema.view(), split_query("p=1")).present);
  EXPECT_TRUE(parse_query(rule, schema.view(), split_query("q")).present);
  EXPECT_FALSE(parse_header(rule, schema.view(), std::nullopt).present);
}

TEST(ParameterParse, WhatDoesNotFitItsTypeStaysTextForTheValidator) {
  const Schema schema(kInteger);
  const Serialisation rule = default_serialisation("limit", Location::query);
  auto read = [&](const char* query) {
    return json::compact(parse_query(rule, schema.view(), split_query(query)).value());
  };
  EXPECT_EQ(read("limit=ten"), R"("ten")");
  EXPECT_EQ(read("limit=010"), R"("010")");
  EXPECT_EQ(read("limit="), R"("")");
  EXPECT_EQ(read("limit=1.5"), "1.5");
  EXPECT_EQ(read("limit=1&limit=2"), "[1,2]");
  EXPECT_EQ(read("limit=%ff"), "\"\xEF\xBF\xBD\"");
}

TEST(ParameterParse, JsonWithinAListIsTakenAsDeepAsJsonMayBe) {
  const Schema schema(R"({"type":"array","items":{"type":["array","string"]}})");
  const Serialisation rule = default_serialisation("p", Location::query);
  auto read = [&](const std::string& value) {
    const Instance instance = parse_query(rule, schema.view(), split_query("p=x&p=" + value));
    return json::compact(instance.value());
  };
  auto nested = [](size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(read(R"([1,{"a":"\n"},[]])"), R"(["x",[1,{"a":"\n"},[]]])");
  EXPECT_EQ(read("[1"), R"(["x","[1"])");
  EXPECT_EQ(read(nested(999)), R"(["x",)" + nested(999) + "]");
  EXPECT_EQ(read(nested(1000)), R"(["x",")" + nested(1000) + "\"]");
}

TEST(ParameterParse, PlusIsASpaceInQueriesOnly) {
  const Schema schema(kString);
  const Serialisation query = default_serialisation("q", Location::query);
  EXPECT_EQ(parse_query(query, schema.view(), split_query("q=a+b%2Bc")).value().string(), "a b+c");
  const Serialisation path = default_serialisation("q", Location::path);
  EXPECT_EQ(parse_path(path, schema.view(), "a+b").value().string(), "a+b");
}

TEST(ParameterParse, SpaceDelimitedTakesPlusAsWell) {
  const Schema schema(kStrings);
  Serialisation rule = default_serialisation("q", Location::query);
  rule.style = Style::space_delimited;
  rule.explode = false;
  EXPECT_EQ(json::compact(parse_query(rule, schema.view(), split_query("q=a+b%20c")).value()),
            R"(["a","b","c"])");
}

}  // namespace
}  // namespace vitrine::request
