#include "app/schema/example.h"
#include "tests/unit/schema/support.h"

// `discriminator` over a family, and `$dynamicRef` in made-up values.
namespace vitrine::schema::test {
namespace {

/// Components with what builds on what noted, as a description's reader does.
class Family {
 public:
  explicit Family(std::string_view schemas,
                  std::vector<std::pair<const char*, const char*>> derived) {
    const std::string text =
        R"({"openapi":"3.0.3","components":{"schemas":)" + std::string(schemas) + "}}";
    EXPECT_TRUE(documents_.add("test:/o", std::move(json::read(text).document)));
    for (const auto& [base, child] : derived) documents_.add_derived(at(base).value, at(child));
  }

  std::shared_ptr<const Schema> compile(std::string_view name) {
    Compiler compiler(documents_, {.dialect = Dialect::openapi_3_0});
    Compilation compiled = compiler.compile(at(name));
    auto* schema = std::get_if<std::shared_ptr<const Schema>>(&compiled);
    EXPECT_NE(schema, nullptr);
    for (const Problem& problem : (*schema)->problems()) ADD_FAILURE() << problem.message;
    return *schema;
  }

  std::string said(std::string_view name, std::string_view instance) {
    const json::Reading reading = json::read(instance);
    const Evaluation evaluation = evaluate(*compile(name), reading.document.root());
    EXPECT_EQ(evaluation.valid, evaluation.violations.empty());
    std::string text;
    for (const Violation* violation : leaves(evaluation.violations)) {
      text += violation->instance_pointer + ' ' + violation->keyword + ';';
    }
    return text;
  }

 private:
  json::Cursor at(std::string_view name) const {
    json::Cursor cursor = documents_.root("test:/o");
    cursor.value = cursor.value["components"]["schemas"][name];
    return cursor;
  }

  json::DocumentSet documents_;
};

constexpr const char* kZoo = R"({
  "Animal":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"}},
    "discriminator":{"propertyName":"kind","mapping":{"wolf":"#/components/schemas/Dog"}}},
  "Cat":{"allOf":[{"$ref":"#/components/schemas/Animal"},{"required":["lives"],"properties":{"lives":{"type":"integer"}}}]},
  "Dog":{"allOf":[{"$ref":"#/components/schemas/Animal"},{"required":["pack"],"properties":{"pack":{"type":"integer"}}}]},
  "Puppy":{"allOf":[{"$ref":"#/components/schemas/Dog"},{"required":["weeks"],"properties":{"weeks":{"type":"integer"}}}]},
  "Any":{"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}]}})";

Family zoo() { return Family(kZoo, {{"Animal", "Cat"}, {"Animal", "Dog"}, {"Dog", "Puppy"}}); }

TEST(Discriminator, ChoosesAmongTheSchemasThatBuildOnOne) {
  Family family = zoo();
  EXPECT_EQ(family.said("Animal", R"({"kind":"Cat","lives":1})"), "");
  EXPECT_EQ(family.said("Animal", R"({"kind":"Cat"})"), " required;");
  EXPECT_EQ(family.said("Animal", R"({"kind":"wolf","pack":"x"})"), "/pack type;");
  EXPECT_EQ(family.said("Animal", R"({"kind":"Puppy","pack":1})"), " required;");
}

TEST(Discriminator, ThatNamesNoneCannotBeValid) {
  Family family = zoo();
  EXPECT_EQ(family.said("Animal", R"({"kind":"Fish"})"), "/kind discriminator;");
  EXPECT_EQ(family.said("Animal", R"({})"), " required;");
  EXPECT_EQ(family.said("Animal", R"({"kind":3})"), "/kind type;");
}

TEST(Discriminator, OfWhatIsChosenByAReferenceChoosesNothingMore) {
  Family family = zoo();
  EXPECT_EQ(family.said("Dog", R"({"kind":"wolf","pack":1})"), "");
  EXPECT_EQ(family.said("Dog", R"({"kind":"husky","pack":1})"), "");
  EXPECT_EQ(family.said("Dog", R"({"kind":"wolf"})"), " required;");
  EXPECT_EQ(family.said("Any", R"({"kind":"my cat","lives":1})"), "");
}

TEST(Discriminator, OfAFamilyThatIsNotKnownSaysNothing) {
  Family family(kZoo, {});
  EXPECT_EQ(family.said("Animal", R"({"kind":"wolf","pack":1})"), "");
}

TEST(Example, OfAFamilyIsOneOfIt) {
  Family family = zoo();
  for (const char* name : {"Animal", "Dog", "Puppy", "Cat", "Any"}) {
    const auto schema = family.compile(name);
    const auto made = example(*schema);
    ASSERT_TRUE(made) << name << ": " << made.error().message;
    const json::Reading reading = json::read(*made);
    EXPECT_TRUE(evaluate(*schema, reading.document.root()).valid) << *made;
    const std::string kind(reading.document.root()["kind"].string());
    const std::string wanted = std::string(name) == "Animal" || std::string(name) == "Any" ? "Cat"
                               : std::string(name) == "Dog"                                ? "wolf"
                                                                                           : name;
    EXPECT_EQ(kind, wanted) << *made;
    EXPECT_EQ(bool(reading.document.root()["lives"]), wanted == "Cat") << *made;
  }
}

TEST(Example, FollowsDynamicReferencesInTheirScope) {
  const Compiled compiled(R"({"$id":"test:/users","$ref":"page",
    "$defs":{
      "item":{"$dynamicAnchor":"item","type":"object","required":["email"],
              "properties":{"email":{"type":"string","format":"email"}}},
      "page":{"$id":"page","type":"object","required":["items"],
        "properties":{"items":{"type":"array","minItems":1,"items":{"$dynamicRef":"#item"}}},
        "$defs":{"item":{"$dynamicAnchor":"item","type":"integer"}}}}})");
  const auto made = example(compiled.schema());
  ASSERT_TRUE(made) << made.error().message;
  const json::Reading reading = json::read(*made);
  EXPECT_TRUE(reading.document.root()["items"].at(0)["email"].is_string()) << *made;
  EXPECT_TRUE(evaluate(compiled.schema(), reading.document.root()).valid);
}

TEST(Example, FollowsDynamicReferencesBehindAReferenceToAnotherResource) {
  const Compiled compiled(
      R"({"type":"object","required":["list"],"properties":{"list":{"$ref":"test:/users"}},
    "$defs":{"users":{"$id":"test:/users","$ref":"page",
      "$defs":{"item":{"$dynamicAnchor":"item","enum":["right"]}}},
      "page":{"$id":"test:/page","type":"array","minItems":1,"items":{"$dynamicRef":"#item"},
        "$defs":{"item":{"$dynamicAnchor":"item","enum":["wrong"]}}}}})");
  const auto made = example(compiled.schema());
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_NE(made->find("right"), std::string::npos) << *made;
}

}  // namespace
}  // namespace vitrine::schema::test
