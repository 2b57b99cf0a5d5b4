#include "app/session/tools/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using Change = ChangeImport::Change;

constexpr const char* kSecret = "s3cr3t-of-the-user";

Page importing(std::string text, bool authorize = false) {
  Page page;
  page.open("#/operations/me");
  page.act(ChangeImport{});
  page.act(ChangeImport{Change::edit, 0, std::move(text)});
  if (authorize) page.act(ChangeImport{Change::authorize});
  page.act(ChangeImport{Change::take, 0});
  page.act(Woken{Timer::persist});
  return page;
}

TEST(MatchPath, FindsTheValues) {
  EXPECT_THAT(match_path("/a/{b}/c", "/a/x%20y/c"),
              testing::Optional(ElementsAre(Pair("b", "x%20y"))));
  EXPECT_THAT(match_path("/a/{b}.{c}", "/a/x.json"),
              testing::Optional(ElementsAre(Pair("b", "x"), Pair("c", "json"))));
  EXPECT_THAT(match_path("/a/{b}", "/a/:b"), testing::Optional(IsEmpty()));
  EXPECT_TRUE(match_path("/a", "/a/"));
  EXPECT_TRUE(match_path("/", "/"));
  for (const char* path : {"/a", "/a/b/d", "/a//c", "", "/", "/b/x/c"})
    EXPECT_FALSE(match_path("/a/{b}/c", path)) << path;
}

TEST(Address, TakesWhatPeopleWrite) {
  EXPECT_EQ(address_of("https://a.example:8443/x/y?z=1#f").origin, "https://a.example:8443");
  EXPECT_EQ(address_of("https://a.example/x?z=1").query, "z=1");
  EXPECT_EQ(address_of("a.example").path, "/");
  EXPECT_EQ(address_of("{{base}}/users").path, "/users");
  EXPECT_EQ(address_of("{{base}}/users").origin, "");
  EXPECT_EQ(address_of("{{").path, "/");
}

TEST(Import, FillsTheFormOfTheOperationAndDoesNotSend) {
  Page page = importing("curl 'https://docs.example/pictures?limit=7&odd=1' -H 'X-Odd: 2'");
  ASSERT_TRUE(page.session.shown);
  EXPECT_EQ(page.session.shown->key, "GET /pictures");
  EXPECT_EQ(page.field("limit").value.text, "7");
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_FALSE(in_dialog(page.session));
  // What the description does not name is there too.
  ASSERT_EQ(page.form().extras.size(), 2u);
  EXPECT_EQ(page.form().extras[0].name.value.text, "odd");
  EXPECT_EQ(page.form().extras[0].value.value.text, "1");
  EXPECT_EQ(page.form().extras[1].name.value.text, "X-Odd");
  EXPECT_EQ(page.session.current.request.request.header("X-Odd")->value.text, "2");
  EXPECT_THAT(page.session.current.request.request.url.text, HasSubstr("/pictures?limit=7&odd=1"));
  EXPECT_TRUE(page.session.notice.empty());
}

TEST(Import, AddsNoSecretUnlessTheUserWantsIt) {
  const std::string command =
      "curl 'https://docs.example/pictures?access_token=" + std::string(kSecret) +
      "' -H 'X-Session-Token: " + kSecret + "' -H 'X-Odd: a b+c' -H 'User-Agent: curl'";
  Page without = importing(command);
  ASSERT_EQ(without.form().extras.size(), 1u);
  EXPECT_EQ(without.form().extras[0].value.value.text, "a b+c");
  EXPECT_EQ(text(without.session.notice, schema::Language::en),
            "Imported without ?access_token, X-Session-Token");
  Page with = importing(command, true);
  ASSERT_EQ(with.form().extras.size(), 3u);
  EXPECT_TRUE(with.form().extras[0].value.secret);
  EXPECT_TRUE(with.form().extras[1].value.secret);
  EXPECT_THAT(with.session.current.code, Not(HasSubstr(kSecret)));
  for (const Page* page : {&without, &with})
    EXPECT_THAT(page->everything_kept(), Not(HasSubstr(kSecret)));
}

TEST(Import, FillsTheBody) {
  const std::string body = R"({"title": "Dawn", "year": 1899})";
  Page page = importing("curl https://docs.example/pictures --json '" + body + "'");
  EXPECT_EQ(page.session.shown->key, "POST /pictures");
  EXPECT_EQ(page.form().body, body);
  EXPECT_EQ(page.form().content_type_name, "application/json");
}

TEST(Import, SaysWhatItDoesNotKnow) {
  Page page;
  page.open("#/operations/me");
  page.act(ChangeImport{});
  page.act(ChangeImport{Change::edit, 0, "wget https://docs.example/"});
  EXPECT_EQ(page.session.tools->imported.failure.word, Word::import_none);
  page.act(ChangeImport{Change::edit, 0, "curl -X DELETE https://docs.example/nothing/of/this"});
  page.act(ChangeImport{Change::take, 0});
  EXPECT_EQ(page.session.tools->imported.failure.word, Word::import_no_operation);
  EXPECT_TRUE(in_dialog(page.session));
  page.act(ChangeImport{Change::take, 9});
}

TEST(Import, SaysThatAFileIsTooLarge) {
  Page page;
  page.open("#/operations/me");
  page.act(ChangeImport{});
  page.act(GivenText{"import", std::string(request::kImportBytes + 1, ' '), 0, 0});
  const Import& imported = page.session.tools->imported;
  EXPECT_EQ(text(imported.failure, schema::Language::en),
            "The file is larger than 15.3 MB; export fewer requests");
  page.act(GivenText{"import", "curl https://docs.example/users/me", 0, 0});
  EXPECT_TRUE(imported.failure.empty());
  EXPECT_EQ(imported.requests.size(), 1u);
}

TEST(Import, LeavesCredentialsUnlessTheUserWantsThem) {
  const std::string command =
      std::string("curl -X POST https://docs.example/pictures -H 'Authorization: Bearer ") +
      kSecret + "'";
  Page without = importing(command);
  EXPECT_THAT(without.session.credentials, IsEmpty());
  EXPECT_THAT(text(without.session.notice, schema::Language::en), HasSubstr("Authorization"));
  Page with = importing(command, true);
  ASSERT_FALSE(with.session.credentials.empty());
  EXPECT_EQ(with.session.credentials[0].secret, kSecret);
  EXPECT_THAT(with.session.current.code, Not(HasSubstr(kSecret)));
  for (const Page* page : {&without, &with})
    EXPECT_THAT(page->everything_kept(), Not(HasSubstr(kSecret)));
}

TEST(Import, KnowsWhoseTheCredentialsAre) {
  Page page = importing(
      "curl https://docs.example/users/me -H 'Authorization: Bearer "
      "e30.eyJuYW1lIjoiQWRhIiwiZXhwIjoxNzk2MDAwMDAwfQ.x'",
      true);
  ASSERT_FALSE(page.session.credentials.empty());
  EXPECT_EQ(page.session.credentials[0].identity.name, "Ada");
  EXPECT_EQ(page.session.credentials[0].identity.expires_s, 1'796'000'000);
  // What is typed over a token that is being renewed ends that.
  page.session.credentials[0].renewing = 77;
  page.act(ChangeImport{});
  page.act(ChangeImport{Change::edit, 0,
                        "curl https://docs.example/users/me -H 'Authorization: Bearer another'"});
  page.act(ChangeImport{Change::authorize});
  page.act(ChangeImport{Change::take, 0});
  ASSERT_EQ(page.session.credentials.size(), 1u);
  EXPECT_EQ(page.session.credentials[0].secret, "another");
  ASSERT_FALSE(page.all<CancelRequest>().empty());
  EXPECT_EQ(page.all<CancelRequest>().back().id, 77u);
}

TEST(Import, GivesNoCredentialsToAnotherServer) {
  Page page = importing(std::string("curl -X POST https://other.example/pictures -H "
                                    "'Authorization: Bearer ") +
                            kSecret + "'",
                        true);
  EXPECT_THAT(page.session.credentials, IsEmpty());
  EXPECT_THAT(text(page.session.notice, schema::Language::en), HasSubstr("https://other.example"));
}

TEST(Import, KeepsNoSecretOfABody) {
  Page page = importing(std::string("curl https://docs.example/users --json '{\"email\": "
                                    "\"a@b.example\", \"password\": \"") +
                        kSecret + "\"}'");
  EXPECT_THAT(page.form().body, HasSubstr(kSecret));
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr(kSecret)));
}

TEST(Import, TakesAFile) {
  Page page;
  page.open("#/operations/me");
  page.act(ChangeImport{});
  page.act(ChangeImport{Change::pick});
  ASSERT_EQ(page.all<PickText>().size(), 1u);
  page.act(GivenText{page.all<PickText>()[0].key, "curl https://docs.example/users/me", 0, 0});
  EXPECT_EQ(page.session.tools->imported.requests.size(), 1u);
}

}  // namespace
}  // namespace vitrine::session
