#include "app/openapi/survey.h"

#include <gtest/gtest.h>

#include "tests/unit/openapi/loaded.h"

namespace vitrine::openapi {
namespace {

TEST(Survey, ListsReferencesToOtherDocumentsButNotThoseInData) {
  json::DocumentSet set;
  ASSERT_TRUE(set.add("file:///d/a.yaml", std::move(json::read_text(R"(
openapi: 3.0.3
paths:
  /a: {$ref: 'paths/a.yaml'}
  /b: {$ref: 'paths/a.yaml#/x'}
components:
  schemas:
    Own: {$ref: '#/components/schemas/Other'}
    Other: {properties: {$ref: {type: string}, example: {$ref: 'in-properties.yaml'}}}
    Data: {example: {$ref: 'data.yaml'}, enum: [{$ref: 'data.yaml'}], x-more: {$ref: 'data.yaml'}}
  examples: {e: {$ref: 'e.json', value: {$ref: 'data.yaml'}}}
)")
                                                        .document)));
  Survey survey(set, "file:///d/a.yaml", false);
  int steps = 1;
  while (!survey.step(1)) ++steps;
  EXPECT_GT(steps, 5);
  std::set<std::string> uris;
  for (const ExternalReference& reference : survey.references()) uris.insert(reference.uri);
  EXPECT_EQ(uris, (std::set<std::string>{"file:///d/paths/a.yaml", "file:///d/in-properties.yaml",
                                         "file:///d/e.json"}));
}

TEST(Survey, NamesSchemasByIdentifierAndAnchor) {
  const Loaded loaded(R"(
openapi: 3.2.0
$self: https://e.com/api
info: {title: T, version: '1'}
components:
  schemas:
    A: {$id: 'https://e.com/schemas/a', title: a, $defs: {in: {$anchor: inner, title: inner}}}
    B: {$ref: 'https://e.com/schemas/a'}
    C: {$ref: 'schemas/a#inner'}
    D: {$id: 'schemas/d', allOf: [{$ref: '#/$defs/x'}], $defs: {x: {title: x}}}
    E: {properties: {d: {$ref: '#/components/schemas/D'}}}
    F: {$dynamicAnchor: node, title: f, properties: {next: {$dynamicRef: '#node'}}}
)");
  EXPECT_TRUE(loaded.description.problems().empty());
  auto title = [&](size_t index) {
    return loaded.view(loaded.description.schemas()[index].cursor).title();
  };
  EXPECT_EQ(title(1), "a");
  EXPECT_EQ(title(2), "inner");
  EXPECT_EQ(title(3), "x");
  const auto e = loaded.view(loaded.description.schemas()[4].cursor);
  EXPECT_EQ(e.property("d").title(), "x");
  const auto f = loaded.view(loaded.description.schemas()[5].cursor);
  EXPECT_EQ(f.property("next").title(), "f");
  EXPECT_EQ(loaded.description.uri(), "https://example.com/api/openapi.json");
}

TEST(Survey, OlderVersionsHaveNoIdentifiers) {
  const Loaded loaded(R"(
openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components: {schemas: {A: {$id: 'https://e.com/a', title: a}, B: {$ref: 'https://e.com/a'}}}
)");
  EXPECT_EQ(loaded.view(loaded.description.schemas()[1].cursor).title(), "");
}

TEST(Survey, WhatTheDocumentItselfIsCalledIsNoOtherDocument) {
  json::DocumentSet set;
  ASSERT_TRUE(set.add("file:///d/a.yaml", std::move(json::read_text(R"(
openapi: 3.1.0
components:
  schemas:
    C: {$ref: 'https://e.com/schemas/a#inner'}
    R: {$ref: tree}
    A: {$id: 'https://e.com/schemas/a', $defs: {in: {$anchor: inner}}, items: {$ref: b}}
    T: {$id: tree}
)")
                                                        .document)));
  Survey survey(set, "file:///d/a.yaml", true);
  while (!survey.step(1)) {
  }
  const auto references = survey.references();
  ASSERT_EQ(references.size(), 1u);
  EXPECT_EQ(references[0].uri, "https://e.com/schemas/b");
}

TEST(Survey, OfEqualNamesTheFirstInTheTextCounts) {
  const Loaded loaded(R"(
openapi: 3.1.0
info: {title: T, version: '1'}
components:
  schemas:
    Ref: {$ref: 'https://e.com/a'}
    A: {$id: 'https://e.com/a', title: first}
    B: {$id: 'https://e.com/a', title: second}
)");
  EXPECT_EQ(loaded.view(loaded.description.schemas()[0].cursor).title(), "first");
}

}  // namespace
}  // namespace vitrine::openapi
