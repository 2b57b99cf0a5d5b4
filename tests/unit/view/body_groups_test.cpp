#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

/// The form of a body as its user meets it: groups, maps, types, null, words.
namespace vitrine::view {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ui::Role;
using Tri = ui::Node::Tri;

class BodyGroups : public testing::TestWithParam<ui::Size> {
 protected:
  Screen screen{GetParam()};

  void open(const std::string& schema) {
    screen.serve(
        R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
          "operationId":"a","requestBody":{"required":true,"content":{"application/json":{"schema":)" +
        schema + R"(}}},"responses":{"200":{"description":""}}}}}})");
    screen.open("#/operations/a");
  }
  const std::string& body() const { return screen.host.form().body; }
  ui::Node button(std::string_view name) const { return screen.find(Role::button, name); }
};

constexpr const char* kOrder = R"({"type":"object","required":["owner"],"properties":{
  "note":{"type":"string","description":"Said to the cook.","maxLength":90},
  "owner":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},
    "kind":{"const":"person"}}},
  "lines":{"type":"array","items":{"type":"object","required":["sku"],
    "properties":{"sku":{"type":"string"}}}},
  "labels":{"type":"object","additionalProperties":{"type":"string"}}}})";

TEST_P(BodyGroups, AnObjectIsAGroupThatCollapses) {
  open(kOrder);
  const ui::Node group = screen.find(Role::group, "owner");
  EXPECT_THAT(screen.names_in(group, Role::textbox), ElementsAre("owner.name"));
  EXPECT_EQ(button("owner").expanded, Tri::yes);
  screen.activate(Role::button, "owner");
  EXPECT_EQ(button("owner").expanded, Tri::no);
  EXPECT_FALSE(screen.has(Role::textbox, "owner.name"));
  screen.activate(Role::button, "owner");
  EXPECT_TRUE(screen.has(Role::textbox, "owner.name"));
}

TEST_P(BodyGroups, AFormThatEndsSaysSo) {
  open(R"({"type":"array","items":{"type":"string"}})");
  std::string text = "[\"\"";
  for (int i = 1; i < 500; ++i) text += ",\"\"";
  screen.act(session::EditBody{text + "]"});
  EXPECT_FALSE(screen.has(Role::textbox, "[499]"));
  screen.activate(Role::button, "Show more fields (400 shown)");
  EXPECT_TRUE(screen.has(Role::textbox, "[499]"));
  EXPECT_EQ(screen.focused(), screen.find(Role::textbox, "[400]").id);
}

TEST_P(BodyGroups, WhatIsRequiredComesFirst) {
  open(kOrder);
  const std::vector<std::string> names =
      screen.names_in(screen.find(Role::group, "Body"), Role::textbox);
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names.front(), "owner.name");
}

TEST_P(BodyGroups, AListOfObjectsIsAGroupOfGroups) {
  open(kOrder);
  EXPECT_FALSE(screen.has(Role::group, "lines")) << "there is nothing in it";
  screen.activate(Role::button, "Add lines");
  EXPECT_EQ(screen.focused(), screen.find(Role::textbox, "lines[0].sku").id);
  screen.activate(Role::button, "Add lines");
  const ui::Node group = screen.find(Role::group, "lines");
  EXPECT_THAT(screen.names_in(group, Role::group), ElementsAre("lines[0]", "lines[1]"));
  EXPECT_TRUE(button("Move lines[0] up").disabled);
  screen.type(Role::textbox, "lines[0].sku", "first");
  screen.activate(Role::button, "Move lines[0] down");
  EXPECT_EQ(screen.find(Role::textbox, "lines[1].sku").value, "first");
  screen.activate(Role::button, "Remove lines[0]");
  EXPECT_EQ(screen.find(Role::textbox, "lines[0].sku").value, "first");
}

TEST_P(BodyGroups, AMapHasKeysAndValues) {
  open(kOrder);
  screen.activate(Role::button, "Add labels");
  EXPECT_EQ(screen.focused(), screen.find(Role::textbox, "Key of labels.").id);
  const std::string id = screen.focused();
  screen.type(Role::textbox, "Key of labels.", "red");
  EXPECT_EQ(screen.find(Role::textbox, "Key of labels.red").id, id) << "it keeps the focus";
  screen.type(Role::textbox, "labels.red", "yes");
  EXPECT_THAT(body(), HasSubstr("\"red\": \"yes\""));
  screen.activate(Role::button, "Add labels");
  screen.type(Role::textbox, "Key of labels.", "red");
  const ui::Node key = screen.find(Role::textbox, "Key of labels.");
  EXPECT_TRUE(key.invalid);
  EXPECT_THAT(screen.description_of(key), HasSubstr("already"));
  screen.activate(Role::button, "Remove labels.red");
  EXPECT_FALSE(screen.has(Role::textbox, "labels.red"));
}

TEST_P(BodyGroups, ManyOptionalFieldsAreBehindAButton) {
  std::string properties = R"("must":{"type":"string"})";
  for (int i = 0; i < 12; ++i) properties += ",\"p" + std::to_string(i) + R"(":{"type":"integer"})";
  open(R"({"type":"object","required":["must"],"properties":{)" + properties + "}}");
  EXPECT_TRUE(screen.has(Role::textbox, "must"));
  EXPECT_FALSE(screen.has(Role::spinbutton, "p3"));
  EXPECT_EQ(button("12 optional fields").expanded, Tri::no);
  screen.activate(Role::button, "12 optional fields");
  screen.type(Role::spinbutton, "p3", "7");
  screen.activate(Role::button, "12 optional fields");
  EXPECT_EQ(screen.find(Role::spinbutton, "p3").value, "7");
  EXPECT_FALSE(screen.has(Role::spinbutton, "p4"));
  EXPECT_TRUE(screen.has(Role::button, "11 optional fields"));
}

TEST_P(BodyGroups, TheWordsOfAFieldAreShownOnDemand) {
  open(kOrder);
  const auto in_form = [&] {
    std::string all;
    for (const ui::Node* node : screen.page.nodes())
      if (node->id.find("about/body") != std::string::npos && node->layout)
        all += ui::Page::text_of(*node->layout);
    return all;
  };
  EXPECT_EQ(button("Details of note").expanded, Tri::no);
  EXPECT_EQ(in_form(), "");
  screen.activate(Role::button, "Details of note");
  EXPECT_EQ(button("Details of note").expanded, Tri::yes);
  EXPECT_THAT(in_form(), HasSubstr("Said to the cook."));
  EXPECT_FALSE(screen.has(Role::button, "Details of owner.name")) << "nothing is said of it";
}

TEST_P(BodyGroups, AConstantIsShownAndNotAskedFor) {
  open(R"({"type":"object","required":["kind"],"properties":{"kind":{"const":"person"}}})");
  EXPECT_THAT(body(), HasSubstr("\"kind\": \"person\""));
  EXPECT_FALSE(screen.has(Role::combobox, "kind"));
  EXPECT_THAT(screen.text(), HasSubstr("person"));
}

TEST_P(BodyGroups, AFreeValueHasAChoiceOfItsType) {
  open(R"({"type":"object","properties":{"any":{}}})");
  EXPECT_TRUE(screen.find(Role::textbox, "any").multiline);
  screen.choose(Role::combobox, "Type of any", "number");
  EXPECT_TRUE(screen.has(Role::spinbutton, "any"));
  screen.choose(Role::combobox, "Type of any", "object");
  EXPECT_TRUE(screen.has(Role::group, "any"));
  EXPECT_EQ(body(), "{\n  \"any\": {}\n}");
  screen.choose(Role::combobox, "Type of any", "null");
  EXPECT_THAT(body(), HasSubstr("\"any\": null"));
}

TEST_P(BodyGroups, NullAndResetHaveButtons) {
  open(R"({"type":"object","properties":{"n":{"type":["number","null"]},
    "o":{"type":["object","null"],"properties":{"x":{"type":"string"}}}}})");
  screen.activate(Role::button, "Set n to null");
  EXPECT_THAT(body(), HasSubstr("\"n\": null"));
  EXPECT_FALSE(screen.has(Role::button, "Set n to null"));
  screen.activate(Role::button, "Reset");
  EXPECT_THAT(body(), Not(HasSubstr("null")));
  screen.activate(Role::button, "Set o to null");
  EXPECT_THAT(body(), HasSubstr("\"o\": null"));
  EXPECT_FALSE(screen.has(Role::textbox, "o.x"));
  screen.activate(Role::button, "Reset");
  EXPECT_TRUE(screen.has(Role::textbox, "o.x"));
}

TEST_P(BodyGroups, AClearedTextMayBeEmptyOrAbsent) {
  open(R"({"type":"object","properties":{"s":{"type":"string"}}})");
  EXPECT_FALSE(screen.has(Role::button, "Set s to empty"));
  screen.type(Role::textbox, "s", "x");
  screen.type(Role::textbox, "s", "");
  EXPECT_EQ(body(), "{}");
  screen.activate(Role::button, "Set s to empty");
  EXPECT_THAT(body(), HasSubstr("\"s\": \"\""));
  EXPECT_THAT(screen.find(Role::textbox, "s").placeholder, HasSubstr("(empty)"));
  screen.activate(Role::button, "Reset");
  EXPECT_EQ(body(), "{}");
}

TEST_P(BodyGroups, ADateHasAPickerBesideItsText) {
  open(R"({"type":"object","properties":{"day":{"type":"string","format":"date"}}})");
  screen.type(Role::textbox, "day", "2026-01-31");
  screen.activate(Role::button, "Choose day");
  const auto picks = screen.all<session::PickDate>();
  ASSERT_EQ(picks.size(), 1u);
  EXPECT_EQ(picks[0].node, screen.find(Role::textbox, "day").id);
  EXPECT_EQ(picks[0].text, "2026-01-31");
}

INSTANTIATE_TEST_SUITE_P(Sizes, BodyGroups, testing::Values(kWide, kNarrow));

TEST(BodyGroup, AnUnknownVariantOfAnAbsentObjectIsNotSet) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
    "operationId":"a","requestBody":{"content":{"application/json":{"schema":{"type":"object",
      "properties":{"pay":{"oneOf":[
        {"title":"Cash","type":"object","properties":{"coins":{"type":"integer"}}},
        {"title":"Card","type":"object","properties":{"number":{"type":"string"}}}]}}}}}},
    "responses":{"200":{"description":""}}}}}})");
  screen.open("#/operations/a");
  EXPECT_EQ(screen.find(Role::combobox, "Type of pay").selected_option, -1);
  screen.choose(Role::combobox, "Type of pay", "Card");
  const ui::Node group = screen.find(Role::group, "pay");
  EXPECT_THAT(screen.names_in(group, Role::textbox), ElementsAre("pay.number"));
  EXPECT_THAT(screen.names_in(group, Role::combobox), ElementsAre("Type of pay"));
  screen.activate(Role::button, "Remove pay");
  EXPECT_FALSE(screen.has(Role::group, "pay"));
}

}  // namespace
}  // namespace vitrine::view
