#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

TEST(SchemaNumbers, ComparesBeyondTheRangeOfDouble) {
  const Compiled schema(R"({"maximum": 1e399})");
  EXPECT_TRUE(schema.accepts("1e399"));
  EXPECT_TRUE(schema.accepts("9.99e398"));
  EXPECT_FALSE(schema.accepts("1e400"));
}

TEST(SchemaNumbers, ComparesIntegersBeyondTwoToThe53) {
  const Compiled schema(R"({"maximum": 9007199254740992})");
  EXPECT_TRUE(schema.accepts("9007199254740992"));
  EXPECT_FALSE(schema.accepts("9007199254740993"));
  EXPECT_EQ(schema.said("9007199254740993"),
            " maximum: must be at most 9007199254740992 (is 9007199254740993)");
}

TEST(SchemaNumbers, DividesInDecimal) {
  const Compiled schema(R"({"multipleOf": 0.01})");
  EXPECT_TRUE(schema.accepts("0.1"));
  EXPECT_TRUE(schema.accepts("4.35"));
  EXPECT_FALSE(schema.accepts("4.355"));
  EXPECT_EQ(schema.said("4.355"), " multipleOf: must be a multiple of 0.01 (is 4.355)");
}

TEST(SchemaNumbers, IntegersGoByValueButInDraft4BySpelling) {
  EXPECT_TRUE(Compiled(R"({"type": "integer"})").accepts("1.0"));
  EXPECT_TRUE(Compiled(R"({"type": "integer"})").accepts("1e5"));
  EXPECT_FALSE(Compiled(R"({"type": "integer"})").accepts("1.5"));
  EXPECT_TRUE(Compiled(R"({"type": "integer"})", Dialect::openapi_3_0).accepts("1e5"));
  EXPECT_FALSE(Compiled(R"({"type": "integer"})", Dialect::draft4).accepts("1.0"));
}

TEST(SchemaNumbers, EqualityIsByValue) {
  const Compiled constant(R"({"const": 1.0})");
  EXPECT_TRUE(constant.accepts("1"));
  EXPECT_TRUE(constant.accepts("10e-1"));
  EXPECT_FALSE(constant.accepts("true"));
  const Compiled choice(R"({"enum": [9007199254740993, [1, {"a": 2.0}]]})");
  EXPECT_TRUE(choice.accepts("9007199254740993"));
  EXPECT_FALSE(choice.accepts("9007199254740992"));
  EXPECT_TRUE(choice.accepts(R"([1.0, {"a": 2}])"));
}

TEST(SchemaNumbers, Draft4LimitsAreExcludedByABoolean) {
  for (const Dialect dialect : {Dialect::draft4, Dialect::openapi_2_0, Dialect::openapi_3_0}) {
    const Compiled schema(R"({"minimum": 3, "exclusiveMinimum": true, "maximum": 5})", dialect);
    EXPECT_FALSE(schema.accepts("3"));
    EXPECT_TRUE(schema.accepts("3.1"));
    EXPECT_TRUE(schema.accepts("5"));
    EXPECT_EQ(schema.said("3"), " exclusiveMinimum: must be greater than 3 (is 3)");
  }
}

TEST(SchemaNumbers, InNewerDialectsABooleanLimitIsAProblemAndTheRestCounts) {
  const Compiled schema(R"({"minimum": 3, "exclusiveMinimum": true})", Dialect::openapi_3_1);
  EXPECT_TRUE(schema.accepts("3"));
  EXPECT_FALSE(schema.accepts("2"));
  EXPECT_EQ(schema.problems(), "/exclusiveMinimum: must be a number, is ignored");
}

TEST(SchemaNumbers, FormatsOfOpenApiBoundNumbers) {
  const Compiled int32(R"({"type": "integer", "format": "int32"})", Dialect::openapi_3_0);
  EXPECT_TRUE(int32.accepts("2147483647"));
  EXPECT_FALSE(int32.accepts("2147483648"));
  const Compiled int64(R"({"format": "int64"})", Dialect::openapi_3_1);
  EXPECT_TRUE(int64.accepts("-9223372036854775808"));
  EXPECT_FALSE(int64.accepts("-9223372036854775809"));
  EXPECT_FALSE(Compiled(R"({"format": "float"})", Dialect::openapi_3_1).accepts("1e39"));
  EXPECT_TRUE(Compiled(R"({"format": "double"})", Dialect::openapi_3_1).accepts("1e39"));
  EXPECT_FALSE(Compiled(R"({"format": "double"})", Dialect::openapi_3_1).accepts("1e400"));
}

}  // namespace
}  // namespace vitrine::schema::test
