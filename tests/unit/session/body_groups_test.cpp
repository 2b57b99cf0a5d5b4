#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "tests/unit/session/page.h"

/// The groups of a body's form: what is folded, maps, types, constants, null.
namespace vitrine::session {
namespace {

using Change = ChangeBodyList::Change;
using Kind = Field::Kind;
using request::State;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Groups : public testing::Test {
 protected:
  Page page;

  /// Opens an operation whose body has that schema.
  void open(const std::string& schema, const std::string& components = "{}") {
    page.resources["https://docs.example/openapi.json"] =
        R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
          "operationId":"a","requestBody":{"required":true,"content":{"application/json":{"schema":)" +
        schema + R"(}}},"responses":{"200":{"description":""}}}}},"components":{"schemas":)" +
        components + "}}";
    page.open("#/operations/a");
    ASSERT_NE(page.session.shown, nullptr);
  }
  const std::string& body() const { return page.form().body; }
  const Field* find(std::string_view pointer) const {
    for (const Field& each : page.form().fields)
      if (each.pointer == pointer) return &each;
    return nullptr;
  }
  std::vector<std::string> pointers() const {
    std::vector<std::string> all;
    for (const Field& each : page.form().fields) all.push_back(each.pointer);
    return all;
  }
  void type(std::string pointer, std::string text) {
    page.act(EditBodyField{std::move(pointer), {State::value, std::move(text)}});
  }
  void set(std::string pointer, State state) {
    page.act(EditBodyField{std::move(pointer), {state, {}}});
  }
  std::string message(std::string_view pointer) const {
    return body_field_message(page.form(), pointer, schema::Language::en);
  }
};

/// An object with ten optional properties, and one that is required in the middle.
std::string many() {
  std::string properties;
  for (int i = 0; i < 10; ++i) {
    properties += "\"p" + std::to_string(i) + R"(":{"type":"string"},)";
    if (i == 4) properties += R"("must":{"type":"string"},)";
  }
  properties.pop_back();
  return R"({"type":"object","required":["must"],"properties":{)" + properties + "}}";
}

TEST_F(Groups, ManyOptionalPropertiesAreFoldedBehindWhatIsRequired) {
  open(many());
  EXPECT_THAT(pointers(), ElementsAre("/must", "~o"));
  EXPECT_EQ(find("~o")->count, 10u);
  page.act(FoldFields{"~o"});
  ASSERT_EQ(page.form().fields.size(), 12u);
  EXPECT_EQ(page.form().fields[2].pointer, "/p0");
  EXPECT_TRUE(find("~o")->open);
  page.act(FoldFields{"~o"});
  EXPECT_EQ(page.form().fields.size(), 2u);
}

TEST_F(Groups, AFewOptionalPropertiesAreShown) {
  open(R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}})");
  EXPECT_THAT(pointers(), ElementsAre("/a", "/b"));
}

TEST_F(Groups, WhatHasAValueOrWasTypedIsShown) {
  open(many());
  page.act(EditBody{R"({"must":"x","p7":"y"})"});
  EXPECT_THAT(pointers(), ElementsAre("/must", "/p7", "~o"));
  EXPECT_EQ(find("~o")->count, 9u);
  type("/p7", "z");
  set("/p7", State::unset);
  EXPECT_THAT(pointers(), ElementsAre("/must", "/p7", "~o")) << "it is being typed into";
}

TEST_F(Groups, WhatALinkLeadsToIsShown) {
  open(many());
  page.act(Navigate{"#/operations/a?field=%2Fbody%2Fp3"});
  EXPECT_THAT(pointers(), ElementsAre("/must", "/p3", "~o"));
  EXPECT_EQ(page.all<FocusField>().back().field, "/body/p3");
}

TEST_F(Groups, WhatTheServerRefusesIsShown) {
  open(many());
  page.act(EditBody{R"({"must":"x"})"});
  page.act(Send{});
  page.respond(422, R"({"errors":[{"in":"body","pointer":"/p5","message":"is needed today"}]})",
               "application/problem+json");
  EXPECT_EQ(message("/p5"), "is needed today");
  EXPECT_NE(find("/p5"), nullptr);
}

TEST_F(Groups, WhatIsWrongIsShown) {
  std::string schema = many();
  schema.insert(1, R"("dependentRequired":{"must":["p8"]},)");
  open(schema);
  page.act(EditBody{R"({"must":"x"})"});
  EXPECT_THAT(pointers(), Contains("/p8"));
  EXPECT_NE(message("/p8"), "");
}

TEST_F(Groups, UnfoldedPropertiesOutliveAReload) {
  open(many());
  page.act(FoldFields{"~o"});
  page.act(Woken{Timer::persist});
  const std::vector<Persist> kept = page.all<Persist>();
  ASSERT_FALSE(kept.empty());
  Page again;
  again.resources = page.resources;
  again.session.saved[kept.back().key] = kept.back().value;
  again.open("#/operations/a");
  EXPECT_EQ(again.form().fields.size(), 12u);
}

constexpr const char* kNested = R"({"type":"object","required":["owner"],"properties":{
  "owner":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":2},
    "home":{"type":"object","properties":{"city":{"type":"string"}}}}},
  "lines":{"type":"array","items":{"type":"object","properties":{"sku":{"type":"string"}}}},
  "from":{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}}})";

TEST_F(Groups, ObjectsAndListsAreGroups) {
  open(kNested);
  page.act(EditBody{R"({"owner":{"name":"x"},"lines":[{"sku":"1"}]})"});
  EXPECT_THAT(pointers(), ElementsAre("/owner", "/owner/name", "/owner/home", "/lines", "/lines/0",
                                      "/lines/0/sku", "/from", "/from/id"));
  EXPECT_TRUE(find("/owner")->group);
  EXPECT_EQ(find("/owner/name")->depth, 1);
  EXPECT_EQ(find("/lines/0/sku")->depth, 2);
  EXPECT_TRUE(find("/lines/0")->element);
  EXPECT_FALSE(find("/owner/home")->group) << "it is not there: a button adds it";
}

TEST_F(Groups, AFoldedGroupOpensForWhatIsWrongInIt) {
  open(kNested);
  page.act(EditBody{R"({"owner":{"name":"x"}})"});
  page.act(FoldFields{"/owner"});
  EXPECT_EQ(find("/owner/name"), nullptr);
  page.act(Send{});
  EXPECT_NE(find("/owner/name"), nullptr);
  EXPECT_EQ(page.all<FocusField>().back().field, "/body/owner/name");
}

TEST_F(Groups, NothingIsRequiredOfAnObjectThatIsNotThere) {
  open(kNested);
  EXPECT_TRUE(find("/owner/name")->required);
  EXPECT_FALSE(find("/from/id")->required);
  type("/from/id", "7");
  EXPECT_TRUE(find("/from/id")->required);
}

constexpr const char* kMap = R"({"type":"object","properties":{"labels":{"type":"object",
  "maxProperties":2,"propertyNames":{"maxLength":3},"additionalProperties":{"type":"integer"}}}})";

TEST_F(Groups, MapsAreKeysAndValues) {
  open(kMap);
  EXPECT_EQ(find("/labels")->kind, Kind::map);
  page.act(ChangeBodyList{"/labels", Change::add});
  EXPECT_EQ(body(), "{\n  \"labels\": {\n    \"\": 0\n  }\n}");
  EXPECT_EQ(page.all<FocusField>().back().field, "/body/labels/~k0");
  page.act(RenameMember{"/labels/", "red"});
  type("/labels/red", "7");
  EXPECT_EQ(body(), "{\n  \"labels\": {\n    \"red\": 7\n  }\n}");
  EXPECT_EQ(find("/labels/red~k")->value.text, "red");
  EXPECT_EQ(find("/labels/red")->kind, Kind::number);
  page.act(ChangeBodyList{"/labels/red", Change::remove});
  EXPECT_EQ(body(), "{\n  \"labels\": {}\n}");
}

TEST_F(Groups, AKeyThatIsThereAlreadyWaitsAtItsRow) {
  open(kMap);
  page.act(EditBody{R"({"labels":{"a":1,"b":2}})"});
  page.act(RenameMember{"/labels/b", "a"});
  EXPECT_EQ(body(), R"({"labels":{"a":1,"b":2}})");
  EXPECT_EQ(find("/labels/b~k")->value.text, "a");
  EXPECT_THAT(message("/labels/b~k"), HasSubstr("already"));
  page.act(Send{});
  EXPECT_EQ(page.all<FocusField>().back().field, "/body/labels/~k1");
  page.act(RenameMember{"/labels/b", "c"});
  EXPECT_EQ(body(), R"({"labels":{"a":1,"c":2}})");
  EXPECT_EQ(message("/labels/c~k"), "");
}

TEST_F(Groups, WhatIsWrongWithAKeyStandsAtTheKeyAndOfAMapAtTheMap) {
  open(kMap);
  page.act(EditBody{R"({"labels":{"a":1,"long":"x","c":3}})"});
  EXPECT_THAT(message("/labels/long~k"), HasSubstr("not an allowed key"));
  EXPECT_THAT(message("/labels/long"), HasSubstr("integer"));
  EXPECT_THAT(message("/labels"), HasSubstr("at most 2"));
}

TEST_F(Groups, AClearedValueOfAMapKeepsItsRow) {
  open(R"({"type":"object","properties":{"m":{"type":"object",
    "additionalProperties":{"type":"string"}}}})");
  page.act(EditBody{R"({"m":{"a":"x"}})"});
  set("/m/a", State::unset);
  EXPECT_EQ(body(), R"({"m":{"a":""}})");
}

TEST_F(Groups, OtherMembersOfAnObjectAreAddedBesideItsProperties) {
  open(R"({"type":"object","properties":{"id":{"type":"string"}},
    "patternProperties":{"^x-":{"type":"integer"}}})");
  page.act(EditBody{R"({"id":"a","x-b":1})"});
  EXPECT_THAT(pointers(), ElementsAre("/id", "/x-b~k", "/x-b", ""));
  EXPECT_EQ(find("/x-b")->kind, Kind::number);
  page.act(ChangeBodyList{"", Change::add});
  EXPECT_THAT(body(), HasSubstr("\"x-b\":1,\"\":"));
}

TEST_F(Groups, AFreeValueHasAType) {
  open(R"({"type":"object","properties":{"any":{},"free":{"type":"object"}}})");
  page.act(EditBody{R"({"any":{"a":[true]}})"});
  EXPECT_EQ(find("/any~t")->choices.size(), 7u);
  EXPECT_EQ(find("/any")->kind, Kind::map);
  EXPECT_EQ(find("/any/a")->kind, Kind::list);
  EXPECT_EQ(find("/any/a/0")->kind, Kind::checkbox);
  EXPECT_EQ(find("/free")->kind, Kind::map);
  page.act(ChooseVariant{"/any~t", 1});
  EXPECT_EQ(body(), R"({"any":""})");
  type("/any", "12");
  EXPECT_EQ(body(), R"({"any":"12"})") << "the user said that it is a text";
  page.act(ChooseVariant{"/any~t", 2});
  EXPECT_EQ(body(), R"({"any":0})");
  page.act(ChooseVariant{"/any~t", 6});
  EXPECT_EQ(body(), R"({"any":null})");
}

TEST_F(Groups, WhatIsTypedKeepsItsType) {
  open(R"({"type":"object","properties":{"any":{}}})");
  page.act(EditBody{R"({"any":"a"})"});
  EXPECT_EQ(find("/any")->kind, Kind::text);
  type("/any", "12");
  EXPECT_EQ(find("/any")->kind, Kind::text);
  EXPECT_EQ(body(), R"({"any":"12"})");
  page.act(ChooseVariant{"/any~t", 0});
  type("/any", "[1]");
  EXPECT_EQ(find("/any")->kind, Kind::json) << "no list takes its place while it is typed";
}

TEST_F(Groups, SeveralTypesWithoutAUnionAreAChoiceToo) {
  open(R"({"type":"object","properties":{"stop":{"type":["string","array"],
    "items":{"type":"string"}}}})");
  EXPECT_THAT(labels(*find("/stop~t")), ElementsAre("JSON", "string", "array"));
  page.act(ChooseVariant{"/stop~t", 2});
  EXPECT_EQ(find("/stop")->kind, Kind::list);
}

TEST_F(Groups, NullIsOfferedWhereverTheSchemaAllowsIt) {
  open(R"({"type":"object","properties":{
    "n":{"type":["number","null"]},"e":{"type":["string","null"],"enum":["a"]},
    "o":{"type":["object","null"],"properties":{"x":{"type":"string"}}},
    "l":{"type":["array","null"],"items":{"type":"string"}},"s":{"type":"string"}}})");
  for (const char* pointer : {"/n", "/e", "/o", "/l"}) {
    ASSERT_NE(find(pointer), nullptr) << pointer;
    EXPECT_TRUE(find(pointer)->nullable) << pointer;
    set(pointer, State::null);
    EXPECT_TRUE(find(pointer)->null()) << pointer;
  }
  EXPECT_FALSE(find("/s")->nullable);
  EXPECT_THAT(body(), HasSubstr("\"o\": null"));
  for (const char* pointer : {"/n", "/e", "/o", "/l"}) set(pointer, State::unset);
  EXPECT_THAT(body(), Not(HasSubstr("null")));
}

TEST_F(Groups, AUnionMayBeNullBeforeItsVariantIsChosen) {
  open(R"({"type":"object","properties":{"pay":{"oneOf":[{"type":"null"},
    {"type":"object","properties":{"a":{"type":"string"}}},
    {"type":"object","properties":{"b":{"type":"string"}}}]}}})");
  EXPECT_TRUE(find("/pay")->nullable);
  set("/pay", State::null);
  EXPECT_THAT(body(), HasSubstr("\"pay\": null"));
  set("/pay", State::unset);
  EXPECT_EQ(body(), "{}");
}

TEST_F(Groups, AFileHasNoChoiceOfAType) {
  page.resources["https://docs.example/openapi.json"] =
      R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
        "operationId":"a","requestBody":{"content":{"multipart/form-data":{"schema":{
          "type":"object","properties":{"image":{"contentMediaType":"image/png"},"any":{}}}}}},
        "responses":{"200":{"description":""}}}}}})";
  page.open("#/operations/a");
  ASSERT_NE(find("/image"), nullptr);
  EXPECT_EQ(find("/image")->kind, Kind::file);
  EXPECT_EQ(find("/image~t"), nullptr);
}

TEST_F(Groups, AnElementOfAnyTypeIsMovedAndRemoved) {
  open(R"({"type":"object","properties":{"list":{"type":"array","items":{}}}})");
  page.act(EditBody{R"({"list":["a",1]})"});
  EXPECT_TRUE(find("/list/0")->element);
  page.act(ChangeBodyList{"/list/0", Change::down});
  EXPECT_EQ(body(), R"({"list":[1,"a"]})");
  EXPECT_EQ(find("/list/0")->kind, Kind::number);
}

TEST_F(Groups, EmptyIsToldFromAbsent) {
  open(R"({"type":"object","properties":{"s":{"type":"string"}}})");
  EXPECT_FALSE(find("/s")->tell_empty);
  type("/s", "x");
  set("/s", State::unset);
  EXPECT_FALSE(find("/s")->present());
  EXPECT_TRUE(find("/s")->tell_empty);
  set("/s", State::empty);
  EXPECT_TRUE(find("/s")->empty());
  EXPECT_THAT(body(), HasSubstr("\"s\": \"\""));
}

TEST_F(Groups, ConstantsComeWithTheirObject) {
  open(R"({"type":"object","properties":{"source":{"type":"object","required":["object","number"],
    "properties":{"object":{"const":"card"},"number":{"type":"string"}}}}})");
  EXPECT_EQ(find("/source/object")->kind, Kind::constant);
  EXPECT_FALSE(find("/source/object")->present());
  type("/source/number", "4242");
  EXPECT_EQ(find("/source/object")->kind, Kind::constant);
  EXPECT_EQ(find("/source/object")->value.text, "card");
  EXPECT_EQ(violation_count(page.form()), 0u);
  page.act(EditBody{R"({"source":{"object":"bank","number":"1"}})"});
  EXPECT_EQ(find("/source/object")->kind, Kind::choice) << "what is wrong can be mended";
}

TEST_F(Groups, AUnionWithinAUnionIsAChoiceOfItsOwn) {
  open(R"({"type":"object","properties":{"pay":{"oneOf":[{"$ref":"#/components/schemas/Cash"},
      {"title":"Card","oneOf":[{"$ref":"#/components/schemas/Visa"},
        {"$ref":"#/components/schemas/Amex"}]}]}}})",
       R"({"Cash":{"type":"object","required":["coins"],"properties":{"coins":{"type":"integer"}}},
        "Visa":{"type":"object","required":["v"],"properties":{"v":{"type":"string"}}},
        "Amex":{"type":"object","required":["x"],"properties":{"x":{"type":"string"}}}})");
  EXPECT_THAT(labels(*find("/pay")), ElementsAre("Cash", "Card"));
  EXPECT_EQ(find("/pay")->chosen, -1) << "it is none of them yet";
  page.act(ChooseVariant{"/pay", 1});
  EXPECT_THAT(labels(*find("/pay~v")), ElementsAre("Visa", "Amex"));
  EXPECT_NE(find("/pay/v"), nullptr);
  page.act(ChooseVariant{"/pay~v", 1});
  EXPECT_NE(find("/pay/x"), nullptr);
  EXPECT_EQ(find("/pay/v"), nullptr);
  EXPECT_THAT(body(), HasSubstr("\"x\": \"\""));
  page.act(EditBody{R"({"pay":{"coins":3}})"});
}

TEST_F(Groups, TheFirstTextOfAUnionIsItsFirstVariant) {
  open(R"({"type":"object","required":["pay"],"properties":{"pay":{"oneOf":[
    {"title":"Card","type":"object","required":["type","number"],
      "properties":{"type":{"const":"card"},"number":{"type":"string"}}},
    {"title":"Cash","type":"object","required":["type"],
      "properties":{"type":{"const":"cash"}}}]}}})");
  EXPECT_THAT(body(), HasSubstr("\"type\": \"card\""));
  EXPECT_THAT(body(), HasSubstr("\"number\": \"\""));
  EXPECT_EQ(find("/pay/type")->kind, Kind::constant);
  page.act(ChooseVariant{"/pay", 1});
  EXPECT_THAT(body(), HasSubstr("\"type\": \"cash\""));
  EXPECT_THAT(body(), Not(HasSubstr("number")));
}

TEST_F(Groups, AClearedPropertyComesBackToItsPlace) {
  open(R"({"type":"object","required":["a","b","c"],"properties":{"a":{"type":"string"},
    "b":{"type":"object","properties":{"d":{"type":"string"}}},"c":{"type":"string"}}})");
  const std::string text = R"({"a": "1", "b": {"d": "2"}, "c": "3"})";
  page.act(EditBody{text});
  for (const char* pointer : {"/a", "/b/d", "/c"}) {
    const std::string value = find(pointer)->value.text;
    set(pointer, State::unset);
    EXPECT_NE(body(), text);
    type(pointer, value);
    EXPECT_EQ(body(), text) << pointer;
  }
}

TEST_F(Groups, ClearedNeighboursComeBackToTheirPlaces) {
  open(R"({"type":"object","required":["a","b","c","d"],"properties":{"a":{"type":"string"},
    "b":{"type":"string"},"c":{"type":"string"},"d":{"type":"string"}}})");
  const auto after = [&](std::vector<std::string> cleared, const std::vector<std::string>& typed) {
    page.act(EditBody{R"({"a": "1", "b": "1", "c": "1", "d": "1"})"});
    for (std::string& pointer : cleared) set(std::move(pointer), State::unset);
    for (const std::string& pointer : typed) type(pointer, "1");
    std::string keys;
    const json::Reading reading = json::read(body());
    for (const json::Member& member : reading.document.root().members()) keys += member.key;
    return keys;
  };
  EXPECT_EQ(after({"/a", "/b"}, {"/a", "/b"}), "abcd");
  EXPECT_EQ(after({"/b", "/a"}, {"/a", "/b"}), "abcd");
  EXPECT_EQ(after({"/d", "/b"}, {"/d", "/b"}), "abcd");
  EXPECT_EQ(after({"/d", "/c", "/b", "/a"}, {"/c", "/a", "/d", "/b"}), "abcd");
}

TEST_F(Groups, AListBeginsWithTheItemsThatItHasToHave) {
  open(R"({"type":"object","properties":{"l":{"type":"array","items":{"type":"object",
    "required":["triple","pair"],"properties":{
    "triple":{"type":"array","minItems":3,"items":{"type":"integer"}},
    "pair":{"type":"array","minItems":2,"prefixItems":[{"type":"string"},{"type":"boolean"}]}}}}}})");
  page.act(EditBody{R"({"l": []})"});
  page.act(ChangeBodyList{"/l", Change::add});
  EXPECT_THAT(page.form().body_violations, testing::IsEmpty());
  EXPECT_EQ(find("/l/0/triple")->count, 3u);
  EXPECT_EQ(find("/l/0/pair/1")->kind, Kind::checkbox);
}

TEST_F(Groups, AFormThatEndsShowsMoreWhenAsked) {
  open(R"({"type":"array","items":{"type":"object","properties":{"a":{"type":"string"},
    "b":{"type":"string"}}}})");
  std::string text = "[{}";
  for (int i = 1; i < 300; ++i) text += ", {}";
  page.act(EditBody{text + "]"});
  const auto end = [&] { return std::string(page.form().fields.back().pointer); };
  EXPECT_EQ(find("/299/b"), nullptr);
  EXPECT_EQ(end(), "~m1");
  EXPECT_EQ(page.form().fields.back().count, 400u);
  page.act(FoldFields{"~m1"});
  EXPECT_NE(find("/200/b"), nullptr);
  ASSERT_FALSE(page.all<FocusField>().empty());
  EXPECT_EQ(page.all<FocusField>().back().field, "/body/133/a");
  EXPECT_EQ(end(), "~m2");
  page.act(FoldFields{"~m2"});
  EXPECT_NE(find("/299/b"), nullptr);
  EXPECT_EQ(find("~m3"), nullptr);
}

TEST_F(Groups, ElementsAndMembersThatAreJsonCanBeCleared) {
  open(R"({"type":"object","properties":{"l":{"type":"array","items":{"type":["number","array"]}},
    "m":{"type":"object","additionalProperties":{"type":["number","array"]}}}})");
  page.act(EditBody{R"({"l": [[1]], "m": {"k": [2]}})"});
  for (const char* pointer : {"/l/0", "/m/k"}) {
    page.act(ChooseVariant{pointer + std::string(kTypeSuffix), 0});
    ASSERT_EQ(find(pointer)->kind, Kind::json);
    set(pointer, State::unset);
    EXPECT_EQ(find(pointer)->value.text, "");
    EXPECT_NE(message(pointer), "") << pointer;
  }
  EXPECT_EQ(body(), R"({"l": [null], "m": {"k": null}})");
}

TEST_F(Groups, DatesAndTimesHaveAPicker) {
  open(R"({"type":"object","properties":{"d":{"type":"string","format":"date"},
    "t":{"type":"string","format":"date-time"},"s":{"type":"string"}}})");
  EXPECT_EQ(find("/d")->picker, Field::Picker::date);
  EXPECT_EQ(find("/t")->picker, Field::Picker::date_time);
  EXPECT_EQ(find("/s")->picker, Field::Picker::none);
  page.act(OpenPicker{{"node", Field::Picker::date, "2026-01-31"}});
  ASSERT_EQ(page.all<PickDate>().size(), 1u);
  EXPECT_EQ(page.all<PickDate>()[0].node, "node");
}

}  // namespace
}  // namespace vitrine::session
