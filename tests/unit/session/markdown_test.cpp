#include "app/session/reference/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/reference/markdown_text.h"
#include "tests/unit/json/corpus.h"
#include "tests/unit/openapi/loaded.h"

namespace vitrine::session {
namespace {

using schema::Language;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kZoo = R"({
  "openapi": "3.1.0",
  "info": {"title": "Zoo", "version": "2", "description": "# Animals\n\nAll of them.",
    "contact": {"email": "keeper@zoo.example"}},
  "servers": [{"url": "https://{place}.zoo.example", "variables": {
    "place": {"default": "north", "enum": ["north", "south"], "description": "Which half."}}}],
  "tags": [{"name": "animals", "description": "Who lives here."}],
  "paths": {"/animals/{id}": {"put": {
    "operationId": "change", "summary": "Change an animal", "tags": ["animals"], "deprecated": true,
    "description": "Writes it.\n\n# Careful\n\nIt bites.",
    "security": [{"sign": ["write"]}],
    "parameters": [
      {"name": "id", "in": "path", "required": true, "schema": {"type": "integer", "minimum": 1}},
      {"name": "fields", "in": "query", "description": "What to return.",
       "schema": {"type": "array", "items": {"type": "string", "enum": ["name", "size"]}}}],
    "requestBody": {"required": true, "content": {"application/json": {
      "schema": {"$ref": "#/components/schemas/Animal"}, "example": {"name": "Ada"}}}},
    "responses": {"200": {"description": "Changed",
      "headers": {"ETag": {"description": "Its version", "schema": {"type": "string"}}},
      "links": {"next": {"operationId": "change", "parameters": {"id": "$response.body#/id"}}},
      "content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/Animal"}, "example": {"name": "Bo"}}}}},
    "callbacks": {"fed": {"{$request.body#/url}": {"post": {"summary": "It was fed"}}}}}}},
  "webhooks": {"escaped": {"post": {"summary": "One has escaped", "responses": {}}}},
  "components": {
    "securitySchemes": {"sign": {"type": "oauth2", "flows": {"clientCredentials": {
      "tokenUrl": "https://zoo.example/token", "scopes": {"write": "Change them"}}}}},
    "schemas": {
      "Animal": {"type": "object", "required": ["name"], "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 20,
                 "description": "What it is called.\nOne word."},
        "size": {"type": "string", "enum": ["s", "l"], "default": "s",
                 "x-enumDescriptions": {"s": "fits a box", "l": "does not"}},
        "parents": {"type": "array", "items": {"$ref": "#/components/schemas/Animal"}}}},
      "Home": {"oneOf": [{"$ref": "#/components/schemas/Cage"}, {"$ref": "#/components/schemas/Pond"}],
               "discriminator": {"propertyName": "kind"}},
      "Cage": {"type": "object", "required": ["kind"], "properties": {
        "kind": {"type": "string"}, "bars": {"type": "integer"}}},
      "Pond": {"type": "object", "properties": {
        "kind": {"type": "string"}, "depth": {"type": "number"}}}}}
})";

const char* const kChange = R"(# Change an animal

`PUT /animals/{id}` · operationId `change` · Tags: animals · **deprecated**

Servers:

- `https://north.zoo.example` · `https://{place}.zoo.example`
  - `place` · default `north` · One of `north`, `south`
    Which half.

Writes it.

## Careful

It bites.

Authorization: `sign` (oauth2) `write`

## Path parameters

- `id` · integer · required · at least 1

## Query parameters

- `fields` · array of string · One of `"name"`, `"size"`
  What to return.

## Request body

required

`application/json` · `Animal` · object

- `name` · string · required · 1 to 20 characters
  What it is called.
  One word.
- `size` · string · default `"s"`
  - `"s"`: fits a box
  - `"l"`: does not
- `parents` · array of `Animal` (see above)

Example

```json
{
  "name": "Ada"
}
```

## Responses

### 200

Changed

`application/json` · `Animal` (see above) · object

Example

```json
{
  "name": "Bo"
}
```

Headers:

- `ETag` · string
  Its version

Links:

- `next` → `change` · `id` = `$response.body#/id`

## Callbacks

- `fed`: `POST {$request.body#/url}` · It was fed
)";

class Markdown : public testing::Test {
 protected:
  openapi::Loaded zoo{kZoo};

  std::string schema(std::string_view name, const openapi::Description& description) {
    for (const openapi::NamedSchema& each : description.schemas())
      if (each.name == name) return schema_markdown(description, each, Language::en);
    return {};
  }
};

TEST_F(Markdown, AnOperationIsWrittenWithAllThatItsClientNeeds) {
  const openapi::Description& description = zoo.description;
  EXPECT_EQ(operation_markdown(description, description.operation(0), Language::en), kChange);
}

TEST_F(Markdown, TheWordsAreOfTheLanguage) {
  const openapi::Description& description = zoo.description;
  const std::string text = operation_markdown(description, description.operation(0), Language::ko);
  EXPECT_THAT(text, HasSubstr("## 경로 매개변수\n"));
  EXPECT_THAT(text, HasSubstr("· 필수 · 1 이상\n"));
}

TEST_F(Markdown, AlternativesStandBelowEachOtherWithTheirTags) {
  const std::string text = schema("Home", zoo.description);
  EXPECT_TRUE(text.starts_with("# Home\n")) << text;
  EXPECT_THAT(text, HasSubstr("- One of · " + std::string(word(Word::chosen_by)) +
                              " `kind`:\n"
                              "  - `kind`: `Cage` · `Cage` · object\n"
                              "    - `kind` · string · required\n"
                              "    - `bars` · integer\n"
                              "  - `kind`: `Pond` · `Pond` · object\n"
                              "    - `kind` · string\n"
                              "    - `depth` · number\n"));
}

TEST_F(Markdown, ASchemaWithinItselfIsWrittenOnce) {
  const std::string text = schema("Animal", zoo.description);
  EXPECT_THAT(text, HasSubstr("- `parents` · array of `Animal` (see above)\n"));
  EXPECT_EQ(text.find("`name`"), text.rfind("`name`"));
  EXPECT_THAT(text, HasSubstr("\nExample\n\n```json\n{\n")) << "one that is made of it";
}

TEST_F(Markdown, ADocumentHasEachOperationAndSchemaUnderOneHeading) {
  const std::string text = document_markdown(zoo.description, Language::en);
  EXPECT_TRUE(text.starts_with("# Zoo\n\nVersion 2\n\n## Animals\n\nAll of them.\n")) << text;
  std::size_t at = 0;
  for (const char* part :
       {"- Contact: [keeper@zoo.example](mailto:keeper@zoo.example)\n", "\nServers:\n",
        "\n## Authentication\n", "- `sign` · oauth2\n", "`https://zoo.example/token`\n",
        "    - `write`: Change them\n", "\n## animals\n\nWho lives here.\n",
        "\n### Change an animal\n", "\n##### 200\n", "\n## Webhooks\n", "\n### One has escaped\n",
        "\n## Schemas\n", "\n### Animal\n", "\n### Home\n"}) {
    const std::size_t found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << "\nis not after\n" << text.substr(0, at);
    at = found;
  }
  // Schemas have sections: operations name them.
  EXPECT_THAT(text, HasSubstr("`application/json` · `Animal` · object\n\nExample"));
  EXPECT_THAT(text, Not(HasSubstr("see above")));
  EXPECT_EQ(text.find("Servers:"), text.rfind("Servers:")) << "they are those of the document";
}

TEST(MarkdownBounds, WhatIsTooLongIsLeftOutAndSaidSo) {
  std::string properties;
  for (int index = 0; index < 3000; ++index)
    properties += (index == 0 ? "" : ",") + ("\"property" + std::to_string(index)) +
                  R"(":{"type":"string","description":"Number )" + std::to_string(index) + "\"}";
  const openapi::Loaded loaded(
      R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"components":{"schemas":{
         "Wide":{"type":"object","properties":{)" +
      properties + "}}}}}");
  const std::string text =
      schema_markdown(loaded.description, loaded.description.schemas()[0], Language::en);
  EXPECT_LT(text.size(), 70'000u);
  EXPECT_THAT(text, HasSubstr("- `property0` · string\n  Number 0\n"));
  EXPECT_TRUE(text.ends_with("\n\nThe rest is left out here.\n")) << text.substr(text.size() - 200);
}

class MarkdownCorpus : public testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MarkdownCorpus);

TEST_P(MarkdownCorpus, EveryOperationAndSchemaIsWrittenWithinBounds) {
  const json::Exact bytes = json::read_file(GetParam());
  if (bytes.view().size() > 500'000) GTEST_SKIP() << "is large. NOTHING WAS WRITTEN.";
  const openapi::Loaded loaded{bytes.view()};
  const openapi::Description& description = loaded.description;
  std::string text;
  std::size_t parts = 0;
  std::size_t before = 0;
  bool done = false;
  for (DocumentMarkdown writer(description, Language::en); !done; before = text.size(), ++parts) {
    done = writer.step(text);
    if (parts > 0) EXPECT_LT(text.size() - before, 200'000u) << text.substr(before, 80);
  }
  EXPECT_GE(parts, description.operations().size() + description.schemas().size());
  for (const openapi::OperationEntry& entry : description.operations())
    EXPECT_THAT(text, HasSubstr(code_span(entry.method + ' ' + entry.path)));
  for (const openapi::NamedSchema& schema : description.schemas())
    EXPECT_THAT(text, HasSubstr("### " + one_line(schema.name) + "\n"));
  for (std::size_t index = 0; index < description.operations().size(); index += 7)
    EXPECT_LT(operation_markdown(description, description.operation(index), Language::ja).size(),
              300'000u);
}

INSTANTIATE_TEST_SUITE_P(Specs, MarkdownCorpus, testing::ValuesIn(json::descriptions()),
                         [](const auto& file) { return json::test_name(file.param); });

TEST(MarkdownText, HeadingsGoDownButNotThoseInCode) {
  EXPECT_EQ(with_lower_headings("# A\n```\n# B\n```\nC\n===\n#D\n\n    # E\n##### F", 2),
            "### A\n```\n# B\n```\n### C\n#D\n\n    # E\n###### F");
  EXPECT_EQ(with_lower_headings("- a\n---\nb\n-----", 1), "- a\n---\n### b");
}

TEST(MarkdownText, CodeHoldsAnyText) {
  EXPECT_EQ(code_span("a"), "`a`");
  EXPECT_EQ(code_span("a`b"), "``a`b``");
  EXPECT_EQ(code_span("`a\nb"), "`` `a b ``");
  EXPECT_EQ(code_span(""), "`  `");
  EXPECT_EQ(fenced("a\n```\nb", "json"), "````json\na\n```\nb\n````\n");
}

TEST(MarkdownText, LinesOfAListStandBelowIt) {
  EXPECT_EQ(indented("a\n\n  b\r\nc", 2), "  a\n\n    b\n  c\n");
}

}  // namespace
}  // namespace vitrine::session
