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

class Fields : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.serve(session::read_fixture("fields.json"));
    screen.open("#/operations/change");
  }
  request::ParameterValue value(std::string_view name) const {
    return screen.host.field(name).value;
  }
};

TEST_F(Fields, StandInGroupsByTheirPlace) {
  const auto group = [&](std::string_view name) { return screen.find(Role::group, name); };
  EXPECT_THAT(screen.names_in(group("Path parameters"), Role::textbox), ElementsAre("id"));
  EXPECT_THAT(screen.names_in(group("Query parameters"), Role::spinbutton), ElementsAre("limit"));
  EXPECT_THAT(screen.names_in(group("Query parameters"), Role::combobox),
              ElementsAre("order", "kind", "open"));
  EXPECT_THAT(screen.names_in(group("Query parameters"), Role::checkbox), ElementsAre("sure"));
  EXPECT_THAT(screen.names_in(group("Header parameters"), Role::textbox), ElementsAre("X-Trace"));
  EXPECT_THAT(screen.names_in(group("Cookie parameters"), Role::textbox), ElementsAre("theme"));
  EXPECT_THAT(screen.names_in(group("Body"), Role::textbox), ElementsAre("title", "Request body"));
}

TEST_F(Fields, SayWhatIsRequired) {
  EXPECT_TRUE(screen.find(Role::textbox, "id").required);
  EXPECT_FALSE(screen.find(Role::spinbutton, "limit").required);
  EXPECT_TRUE(screen.find(Role::checkbox, "sure").required);
  EXPECT_TRUE(screen.find(Role::textbox, "Request body").required);
  EXPECT_TRUE(screen.find(Role::combobox, "kind").required);
  EXPECT_FALSE(screen.find(Role::combobox, "order").required);
}

TEST_F(Fields, ShowTheirDefaultAsPlaceholder) {
  const ui::Node limit = screen.find(Role::spinbutton, "limit");
  EXPECT_EQ(limit.placeholder, "20");
  EXPECT_EQ(limit.value, "");
}

TEST_F(Fields, AreNotInvalidBeforeTheUserCame) {
  for (const ui::Node* node : screen.page.nodes()) EXPECT_FALSE(node->invalid) << node->name;
}

TEST_F(Fields, KeepWhatIsTypedToTheLetter) {
  screen.type(Role::spinbutton, "limit", "1e2");
  EXPECT_EQ(screen.find(Role::spinbutton, "limit").value, "1e2");
  EXPECT_EQ(value("limit").text, "1e2");
  screen.type(Role::spinbutton, "limit", "twelve");
  EXPECT_EQ(screen.find(Role::spinbutton, "limit").value, "twelve");
  screen.type(Role::spinbutton, "limit", "");
  EXPECT_EQ(value("limit").state, request::State::unset);
}

TEST_F(Fields, SayWhileTypingWhatIsWrong) {
  screen.type(Role::spinbutton, "limit", "500");
  ui::Node limit = screen.find(Role::spinbutton, "limit");
  EXPECT_TRUE(limit.invalid);
  EXPECT_EQ(screen.description_of(limit), "must be at most 100 (is 500)");
  screen.type(Role::spinbutton, "limit", "50");
  limit = screen.find(Role::spinbutton, "limit");
  EXPECT_FALSE(limit.invalid);
  EXPECT_THAT(limit.described_by, IsEmpty());
  EXPECT_THAT(screen.text(), Not(HasSubstr("must be at most")));
}

TEST_F(Fields, MayBePassedThroughEmptyAndAreJudgedBySend) {
  screen.focus(Role::textbox, "id");
  screen.focus(Role::textbox, "X-Trace");
  EXPECT_FALSE(screen.find(Role::textbox, "id").invalid);
  screen.click(Role::button, "Send");
  const ui::Node id = screen.find(Role::textbox, "id");
  EXPECT_TRUE(id.invalid);
  EXPECT_THAT(screen.description_of(id), Not(IsEmpty()));
  EXPECT_EQ(screen.focused(), id.id);
}

TEST_F(Fields, ThatWereFilledElsewhereAreJudgedWhenTheyAreLeft) {
  screen.host.session.forms["PUT /things/{id}"].parameters[0].value = {request::State::value, "x"};
  screen.focus(Role::textbox, "id");
  EXPECT_FALSE(screen.find(Role::textbox, "id").invalid);
  screen.focus(Role::textbox, "X-Trace");
  EXPECT_TRUE(screen.find(Role::textbox, "id").invalid);
}

TEST_F(Fields, KeepTheirIdsWhileVerdictsComeAndGo) {
  const std::string id = screen.find(Role::textbox, "id").id;
  screen.type(Role::textbox, "id", "x");
  EXPECT_EQ(screen.find(Role::textbox, "id").id, id);
  screen.type(Role::textbox, "id", "xyz");
  EXPECT_EQ(screen.find(Role::textbox, "id").id, id);
}

TEST_F(Fields, ATypedValueIsNoNewRevision) {
  const std::uint32_t before = screen.find(Role::textbox, "id").revision;
  screen.type(Role::textbox, "id", "abc");
  EXPECT_EQ(screen.find(Role::textbox, "id").revision, before);
}

TEST_F(Fields, AChoiceCanBeTakenBack) {
  const ui::Node order = screen.find(Role::combobox, "order");
  EXPECT_THAT(order.options, ElementsAre("(unset)", "asc", "desc"));
  EXPECT_EQ(order.selected_option, 0);
  screen.choose(Role::combobox, "order", "desc");
  EXPECT_EQ(screen.find(Role::combobox, "order").value, "desc");
  EXPECT_EQ(value("order").text, "desc");
  screen.choose(Role::combobox, "order", "(unset)");
  EXPECT_EQ(value("order").state, request::State::unset);
}

TEST_F(Fields, OptionalBooleansAreChoicesAndRequiredOnesCheckboxes) {
  EXPECT_THAT(screen.find(Role::combobox, "open").options, ElementsAre("(unset)", "true", "false"));
  EXPECT_EQ(screen.find(Role::checkbox, "sure").checked, ui::Node::Tri::no);
  screen.click(Role::checkbox, "sure");
  EXPECT_EQ(screen.find(Role::checkbox, "sure").checked, ui::Node::Tri::yes);
  EXPECT_EQ(value("sure").text, "true");
  screen.click(Role::checkbox, "sure");
  EXPECT_EQ(value("sure").text, "false");
}

TEST_F(Fields, AnUncheckedBoxMeansFalse) {
  EXPECT_EQ(value("sure").text, "false");
  screen.click(Role::button, "Send");
  EXPECT_FALSE(screen.find(Role::checkbox, "sure").invalid);
}

TEST_F(Fields, SecretsAreTypedUnseen) {
  EXPECT_TRUE(screen.find(Role::textbox, "key").password);
  screen.type(Role::textbox, "key", "t0p-s3cret");
  EXPECT_EQ(screen.find(Role::textbox, "key").value, "t0p-s3cret");
  EXPECT_THAT(screen.readable(), Not(HasSubstr("t0p-s3cret")));
}

TEST_F(Fields, AChoiceThatIsMissingIsSaidAtTheChoice) {
  screen.type(Role::textbox, "id", "abc");
  screen.click(Role::button, "Send");
  const ui::Node kind = screen.find(Role::combobox, "kind");
  EXPECT_TRUE(kind.invalid);
  EXPECT_THAT(screen.description_of(kind), Not(IsEmpty()));
}

TEST_F(Fields, TheBodySaysWhatIsWrongInIt) {
  screen.type(Role::textbox, "Request body", R"({"title": "x"})");
  ui::Node body = screen.find(Role::textbox, "Request body");
  EXPECT_TRUE(body.multiline);
  EXPECT_TRUE(body.invalid);
  EXPECT_EQ(screen.description_of(body), "title must be at least 2 characters (is 1)");
  screen.type(Role::textbox, "Request body", "{");
  body = screen.find(Role::textbox, "Request body");
  EXPECT_TRUE(body.invalid);
  EXPECT_THAT(screen.description_of(body), HasSubstr("line 1"));
  screen.type(Role::textbox, "Request body", R"({"title": "xy"})");
  EXPECT_FALSE(screen.find(Role::textbox, "Request body").invalid);
}

TEST(BodyChoices, ExamplesAndContentTypesFillTheText) {
  Screen screen;
  screen.open("#/operations/addPicture");
  const std::uint32_t revision = screen.find(Role::textbox, "Request body").revision;
  screen.choose(Role::combobox, "Example", "dusk");
  EXPECT_THAT(screen.find(Role::textbox, "Request body").value, HasSubstr("1900"));
  EXPECT_GT(screen.find(Role::textbox, "Request body").revision, revision);
  EXPECT_THAT(screen.find(Role::combobox, "Content type").options,
              ElementsAre("application/json", "text/plain"));
  screen.choose(Role::combobox, "Content type", "text/plain");
  EXPECT_EQ(screen.find(Role::combobox, "Content type").value, "text/plain");
  EXPECT_FALSE(screen.has(Role::combobox, "Example"));
}

TEST(Server, IsChosenAndItsVariablesAreFields) {
  Screen screen;
  screen.open("#/operations/createUser");
  const ui::Node server = screen.find(Role::combobox, "Server");
  ASSERT_EQ(server.options.size(), 3u);
  EXPECT_EQ(server.options[2], "Another address…");
  screen.choose(Role::combobox, "Server", server.options[1]);
  EXPECT_EQ(screen.host.form().server, 1u);
  // A closed choice of the description is one in the form.
  EXPECT_THAT(screen.find(Role::combobox, "region").options, ElementsAre("eu", "us"));
  screen.choose(Role::combobox, "region", "us");
  EXPECT_EQ(screen.find(Role::combobox, "Server").value, "https://us.gallery.example");
}

TEST(Server, OfTheUsersOwnIsTypedWhereItIsChosen) {
  Screen screen;
  screen.open("#/operations/createUser");
  screen.choose(Role::combobox, "Server", "Another address…");
  EXPECT_THAT(screen.text(), HasSubstr("Enter the address of the server"));
  screen.type(Role::textbox, "Server address", "api.mine.example");
  EXPECT_TRUE(screen.find(Role::textbox, "Server address").invalid);
  screen.type(Role::textbox, "Server address", "https://api.mine.example/v2");
  EXPECT_FALSE(screen.find(Role::textbox, "Server address").invalid);
  EXPECT_EQ(screen.find(Role::combobox, "Server").value, "https://api.mine.example/v2");
  EXPECT_THAT(screen.text(), HasSubstr("https://api.mine.example/v2/users"));
  screen.choose(Role::combobox, "Server", screen.find(Role::combobox, "Server").options[0]);
  EXPECT_FALSE(screen.has(Role::textbox, "Server address"));
  screen.choose(Role::combobox, "Server", "Another address…");
  EXPECT_EQ(screen.find(Role::textbox, "Server address").value, "https://api.mine.example/v2");
}

TEST(Operation, WithoutParametersAndBodySaysSo) {
  Screen screen;
  screen.open("#/operations/me");
  EXPECT_THAT(screen.text(), HasSubstr("No parameters"));
  EXPECT_THAT(screen.names(Role::group), IsEmpty());
}

}  // namespace
}  // namespace vitrine::view
