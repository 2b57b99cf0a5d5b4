#include "app/schema/dialect.h"
#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

constexpr Dialect kDrafts[] = {Dialect::draft4, Dialect::draft6, Dialect::draft7,
                               Dialect::draft2019_09, Dialect::draft2020_12};

/// The drafts, as digits, that refuse the instance by the schema.
std::string refusing(std::string_view schema, std::string_view instance) {
  std::string drafts;
  for (const Dialect draft : kDrafts) {
    const Options options{.dialect = draft, .missing = MissingDocuments::accept};
    if (!Compiled(schema, options).accepts(instance)) drafts += "46790"[static_cast<int>(draft)];
  }
  return drafts;
}

/// Documents by URI, of which the first is compiled.
class Documents {
 public:
  Documents& add(std::string_view uri, std::string_view text) {
    if (first_.empty()) first_ = uri;
    json::Reading reading = json::read(text);
    EXPECT_FALSE(reading.error) << text;
    EXPECT_TRUE(set_.add(uri, std::move(reading.document)));
    return *this;
  }

  Compilation compile(Options options = {}) {
    return Compiler(set_, options).compile(set_.root(first_));
  }

  /// The problems of the schema, one a line; then whether it accepts the instance.
  std::string judge(std::string_view instance, Options options = {}) {
    const Compilation compiled = compile(options);
    if (const auto* missing = std::get_if<json::Missing>(&compiled)) {
      return "needs " + missing->uri;
    }
    const auto& schema = std::get<std::shared_ptr<const Schema>>(compiled);
    std::string text;
    for (const Problem& problem : schema->problems()) {
      text += problem.uri + "#" + problem.pointer + (problem.fatal ? " fatal: " : ": ") +
              problem.message + "\n";
    }
    const json::Reading reading = json::read(instance);
    return text + (evaluate(*schema, reading.document.root()).valid ? "valid" : "not valid");
  }

 private:
  std::string first_;
  json::DocumentSet set_;
};

TEST(SchemaDrafts, AreNamedByEverySpellingOfTheirUris) {
  EXPECT_EQ(dialect_of("http://json-schema.org/draft-06/schema#"), Dialect::draft6);
  EXPECT_EQ(dialect_of("https://json-schema.org/draft-07/schema"), Dialect::draft7);
  EXPECT_EQ(dialect_of("http://json-schema.org/draft-04/hyper-schema#"), Dialect::draft4);
  EXPECT_EQ(dialect_of("https://json-schema.org/draft/2019-09/schema"), Dialect::draft2019_09);
  EXPECT_EQ(dialect_of("https://spec.openapis.org/oas/3.2/dialect/2025-09-17"),
            Dialect::openapi_3_1);
  for (const char* other :
       {"http://json-schema.org/draft-03/schema#", "http://json-schema.org/schema#", "",
        "https://json-schema.org/draft/next/schema", "json-schema.org/draft-07/schema",
        "http://json-schema.org/draft-07/schema#/definitions/a"}) {
    EXPECT_EQ(dialect_of(other), std::nullopt) << other;
  }
}

TEST(SchemaDrafts, HaveTheirOwnKeywordsOnly) {
  EXPECT_EQ(refusing(R"({"const": 1})", "2"), "6790");
  EXPECT_EQ(refusing(R"({"contains": {"type": "string"}})", "[1]"), "6790");
  EXPECT_EQ(refusing(R"({"propertyNames": {"maxLength": 1}})", R"({"ab": 1})"), "6790");
  EXPECT_EQ(refusing(R"({"exclusiveMinimum": 1})", "1"), "6790");
  EXPECT_EQ(refusing(R"({"minimum": 1, "exclusiveMinimum": true})", "1"), "4");
  EXPECT_EQ(refusing(R"({"if": true, "then": false})", "1"), "790");
  EXPECT_EQ(refusing(R"({"dependentRequired": {"a": ["b"]}})", R"({"a": 1})"), "90");
  EXPECT_EQ(refusing(R"({"dependencies": {"a": ["b"]}})", R"({"a": 1})"), "46790");
  EXPECT_EQ(refusing(R"({"dependencies": {"a": {"required": ["b"]}}})", R"({"a": 1})"), "46790");
  EXPECT_EQ(refusing(R"({"contains": {}, "maxContains": 1})", "[1, 2]"), "90");
  EXPECT_EQ(refusing(R"({"unevaluatedProperties": false})", R"({"a": 1})"), "90");
  EXPECT_EQ(refusing(R"({"items": [{"type": "string"}]})", "[1]"), "4679");
  EXPECT_EQ(refusing(R"({"items": [true], "additionalItems": false})", "[1, 2]"), "4679");
  EXPECT_EQ(refusing(R"({"prefixItems": [false]})", "[1]"), "0");
  EXPECT_EQ(refusing(R"({"type": "integer"})", "1.0"), "4");
}

TEST(SchemaDrafts, SiblingsOfRefAreIgnoredUpTo7) {
  EXPECT_EQ(refusing(R"({"$ref": "#/definitions/a", "maxLength": 1,
                         "definitions": {"a": {"type": "string"}}})",
                     R"("ab")"),
            "90");
}

TEST(SchemaDrafts, IdentifiersAreSpelledAsTheDraftSays) {
  EXPECT_EQ(refusing(R"({"id": "http://x/a", "allOf": [{"$ref": "http://x/b"}],
                         "definitions": {"b": {"id": "b", "type": "null"}}})",
                     "1"),
            "4")
      << "elsewhere nothing has that name";
  const char* anchors[] = {R"("id": "#b")", R"("$id": "#b")", R"("$anchor": "b")"};
  const Dialect reads[] = {Dialect::draft4, Dialect::draft7, Dialect::draft2019_09};
  for (int i = 0; i < 3; ++i) {
    const Compiled schema(std::string(R"({"allOf": [{"$ref": "#b"}], "definitions": {"b": {)") +
                              anchors[i] + R"(, "type": "null"}}})",
                          reads[i]);
    EXPECT_EQ(schema.problems(), "");
    EXPECT_FALSE(schema.accepts("1")) << i;
  }
}

constexpr std::string_view kTree = R"({"$schema": "https://json-schema.org/draft/2019-09/schema",
    "$id": "http://x/tree", "$recursiveAnchor": true, "type": "object",
    "properties": {"child": {"$recursiveRef": "#"}, "name": true}})";

TEST(SchemaDrafts, RecursiveRefsLeadToTheOutermostAnchor) {
  Documents extended;
  extended
      .add("http://x/strict", R"({"$schema": "https://json-schema.org/draft/2019-09/schema",
          "$id": "http://x/strict", "$recursiveAnchor": true, "$ref": "tree",
          "unevaluatedProperties": false})")
      .add("http://x/tree", kTree);
  EXPECT_EQ(extended.judge(R"({"child": {"name": 1}})"), "valid");
  EXPECT_EQ(extended.judge(R"({"child": {"nme": 1}})"), "not valid");
  Documents unmarked;
  unmarked
      .add("http://x/strict", R"({"$schema": "https://json-schema.org/draft/2019-09/schema",
          "$id": "http://x/strict", "$ref": "tree", "unevaluatedProperties": false})")
      .add("http://x/tree", kTree);
  EXPECT_EQ(unmarked.judge(R"({"child": {"nme": 1}})"), "valid");
  EXPECT_EQ(unmarked.judge(R"({"nme": 1})"), "not valid");
}

TEST(SchemaDrafts, ContainsEvaluatesItemsSince202012) {
  EXPECT_EQ(refusing(R"({"contains": {"type": "string"}, "unevaluatedItems": false})", R"(["a"])"),
            "9");
}

TEST(SchemaDrafts, AListOfItemsIsReportedWhereThereIsNone) {
  EXPECT_NE(Compiled(R"({"items": [{"type": "string"}]})").problems().find("/items: "),
            std::string::npos);
}

TEST(SchemaDialects, ADocumentWithoutOneIsReadByThatOfItsReferrer) {
  const auto judge = [](const char* dialect, const char* instance) {
    return Documents()
        .add("http://x/root", std::string(R"({"$schema": ")") + dialect +
                                  R"(", "properties": {"a": {"$ref": "part"}}})")
        .add("http://x/part", R"({"items": [{"type": "string"}], "const": []})")
        .judge(instance);
  };
  EXPECT_EQ(judge("http://json-schema.org/draft-04/schema#", R"({"a": ["x"]})"), "valid");
  EXPECT_EQ(judge("http://json-schema.org/draft-04/schema#", R"({"a": [1]})"), "not valid");
  EXPECT_EQ(judge("http://json-schema.org/draft-06/schema#", R"({"a": ["x"]})"), "not valid");
}

TEST(SchemaDialects, ADocumentThatNamesItsOwnIsReadByThat) {
  Documents documents;
  documents
      .add("http://x/root", R"({"$schema": "https://json-schema.org/draft/2020-12/schema",
      "$ref": "old"})")
      .add("http://x/old", R"({"$schema": "http://json-schema.org/draft-04/schema#",
      "minimum": 1, "exclusiveMinimum": true})");
  EXPECT_EQ(documents.judge("1"), "not valid");
  EXPECT_EQ(documents.judge("2"), "valid");
}

TEST(SchemaDialects, ADescriptionIsReadByItsVersionWhoeverRefersToIt) {
  Documents documents;
  documents
      .add("http://x/root", R"({"$schema": "https://json-schema.org/draft/2020-12/schema",
      "$ref": "api#/components/schemas/A"})")
      .add("http://x/api", R"({"openapi": "3.0.3", "components": {"schemas": {
      "A": {"type": "string", "nullable": true}}}})");
  EXPECT_EQ(documents.judge("null"), "valid");
  Documents newer;
  newer.add("http://x/root", R"({"$ref": "api#/components/schemas/A"})")
      .add("http://x/api", R"({"openapi": "3.1.0",
      "jsonSchemaDialect": "http://json-schema.org/draft-04/schema#", "components": {"schemas": {
      "A": {"minimum": 1, "exclusiveMinimum": true}}}})");
  EXPECT_EQ(newer.judge("1"), "not valid");
}

TEST(SchemaDialects, TwoReferrersOfDifferentDialectsAreReported) {
  Documents documents;
  documents
      .add("http://x/root", R"({"$schema": "https://json-schema.org/draft/2020-12/schema",
      "allOf": [{"$ref": "part"}, {"$ref": "old"}]})")
      .add("http://x/old", R"({"$schema": "http://json-schema.org/draft-04/schema#",
      "allOf": [{"$ref": "part"}]})")
      .add("http://x/part", R"({"type": "integer"})");
  EXPECT_EQ(documents.judge("1"),
            "http://x/part#: schemas of several dialects refer to this one, which has no $schema; "
            "it is read by the dialect of the first\nvalid");
}

TEST(SchemaDialects, OneThatIsNotKnownIsReportedOnceOrAskedFor) {
  Documents documents;
  documents.add("http://x/root", R"({"$schema": "http://json-schema.org/draft-03/schema#",
      "properties": {"a": {"type": "string"}}, "allOf": [{"$ref": "#/properties/a"}]})");
  EXPECT_EQ(documents.judge(R"("")"),
            "http://x/root#/$schema fatal: the dialect \"http://json-schema.org/draft-03/schema#\" "
            "is not known\nvalid");
  Options asking;
  asking.missing_dialects = MissingDocuments::stop;
  EXPECT_EQ(documents.judge(R"("")", asking), "needs http://json-schema.org/draft-03/schema");
}

TEST(SchemaDialects, OneOfOnesOwnIsMadeOfVocabularies) {
  const auto judge = [](std::string_view vocabularies, std::string_view schema,
                        std::string_view instance) {
    Options options;
    options.assert_formats = false;
    return Documents()
        .add("http://x/root", std::string(R"({"$schema": "meta",)") + std::string(schema) + "}")
        .add("http://x/meta", R"({"$schema": "https://json-schema.org/draft/2020-12/schema",
            "$vocabulary": {)" + std::string(vocabularies) +
                                  "}}")
        .judge(instance, options);
  };
  constexpr std::string_view kOld = R"("https://json-schema.org/draft/2019-09/vocab/)";
  constexpr std::string_view kNew = R"("https://json-schema.org/draft/2020-12/vocab/)";
  const std::string applicators(std::string(kNew) + R"(applicator": true)");
  EXPECT_EQ(judge(applicators, R"("minimum": 5)", "1"), "valid");
  EXPECT_EQ(judge(applicators, R"("items": false)", "[1]"), "not valid");
  // The vocabularies of 2019-09 make a dialect of 2019-09.
  const std::string older(std::string(kOld) + R"(applicator": true)");
  EXPECT_EQ(judge(older, R"("items": [false])", "[1]"), "not valid");
  EXPECT_EQ(judge(older, R"("unevaluatedItems": false)", "[1]"), "not valid");
  const std::string format(std::string(kOld) + "format\": ");
  EXPECT_EQ(judge(format + "true", R"("format": "ipv4")", R"("x")"), "not valid");
  EXPECT_EQ(judge(format + "false", R"("format": "ipv4")", R"("x")"), "valid");
  EXPECT_EQ(
      judge(std::string(kNew) + R"(format-assertion": false)", R"("format": "ipv4")", R"("x")"),
      "not valid");
  EXPECT_EQ(judge(R"("http://x/vocabulary": false)", R"("a": 1)", "1"), "valid");
  EXPECT_EQ(judge(R"("http://x/vocabulary": true)", R"("a": 1)", "1"),
            "http://x/root#/$schema fatal: the vocabulary \"http://x/vocabulary\" is required and "
            "not known\nvalid");
}

TEST(SchemaDialects, OneOfOnesOwnWithoutVocabulariesIsThatOfItsMetaSchema) {
  Documents documents;
  documents
      .add("http://x/root", R"({"$schema": "http://x/mine#", "const": 1, "minimum": 1,
      "exclusiveMinimum": true})")
      .add("http://x/mine", R"({"$schema": "http://x/theirs"})")
      .add("http://x/theirs", R"({"$schema": "http://json-schema.org/draft-04/schema#"})");
  EXPECT_EQ(documents.judge("1"), "not valid");
  EXPECT_EQ(documents.judge("2"), "valid");
}

TEST(SchemaDialects, OneThatNamesItselfEndsSomewhere) {
  Documents documents;
  documents.add("http://x/root", R"({"$schema": "http://x/mine"})")
      .add("http://x/mine", R"({"$schema": "http://x/mine"})");
  EXPECT_NE(documents.judge("1").find("does not say what it is made of"), std::string::npos);
}

}  // namespace
}  // namespace vitrine::schema::test
