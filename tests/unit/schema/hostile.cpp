#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

/// A hostile description of the corpus with the schema at the pointer.
std::optional<std::string> hostile(const char* file) {
  const auto folder = corpus();
  if (!folder) return std::nullopt;
  return read_file(*folder / "hostile" / file);
}

#define NEED(text, file)           \
  const auto text = hostile(file); \
  if (!text) GTEST_SKIP() << "no corpus; set VITRINE_CORPUS to its folder"

constexpr const char* kBody = "/paths/~1a/post/requestBody/content/application~1json/schema";

TEST(SchemaHostile, CatastrophicPatternsEnd) {
  NEED(text, "100-regex-redos.json");
  const json::Reading reading = json::read(*text);
  const json::Value parameters = reading.document.root()["paths"]["/a"]["get"]["parameters"];
  ASSERT_EQ(parameters.size(), 5U);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Compiled schema(*text, Dialect::openapi_3_0,
                          "/paths/~1a/get/parameters/" + std::to_string(i) + "/schema");
    const json::Value example = parameters.at(i)["example"];
    EXPECT_FALSE(evaluate(schema.schema(), example).valid) << example.string();
  }
}

TEST(SchemaHostile, InvalidPatternsAreReportedOneByOne) {
  NEED(text, "101-regex-invalid.json");
  const Compiled schema(*text, Dialect::openapi_3_1, kBody);
  EXPECT_EQ(schema.schema().problems().size(), 8U) << schema.problems();
  EXPECT_TRUE(schema.accepts(R"({"a": "[", "b": ""})"));
  EXPECT_FALSE(schema.accepts(R"({"h": "slashes"})"));
  EXPECT_FALSE(schema.accepts(R"({"a": 1})"));
}

TEST(SchemaHostile, HugePatternsAreRefusedOrEnd) {
  NEED(text, "103-regex-huge-repeat.json");
  const Compiled schema(*text, Dialect::openapi_3_0, kBody);
  const std::string letters(2000, 'a');
  const Evaluation evaluation =
      schema.evaluate(R"({"a": ")" + letters + R"(", "b": "x", "c": "x"})");
  EXPECT_NE(schema.problems().find("/properties/b/pattern"), std::string::npos)
      << schema.problems();
  EXPECT_FALSE(evaluation.valid);
}

TEST(SchemaHostile, FanOutIsCompiledOnce) {
  NEED(text, "061-ref-fanout-2pow40.json");
  const Compiled schema(*text, Dialect::openapi_3_0, kBody);
  EXPECT_TRUE(schema.accepts(R"({"l": {"r": {"l": {}}}, "r": {}})"));
}

TEST(SchemaHostile, ExponentialOneOfRunsOutOfSteps) {
  NEED(text, "062-oneof-exponential.json");
  const Compiled schema(*text, Dialect::openapi_3_0, kBody);
  const Evaluation evaluation = schema.evaluate("1");
  EXPECT_FALSE(evaluation.valid);
  EXPECT_TRUE(evaluation.too_expensive);
  ASSERT_FALSE(evaluation.violations.empty());
  EXPECT_EQ(evaluation.violations.back().keyword, "limit");
}

TEST(SchemaHostile, DynamicLoopEndsAndTheDoubleIdentifierIsReported) {
  NEED(text, "064-dynamicref-loop.json");
  const Compiled schema(*text, Dialect::openapi_3_1, kBody);
  EXPECT_TRUE(schema.accepts("1"));
  EXPECT_NE(schema.problems().find("https://example.invalid/t is taken"), std::string::npos)
      << schema.problems();
}

TEST(SchemaHostile, CyclesEnd) {
  for (const char* file :
       {"050-ref-self.json", "051-ref-two-cycle.json", "059-cyclic-allof.json"}) {
    NEED(text, file);
    const Compiled schema(*text, Dialect::openapi_3_0, kBody);
    EXPECT_TRUE(schema.accepts("{}")) << file;
    EXPECT_FALSE(schema.problems().empty()) << file;
  }
  NEED(text, "060-cyclic-required.json");
  const Compiled schema(*text, Dialect::openapi_3_0, kBody);
  EXPECT_FALSE(schema.accepts(R"({"next": {"next": {"next": {}}}})"));
}

TEST(SchemaHostile, LongChainsAndDeepSchemasWork) {
  {
    NEED(text, "053-ref-chain-3000.json");
    const Compiled schema(*text, Dialect::openapi_3_0, kBody);
    EXPECT_TRUE(schema.accepts(R"("x")"));
    EXPECT_FALSE(schema.accepts("1"));
  }
  NEED(text, "035-deep-schema.json");
  const Compiled schema(*text, Dialect::openapi_3_0, kBody);
  EXPECT_EQ(schema.problems(), "");
}

TEST(SchemaHostile, InstancesDeeperThanTheLimitAreNotFollowed) {
  const Compiled schema(R"({"items": {"$ref": "#"}, "type": "array"})");
  constexpr int kDeep = 990;
  const std::string deep = std::string(kDeep, '[') + std::string(kDeep, ']');
  EXPECT_TRUE(schema.accepts(deep));
  const Evaluation evaluation = schema.evaluate(deep, {.limits = {.depth = 100}});
  EXPECT_FALSE(evaluation.valid);
  EXPECT_TRUE(evaluation.too_expensive);
  EXPECT_EQ(evaluation.violations.front().param("exceeded"), "depth");
}

TEST(SchemaHostile, UniqueItemsIsNotQuadratic) {
  const Compiled schema(R"({"uniqueItems": true})");
  std::string text = "[0";
  for (int i = 1; i < 100'000; ++i) text += "," + std::to_string(i);
  EXPECT_TRUE(schema.accepts(text + "]", {.limits = {.steps = 500'000}}));
  EXPECT_FALSE(schema.accepts(text + ",777.0]"));
}

TEST(SchemaHostile, ViolationsAreBounded) {
  const Compiled schema(R"({"items": {"type": "string"}})");
  std::string text = "[0";
  for (int i = 1; i < 1000; ++i) text += ",1";
  const Evaluation evaluation = schema.evaluate(text + "]", {.limits = {.violations = 10}});
  EXPECT_FALSE(evaluation.valid);
  EXPECT_FALSE(evaluation.too_expensive);
  ASSERT_EQ(evaluation.violations.size(), 11U);
  EXPECT_EQ(evaluation.violations.back().param("exceeded"), "violations");
}

TEST(SchemaHostile, ViolationsInALongNameAreFew) {
  const Compiled schema(R"({"additionalProperties": {"items": {"type": "string"}}})");
  std::string text = R"({")" + std::string(1'000'000, 'n') + R"(": [0)";
  for (int i = 1; i < 5000; ++i) text += ",0";
  const Evaluation evaluation = schema.evaluate(text + "]}");
  EXPECT_FALSE(evaluation.valid);
  EXPECT_LT(evaluation.violations.size(), 100U);
  EXPECT_EQ(evaluation.violations.back().keyword, "limit");
  EXPECT_EQ(evaluation.violations.back().param("exceeded"), "violations");
}

TEST(SchemaHostile, VerdictsDependOnStepsOnly) {
  const Compiled schema(R"({"items": {"type": "integer"}})");
  const EvaluateOptions few = {.limits = {.steps = 15}};
  const Evaluation first = schema.evaluate("[1,2,3,4,5,6,7,8,9]", few);
  const Evaluation second = schema.evaluate("[1,2,3,4,5,6,7,8,9]", few);
  EXPECT_TRUE(first.too_expensive);
  EXPECT_TRUE(second.too_expensive);
  EXPECT_TRUE(schema.accepts("[1,2,3]", few));
}

}  // namespace
}  // namespace vitrine::schema::test
