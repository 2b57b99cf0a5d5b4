#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ui::Role;

class BodyView : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.serve(session::read_fixture("body.json"));
    screen.open("#/operations/add");
  }
  const std::string& body() const { return screen.host.form().body; }
};

TEST_F(BodyView, FormAndTextAreTwoViewsOfOneText) {
  EXPECT_EQ(screen.find(Role::tab, "Form").selected, ui::Node::Tri::yes);
  screen.type(Role::textbox, "title", "Dawn");
  EXPECT_EQ(screen.find(Role::textbox, "title").value, "Dawn");
  screen.click(Role::tab, "JSON");
  EXPECT_FALSE(screen.has(Role::textbox, "title"));
  EXPECT_THAT(screen.find(Role::textbox, "Request body").value, HasSubstr("\"title\": \"Dawn\""));
  screen.type(Role::textbox, "Request body", R"({"title": "Dusk", "tags": ["red"]})");
  screen.click(Role::tab, "Form");
  EXPECT_EQ(screen.find(Role::textbox, "title").value, "Dusk");
  EXPECT_EQ(screen.find(Role::textbox, "tags[0]").value, "red");
}

TEST_F(BodyView, FieldsHaveTheRolesOfTheContract) {
  const ui::Node group = screen.find(Role::group, "Body");
  EXPECT_THAT(screen.names_in(group, Role::spinbutton), ElementsAre("year", "origin.year"));
  EXPECT_THAT(screen.names_in(group, Role::combobox),
              ElementsAre("medium", "framed", "Type of extra"));
  EXPECT_THAT(screen.names_in(group, Role::checkbox), ElementsAre("public"));
  EXPECT_THAT(screen.names_in(group, Role::textbox),
              ElementsAre("title", "note", "origin.place", "pin", "extra", "Request body"));
  EXPECT_TRUE(screen.find(Role::textbox, "title").required);
  EXPECT_TRUE(screen.find(Role::textbox, "pin").password);
  EXPECT_TRUE(screen.find(Role::textbox, "extra").multiline);
}

TEST_F(BodyView, ElementsAreAddedMovedAndRemovedByButtons) {
  screen.click(Role::button, "Add tags");
  EXPECT_EQ(screen.focused(), screen.find(Role::textbox, "tags[0]").id);
  screen.type(Role::textbox, "tags[0]", "one");
  screen.click(Role::button, "Add tags");
  screen.type(Role::textbox, "tags[1]", "two");
  EXPECT_TRUE(screen.find(Role::button, "Move tags[0] up").disabled);
  screen.click(Role::button, "Move tags[0] down");
  EXPECT_EQ(screen.find(Role::textbox, "tags[0]").value, "two");
  screen.click(Role::button, "Remove tags[0]");
  EXPECT_EQ(screen.find(Role::textbox, "tags[0]").value, "one");
  EXPECT_FALSE(screen.has(Role::textbox, "tags[1]"));
}

TEST_F(BodyView, AChoiceIsTakenBackByNotSet) {
  screen.choose(Role::combobox, "medium", "painting");
  EXPECT_THAT(body(), HasSubstr("\"medium\": \"painting\""));
  screen.choose(Role::combobox, "medium", "(unset)");
  EXPECT_THAT(body(), Not(HasSubstr("medium")));
  screen.choose(Role::combobox, "framed", "false");
  EXPECT_THAT(body(), HasSubstr("\"framed\": false"));
  screen.click(Role::checkbox, "public");
  EXPECT_THAT(body(), HasSubstr("\"public\": true"));
}

TEST_F(BodyView, NullHasAButtonWhereTextCannotSayIt) {
  screen.type(Role::textbox, "note", "words");
  screen.click(Role::button, "Set note to null");
  EXPECT_THAT(body(), HasSubstr("\"note\": null"));
  EXPECT_EQ(screen.find(Role::textbox, "note").placeholder, "null");
  screen.click(Role::button, "Reset");
  EXPECT_THAT(body(), Not(HasSubstr("note")));
  screen.click(Role::button, "Set year to null");
  EXPECT_THAT(body(), HasSubstr("\"year\": null"));
  EXPECT_FALSE(screen.has(Role::button, "Set title to null"));
}

TEST_F(BodyView, SaysAtEachFieldWhatIsWrong) {
  screen.type(Role::spinbutton, "year", "2200");
  const ui::Node year = screen.find(Role::spinbutton, "year");
  EXPECT_TRUE(year.invalid);
  EXPECT_EQ(screen.description_of(year), "must be at most 2100 (is 2200)");
  EXPECT_FALSE(screen.find(Role::textbox, "title").invalid);
  screen.type(Role::textbox, "title", "x");
  screen.click(Role::button, "Send");
  EXPECT_EQ(screen.focused(), screen.find(Role::textbox, "title").id);
  EXPECT_THAT(screen.text(), HasSubstr("2 fields need attention"));
}

TEST_F(BodyView, WhatHasNoFieldIsSaidBelowTheForm) {
  screen.type(Role::textbox, "Request body", R"({"title": "ok", "public": 1, "tags": ["a1", 2]})");
  screen.click(Role::tab, "Form");
  EXPECT_TRUE(screen.find(Role::checkbox, "public").invalid);
  EXPECT_TRUE(screen.find(Role::textbox, "tags[1]").invalid);
}

TEST_F(BodyView, WithoutJsonTheFormIsDisabledAndSaysWhy) {
  screen.type(Role::textbox, "Request body", R"({"title": "ok", )");
  screen.click(Role::tab, "Form");
  EXPECT_TRUE(screen.find(Role::textbox, "title").disabled);
  EXPECT_TRUE(screen.find(Role::combobox, "medium").disabled);
  EXPECT_TRUE(screen.find(Role::button, "Add tags").disabled);
  EXPECT_THAT(screen.text(), HasSubstr("Fix the JSON to use the form"));
  EXPECT_FALSE(screen.find(Role::button, "Send").disabled);
}

TEST_F(BodyView, WhoReachesForTheTextGetsItShown) {
  EXPECT_FALSE(screen.find(Role::textbox, "Request body").focusable);
  screen.focus(Role::textbox, "Request body");
  EXPECT_EQ(screen.find(Role::tab, "JSON").selected, ui::Node::Tri::yes);
  EXPECT_TRUE(screen.find(Role::textbox, "Request body").focusable);
}

TEST_F(BodyView, AVariantIsChosenByItsName) {
  screen.act(session::Navigate{"#/operations/shape"});
  screen.choose(Role::combobox, "Type of body", "Square");
  EXPECT_TRUE(screen.has(Role::spinbutton, "side"));
  EXPECT_FALSE(screen.has(Role::spinbutton, "radius"));
  EXPECT_EQ(screen.find(Role::combobox, "Type of body").value, "Square");
}

TEST_F(BodyView, TheResponseSaysWhetherItKeepsItsPromise) {
  screen.type(Role::textbox, "title", "Dawn");
  screen.click(Role::button, "Send");
  screen.respond(201, R"({"id": 7})");
  EXPECT_THAT(screen.text(), HasSubstr("Matches schema Added"));
  screen.click(Role::button, "Send");
  screen.respond(201, R"({"id": "x"})");
  EXPECT_THAT(screen.text(), HasSubstr("Doesn't match the description"));
  EXPECT_THAT(screen.text(), HasSubstr("id must be"));
}

TEST_F(BodyView, PicturesAreLeftToThePage) {
  screen.type(Role::textbox, "title", "Dawn");
  screen.click(Role::button, "Send");
  const session::Id id = screen.host.exchange().id;
  screen.act(session::ResponseHead{id, 201, "", {{"Content-Type", "image/png"}}, 5});
  screen.act(session::ResponseEnd{id, 4200, 9});
  screen.act(session::BodyWindow{id, 0, "", false});
  const ui::Node picture = screen.find(Role::image, "Body");
  EXPECT_EQ(picture.media, "image/png");
  EXPECT_EQ(picture.body, id);
  screen.activate(Role::button, "Download");
  EXPECT_EQ(screen.all<session::SaveFile>().size(), 1u);
  screen.activate(Role::tab, "Raw");
  EXPECT_FALSE(screen.has(Role::image, "Body"));
}

}  // namespace
}  // namespace vitrine::view
