// What the page around does with a playground by a program: it fills forms, signs in, has a request
// wait, refuses to leave a page, offers several descriptions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// What came of the latest call.
std::string problem(const Page& page, Id id) {
  const std::vector<Called> called = page.all<Called>();
  if (called.empty() || called.back().id != id) return "the call was not reported";
  return called.back().problem;
}

TEST(FillForm, ShowsTheOperationWithTheValuesAndSendsNothing) {
  Page page;
  page.open();
  page.act(FillForm{7, "listPictures", {{"limit", "7"}, {"query.key", R"("a key")"}}});
  EXPECT_EQ(problem(page, 7), "");
  ASSERT_TRUE(page.session.shown);
  EXPECT_EQ(page.session.shown->key, "GET /pictures");
  EXPECT_EQ(page.field("limit").value.text, "7");
  EXPECT_EQ(page.field("key").value.text, "a key");
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_EQ(page.all<SetLocation>().back().hash, "#/operations/listPictures");
}

TEST(FillForm, SaysWhatItFilledAndTheUserCanUndoIt) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "3");
  const uint32_t revision = page.field("limit").revision;
  page.act(FillForm{1, "", {{"limit", "7"}}});
  EXPECT_EQ(page.field("limit").value.text, "7");
  EXPECT_GT(page.field("limit").revision, revision) << "the field in the page takes it";
  EXPECT_EQ(text(page.session.notice, schema::Language::en), "The page filled in: limit");
  ASSERT_TRUE(offers_undo(page.session.notice));
  page.act(UndoLink{});
  EXPECT_EQ(page.field("limit").value.text, "3");
  EXPECT_FALSE(offers_undo(page.session.notice));
}

TEST(FillForm, GivesABodyThatIsAStepOfItsHistory) {
  Page page;
  page.open("#/operations/createUser");
  const std::string before = page.form().body;
  FillForm fill{1};
  fill.has_body = true;
  fill.body = R"({"email": "a@b.example"})";
  page.act(fill);
  EXPECT_EQ(problem(page, 1), "");
  EXPECT_EQ(page.form().body, fill.body);
  page.act(UndoBody{});
  EXPECT_EQ(page.form().body, before);
}

TEST(FillForm, ChoosesTheContentTypeOfTheBody) {
  Page page;
  page.open();
  FillForm fill{1, "addPicture"};
  fill.has_body = true;
  fill.body = "words";
  fill.content_type = "text/plain";
  page.act(fill);
  EXPECT_EQ(page.form().content_type_name, "text/plain");
  EXPECT_EQ(page.form().body, "words");
}

TEST(FillForm, NamesWhatTheDescriptionDoesNotHaveAndChangesNothing) {
  Page page;
  page.open();
  page.act(FillForm{1, "nowhere"});
  EXPECT_THAT(problem(page, 1), HasSubstr("nowhere"));
  page.act(FillForm{2, "listPictures", {{"limit", "7"}, {"path.limit", "7"}}});
  EXPECT_EQ(problem(page, 2), "listPictures has no parameter named path.limit");
  FillForm body{3, "me"};
  body.has_body = true;
  page.act(body);
  EXPECT_EQ(problem(page, 3), "me takes no request body");
  FillForm type{4, "createUser"};
  type.content_type = "application/xml";
  page.act(type);
  EXPECT_THAT(problem(page, 4), HasSubstr("application/xml"));
  page.act(FillForm{5});
  EXPECT_THAT(problem(page, 5), HasSubstr("No operation is shown"));
  EXPECT_FALSE(page.session.shown);
}

TEST(GiveCredentials, SignsInForTheServerAsTheUserDoes) {
  constexpr const char* kSecret = "t0k3n-0f-the-page";
  Page page;
  page.open("#/operations/me");
  page.act(GiveCredentials{3, {{"bearer", "", kSecret}}});
  EXPECT_EQ(problem(page, 3), "");
  ASSERT_EQ(page.session.credentials.size(), 1u);
  EXPECT_EQ(page.session.credentials[0].description, page.session.loading.uri);
  EXPECT_FALSE(page.session.credentials[0].origin.empty());
  EXPECT_TRUE(page.session.current.security.satisfied);
  page.act(Woken{Timer::persist});
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr(kSecret)));
  page.act(GiveCredentials{4, {{"bearer", "", ""}}});
  EXPECT_THAT(page.session.credentials, IsEmpty()) << "an empty one signs out";
}

TEST(GiveCredentials, OfANameWithAPasswordNeedsBoth) {
  Page page;
  page.open();
  page.act(GiveCredentials{1, {{"login", "", "secret"}}});
  EXPECT_THAT(problem(page, 1), HasSubstr("login takes a user name"));
  page.act(GiveCredentials{2, {{"apiKey", "name", "secret"}}});
  EXPECT_THAT(problem(page, 2), HasSubstr("apiKey takes a text"));
  page.act(GiveCredentials{3, {{"login", "name", "secret"}}});
  EXPECT_EQ(problem(page, 3), "");
}

TEST(GiveCredentials, OfAnUnknownSchemeGivesNoneOfThem) {
  Page page;
  page.open();
  page.act(GiveCredentials{1, {{"apiKey", "", "a"}, {"nowhere", "", "b"}}});
  EXPECT_EQ(problem(page, 1), "No security scheme named nowhere");
  EXPECT_THAT(page.session.credentials, IsEmpty());
}

TEST(Held, ARequestThatThePageHoldsIsNotSlowAndCanBeCancelled) {
  Page page;
  page.open("#/operations/listPictures");
  page.act(Send{});
  const Id id = page.exchange().id;
  page.act(Held{id, true});
  for (int second = 0; second < 20; ++second) page.act(Woken{Timer::slow});
  EXPECT_TRUE(page.exchange().held);
  EXPECT_FALSE(page.exchange().slow);
  page.act(Held{id, false});
  EXPECT_EQ(page.exchange().waited_s, 0u) << "the server is asked only now";
  page.act(Held{id, true});
  page.act(Cancel{});
  EXPECT_EQ(page.exchange().state, Exchange::State::cancelled);
}

TEST(Stay, ShowsWhatWasShownAndLeavesTheAddress) {
  Page page;
  page.open("#/operations/me");
  page.act(Navigate{"#/operations/listPictures"});
  const size_t locations = page.all<SetLocation>().size();
  page.act(Stay{"#/operations/me"});
  EXPECT_EQ(page.session.shown->key, "GET /users/me");
  EXPECT_TRUE(page.session.went_back);
  EXPECT_EQ(page.all<SetLocation>().size(), locations);
}

/// The gallery and a description without any of its operations.
class TwoDescriptions : public testing::Test {
 protected:
  Page page;
  Opened opened = Page::opened();
  void SetUp() override {
    page.resources["https://docs.example/other.json"] =
        R"({"openapi":"3.1.0","info":{"title":"Other","version":"1"},"paths":{}})";
    opened.descriptions = {"Gallery", "Other"};
    opened.hash = "#/operations/me";
    page.open(opened);
  }
};

TEST_F(TwoDescriptions, TheOtherOneIsAskedFor) {
  page.act(ChooseDescription{0});
  page.act(ChooseDescription{2});
  EXPECT_THAT(page.all<OpenDescription>(), IsEmpty());
  page.act(ChooseDescription{1});
  ASSERT_EQ(page.all<OpenDescription>().size(), 1u);
  EXPECT_EQ(page.all<OpenDescription>()[0].index, 1u);
}

TEST_F(TwoDescriptions, TheOtherOneNeedNotHaveWhatWasShown) {
  page.act(ChooseDescription{1});
  opened.spec = "other.json";
  opened.description = 1;
  page.open(opened);
  EXPECT_EQ(page.session.spec->description.info().title, "Other");
  EXPECT_TRUE(page.session.notice.empty());
  EXPECT_EQ(page.all<SetLocation>().back().hash, "#/");
  page.act(Navigate{"#/operations/nowhere"});
  EXPECT_EQ(page.session.notice.word, Word::unknown_link) << "a link that leads nowhere still does";
}

}  // namespace
}  // namespace vitrine::session
