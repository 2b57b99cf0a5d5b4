#include "app/openapi/check.h"

#include <gtest/gtest.h>

#include "tests/unit/openapi/loaded.h"

namespace vitrine::openapi {
namespace {

/// "line:pointer severity: message" of each problem.
std::string problems(std::string_view text) {
  const Loaded loaded(text);
  std::string all;
  for (const Problem& problem : check(loaded.description)) {
    all += std::to_string(problem.position.line) + ":" + problem.pointer + " " +
           name(problem.severity) + ": " + problem.message + "\n";
  }
  return all;
}

std::string with_schema(std::string_view schema, const char* version = "3.0.3") {
  return problems(std::string("openapi: ") + version +
                  "\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A: " +
                  std::string(schema) +
                  "\n    B: {type: object, required: [kind], properties: {kind: {}}}\n");
}

std::string with_operation(std::string_view operation, const char* version = "3.1.0") {
  return problems(std::string("openapi: ") + version +
                  "\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    post:\n      " +
                  std::string(operation) + "\n");
}

constexpr const char* kFine = "{responses: {'200': {description: OK}}";

TEST(Check, AFineDocumentHasNoProblems) {
  EXPECT_EQ(problems("openapi: 3.1.0\ninfo: {title: T, version: '0'}\ncomponents: {}\n"), "");
  EXPECT_EQ(
      problems("{\"swagger\":\"2.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{}}"),
      "");
  EXPECT_EQ(with_operation(std::string(kFine) + "}"), "");
}

TEST(Check, SchemasAreCheckedWhereverTheyStandAndOnce) {
  const std::string text = with_operation(
      std::string(kFine) +
      ", parameters: [{name: p, in: query, schema: {$ref: '#/components/schemas/A'}}]}\n"
      "components:\n  schemas:\n    A: {type: string, pattern: '['}\n"
      "    C: {properties: {d: {minLength: -1}}}\n  headers:\n    H: {schema: {type: 7}}");
  EXPECT_NE(text.find("/components/schemas/A/pattern error: "), std::string::npos) << text;
  EXPECT_EQ(text.find("A/pattern", text.find("A/pattern") + 1), std::string::npos) << text;
  EXPECT_NE(text.find("/components/schemas/C/properties/d/minLength error: \"minLength\" must be"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("/components/headers/H/schema/type error: "), std::string::npos) << text;
}

TEST(Check, BoundsThatNothingFits) {
  EXPECT_NE(with_schema("{minimum: 10, maximum: 1}").find("\"minimum\" is greater than"),
            std::string::npos);
  EXPECT_EQ(with_schema("{minimum: 1, maximum: 1}"), "");
}

TEST(Check, DiscriminatorsLeadSomewhere) {
  EXPECT_EQ(with_schema("{oneOf: [{$ref: '#/components/schemas/B'}], discriminator: "
                        "{propertyName: kind, mapping: {b: B, c: '#/components/schemas/B'}}}"),
            "");
  const std::string wrong = with_schema(
      "{oneOf: [{$ref: '#/components/schemas/B'}], discriminator: "
      "{propertyName: sort, mapping: {b: Nothing, c: '#/components/schemas/None', d: 1}}}");
  EXPECT_NE(wrong.find("mapping/b error: the mapping \"b\" leads to \"Nothing\""),
            std::string::npos)
      << wrong;
  EXPECT_NE(wrong.find("mapping/c error"), std::string::npos);
  EXPECT_NE(wrong.find("mapping/d error"), std::string::npos);
  EXPECT_NE(wrong.find("warning: the property \"sort\""), std::string::npos);
  EXPECT_NE(with_schema("{discriminator: kind}").find("must be an object"), std::string::npos);
}

TEST(Check, ExamplesMustSuitTheirSchema) {
  const std::string text = with_operation(
      "{responses: {'200': {description: OK, content: {application/json: {schema: {type: integer, "
      "minimum: 5}, examples: {good: {value: 7}, bad: {value: 1}, text: {value: x}}}}}}}");
  EXPECT_EQ(text.find("good"), std::string::npos);
  EXPECT_NE(text.find("/examples/bad/value warning: this example does not suit its schema: it must "
                      "be at least 5"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("/examples/text/value warning"), std::string::npos);
}

TEST(Check, NamesThePlaceAndTheRemedyOfEachMistake) {
  struct Case {
    std::string operation;
    const char* version;
    const char* problem;
  };
  const std::string fine = kFine;
  const std::vector<Case> cases = {
      {"{}", "3.0.0", "error: this operation has no responses"},
      {"{responses: {'99': {description: x}}}", "3.1.0", "error: \"99\" is not a status"},
      {"{responses: {'200': {}}}", "3.1.0", "error: \"description\" is missing in a response"},
      {fine + ", parameters: [{name: x, in: path, required: true, schema: {}}]}", "3.1.0",
       "error: the path parameter \"x\" does not occur"},
      {fine + ", parameters: [{name: 'a b', in: header, schema: {}}]}", "3.1.0",
       "error: \"a b\" cannot be the name of a header"},
      {fine + ", parameters: [{name: Authorization, in: header, schema: {}}]}", "3.1.0",
       "warning: OpenAPI ignores a header"},
      {fine + ", parameters: [{name: a, in: query, schema: {}, content: {application/json: {}}}]}",
       "3.1.0", "has both \"schema\" and \"content\""},
      {fine + ", parameters: [{name: a, in: query}]}", "3.1.0", "neither \"schema\" nor"},
      {fine + ", parameters: [{name: a, in: query, schema: {}, example: 1, examples: {}}]}",
       "3.1.0", "exclude each other"},
      {fine + ", parameters: [{name: a, in: querystring, content: {a/b: {}}}]}", "3.1.0",
       "\"in\" must be path, query, header or cookie"},
      {fine + ", requestBody: {}}", "3.1.0", "\"content\" is missing in a request body"},
      {fine + ", requestBody: {content: {json: {}}}}", "3.1.0", "\"json\" is not a media type"},
      {fine + ", requestBody: {content: {a/b: {itemSchema: {}}}}}", "3.1.0",
       "error: \"itemSchema\" is not a field of a media type in OpenAPI 3.1"},
      {fine + ", consumes: []}", "3.1.0", "error: \"consumes\" is not a field of an operation"},
      {fine + ", nonsense: []}", "3.1.0", "warning: \"nonsense\" is not a field of an operation"},
      {fine + ", $ref: '#/x'}", "3.1.0", "error: \"$ref\" cannot stand in place of an operation"},
      {fine + ", servers: [{url: 'https://{host}/'}]}", "3.1.0", "no variable of this name"},
      {fine + ", servers: [{url: 'javascript:alert(1)'}]}", "3.1.0", "address of http or https"},
      {fine + ", servers: [{url: 'https://{h}/', variables: {h: {default: a, enum: [b]}}}]}",
       "3.1.0", "is not one of its \"enum\""},
      {fine + ", security: [{ghost: []}]}", "3.1.0", "is required here but not declared"},
      {fine + ", callbacks: {c: {'{$bogus}': {}}}}", "3.1.0", "not a runtime expression"},
      {"{responses: {'200': {description: x, links: {l: {operationId: none}}}}}", "3.1.0",
       "leads to the operation \"none\""},
      {"{responses: {'200': {description: x, links: {l: {operationRef: '#/paths/~1b'}}}}}", "3.1.0",
       "leads nowhere"},
  };
  for (const Case& given : cases) {
    const std::string text = with_operation(given.operation, given.version);
    EXPECT_NE(text.find(given.problem), std::string::npos)
        << given.operation << "\nwanted: " << given.problem << "\nfound: " << text;
  }
  // What is right in one version is no problem there.
  EXPECT_EQ(with_operation(fine + ", requestBody: {content: {a/b: {itemSchema: {}}}}}", "3.2.0"),
            "");
  EXPECT_EQ(with_operation(fine + ", parameters: [{name: q, in: querystring, content: {a/b: {}}}]}",
                           "3.2.0"),
            "");
}

TEST(Check, PathsThatCannotBe) {
  for (const auto& [path, words] :
       std::vector<std::pair<std::string, std::string>>{{"/a/{b", "brace that does not pair"},
                                                        {"/a/{}", "braces without a name"},
                                                        {"/a/{b}/{b}", "names a parameter twice"},
                                                        {"//host/a", "must begin with one"},
                                                        {"a", "must begin with \"/\""}}) {
    const std::string text =
        problems("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  '" + path + "': {}\n");
    EXPECT_NE(text.find(words), std::string::npos) << path << "\n" << text;
  }
}

TEST(Check, SecuritySchemesOfEveryKind) {
  auto scheme = [](const char* text) {
    return problems(std::string("openapi: 3.2.0\ninfo: {title: T, version: '1'}\n"
                                "components: {securitySchemes: {s: ") +
                    text + "}}\n");
  };
  EXPECT_EQ(scheme("{type: oauth2, flows: {deviceAuthorization: {deviceAuthorizationUrl: "
                   "'https://e.com/d', tokenUrl: 'https://e.com/t', scopes: {}}}}"),
            "");
  EXPECT_NE(scheme("{type: oauth2, flows: {implicit: {scopes: {}}}}")
                .find("\"authorizationUrl\" is missing"),
            std::string::npos);
  EXPECT_NE(scheme("{type: oauth2, flows: {teleport: {}}}").find("not an OAuth flow"),
            std::string::npos);
  EXPECT_NE(scheme("{type: openIdConnect, openIdConnectUrl: 'javascript:1'}").find("http or https"),
            std::string::npos);
}

TEST(Check, HalfADocumentStillTellsItsProblems) {
  // Truncations and changes of a small document with everything in it.
  const std::string text =
      "openapi: 3.2.0\n$self: https://e.com/d\ninfo: {title: T, version: '1'}\n"
      "servers: [{url: 'https://{h}', variables: {h: {default: a}}}]\ntags: [{name: t, parent: "
      "t}]\n"
      "paths:\n  /a/{b}:\n    query: &q\n      tags: [t]\n      requestBody: {content: {a/b: "
      "{itemSchema: "
      "{$ref: '#/components/schemas/S'}}}}\n      callbacks: {c: {'{$url}': {post: {}}}}\n"
      "    additionalOperations: {LINK: *q}\n    parameters: [{name: b, in: path, required: true, "
      "schema: "
      "{$dynamicRef: '#x'}}]\ncomponents:\n  schemas:\n    S: {$id: s, $anchor: y, $dynamicAnchor: "
      "x, "
      "oneOf: [{$ref: '#y'}, {$ref: '#/$defs/Z'}], $defs: {Z: {pattern: 'a*'}}, discriminator: "
      "{propertyName: p, mapping: {a: S}}}\n  securitySchemes: {o: {type: oauth2, flows: {}}}\n";
  for (size_t size = 0; size <= text.size(); size += 3) problems(text.substr(0, size));
  for (size_t at = 0; at < text.size(); at += 2) {
    for (const char other : {'7', '{', '\n', '#'}) {
      std::string changed = text;
      changed[at] = other;
      problems(changed);
    }
  }
}

TEST(Check, AQueryAsAWholeExcludesItsParts) {
  const std::string whole = "{name: q, in: querystring, content: {application/json: {schema: {}}}}";
  const std::string part = "{name: p, in: query, schema: {}}";
  const auto told = [&](const std::string& parameters) {
    return with_operation(std::string(kFine) + ", parameters: [" + parameters + "]}", "3.2.0");
  };
  EXPECT_EQ(told(whole), "");
  EXPECT_NE(told(whole + ", " + part).find("exclude each other"), std::string::npos);
  EXPECT_NE(told(whole + ", {name: r, in: querystring, content: {application/json: {}}}")
                .find("can have one querystring parameter"),
            std::string::npos);
  EXPECT_NE(told("{name: q, in: querystring, schema: {}}").find("needs \"content\""),
            std::string::npos);
}

TEST(Check, ALinkIsReportedWhereItStands) {
  const std::string text = with_operation(
      "{responses: {'200': {description: OK, links: {next: {operationId: nothing}}}}}");
  EXPECT_NE(text.find("6:/paths/~1a/post/responses/200/links/next error: the link \"next\""),
            std::string::npos)
      << text;
}

TEST(Check, AVersionThatIsNoTextIsReportedOnce) {
  const std::string text = problems("openapi: true\ninfo: {title: T, version: '1'}\npaths: {}\n");
  EXPECT_EQ(text, "1:/openapi error: \"openapi\" must be a string, not boolean; it is ignored\n");
}

TEST(Check, WhatAnExampleLacksIsNamed) {
  const std::string text = with_operation(
      "{responses: {'200': {description: OK, content: {application/json: {example: {}, schema: "
      "{required: [name]}}}}}}");
  EXPECT_NE(text.find("does not suit its schema: \"/name\" is required"), std::string::npos)
      << text;
}

TEST(Check, OldArraysWithoutItemsAndComponentsOfAWrongTypeAreReported) {
  const std::string old = problems(
      "swagger: '2.0'\ninfo: {title: T, version: '1'}\nparameters: 3\npaths: {/a: {get: "
      "{parameters: "
      "[{name: a, in: query, type: array}], responses: {'200': {description: x}}}}}\n");
  EXPECT_NE(old.find("3:/parameters error: "), std::string::npos) << old;
  EXPECT_NE(old.find("the array \"a\" has no \"items\""), std::string::npos) << old;
  const std::string text = problems(
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {parameters: {A: [1]}}\n");
  EXPECT_NE(text.find("/components/parameters/A error: a parameter must be an object"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace vitrine::openapi
