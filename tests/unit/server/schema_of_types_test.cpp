#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "server/api/describe/describe.h"
#include "server/api/model/bind.h"
#include "tests/unit/server/models.h"

namespace vitrine::test {
namespace {

template <class T>
std::string described() {
  Components components;
  return describe(components, shape<T>()).dump();
}

template <class T>
FreeForm component(const std::string& name) {
  Components components;
  describe(components, shape<T>());
  return components.schemas()[name];
}

TEST(SchemaOfTypes, ScalarsListsAndMaps) {
  EXPECT_EQ(described<bool>(), R"({"type":"boolean"})");
  EXPECT_EQ(described<std::string>(), R"({"type":"string"})");
  EXPECT_EQ(described<int>(), R"({"type":"integer","format":"int32"})");
  EXPECT_EQ(described<std::int64_t>(), R"({"type":"integer","format":"int64"})");
  EXPECT_EQ(described<std::uint8_t>(), R"({"type":"integer","minimum":0,"maximum":255})");
  EXPECT_EQ(described<double>(), R"({"type":"number","format":"double"})");
  EXPECT_EQ(described<float>(), R"({"type":"number","format":"float"})");
  EXPECT_EQ(described<std::vector<bool>>(), R"({"type":"array","items":{"type":"boolean"}})");
  EXPECT_EQ((described<std::map<std::string, int>>()),
            R"({"type":"object","additionalProperties":{"type":"integer","format":"int32"}})");
  EXPECT_EQ(described<FreeForm>(), "{}");
}

template <class T>
struct Page {
  struct Inner {};
};
template <class A, class B>
struct Both {};

TEST(SchemaOfTypes, ANameHasNoNamespacesAndThoseOfItsArguments) {
  EXPECT_EQ(own_type_name<Point>(), "Point");
  EXPECT_EQ(own_type_name<Page<Point>>(), "Page_Point");
  EXPECT_EQ((own_type_name<Both<Page<Point>, Page<Colour>>>()), "Both_Page_Point_Page_Colour");
  EXPECT_EQ((own_type_name<Both<Both<int, bool>, Colour>>()), "Both_Both_int_bool_Colour");
  EXPECT_EQ(own_type_name<Page<Point>::Inner>(), "Inner");
  struct Local {};
  EXPECT_EQ(own_type_name<Local>(), "Local");
  EXPECT_EQ(own_type_name<Page<Local>>(), "Page_Local");
}

TEST(SchemaOfTypes, NamedTypesAreComponents) {
  EXPECT_EQ(described<Colour>(), R"({"$ref":"#/components/schemas/Colour"})");
  EXPECT_EQ(component<Colour>("Colour").dump(), R"({"type":"string","enum":["red","dark-blue"]})");
}

TEST(SchemaOfTypes, ModelsRefuseUnknownFieldsAndKeepTheOrderOfTheirFields) {
  const FreeForm shape = component<Shape>("Shape");
  EXPECT_EQ(shape["additionalProperties"], false);
  EXPECT_EQ(shape["required"].dump(), R"(["name"])");
  std::string names;
  for (const auto& [name, schema] : shape["properties"].items()) names += name + " ";
  EXPECT_EQ(names, "name sides colour corners flags extra ");
  EXPECT_EQ(shape["description"], "A shape.");
}

TEST(SchemaOfTypes, RulesBecomeKeywords) {
  const FreeForm properties = component<Shape>("Shape")["properties"];
  EXPECT_EQ(properties["name"].dump(),
            R"({"type":"string","minLength":2,"maxLength":8,"pattern":"^[a-z]+$"})");
  EXPECT_EQ(properties["sides"].dump(),
            R"({"type":["integer","null"],"format":"int32","minimum":3})");
  EXPECT_EQ(properties["corners"]["maxItems"], 3);
}

TEST(SchemaOfTypes, TheDefaultIsWhatTheMemberIsInitialisedWith) {
  const FreeForm properties = component<Shape>("Shape")["properties"];
  EXPECT_EQ(properties["colour"].dump(),
            R"({"$ref":"#/components/schemas/Colour","default":"red"})");
  EXPECT_EQ(properties["corners"]["default"].dump(), "[]");
}

TEST(SchemaOfTypes, AVariantIsOneOfItsTypes) {
  using Place = std::variant<Point, std::string>;
  EXPECT_EQ(described<Place>(),
            R"({"oneOf":[{"$ref":"#/components/schemas/Point"},{"type":"string"}]})");
  EXPECT_EQ(
      described<std::optional<Place>>(),
      R"({"oneOf":[{"$ref":"#/components/schemas/Point"},{"type":"string"},{"type":"null"}]})");
}

TEST(SchemaOfTypes, TwoTypesOfOneNameAreAProblem) {
  Components components;
  EXPECT_TRUE(components.open(type_tag<int>(), "Same"));
  EXPECT_FALSE(components.open(type_tag<int>(), "Same"));
  EXPECT_TRUE(components.problems().empty());
  EXPECT_FALSE(components.open(type_tag<bool>(), "Same"));
  EXPECT_EQ(components.problems().size(), 1u);
}

TEST(WritingAndBinding, AreEachOthersInverse) {
  Shape shape;
  shape.name = "tri\"\n\xED\x95\x9C";
  shape.sides = 3;
  shape.colour = Colour::dark_blue;
  shape.corners = {{0.1, -0.0}, {1e300, 2}};
  shape.flags = {{"a", true}, {"", false}};
  shape.extra = FreeForm::parse(R"({"z":1,"a":[null]})");
  const std::string text = to_text(shape);
  EXPECT_EQ(text,
            R"({"name":"tri\"\n한","sides":3,"colour":"dark-blue","corners":[{"x":0.1,"y":-0},)"
            R"({"x":1e+300,"y":2}],"flags":{"":false,"a":true},"extra":{"z":1,"a":[null]}})");
  Shape again;
  const auto reading = json::read(text);
  ASSERT_TRUE(bind(reading.document.root(), again));
  EXPECT_EQ(to_text(again), text);
}

TEST(WritingAndBinding, OfAVariantTheTypeThatFitsIsTaken) {
  using Any = std::variant<Point, Shape, std::string, bool>;
  for (const auto& [text, index] : std::vector<std::pair<std::string, std::size_t>>{
           {R"({"x":1,"y":0.5})", 0},
           {R"({"name":"ab","colour":"red","corners":[],"flags":{}})", 1},
           {R"("words")", 2},
           {"true", 3}}) {
    Any value;
    const auto reading = json::read(text);
    ASSERT_TRUE(bind(reading.document.root(), value)) << text;
    EXPECT_EQ(value.index(), index) << text;
    EXPECT_EQ(to_text(value), text);
  }
  Any value;
  EXPECT_FALSE(bind(json::read(R"({"x":1,"y":0,"z":0})").document.root(), value));
}

TEST(WritingAndBinding, AbsentOptionalsAreLeftOut) {
  EXPECT_EQ(to_text(Shape{}), R"({"name":"","colour":"red","corners":[],"flags":{}})");
}

TEST(WritingAndBinding, NumbersKeepTheirLimits) {
  Numbers numbers{-128, 65535, -2147483647 - 1, INT64_MIN, UINT64_MAX, 0.1};
  const std::string text = to_text(numbers);
  EXPECT_EQ(text, R"({"tiny":-128,"port":65535,"whole":-2147483648,"big":-9223372036854775808,)"
                  R"("huge":18446744073709551615,"real":0.1})");
  Numbers again;
  ASSERT_TRUE(bind(json::read(text).document.root(), again));
  EXPECT_EQ(to_text(again), text);
}

TEST(WritingAndBinding, WholeNumbersMayBeSpelledWithPointOrExponent) {
  int number = 0;
  ASSERT_TRUE(bind(json::read("1.20e1").document.root(), number));
  EXPECT_EQ(number, 12);
  EXPECT_FALSE(bind(json::read("2147483648").document.root(), number));
  EXPECT_FALSE(bind(json::read("1.5").document.root(), number));
}

TEST(WritingAndBinding, InfinityIsNoNumberInJson) {
  double number = 0;
  EXPECT_FALSE(bind(json::read("1e400").document.root(), number));
  float single = 0;
  EXPECT_FALSE(bind(json::read("1e39").document.root(), single));
  EXPECT_EQ(to_text(Point{1.0 / 0.0, 0}), R"({"x":null,"y":0})");
}

}  // namespace
}  // namespace vitrine::test
