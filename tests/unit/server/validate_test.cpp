#include "server/command/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/json/reader.h"
#include "server/command/meta_schemas.h"
#include "server/command/options.h"

namespace vitrine::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// A folder of files that goes away.
class ValidateCommand : public testing::Test {
 protected:
  ValidateCommand()
      : folder_(fs::temp_directory_path() /
                ("vitrine-validate-" + std::to_string(::getpid()) + "-" +
                 testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::create_directories(folder_ / "parts");
  }
  ~ValidateCommand() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }

  int run(const std::string& schema, const std::string& instance, bool json = false) {
    output_.clear();
    messages_.clear();
    return command::validate({schema, instance, json}, output_, messages_);
  }

  fs::path folder_;
  std::string output_;
  std::string messages_;
};

TEST_F(ValidateCommand, PrintsOneViolationALine) {
  const std::string schema = write("schema.json", R"({"type": "object", "required": ["name"],
      "properties": {"age": {"type": "integer", "minimum": 0}}})");
  const std::string good = write("good.json", R"({"name": "Mona", "age": 3})");
  const std::string bad = write("bad.json", "{\n  \"age\": -1\n}");
  EXPECT_EQ(run(schema, good), 0);
  EXPECT_EQ(output_ + messages_, "");
  EXPECT_EQ(run(schema, bad), 1);
  EXPECT_EQ(output_, bad + ":1:1: error: /name: is required\n" + bad +
                         ":2:10: error: /age: must be at least 0 (is -1)\n");
}

TEST_F(ValidateCommand, PrintsTheBasicOutput) {
  const std::string schema = write("schema.json", R"({"properties": {"a": {"$ref": "#/$defs/n"}},
      "$defs": {"n": {"type": "integer"}}})");
  EXPECT_EQ(run(schema, write("good.json", R"({"a": 1})"), true), 0);
  EXPECT_EQ(output_, "{\"valid\":true}\n");
  EXPECT_EQ(run(schema, write("bad.json", R"({"a": "x"})"), true), 1);
  EXPECT_THAT(output_,
              StartsWith(R"({"valid":false,"errors":[{"keywordLocation":)"
                         R"("/properties/a/$ref/type","absoluteKeywordLocation":"file://)"));
  EXPECT_THAT(output_,
              HasSubstr(R"(schema.json#/$defs/n/type","instanceLocation":"/a","error":")"));
}

TEST_F(ValidateCommand, ReachesASchemaInADescriptionInItsOwnDialect) {
  const std::string spec = write("spec.json", R"({"openapi": "3.0.3", "info": {"title": "T",
      "version": "1"}, "paths": {}, "components": {"schemas": {"Size": {"type": "integer",
      "nullable": true, "minimum": 0, "exclusiveMinimum": true}}}})");
  EXPECT_EQ(run(spec + "#/components/schemas/Size", write("null.json", "null")), 0);
  EXPECT_EQ(run(spec + "#/components/schemas/Size", write("zero.json", "0")), 1);
  EXPECT_EQ(run(spec + "#/components/schemas/Nothing", write("null.json", "null")), 2);
  EXPECT_EQ(run(spec, write("null.json", "null")), 2);
  EXPECT_THAT(messages_, HasSubstr("#/components/schemas/NAME"));
}

TEST_F(ValidateCommand, ReadsReferencesFromItsFolderOnly) {
  write("parts/size.json", R"({"type": "integer"})");
  write("named.json", R"({"$id": "https://example.com/names/color", "enum": ["red"]})");
  const std::string schema = write("schema.json", R"({"properties": {
      "size": {"$ref": "parts/size.json"}, "color": {"$ref": "https://example.com/names/color"}}})");
  const std::string bad = write("bad.json", R"({"size": "L", "color": "blue"})");
  EXPECT_EQ(run(schema, bad), 1) << messages_;
  EXPECT_THAT(output_, HasSubstr("/size: must be an integer"));
  EXPECT_THAT(output_, HasSubstr("/color: must be"));
  EXPECT_EQ(run(write("up.json", R"({"$ref": "../../etc/passwd"})"), bad), 2);
  EXPECT_THAT(messages_, HasSubstr("outside the folder"));
  EXPECT_EQ(run(write("far.json", R"({"$ref": "https://example.com/unknown"})"), bad), 2);
  EXPECT_THAT(messages_, HasSubstr("--allow-remote"));
}

TEST_F(ValidateCommand, TakesItsOwnIdentifierForItsFolder) {
  write("size.json", R"({"type": "integer"})");
  const std::string schema = write("schema.json", R"({"$id": "https://example.com/s/schema.json",
      "$ref": "size.json"})");
  EXPECT_EQ(run(schema, write("bad.json", "\"L\"")), 1) << messages_;
}

TEST_F(ValidateCommand, SaysWhatItCannotRead) {
  const std::string schema = write("schema.json", "true");
  EXPECT_EQ(run((folder_ / "nothing.json").string(), schema), 2);
  EXPECT_THAT(messages_, HasSubstr("No such file"));
  EXPECT_EQ(run(schema, folder_.string()), 2);
  EXPECT_THAT(messages_, HasSubstr("folder"));
  EXPECT_EQ(run(write("broken.json", "{\n  \"type\": oops}"), schema), 2);
  EXPECT_THAT(messages_, HasSubstr("broken.json:2:11: error: "));
  EXPECT_EQ(run(schema, write("text.json", "{\n\"a\": oops}")), 1);
  EXPECT_THAT(output_, HasSubstr("text.json:2:6: error: "));
}

TEST_F(ValidateCommand, ReadsYamlWhereTheNameDoesNotSayJson) {
  const std::string schema =
      write("schema.yaml", "type: object\nproperties:\n  size: {type: integer}\n");
  const std::string bad = write("bad.yml", "name: Mona\nsize: L\n");
  EXPECT_EQ(run(schema, bad), 1) << messages_;
  EXPECT_EQ(output_, bad + ":2:7: error: /size: must be an integer (is a string)\n");
  EXPECT_EQ(run(schema, write("word.json", "Mona")), 1);
  EXPECT_THAT(output_, HasSubstr("word.json:1:1: error: "));
}

TEST_F(ValidateCommand, WarnsOfKeywordsThatItIgnores) {
  const std::string schema = write("schema.json", "{\n\"pattern\": \"[\"}");
  EXPECT_EQ(run(schema, write("a.json", "\"a\"")), 0);
  EXPECT_THAT(messages_, HasSubstr("schema.json:2:12: warning: /pattern: "));
}

TEST_F(ValidateCommand, TheBasicOutputNamesWhatIsMissing) {
  const std::string schema =
      write("schema.json", R"({"properties": {"a": {"required": ["b c"]}}})");
  EXPECT_EQ(run(schema, write("bad.json", R"({"a": {}})"), true), 1);
  EXPECT_THAT(output_, HasSubstr(R"("instanceLocation":"/a","error":"\"b c\" is required")"));
}

TEST_F(ValidateCommand, ABrokenNeighbourIsNamedWithItsPlace) {
  write("parts/size.json", "{\n  \"type\": oops}");
  const std::string schema = write("schema.json", R"({"$ref": "parts/size.json"})");
  EXPECT_EQ(run(schema, schema), 2);
  EXPECT_THAT(messages_, HasSubstr("parts/size.json:2:11: error: "));
}

TEST(ValidateOptions, FormatsAreAssertedOnlyWhenAsked) {
  const auto asserted = [](const std::vector<std::string>& arguments) {
    const auto parsed = command::parse(arguments);
    return std::get<command::Options>(parsed).assert_format;
  };
  EXPECT_TRUE(asserted({"validate", "--assert-format", "a", "b"}));
  EXPECT_FALSE(asserted({"validate", "a", "b"}));
  EXPECT_TRUE(
      std::holds_alternative<std::string>(command::parse({"check", "--assert-format", "a"})));
  EXPECT_THAT(command::help(), HasSubstr("--assert-format"));
}

TEST_F(ValidateCommand, HasThePublishedMetaSchemas) {
  for (const command::MetaSchema& meta : command::meta_schemas()) {
    const json::Reading reading = json::read(meta.text);
    ASSERT_FALSE(reading.error) << meta.uri;
    const std::string schema =
        write("schema.json", R"({"$ref": ")" + std::string(meta.uri) + R"("})");
    EXPECT_EQ(run(schema, write("good.json", R"({"title": "A"})")), 0) << meta.uri << messages_;
    EXPECT_EQ(messages_, "") << meta.uri;
  }
  for (const char* uri :
       {"http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
        "https://spec.openapis.org/oas/3.1/dialect/base",
        "https://spec.openapis.org/oas/3.2/dialect/2025-09-17"}) {
    const std::string schema = write("schema.json", std::string(R"({"$ref": ")") + uri + R"("})");
    EXPECT_EQ(run(schema, write("bad.json", R"({"properties": {"a": {"minLength": -1}}})")), 1)
        << uri << messages_;
  }
}

TEST_F(ValidateCommand, ReadsEveryDraftByItsOwnRules) {
  const auto status = [&](const char* uri, const char* rest, const char* instance) {
    return run(write("schema.json", std::string(R"({"$schema": ")") + uri + "\", " + rest + "}"),
               write("instance.json", instance));
  };
  constexpr const char* kList = R"("items": [{"type": "string"}])";
  EXPECT_EQ(status("http://json-schema.org/draft-04/schema#", kList, "[1]"), 1);
  EXPECT_EQ(status("https://json-schema.org/draft/2019-09/schema", kList, "[1]"), 1);
  EXPECT_EQ(status("https://json-schema.org/draft/2020-12/schema", kList, "[1]"), 0);
  EXPECT_THAT(messages_, HasSubstr("/items: "));
}

TEST_F(ValidateCommand, RefusesADialectThatItCannotRead) {
  const std::string schema = write("schema.json", R"({"$schema": "https://example.com/mine",
      "type": "string"})");
  EXPECT_EQ(run(schema, write("a.json", "1")), 2);
  EXPECT_THAT(messages_, HasSubstr("https://example.com/mine"));
  EXPECT_THAT(messages_, HasSubstr("--allow-remote"));
  write("old.json", R"({"$schema": "http://json-schema.org/draft-03/schema#"})");
  EXPECT_EQ(run((folder_ / "old.json").string(), write("a.json", "1")), 2);
  EXPECT_THAT(messages_, HasSubstr("draft-03"));
}

TEST_F(ValidateCommand, ReadsADialectOfOnesOwnFromBesideTheFile) {
  write("meta.json", R"({"$id": "https://example.com/mine",
      "$schema": "https://json-schema.org/draft/2020-12/schema", "$vocabulary": {
      "https://json-schema.org/draft/2020-12/vocab/core": true,
      "https://json-schema.org/draft/2020-12/vocab/applicator": true,
      "https://json-schema.org/draft/2020-12/vocab/format-assertion": true}})");
  const std::string schema = write("schema.json", R"({"$schema": "https://example.com/mine",
      "minimum": 5, "properties": {"a": {"format": "ipv4"}}})");
  EXPECT_EQ(run(schema, write("a.json", "1")), 0) << messages_;
  EXPECT_EQ(run(schema, write("a.json", R"({"a": "x"})")), 1) << messages_;
  write("odd.json", R"({"$id": "https://example.com/odd",
      "$schema": "https://json-schema.org/draft/2020-12/schema", "$vocabulary": {
      "https://example.com/vocabulary": true}})");
  EXPECT_EQ(
      run(write("schema.json", R"({"$schema": "https://example.com/odd"})"), write("a.json", "1")),
      2);
  EXPECT_THAT(messages_, HasSubstr("https://example.com/vocabulary"));
}

TEST_F(ValidateCommand, FetchesADialectOfOnesOwnWhereItMay) {
  const std::string schema = write("schema.json", R"({"$schema": "https://example.com/mine",
      "minimum": 5})");
  const std::string instance = write("a.json", "1");
  const command::Fetch fetch =
      [](const std::string& uri) -> std::variant<std::string, command::Unreadable> {
    if (uri != "https://example.com/mine") return command::Unreadable{"nothing"};
    return std::string(R"({"$schema": "http://json-schema.org/draft-07/schema#"})");
  };
  EXPECT_EQ(command::validate({schema, instance, false, fetch}, output_, messages_), 1)
      << messages_;
}

TEST_F(ValidateCommand, JudgesFormatsWhereTheDialectOrTheCallerSaysSo) {
  const std::string bad = write("bad.json", R"("x")");
  const auto status = [&](const std::string& schema, bool assert_format) {
    output_.clear();
    messages_.clear();
    return command::validate({write("schema.json", schema), bad, false, nullptr, assert_format},
                             output_, messages_);
  };
  for (const char* draft : {"draft-04", "draft-06", "draft-07"}) {
    EXPECT_EQ(status(std::string(R"({"$schema": "http://json-schema.org/)") + draft +
                         R"(/schema#", "format": "ipv4"})",
                     false),
              1);
  }
  for (const char* draft : {"2019-09", "2020-12"}) {
    const std::string schema = std::string(R"({"$schema": "https://json-schema.org/draft/)") +
                               draft + R"(/schema", "format": "ipv4"})";
    EXPECT_EQ(status(schema, false), 0);
    EXPECT_EQ(status(schema, true), 1);
  }
  const std::string spec = write("spec.json", R"({"openapi": "3.1.0", "info": {"title": "T",
      "version": "1"}, "paths": {}, "components": {"schemas": {"A": {"format": "ipv4"}}}})");
  EXPECT_EQ(run(spec + "#/components/schemas/A", bad), 1);
}

}  // namespace
}  // namespace vitrine::test
