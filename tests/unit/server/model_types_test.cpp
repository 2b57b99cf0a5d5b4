// What models are made of besides scalars, lists and maps; models that share fields; own types.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <array>
#include <cctype>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/json/reader.h"
#include "server/api/describe/describe.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {

enum class Level { low = 7, high };

/// A type of a user's own, which travels as text.
struct Currency {
  std::array<char, 3> code{'E', 'U', 'R'};
};
/// One that travels as a number, and has a name.
struct Celsius {
  double kelvin = 0;
};

struct Animal {
  std::string name;
  int legs = 4;
};
struct Cat : Animal {
  Constant<"cat"> kind;
  bool claws = true;
};
struct Dog : Animal {
  Constant<"dog"> kind;
  double bark = 1;
};
using Pet = std::variant<Cat, Dog>;

struct Rectangle {
  int width = 0;
  int height = 0;
  int area() const { return width * height; }
};
inline std::string words(const Rectangle& of) {
  return std::to_string(of.width) + " by " + std::to_string(of.height);
}

struct Collected {
  std::set<std::string> tags;
  std::unordered_set<int> numbers;
  std::array<double, 2> place{};
  std::tuple<std::string, int, bool> row;
  std::pair<int, Currency> price;
  std::unordered_map<std::string, int> counts;
  Level level = Level::high;
  Celsius warmth;
};

template <class T>
struct Page {
  std::vector<T> items;
  int total = 0;
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Level> {
  static constexpr auto values =
      vitrine::values(value(test::Level::low, 0), value(test::Level::high, 10));
};
template <>
struct vitrine::Schema<vitrine::test::Currency> {
  using Wire = std::string;
  static constexpr std::tuple rules{min_length(3), max_length(3)};
  static constexpr std::string_view expects = "must be the code of a currency";
  static std::string to_wire(const test::Currency& currency) {
    return {currency.code.begin(), currency.code.end()};
  }
  static std::optional<test::Currency> from_wire(const std::string& text) {
    test::Currency made;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!std::isupper(static_cast<unsigned char>(text[i]))) return std::nullopt;
      made.code.at(i) = text[i];
    }
    return made;
  }
};
template <>
struct vitrine::Schema<vitrine::test::Celsius> {
  using Wire = double;
  static constexpr std::string_view name = "Celsius";
  static constexpr std::string_view description = "A temperature.";
  static constexpr std::tuple rules{minimum(-273.15)};
  static double to_wire(const test::Celsius& warmth) { return warmth.kelvin - 273; }
  static std::optional<test::Celsius> from_wire(double degrees) {
    return test::Celsius{degrees + 273};
  }
};
template <>
struct vitrine::Schema<vitrine::test::Animal> {
  static constexpr auto fields =
      vitrine::fields(field<&test::Animal::name>("name").min_length(1),
                      field<&test::Animal::legs>("legs").defaulted().minimum(0));
};
template <>
struct vitrine::Schema<vitrine::test::Cat> {
  static constexpr auto fields = vitrine::fields(
      base<test::Animal>(), field<&test::Cat::kind>("kind"), field<&test::Cat::claws>("claws"));
};
template <>
struct vitrine::Schema<vitrine::test::Dog> {
  static constexpr auto fields = vitrine::fields(
      base<test::Animal>(), field<&test::Dog::kind>("kind"), field<&test::Dog::bark>("bark"));
};
template <>
struct vitrine::Schema<vitrine::test::Rectangle> {
  static constexpr auto fields =
      vitrine::fields(field<&test::Rectangle::width>("width").minimum(0),
                      field<&test::Rectangle::height>("height").minimum(0),
                      field<&test::Rectangle::area>("area").description("In square pixels."),
                      field<&test::words>("words"));
};
template <>
struct vitrine::Schema<vitrine::test::Collected> {
  static constexpr auto fields = vitrine::fields(
      field<&test::Collected::tags>("tags").each(min_length(2)).max_items(3),
      field<&test::Collected::numbers>("numbers"), field<&test::Collected::place>("place"),
      field<&test::Collected::row>("row"), field<&test::Collected::price>("price"),
      field<&test::Collected::counts>("counts").max_properties(2),
      field<&test::Collected::level>("level"), field<&test::Collected::warmth>("warmth"));
};
template <class T>
struct vitrine::Schema<vitrine::test::Page<T>> {
  static constexpr auto fields =
      vitrine::fields(field<&test::Page<T>::items>("items"), field<&test::Page<T>::total>("total"));
};

namespace vitrine::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

FreeForm component(const Shape& shape, const std::string& name) {
  Components components;
  describe(components, shape);
  EXPECT_THAT(components.problems(), ElementsAre());
  return components.schemas()[name];
}

constexpr char kCollected[] =
    R"({"tags":["aa","bb"],"numbers":[7],"place":[1.5,-2],"row":["a",1,true],)"
    R"("price":[3,"KRW"],"counts":{"a":1},"level":10,"warmth":-1})";

class ModelTypes : public ::testing::Test {
 protected:
  static Service service() {
    Api api({.title = "T", .version = "1"});
    api.post("/collected", [](Body<Collected> it) -> Collected { return *it; });
    api.post("/pets", [](Body<Pet> pet) -> Pet { return *pet; });
    api.post("/rectangles", [](Body<Rectangle> it) -> Rectangle { return *it; });
    api.get("/pages", []() -> Page<Cat> { return {}; });
    api.get("/prices",
            [](Query<"in", std::vector<Currency>, max_items(2)> in,
               Query<"level", Level, default_value(10)> level) -> std::string {
              return to_text(*in) + to_text(*level);
            });
    return Service(std::move(api));
  }
  Response send(const char* path, const std::string& text) const {
    return service_.handle(post(path, text));
  }
  /// "keyword at pointer" for each mistake in a body.
  std::vector<std::string> mistakes(const char* path, const std::string& text) const {
    const Response response = send(path, text);
    EXPECT_EQ(response.status, 422) << text;
    const auto errors = body(response)["errors"];
    std::vector<std::string> list;
    for (const auto& error : errors) {
      list.push_back(error["keyword"].get<std::string>() + " at " +
                     error["pointer"].get<std::string>());
    }
    return list;
  }
  static std::string collected(const std::string& name, const std::string& value) {
    FreeForm made = FreeForm::parse(kCollected);
    made[name] = FreeForm::parse(value);
    return made.dump();
  }

  const Service service_ = service();
};

TEST_F(ModelTypes, ComeBackAsTheyWereSent) {
  EXPECT_EQ(send("/collected", kCollected).text(), kCollected);
  EXPECT_EQ(send("/collected", collected("level", "0")).text(), collected("level", "0"));
}

TEST_F(ModelTypes, HaveSchemas) {
  const FreeForm schema = component(shape<Collected>(), "Collected");
  const FreeForm& properties = schema["properties"];
  EXPECT_EQ(properties["tags"].dump(),
            R"({"type":"array","items":{"type":"string","minLength":2},"uniqueItems":true,)"
            R"("maxItems":3})");
  EXPECT_EQ(properties["place"].dump(),
            R"({"type":"array","items":{"type":"number","format":"double"},)"
            R"("minItems":2,"maxItems":2})");
  EXPECT_EQ(properties["row"].dump(), R"({"type":"array","prefixItems":[{"type":"string"},)"
                                      R"({"type":"integer","format":"int32"},{"type":"boolean"}],)"
                                      R"("items":false,"minItems":3})");
  EXPECT_EQ(properties["price"]["prefixItems"][1].dump(),
            R"({"type":"string","minLength":3,"maxLength":3})");
  EXPECT_EQ(properties["counts"]["maxProperties"], 2);
  EXPECT_EQ(component(shape<Level>(), "Level").dump(), R"({"type":"integer","enum":[0,10]})");
  EXPECT_EQ(properties["warmth"].dump(), R"({"$ref":"#/components/schemas/Celsius"})");
  EXPECT_EQ(
      component(shape<Celsius>(), "Celsius").dump(),
      R"({"type":"number","format":"double","minimum":-273.15,"description":"A temperature."})");
}

TEST_F(ModelTypes, AreRefusedWhereTheyDoNotFit) {
  const auto refused = [this](const char* name, const char* value) {
    return mistakes("/collected", collected(name, value));
  };
  EXPECT_THAT(refused("tags", R"(["aa","aa"])"), ElementsAre("uniqueItems at /tags"));
  EXPECT_THAT(refused("tags", R"(["aa","b"])"), ElementsAre("minLength at /tags/1"));
  EXPECT_THAT(refused("numbers", "[1,1.0]"), ElementsAre("uniqueItems at /numbers"));
  EXPECT_THAT(refused("place", "[1]"), ElementsAre("minItems at /place"));
  EXPECT_THAT(refused("place", "[1,2,3]"), ElementsAre("maxItems at /place"));
  EXPECT_THAT(refused("row", R"(["a",1])"), ElementsAre("minItems at /row"));
  EXPECT_THAT(refused("row", R"(["a","b",true])"), ElementsAre("type at /row/1"));
  EXPECT_THAT(refused("row", R"(["a",1,true,4])"), ElementsAre(HasSubstr("at /row")));
  EXPECT_THAT(refused("counts", R"({"a":1,"b":2,"c":3})"), ElementsAre("maxProperties at /counts"));
  EXPECT_THAT(refused("level", "7"), ElementsAre("enum at /level"));
  EXPECT_THAT(refused("warmth", "-300"), ElementsAre("minimum at /warmth"));
}

TEST_F(ModelTypes, WhatOnlyTheOwnTypeRefusesHasItsPlace) {
  const Response response = send("/collected", collected("price", R"([3,"krw"])"));
  EXPECT_EQ(response.status, 422);
  const auto error = body(response)["errors"][0];
  EXPECT_EQ(error["pointer"], "/price/1");
  EXPECT_EQ(error["name"], "price[1]");
  EXPECT_EQ(error["message"], "must be the code of a currency");
  const Response query = service_.handle(get("/prices?in=EUR&in=kr1"));
  EXPECT_EQ(query.status, 422);
  EXPECT_EQ(body(query)["errors"][0]["name"], "in");
  EXPECT_EQ(body(query)["errors"][0]["pointer"], "/1");
}

TEST_F(ModelTypes, CanBeParameters) {
  EXPECT_EQ(service_.handle(get("/prices?in=EUR&in=KRW&level=0")).text(),
            R"("[\"EUR\",\"KRW\"]0")");
  EXPECT_EQ(service_.handle(get("/prices?in=EUR")).text(), R"("[\"EUR\"]10")");
  EXPECT_EQ(service_.handle(get("/prices?in=EUR&level=5")).status, 422);
}

TEST_F(ModelTypes, FieldsOfABaseComeFirst) {
  const FreeForm cat = component(shape<Cat>(), "Cat");
  std::string names;
  for (const auto& [name, schema] : cat["properties"].items()) names += name + " ";
  EXPECT_EQ(names, "name legs kind claws ");
  EXPECT_EQ(cat["required"].dump(), R"(["name","kind","claws"])");
  EXPECT_EQ(cat["properties"]["legs"]["default"], 4);
  EXPECT_EQ(cat["properties"]["kind"].dump(), R"({"type":"string","const":"cat"})");
}

TEST_F(ModelTypes, AVariantOfModelsWithAConstantHasADiscriminator) {
  Components components;
  EXPECT_EQ(describe(components, shape<Pet>()).dump(),
            R"({"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],)"
            R"("discriminator":{"propertyName":"kind","mapping":{)"
            R"("cat":"#/components/schemas/Cat","dog":"#/components/schemas/Dog"}}})");
  for (const char* text : {R"({"name":"Tom","legs":3,"kind":"cat","claws":false})",
                           R"({"name":"Rex","legs":4,"kind":"dog","bark":0.5})"}) {
    EXPECT_EQ(send("/pets", text).text(), text);
  }
  EXPECT_THAT(mistakes("/pets", R"({"name":"Rex","kind":"dog","bark":"loud"})"),
              ElementsAre("type at /bark"));
  EXPECT_THAT(mistakes("/pets", R"({"name":"Rex","kind":"cow"})"),
              ElementsAre("discriminator at /kind"));
}

TEST_F(ModelTypes, ConstantsOfOneVariantDiffer) {
  Components components;
  using Twice = std::variant<Cat, Cat>;
  describe(components, shape<Twice>());
  EXPECT_THAT(components.problems(), ElementsAre(HasSubstr("the same constant \"cat\"")));
}

TEST_F(ModelTypes, ComputedFieldsAreOnlyInResponses) {
  EXPECT_EQ(send("/rectangles", R"({"width":2,"height":3})").text(),
            R"({"width":2,"height":3,"area":6,"words":"2 by 3"})");
  // What a client sends back of a response is taken, and computed anew.
  EXPECT_EQ(send("/rectangles", R"({"width":2,"height":3,"area":7,"words":""})").text(),
            R"({"width":2,"height":3,"area":6,"words":"2 by 3"})");
  const FreeForm schema = component(shape<Rectangle>(), "Rectangle");
  EXPECT_EQ(schema["properties"]["area"].dump(),
            R"({"type":"integer","format":"int32","readOnly":true,)"
            R"("description":"In square pixels."})");
  EXPECT_EQ(schema["required"].dump(), R"(["width","height","area","words"])");
}

TEST_F(ModelTypes, GenericModelsAreNamedAfterTheirArguments) {
  EXPECT_EQ(type_name<Page<Cat>>(), "Page_Cat");
  EXPECT_EQ(type_name<Page<std::string>>(), "Page_string");
  EXPECT_EQ(type_name<Page<std::vector<Cat>>>(), "Page_list_Cat");
  EXPECT_EQ((type_name<Page<std::map<std::string, std::int64_t>>>()), "Page_map_int64");
  EXPECT_EQ(type_name<Page<std::optional<Celsius>>>(), "Page_optional_Celsius");
  EXPECT_EQ(type_name<Page<FreeForm>>(), "Page_any");
  EXPECT_EQ(type_name<Page<std::uint8_t>>(), "Page_uint8");
  EXPECT_THAT(service_.openapi_json(), HasSubstr("#/components/schemas/Page_Cat"));
}

TEST_F(ModelTypes, AnOptionalOfAVariantMayBeNull) {
  Components components;
  const FreeForm schema = describe(components, shape<std::optional<Pet>>());
  EXPECT_EQ(schema["anyOf"][1].dump(), R"({"type":"null"})");
  EXPECT_TRUE(schema["anyOf"][0].contains("discriminator"));
}

}  // namespace
}  // namespace vitrine::test
