// The address of a server that the user typed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr char kSecret[] = "for the first server only";
constexpr uint32_t kOwn = 2;  // after the two of the gallery

void type_address(Page& page, std::string text) {
  if (!page.form().own_server) page.act(ChooseServer{kOwn});
  page.act(EditServerAddress{std::move(text)});
}

void authorize(Page& page, const char* secret) {
  page.act(OpenAuthorize{});
  for (uint32_t scheme = 0; scheme < page.session.authorize.drafts.size(); ++scheme) {
    if (page.session.authorize.drafts[scheme].scheme == "bearer")
      page.act(EditCredential{scheme, CredentialPart::secret, secret});
  }
  page.act(SaveCredentials{});
  page.act(CloseAuthorize{});
}

std::string authorization(const Page& page) {
  const request::HttpRequest sent = page.all<SendRequest>().back().request;
  const request::HeaderField* field = sent.header("Authorization");
  return field ? field->value.text : std::string();
}

std::string sent_to(const Page& page) { return page.all<SendRequest>().back().request.url.text; }

Page reopened(Page& before, std::string hash) {
  before.act(Woken{Timer::persist});
  Page after;
  for (const Persist& each : before.all<Persist>()) after.act(Restored{each.key, each.value});
  after.open(std::move(hash));
  return after;
}

TEST(MockServer, IsOfferedBeforeThoseDescribed) {
  Page page;
  Opened event = Page::opened();
  event.hash = "#/operations/listPictures";
  event.mock_server = "https://docs.example/mock";
  page.open(event);
  EXPECT_THAT(labels(page.form().server_choice), SizeIs(3));
  EXPECT_EQ(labels(page.form().server_choice).front(), "Mock server: https://docs.example/mock");
  page.act(Send{});
  EXPECT_EQ(sent_to(page), "https://docs.example/mock/pictures");
}

TEST(OwnServer, GetsTheRequestsOfAllOperations) {
  Page page;
  page.open("#/operations/listPictures");
  type_address(page, "https://mine.example/v2/");
  EXPECT_EQ(page.form().server_error, "");
  page.act(Send{});
  EXPECT_EQ(sent_to(page), "https://mine.example/v2/pictures");
  EXPECT_THAT(page.session.current.code, HasSubstr("https://mine.example/v2/pictures"));
  page.respond(200, "[]");
  page.show("me");
  EXPECT_TRUE(page.form().own_server);
  EXPECT_EQ(page.form().server_url, "https://mine.example/v2/");
}

TEST(OwnServer, IsAskedForWhenItIsChosen) {
  Page page;
  page.open("#/operations/listPictures");
  page.act(ChooseServer{kOwn});
  ASSERT_THAT(page.all<FocusField>(), SizeIs(1));
  EXPECT_EQ(page.all<FocusField>()[0].field, "/address");
  page.act(SendAnyway{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty()) << "it would go to the server of the page";
  EXPECT_THAT(text(page.exchange().failure, schema::Language::en),
              HasSubstr("Enter the address of the server"));
}

TEST(OwnServer, MayBeAPathOfTheDescriptionsServer) {
  Page page;
  page.open("#/operations/listPictures");
  type_address(page, "/v3");
  EXPECT_EQ(page.form().server_url, "https://docs.example/v3");
  type_address(page, "./v4");
  EXPECT_EQ(page.form().server_url, "https://docs.example/v4");
}

TEST(OwnServer, IsAnAddressThatRequestsCanGoTo) {
  Page page;
  page.open("#/operations/listPictures");
  for (const char* wrong :
       {"api.example", "localhost:3000", "ftp://api.example", "javascript://x", "https://",
        "https://user:word@api.example", "https://api example", "https://{region}.example",
        "https://api.example:port", "https://a\\b.example", "https://\xC3\xA4.example"}) {
    type_address(page, wrong);
    EXPECT_EQ(page.form().server_url, "") << wrong;
    EXPECT_THAT(page.form().server_address.message, HasSubstr("Enter an address like")) << wrong;
    page.act(SendAnyway{});
    EXPECT_THAT(page.all<SendRequest>(), IsEmpty()) << wrong;
  }
  for (const char* right : {"http://localhost:3000", "https://[::1]:8080/a",
                            " https://api.example ", "HTTPS://API.example"}) {
    type_address(page, right);
    EXPECT_EQ(page.form().server_error, "") << right;
  }
}

TEST(OwnServer, MayNameVariablesOfTheEnvironment) {
  Page page;
  page.open("#/operations/listPictures");
  type_address(page, "{{host}}/v1");
  EXPECT_THAT(page.form().server_error, HasSubstr("{{host}} has no value"));
  using Change = ChangeEnvironments::Change;
  page.act(ChangeEnvironments{});
  page.act(ChangeEnvironments{Change::add});
  page.act(ChangeEnvironments{Change::rename_variable, 0, "host"});
  page.act(ChangeEnvironments{Change::set_value, 0, "https://mine.example"});
  page.act(ChangeHistory{ChangeHistory::Change::close});
  EXPECT_EQ(page.form().server_url, "https://mine.example/v1");
  // No secret gets into an address.
  page.act(ChangeEnvironments{});
  page.act(ChangeEnvironments{Change::hide, 0});
  page.act(ChangeHistory{ChangeHistory::Change::close});
  EXPECT_EQ(page.form().server_url, "");
}

TEST(OwnServer, GetsNoCredentialThatWasGivenForAnother) {
  Page page;
  page.open("#/operations/me");
  authorize(page, kSecret);
  page.act(Send{});
  ASSERT_THAT(authorization(page), HasSubstr(kSecret));
  page.act(Cancel{});
  type_address(page, "https://mine.example");
  EXPECT_FALSE(page.session.current.security.satisfied);
  EXPECT_EQ(page.session.current.security.origin, "https://mine.example");
  page.act(Send{});
  EXPECT_EQ(sent_to(page).substr(0, 21), "https://mine.example/");
  EXPECT_EQ(authorization(page), "");
  page.act(Cancel{});
  page.act(OpenAuthorize{});
  EXPECT_EQ(page.session.authorize.origin, "https://mine.example");
  page.act(CloseAuthorize{});
  authorize(page, "for mine");
  type_address(page, "https://mine.example.evil.example");
  page.act(Send{});
  EXPECT_EQ(authorization(page), "");
}

TEST(OwnServer, IsRememberedForTheNextVisitUntilAnotherIsChosen) {
  Page page;
  page.open("#/operations/listPictures");
  type_address(page, "https://mine.example");
  Page next = reopened(page, "#/operations/me");
  EXPECT_EQ(next.form().server_url, "https://mine.example");
  EXPECT_EQ(next.form().server_address.value.text, "https://mine.example");
  next.act(ChooseServer{0});
  EXPECT_EQ(next.form().server_url, "https://docs.example/");
  next.act(ChooseServer{kOwn});
  EXPECT_EQ(next.form().server_url, "https://mine.example") << "it is still here";
  next.act(ChooseServer{0});
  Page last = reopened(next, "#/operations/me");
  EXPECT_FALSE(last.form().own_server);
}

TEST(OwnServer, ComesBackWhenTheStorageIsReadLate) {
  Page page;
  page.open("#/operations/me");
  page.act(Restored{"server https://docs.example/openapi.json", "https://mine.example"});
  EXPECT_EQ(page.form().server_url, "https://mine.example");
  page.act(Restored{"server https://docs.example/other.json", "https://other.example"});
  EXPECT_EQ(page.form().server_url, "https://mine.example");
}

TEST(OwnServer, IsNamedByTheLinkThatCarriesIt) {
  Page from;
  from.open("#/operations/me");
  type_address(from, "https://mine.example/v1");
  from.act(CopyRequestLink{});
  const std::string link = from.all<CopyText>().back().text;
  Page page;
  page.open("#/operations/me");
  authorize(page, kSecret);
  page.act(LocationChanged{link.substr(link.find('#'))});
  EXPECT_EQ(page.form().server_url, "https://mine.example/v1");
  EXPECT_EQ(text(page.session.notice, schema::Language::en),
            "The link filled in: Server https://mine.example/v1");
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  page.act(Send{});
  EXPECT_EQ(authorization(page), "");
  page.act(Woken{Timer::persist});
  for (const Persist& kept : page.all<Persist>()) EXPECT_THAT(kept.key, Not(HasSubstr("server ")));
  page.act(Cancel{});
  page.act(UndoLink{});
  EXPECT_EQ(page.form().server_url, "https://docs.example/");
}

TEST(OwnServer, ComesBackWithTheHistory) {
  Page page;
  page.open("#/operations/listPictures");
  type_address(page, "https://mine.example");
  page.act(Send{});
  page.respond(200, "[]");
  page.act(ChooseServer{0});
  page.act(Send{});
  page.respond(200, "[]");
  page.act(ChangeHistory{ChangeHistory::Change::restore, 1});
  EXPECT_EQ(page.form().server_url, "https://mine.example");
  page.act(ChangeHistory{ChangeHistory::Change::restore, 0});
  EXPECT_EQ(page.form().server_url, "https://docs.example/");
}

}  // namespace
}  // namespace vitrine::session
