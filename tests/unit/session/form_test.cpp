#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using schema::Language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(FirstBody, HoldsWhatTheSchemaRequires) {
  Page page;
  page.open("#/operations/createUser");
  EXPECT_EQ(page.form().body, "{\n  \"email\": \"\",\n  \"password\": \"\"\n}");
}

TEST(FirstBody, IsTheFirstExampleWhereThereIsOne) {
  Page page;
  page.open("#/operations/addPicture");
  EXPECT_THAT(page.form().body, HasSubstr("Dawn"));
  EXPECT_EQ(page.form().example, 0);
}

TEST(Body, ChoosingAnExampleFillsTheText) {
  Page page;
  page.open("#/operations/addPicture");
  const uint32_t revision = page.form().body_revision;
  page.act(ChooseExample{1});
  EXPECT_THAT(page.form().body, HasSubstr("Dusk"));
  EXPECT_GT(page.form().body_revision, revision);
}

TEST(Body, TypingNeverMakesANewerRevision) {
  Page page;
  page.open("#/operations/createUser");
  const uint32_t revision = page.form().body_revision;
  page.act(EditBody{"{}"});
  EXPECT_EQ(page.form().body, "{}");
  EXPECT_EQ(page.form().body_revision, revision);
}

TEST(Body, AnotherContentTypeKeepsWhatWasTyped) {
  Page page;
  page.open("#/operations/addPicture");
  page.act(EditBody{"my words"});
  page.act(ChooseContentType{1});
  EXPECT_EQ(page.form().body, "my words");
  EXPECT_EQ(page.form().content_type_name, "text/plain");
  EXPECT_FALSE(page.form().body_error.has_value());
}

TEST(Verdict, IsNotShownBeforeAnythingWasTyped) {
  Page page;
  page.open("#/operations/createUser");
  EXPECT_THAT(body_messages(page.form(), Language::en), IsEmpty());
}

TEST(Verdict, OnTheBodyNamesFieldPlaceAndReason) {
  Page page;
  page.open("#/operations/createUser");
  page.act(EditBody{"{\n  \"email\": \"a@b.example\",\n  \"password\": \"short\"\n}"});
  const auto messages = body_messages(page.form(), Language::en);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].name, "password");
  EXPECT_EQ(messages[0].pointer, "/password");
  EXPECT_EQ(messages[0].text, "must be at least 12 characters (is 5)");
  EXPECT_EQ(messages[0].position, (json::Position{3, 15}));
}

TEST(Verdict, OnNestedPlacesUsesThePathOfTheContract) {
  Page page;
  page.open("#/operations/addPicture");
  page.act(EditBody{R"({"title": "t", "year": 1900, "tags": ["ok", "x"]})"});
  const auto messages = body_messages(page.form(), Language::en);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].name, "tags[1]");
}

TEST(Verdict, OnTextThatIsNotJsonSaysLineAndColumn) {
  Page page;
  page.open("#/operations/createUser");
  page.act(EditBody{"{\n  \"email\": oops\n}"});
  ASSERT_TRUE(page.form().body_error.has_value());
  EXPECT_EQ(page.form().body_error->position, (json::Position{2, 12}));
  EXPECT_EQ(body_messages(page.form(), Language::en).size(), 1u);
}

TEST(Verdict, OnAParameterComesWhileTyping) {
  Page page;
  page.open("#/operations/listPictures");
  EXPECT_EQ(field_message(page.form(), page.field("limit"), Language::en), "");
  page.type("limit", "0");
  EXPECT_EQ(field_message(page.form(), page.field("limit"), Language::en),
            "must be at least 1 (is 0)");
  page.type("limit", "10");
  EXPECT_EQ(field_message(page.form(), page.field("limit"), Language::en), "");
  page.type("limit", "ten");
  EXPECT_NE(field_message(page.form(), page.field("limit"), Language::en), "");
}

TEST(Verdict, OfAnEmptyRequiredFieldWaitsForSend) {
  Page page;
  page.open("#/operations/GET/%2Fpictures%2F%7Bid%7D");
  page.act(LeaveField{"/path/id"});
  EXPECT_EQ(field_message(page.form(), page.field("id"), Language::en), "");
  page.act(Send{});
  EXPECT_NE(field_message(page.form(), page.field("id"), Language::en), "");
}

TEST(Verdict, SpeaksTheUsersLanguage) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "0");
  EXPECT_NE(field_message(page.form(), page.field("limit"), Language::ko),
            field_message(page.form(), page.field("limit"), Language::en));
}

TEST(Reload, KeepsEverythingTyped) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "7");
  page.show("createUser");
  page.act(EditBody{"{\"email\": \"half"});
  std::string& text = page.resources["https://docs.example/openapi.json"];
  text.replace(text.find("Create an account"), 17, "Open an account!!");

  page.act(Reload{});
  EXPECT_EQ(current_operation(page.session)->summary, "Open an account!!");
  EXPECT_EQ(page.form().body, "{\"email\": \"half");
  page.show("listPictures");
  EXPECT_EQ(page.field("limit").value.text, "7");
}

TEST(Reload, FindsParametersThatMoved) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "7");
  std::string& text = page.resources["https://docs.example/openapi.json"];
  const std::string before = R"({"name": "limit")";
  text.insert(text.find(before), R"({"name": "page", "in": "query", "schema": {}},)");
  page.act(Reload{});
  ASSERT_EQ(page.form().parameters[0].name, "page");
  EXPECT_EQ(page.form().parameters[0].value.state, request::State::unset);
  EXPECT_EQ(page.field("limit").value.text, "7");
}

TEST(Reload, JudgesByTheNewSchema) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "50");
  EXPECT_TRUE(page.field("limit").valid());
  std::string& text = page.resources["https://docs.example/openapi.json"];
  text.replace(text.find("\"maximum\": 100"), 14, "\"maximum\": 10 ");
  page.act(Reload{});
  EXPECT_FALSE(page.field("limit").valid());
}

TEST(Servers, AreResolvedAgainstTheDescription) {
  Page page;
  page.open("#/operations/createUser");
  EXPECT_EQ(page.form().server_url, "https://docs.example/");
}

TEST(Servers, AChoiceHoldsForAllOperations) {
  Page page;
  page.open("#/operations/createUser");
  page.act(ChooseServer{1});
  EXPECT_EQ(page.form().server_url, "https://eu.gallery.example");
  page.act(EditServerVariable{"region", "us"});
  EXPECT_EQ(page.form().server_url, "https://us.gallery.example");
  page.show("me");
  EXPECT_EQ(page.form().server_url, "https://us.gallery.example");
}

TEST(Servers, AServerThatIsGoneIsSaidToBeSo) {
  Page page;
  page.open("#/operations/createUser");
  page.act(ChooseServer{1});
  std::string& text = page.resources["https://docs.example/openapi.json"];
  text.replace(text.find("gallery.example"), 15, "gallery.invalid");
  page.act(Reload{});
  EXPECT_EQ(page.session.notice.word, Word::server_changed);
  EXPECT_EQ(page.form().server, 0u);
}

TEST(Accept, OffersEveryPromisedMediaTypeOnce) {
  Page page;
  page.open("#/operations/createUser");
  EXPECT_THAT(page.form().accepts, ElementsAre("application/json", "application/problem+json"));
}

}  // namespace
}  // namespace vitrine::session
