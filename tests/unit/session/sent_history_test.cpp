#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "app/session/tools/history.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Change = ChangeHistory::Change;

constexpr const char* kSecret = "correct horse battery";

const History& history(const Page& page) { return page.session.tools->history; }

/// The page, with the storage of another one.
Page reloaded(const Page& before) {
  Page after;
  for (const Persist& persist : before.all<Persist>()) after.effects.emplace_back(persist);
  return after;
}

Page searched(std::string limit = "12") {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", std::move(limit));
  page.act(Send{});
  page.respond(200, "[]");
  return page;
}

TEST(History, NotesWhatWasSentAndWhatCameOfIt) {
  Page page = searched();
  page.act(ChangeHistory{});
  EXPECT_TRUE(in_dialog(page.session));
  ASSERT_THAT(history(page).entries, SizeIs(1));
  const HistoryEntry& entry = history(page).entries[0];
  EXPECT_EQ(entry_name(entry), "GET /pictures");
  EXPECT_THAT(entry.request.url, HasSubstr("/pictures?limit=12"));
  EXPECT_EQ(entry.status, 200);
  EXPECT_EQ(entry.duration_ms, 34);
  EXPECT_EQ(entry.size, 2u);
  EXPECT_EQ(utc_time(entry.time_ms), "2026-11-29T10:24:05.644Z");
  EXPECT_EQ(local_time(entry.time_ms, history(page).offset_min), "2026-11-29 19:24");
}

TEST(History, NotesWhatFailedAndWhatWasCancelled) {
  Page page;
  page.open("#/operations/listPictures");
  page.act(Send{});
  page.act(Failed{page.exchange().id, FailureKind::network, "gone", 0});
  page.act(Send{});
  page.act(Cancel{});
  ASSERT_THAT(history(page).entries, SizeIs(2));
  EXPECT_EQ(history(page).entries[0].status, 0);
}

TEST(History, IsThereAfterAReload) {
  Page page = reloaded(searched());
  page.open("#/operations/me");
  page.act(ChangeHistory{});
  ASSERT_THAT(history(page).entries, SizeIs(1));
  EXPECT_EQ(entry_name(history(page).entries[0]), "GET /pictures");
}

TEST(History, BelongsToItsDescription) {
  Page page = reloaded(searched());
  page.resources["https://docs.example/other.json"] = page.resources.begin()->second;
  Opened event = Page::opened();
  event.spec = "other.json";
  page.open(event);
  page.act(ChangeHistory{});
  EXPECT_THAT(history(page).entries, IsEmpty());
}

TEST(History, PutsARequestBackIntoTheFormAndDoesNotSendIt) {
  Page page = searched();
  page.type("limit", "3");
  page.show("me");
  const size_t sent = page.all<SendRequest>().size();
  page.act(ChangeHistory{});
  page.act(ChangeHistory{Change::restore, 0});
  EXPECT_FALSE(in_dialog(page.session));
  EXPECT_EQ(page.session.shown->key, "GET /pictures");
  EXPECT_EQ(page.field("limit").value.text, "12");
  EXPECT_GT(page.field("limit").revision, 0u);
  EXPECT_EQ(page.all<SendRequest>().size(), sent);
}

TEST(History, EmptiesFieldsThatWereEmptyThen) {
  Page page;
  page.open("#/operations/listPictures");
  page.act(Send{});
  page.respond(200, "[]");
  page.type("limit", "3");
  const uint32_t revision = page.field("limit").revision;
  page.act(ChangeHistory{Change::restore, 0});
  EXPECT_FALSE(page.field("limit").present());
  EXPECT_GT(page.field("limit").revision, revision);
}

TEST(History, KeepsNoSecret) {
  Page page;
  page.open("#/operations/createUser");
  page.act(EditBody{R"({"email": "a@b.example", "password": ")" + std::string(kSecret) + "\"}"});
  page.act(Send{});
  page.act(ResponseHead{page.exchange().id, 201, "", {{"Authorization", kSecret}}, 1});
  page.act(ResponseEnd{page.exchange().id, 0, 2});
  page.act(ChangeHistory{});
  page.act(ChangeHistory{Change::save});
  ASSERT_THAT(history(page).entries, SizeIs(1));
  EXPECT_THAT(history(page).entries[0].body, HasSubstr("a@b.example"));
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr(kSecret)));
  EXPECT_THAT(history_text(history(page).entries), Not(HasSubstr(kSecret)));
  EXPECT_THAT(page.all<KeepText>().back().text, Not(HasSubstr(kSecret)));
  page.act(ChangeHistory{Change::restore, 0});
  EXPECT_EQ(page.form().body, R"({"email": "a@b.example", "password": ""})");
}

TEST(History, MasksAKeyThatIsSentAsAPlainParameter) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = R"({"openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "paths": {"/a": {"get": {"operationId": "a", "responses": {},
      "parameters": [{"name": "key", "in": "query", "schema": {"type": "string"}}]}}},
    "components": {"securitySchemes": {"k": {"type": "apiKey", "in": "query", "name": "key"}}}})";
  page.open("#/operations/a");
  page.type("key", kSecret);
  page.act(Send{});
  page.respond(200, "{}");
  page.act(Woken{Timer::persist});
  ASSERT_THAT(history(page).entries, SizeIs(1));
  EXPECT_THAT(history(page).entries[0].request.url, HasSubstr("key=$KEY"));
  const std::string kept = page.everything_kept();
  EXPECT_THAT(kept, Not(HasSubstr(kSecret)));
  EXPECT_THAT(kept, Not(HasSubstr("correct%20horse")));
}

TEST(History, MasksWhatIsSecretByItsName) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = R"({"openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "paths": {"/a": {"get": {"operationId": "a", "responses": {},
      "parameters": [{"name": "access_token", "in": "query", "schema": {"type": "string"}},
        {"name": "X-Session-Token", "in": "header", "schema": {"type": "string"}}]}}}})";
  page.open("#/operations/a");
  const std::string secret = "s3cr3t";
  page.type("access_token", secret);
  page.type("X-Session-Token", secret);
  page.act(ChangeExtra{ChangeExtra::Change::add, ExtraKind::header});
  page.act(ChangeExtra{ChangeExtra::Change::name, ExtraKind::header, 0, "X-Access-Token"});
  page.act(ChangeExtra{ChangeExtra::Change::value, ExtraKind::header, 0, secret});
  EXPECT_THAT(page.session.current.code, Not(HasSubstr(secret)));
  page.act(Send{});
  page.act(ResponseHead{page.exchange().id, 200, "", {{"X-Refresh-Token", secret}}, 1});
  page.act(ResponseEnd{page.exchange().id, 0, 2});
  page.act(Woken{Timer::persist});
  page.act(ChangeHistory{});
  page.act(ChangeHistory{Change::save});
  ASSERT_THAT(history(page).entries, SizeIs(1));
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr(secret)));
  EXPECT_THAT(history_text(history(page).entries), Not(HasSubstr(secret)));
  EXPECT_THAT(page.all<KeepText>().back().text, Not(HasSubstr(secret)));
}

TEST(History, BringsTheServerBackToo) {
  Page page;
  page.open("#/operations/listPictures");
  page.act(ChooseServer{1});
  page.act(EditServerVariable{"region", "us"});
  page.act(Send{});
  page.respond(200, "[]");
  page.act(ChooseServer{0});
  page.act(ChangeHistory{Change::restore, 0});
  EXPECT_EQ(page.form().server_url, "https://us.gallery.example");
  page.show("me");
  EXPECT_EQ(page.form().server_url, "https://us.gallery.example");
}

TEST(History, IsOffWhereTheUserSaysSo) {
  Page page;
  page.open("#/operations/listPictures");
  page.act(ChangeHistory{Change::ignore});
  page.act(Send{});
  page.respond(200, "[]");
  page.act(ChangeHistory{});
  EXPECT_THAT(history(page).entries, IsEmpty());
  page.act(ChangeHistory{Change::record});
  page.act(Send{});
  page.respond(200, "[]");
  EXPECT_THAT(history(page).entries, SizeIs(1));
}

TEST(History, LosesWhatIsRemoved) {
  Page page = searched("1");
  page.type("limit", "2");
  page.act(Send{});
  page.respond(200, "[]");
  page.act(ChangeHistory{});
  page.act(ChangeHistory{Change::remove, 0});
  ASSERT_THAT(history(page).entries, SizeIs(1));
  EXPECT_THAT(history(page).entries[0].request.url, HasSubstr("limit=1"));
  page.act(ChangeHistory{Change::remove, 7});
  page.act(ChangeHistory{Change::clear});
  page.act(ChangeHistory{});
  EXPECT_THAT(history(page).entries, IsEmpty());
  EXPECT_EQ(page.all<Persist>().back().value, "[]");
}

TEST(History, IsBoundedInCount) {
  std::vector<HistoryEntry> entries(kHistoryEntries + 50);
  for (HistoryEntry& entry : entries) {
    entry.link = "/operations/me";
    entry.request.method = "GET";
  }
  EXPECT_THAT(read_history(history_text(entries)), SizeIs(kHistoryEntries));
}

TEST(History, IsBoundedInBytes) {
  Page page;
  page.open("#/operations/addPicture");
  for (int i = 0; i < 30; ++i) {
    page.act(EditBody{R"({"title":")" + std::string(kEntryBytes - 1000, 'x') + R"(","year":1})"});
    page.act(SendAnyway{});
    page.respond(201, "{}");
  }
  EXPECT_LE(history_text(history(page).entries).size(), kHistoryBytes);
  EXPECT_GE(history(page).entries.size(), 3u);
  page.act(EditBody{'"' + std::string(kEntryBytes, 'x') + '"'});
  page.act(SendAnyway{});
  page.respond(201, "{}");
  EXPECT_FALSE(history(page).entries[0].restorable);
  EXPECT_EQ(history(page).entries[0].form, "");
}

TEST(History, PassesOverWhatItCannotRead) {
  for (const char* text :
       {"", "{", "[1, [], {}]", R"([{"link": 3}])", R"({"a": [[[[[[[[[[[[1]]]]]]]]]]]]})"}) {
    EXPECT_THAT(read_history(text), IsEmpty()) << text;
  }
  const auto odd = read_history(
      R"([{"link":"/a","method":"GET","time":-1e99,"status":1e9,"headers":[[1],{}],"duration":"x"}])");
  ASSERT_THAT(odd, SizeIs(1));
  EXPECT_EQ(utc_time(odd[0].time_ms), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(utc_time(INT64_MAX), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(utc_time(951'782'400'000), "2000-02-29T00:00:00.000Z");
}

TEST(History, SaysWhenItsOperationIsGone) {
  Page page = searched();
  page.session.tools->history.entries[0].link = "/operations/gone";
  page.act(ChangeHistory{Change::restore, 0});
  EXPECT_EQ(page.session.notice.word, Word::unknown_link);
}

TEST(History, IsFilteredByWords) {
  HistoryEntry entry;
  entry.request = {"POST", "https://a.example/users?page=2", {}};
  entry.path = "/users";
  entry.status = 201;
  entry.status_text = "Created";
  for (const char* filter : {"", "post", "USERS 201", "created  post", "page=2"})
    EXPECT_TRUE(passes(entry, filter)) << filter;
  for (const char* filter : {"get", "users 404"}) EXPECT_FALSE(passes(entry, filter)) << filter;
}

TEST(History, IsExportedAsHar) {
  Page page = searched();
  page.act(ChangeHistory{Change::save});
  const auto files = page.all<SaveFile>();
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_THAT(files[0].name, testing::EndsWith(".har"));
  const json::Reading reading = json::read(page.all<KeepText>().back().text);
  ASSERT_FALSE(reading.error);
  const json::Value log = reading.document.root()["log"];
  EXPECT_EQ(log["version"].string(), "1.2");
  ASSERT_EQ(log["entries"].size(), 1u);
  const json::Value entry = log["entries"].at(0);
  EXPECT_EQ(entry["startedDateTime"].string(), "2026-11-29T10:24:05.644Z");
  EXPECT_EQ(entry["request"]["method"].string(), "GET");
  EXPECT_EQ(entry["request"]["queryString"].at(0)["name"].string(), "limit");
  EXPECT_EQ(entry["response"]["status"].lexeme(), "200");
  EXPECT_EQ(entry["response"]["content"]["mimeType"].string(), "application/json");
  for (const char* name : {"cache", "timings", "time"}) EXPECT_TRUE(entry[name]) << name;
}

}  // namespace
}  // namespace vitrine::session
