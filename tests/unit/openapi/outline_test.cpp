#include "app/openapi/outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/text/hash.h"
#include "tests/unit/json/corpus.h"
#include "tests/unit/openapi/loaded.h"

namespace vitrine::openapi {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::string_view kShop = R"({
  "openapi": "3.2.0",
  "info": {"title": "Shop", "version": "1", "description": "All of *it*."},
  "servers": [{"url": "https://{place}.example", "variables": {"place": {"default": "eu"}}}],
  "tags": [{"name": "orders", "description": "What was bought.", "parent": "all"}, {"name": "all"}],
  "x-tagGroups": [{"name": "Selling", "tags": ["orders"]}],
  "security": [{"key": []}],
  "paths": {
    "/orders": {
      "summary": "Said of the path",
      "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}],
      "get": {"operationId": "listOrders", "tags": ["orders"], "description": "A long story.",
        "responses": {"200": {"description": "Found", "content": {"application/json": {
          "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Order"}}}}}}},
      "post": {"operationId": "order", "summary": "Buy", "tags": ["orders", "new"],
        "deprecated": true, "x-internal": true,
        "requestBody": {"content": {"application/json": {
          "schema": {"$ref": "#/components/schemas/Order"}}}},
        "responses": {"201": {"description": "Bought"}}},
      "additionalOperations": {"COPY": {"summary": "Buy again", "responses": {}}}
    },
    "/sold": {"$ref": "#/components/pathItems/Sold"}
  },
  "webhooks": {"paid": {"post": {"summary": "It was paid", "responses": {}}}},
  "components": {
    "pathItems": {"Sold": {"get": {"operationId": "sold", "responses": {}}}},
    "schemas": {"Order": {"type": "object", "properties": {"count": {"type": "integer"}}}},
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}
  }
})";

std::string made_of(std::string_view text) { return outline(text, json::Language::unknown, 0); }

std::vector<std::string> lines_of(const Description& description) {
  std::vector<std::string> lines;
  for (const OperationEntry& entry : description.operations())
    lines.push_back(entry.method + ' ' + entry.path + ' ' + entry.summary + ' ' + entry.link);
  return lines;
}

TEST(Outline, HasTheListOfOperationsAndWhatTheOverviewShows) {
  const std::string text = made_of(kShop);
  const Description shown = Loaded(text).description;
  EXPECT_EQ(lines_of(shown), lines_of(Loaded(kShop).description));
  EXPECT_THAT(shown.operations(), SizeIs(5));
  EXPECT_EQ(shown.path_operations(), 4u);
  EXPECT_TRUE(shown.operations()[1].deprecated);
  EXPECT_TRUE(shown.operations()[1].internal);
  EXPECT_THAT(shown.operations()[1].tags, ElementsAre("orders", "new"));
  EXPECT_EQ(shown.version(), Version::v3_2);
  EXPECT_EQ(shown.info().description, "All of *it*.");
  EXPECT_EQ(shown.servers().at(0).variables.at(0).default_value, "eu");
  EXPECT_EQ(shown.groups().at(0).parent, "all");
  EXPECT_EQ(shown.tag_groups().at(0).name, "Selling");
  EXPECT_EQ(shown.security_schemes().at(0).key, "key");
  EXPECT_EQ(shown.schemas().at(0).link, "/schemas/Order");
}

TEST(Outline, HasNothingBelowAnOperationOrASchema) {
  const std::string text = made_of(kShop);
  for (const char* word : {"count", "page", "Bought", "long story", "requestBody"})
    EXPECT_THAT(text, Not(HasSubstr(word)));
}

TEST(Outline, BeginsWithItsMarkAndTheHashOfTheText) {
  const std::string text = made_of(kShop);
  EXPECT_THAT(text, StartsWith(R"({"x-vitrine-outline":")"));
  const json::Reading reading = json::read_text(text);
  const auto whole = outlined(reading.document.root(), "u");
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->hash, hash_digits(text::hash(kShop)));
  EXPECT_FALSE(outlined(json::read_text(kShop).document.root(), "u"));
}

TEST(Outline, OfYamlAndOfVersion2AreJsonOfTheSameVersion) {
  const std::string text = made_of(
      "swagger: '2.0'\ninfo: {title: Old, version: 1.50}\nhost: old.example\n"
      "paths:\n  /a:\n    get:\n      summary: Read\n"
      "      parameters: [{name: page, in: query, type: integer}]\n"
      "      responses: {'200': {description: 'Found something that is long to describe here'}}\n"
      "definitions:\n  Thing: {type: object, description: 'What there is to say of all things'}\n");
  const Description shown = Loaded(text).description;
  EXPECT_EQ(shown.version(), Version::v2_0);
  EXPECT_EQ(shown.info().version, "1.50");
  EXPECT_THAT(lines_of(shown), ElementsAre("GET /a Read /operations/GET/%2Fa"));
  EXPECT_THAT(shown.servers().at(0).url, HasSubstr("old.example"));
  EXPECT_EQ(shown.schemas().at(0).name, "Thing");
}

TEST(Outline, OfYamlIsMadeHoweverShort) {
  const std::string yaml = "openapi: 3.1.0\ninfo: {title: Short, version: '1'}\npaths: {}\n";
  EXPECT_THAT(outline(yaml), HasSubstr("Short"));
  EXPECT_THAT(outline("{openapi: 3.1.0, info: {title: Short, version: '1'}, paths: {}}",
                      json::Language::yaml),
              HasSubstr("Short"));
  EXPECT_THAT(outline("swagger: '2.0'\ninfo: {title: Old, version: '1'}\npaths: {}\n"), IsEmpty())
      << "its reader comes as late";
  EXPECT_THAT(outline("Not: a description\n"), IsEmpty());
}

TEST(Outline, CarriesTheProblemsOfTheWhole) {
  const std::string wrong = R"({"openapi": "3.1.0", "info": {"title": "T"},
    "paths": {"a": {"get": {"responses": {"200": {"description": ")" +
                            std::string(2000, 'x') + R"("}}, "responses": {}}}}})";
  const json::Reading whole = json::read_text(wrong);
  std::vector<Problem> wanted = text_problems(whole.document, "u");
  const Loaded loaded(wrong);
  for (const Problem& problem : loaded.description.problems()) wanted.push_back(problem);
  ASSERT_THAT(wanted, SizeIs(testing::Ge(3u)));
  const json::Reading reading = json::read_text(made_of(wrong));
  const auto whole_found = outlined(reading.document.root(), "u");
  ASSERT_TRUE(whole_found);
  const std::vector<Problem>& found = whole_found->problems;
  ASSERT_EQ(found.size(), wanted.size());
  for (size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(found[i].message, wanted[i].message);
    EXPECT_EQ(found[i].severity, wanted[i].severity);
    EXPECT_EQ(found[i].pointer, wanted[i].pointer);
    EXPECT_EQ(found[i].position, wanted[i].position);
    EXPECT_EQ(found[i].uri, "u");
  }
}

TEST(Outline, IsMadeOnlyWhereItPaysAndShowsTheSame) {
  EXPECT_THAT(outline(kShop), IsEmpty()) << "short texts are there as soon";
  EXPECT_THAT(made_of(R"({"name": "package", "x": "0123456789012345678901234567890123456789"})"),
              IsEmpty());
  EXPECT_THAT(made_of(""), IsEmpty());
  EXPECT_THAT(made_of("[1, 2"), IsEmpty());
  EXPECT_THAT(made_of(made_of(kShop)), IsEmpty()) << "it is one";
  const std::string elsewhere = R"({"openapi": "3.1.0", "info": {"title": "T", "version": "1"},
    "paths": {"/a": {"$ref": "other.json#/a"}}, "x-more": ")" +
                                std::string(1000, 'x') + "\"}";
  EXPECT_THAT(made_of(elsewhere), IsEmpty());
  const std::string words = R"({"openapi": "3.1.0", "info": {"title": "T", "version": "1",
    "description": ")" + std::string(2 * kOutlinedBytes, 'x') +
                            "\"}, \"paths\": {}}";
  EXPECT_THAT(outline(words), IsEmpty()) << "it would be as long";
}

TEST(OutlineOfTheCorpus, IsAFewHundredthsOfTheLargeDescriptions) {
  if (!json::has_corpus()) GTEST_SKIP() << "No corpus in " << json::corpus();
  for (const char* name : {"github-api.json", "stripe-2022-04.json"}) {
    const json::Exact text = json::read_file(json::corpus() / "specs" / name);
    const std::string made = outline(text.view(), json::Language::json);
    EXPECT_THAT(made, Not(IsEmpty())) << name;
    EXPECT_LT(made.size() * 20, text.view().size()) << name;
  }
}

}  // namespace
}  // namespace vitrine::openapi
