#include "app/session/tools/environments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Change = ChangeEnvironments::Change;

constexpr const char* kSecret = "s3cr3t-of-the-user";

void add(Page& page, uint32_t index, std::string name, std::string value, bool secret = false) {
  if (index > 0) page.act(ChangeEnvironments{Change::add_variable});
  if (secret) page.act(ChangeEnvironments{Change::hide, index});
  page.act(ChangeEnvironments{Change::rename_variable, index, std::move(name)});
  page.act(ChangeEnvironments{Change::set_value, index, std::move(value)});
}

/// A page whose environment has the number `n` and the secret `token`.
Page prepared(std::string hash, std::string description = {}) {
  Page page;
  if (!description.empty())
    page.resources["https://docs.example/openapi.json"] = std::move(description);
  page.open(std::move(hash));
  page.act(ChangeEnvironments{});
  page.act(ChangeEnvironments{Change::add});
  add(page, 0, "n", "12");
  add(page, 1, "token", kSecret, true);
  page.act(ChangeHistory{ChangeHistory::Change::close});
  return page;
}

const std::string& url(const Page& page) { return page.session.current.request.request.url.text; }

TEST(Environments, PutTheirValuesIntoTheRequestAndNotIntoTheText) {
  Page page = prepared("#/operations/listPictures");
  page.type("limit", "{{n}}");
  EXPECT_THAT(url(page), HasSubstr("limit=12"));
  EXPECT_THAT(page.session.current.code, HasSubstr("limit=12"));
  EXPECT_TRUE(page.field("limit").valid());
  EXPECT_EQ(page.field("limit").value.text, "{{n}}");
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>().back().request.url.text, HasSubstr("limit=12"));
}

TEST(Environments, AreJudgedByTheirValues) {
  Page page = prepared("#/operations/listPictures");
  page.type("limit", "{{n}}");
  page.act(ChangeEnvironments{Change::set_value, 0, "many"});
  EXPECT_FALSE(page.field("limit").valid());
  page.act(ChangeEnvironments{Change::set_value, 0, "3"});
  EXPECT_TRUE(page.field("limit").valid());
}

TEST(Environments, SayWhichVariableHasNoValue) {
  Page page = prepared("#/operations/listPictures");
  page.type("limit", "{{limit}}");
  EXPECT_EQ(page.field("limit").message, "{{limit}} has no value in the environment");
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_TRUE(page.form().send_anyway_offered);
  page.act(SendAnyway{});
  EXPECT_THAT(page.all<SendRequest>(), SizeIs(1));
}

TEST(Environments, AreInTheBody) {
  Page page = prepared("#/operations/addPicture");
  page.act(EditBody{R"({"title": "{{token}}", "year": 19{{n}}})"});
  EXPECT_FALSE(page.form().body_error);
  EXPECT_THAT(page.form().body_violations, IsEmpty());
  page.act(Send{});
  ASSERT_THAT(page.all<SendRequest>(), SizeIs(1));
  EXPECT_EQ(body_text(page.all<SendRequest>().back().request),
            std::string(R"({"title": ")") + kSecret + R"(", "year": 1912})");
  page.act(EditBody{R"({"title": "{{unknown}}", "year": 1900})"});
  ASSERT_THAT(page.form().body_violations, SizeIs(1));
  EXPECT_EQ(page.form().body_violations[0].pointer, "/title");
}

constexpr const char* kFields = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://api.example"}],
  "paths":{"/a":{"post":{"operationId":"a","responses":{},
    "parameters":[{"name":"mode","in":"query","schema":{"enum":["fast","slow"]}}],
    "requestBody":{"content":{"application/json":{"schema":{"type":"object",
      "required":["size","on"],"properties":{
      "size":{"type":"integer","maximum":100},"on":{"type":"boolean"},
      "mode":{"enum":["fast","slow"]},"free":{}}}}}}}}}})";

const Field& body_field_of(const Page& page, std::string_view pointer) {
  static const Field kNone;
  for (const Field& each : page.form().fields)
    if (each.pointer == pointer) return each;
  ADD_FAILURE() << pointer;
  return kNone;
}

TEST(Environments, AreInNumbersOfTheBody) {
  Page page = prepared("#/operations/a", kFields);
  page.act(EditBody{R"({"size": 1, "on": true})"});
  page.act(EditBodyField{"/size", {request::State::value, "{{n}}"}});
  EXPECT_EQ(page.form().body, R"({"size": "{{n}}", "on": true})");
  EXPECT_EQ(body_field_of(page, "/size").value.text, "{{n}}");
  EXPECT_THAT(page.form().body_violations, IsEmpty());
  EXPECT_EQ(body_text(page.session.current.request.request), R"({"size": 12, "on": true})");
  page.act(ChangeEnvironments{Change::set_value, 0, "many"});
  ASSERT_THAT(page.form().body_violations, SizeIs(1));
  EXPECT_EQ(page.form().body_violations[0].pointer, "/size");
  EXPECT_EQ(body_text(page.session.current.request.request), R"({"size": "many", "on": true})");
}

TEST(Environments, AreNumbersWhereTheUserSaidSo) {
  Page page = prepared("#/operations/a", kFields);
  page.act(EditBody{R"({"size": 1, "on": true, "free": 3})"});
  page.act(EditBodyField{"/free", {request::State::value, "{{n}}"}});
  EXPECT_EQ(body_text(page.session.current.request.request),
            R"({"size": 1, "on": true, "free": 12})");
}

TEST(Environments, AreAmongTheChoices) {
  Page page = prepared("#/operations/a", kFields);
  page.act(EditBody{R"({"size": 1, "on": true})"});
  EXPECT_EQ(body_field_of(page, "/on").kind, Field::Kind::checkbox) << "no variable is a boolean";
  add(page, 2, "flag", "false");
  add(page, 3, "pace", "slow");
  EXPECT_THAT(labels(body_field_of(page, "/on")), ElementsAre("true", "false", "{{flag}}"));
  EXPECT_THAT(labels(body_field_of(page, "/mode")), ElementsAre("", "fast", "slow", "{{pace}}"));
  EXPECT_THAT(labels(page.field("mode")), ElementsAre("", "fast", "slow", "{{pace}}"));
  for (const char* pointer : {"/on", "/mode"}) {
    const Field::Choice choice = body_field_of(page, pointer).choices.back();
    page.act(EditBodyField{pointer, choice.value});
    const Field& field = body_field_of(page, pointer);
    EXPECT_EQ(field.chosen, static_cast<int32_t>(field.choices.size()) - 1) << pointer;
  }
  page.act(EditParameter{0, page.field("mode").choices.back().value});
  EXPECT_EQ(page.field("mode").chosen, 3);
  EXPECT_EQ(page.form().body, R"({"size": 1, "on": "{{flag}}", "mode": "{{pace}}"})");
  EXPECT_EQ(violation_count(page.form()), 0u);
  EXPECT_EQ(body_text(page.session.current.request.request),
            R"({"size": 1, "on": false, "mode": "slow"})");
  EXPECT_THAT(url(page), HasSubstr("mode=slow"));
}

TEST(Environments, ShowWhatIsWrongWhereItIsTyped) {
  Page page = prepared("#/operations/a", kFields);
  page.act(EditBody{R"({"free": "{{token}}", "on": true, "size": "x"})"});
  ASSERT_THAT(page.form().body_violations, SizeIs(1));
  EXPECT_EQ(page.form().body_violations[0].pointer, "/size");
  EXPECT_EQ(page.form().body_violations[0].position.column, 43u);
}

TEST(Environments, AreInVariablesOfTheServer) {
  Page page = prepared("#/operations/addPicture");
  page.act(ChooseServer{1});
  page.act(EditServerVariable{"region", "r{{n}}"});
  EXPECT_EQ(page.form().server_url, "https://r12.gallery.example");
  page.act(EditServerVariable{"region", "{{token}}"});
  EXPECT_THAT(page.form().server_error, HasSubstr("{{token}} has no value"));
  page.act(ChooseLanguage{schema::Language::ja});
  EXPECT_EQ(page.form().server_error, "{{token}} の値が環境にありません");
}

TEST(Environments, MaskTheirSecrets) {
  Page page = prepared("#/operations/addPicture");
  page.act(EditBody{R"({"title": "{{token}}", "year": 1900})"});
  EXPECT_TRUE(page.session.current.has_secrets);
  EXPECT_THAT(page.session.current.code, Not(HasSubstr(kSecret)));
  EXPECT_THAT(page.session.current.code, HasSubstr("TOKEN"));
  page.act(Send{});
  page.respond(201, "{}");
  page.act(Woken{Timer::persist});
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr(kSecret)));
  EXPECT_THAT(page.everything_kept(), HasSubstr("{{token}}"));
  EXPECT_THAT(page.session.tools->history.entries[0].body, Not(HasSubstr(kSecret)));
}

TEST(Environments, GiveASecretOnlyToTheServerItWasGivenFor) {
  Page page = prepared("#/operations/addPicture");
  page.act(EditBody{R"({"title": "{{token}}", "year": 19{{n}}})"});
  page.act(ChooseServer{1});
  EXPECT_THAT(body_text(page.session.current.request.request), Not(HasSubstr(kSecret)));
  EXPECT_THAT(body_text(page.session.current.request.request), HasSubstr("1912"));
  ASSERT_THAT(page.form().body_violations, SizeIs(1));
  page.act(SendAnyway{});
  EXPECT_THAT(body_text(page.all<SendRequest>().back().request), Not(HasSubstr(kSecret)));
  page.respond(201, "{}");

  // It asks for another one, and says for which server.
  page.act(ChangeEnvironments{});
  EXPECT_EQ(page.session.tools->environments.origin, "https://eu.gallery.example");
  EXPECT_EQ(page.session.tools->environments.list[0].variables[1].value, "");
  page.act(ChangeEnvironments{Change::set_value, 1, "for-eu"});
  page.act(ChangeHistory{ChangeHistory::Change::close});
  EXPECT_THAT(body_text(page.session.current.request.request), HasSubstr("for-eu"));
  EXPECT_THAT(page.form().body_violations, IsEmpty());
  page.act(EditServerVariable{"region", "us"});
  EXPECT_THAT(body_text(page.session.current.request.request), HasSubstr("{{token}}"));
  page.act(EditServerVariable{"region", "eu"});
  EXPECT_THAT(body_text(page.session.current.request.request), HasSubstr("for-eu"));
  page.act(ChooseServer{0});
  EXPECT_THAT(body_text(page.session.current.request.request), HasSubstr(kSecret));
}

TEST(Environments, ALinkGetsNoSecretToItsServer) {
  Page from;
  from.open("#/operations/addPicture");
  from.act(ChooseServer{1});
  from.act(EditServerVariable{"region", "evil"});
  from.act(EditBody{R"({"title": "{{token}}", "year": 1900})"});
  from.act(CopyRequestLink{});
  const std::string link = from.all<CopyText>().back().text;
  Page page = prepared("#/operations/addPicture");
  page.act(LocationChanged{link.substr(link.find('#'))});
  EXPECT_EQ(page.form().server_url, "https://evil.gallery.example");
  page.act(SendAnyway{});
  ASSERT_THAT(page.all<SendRequest>(), SizeIs(1));
  EXPECT_THAT(body_text(page.all<SendRequest>().back().request), HasSubstr("{{token}}"));
  EXPECT_THAT(body_text(page.all<SendRequest>().back().request), Not(HasSubstr(kSecret)));
}

TEST(Environments, GiveASecretToTheServerOfTheirOwnVariables) {
  Page page;
  page.open("#/operations/addPicture");
  page.act(ChooseServer{1});
  page.act(EditServerVariable{"region", "{{where}}"});
  page.act(ChangeEnvironments{});
  page.act(ChangeEnvironments{Change::add});
  add(page, 0, "token", kSecret, true);
  // The address is typed after the secret.
  add(page, 1, "where", "eu");
  page.act(ChangeEnvironments{Change::add});
  add(page, 0, "token", "for-us", true);
  add(page, 1, "where", "us");
  page.act(ChangeHistory{ChangeHistory::Change::close});
  page.act(EditBody{R"({"title": "{{token}}", "year": 1900})"});
  EXPECT_EQ(page.form().server_url, "https://us.gallery.example");
  EXPECT_THAT(body_text(page.session.current.request.request), HasSubstr("for-us"));
  page.act(ChangeEnvironments{Change::choose, 1});
  EXPECT_EQ(page.form().server_url, "https://eu.gallery.example");
  EXPECT_THAT(body_text(page.session.current.request.request), HasSubstr(kSecret));
  // A name that is changed takes no secret along.
  page.act(ChangeEnvironments{});
  page.act(ChangeEnvironments{Change::set_value, 1, "us"});
  page.act(ChangeHistory{ChangeHistory::Change::close});
  EXPECT_THAT(body_text(page.session.current.request.request), HasSubstr("{{token}}"));
}

TEST(Environments, NeverKeepAValueThatIsBeingMadeASecret) {
  Page page;
  page.open("#/operations/listPictures");
  page.act(ChangeEnvironments{});
  page.act(ChangeEnvironments{Change::add});
  page.act(ChangeEnvironments{Change::set_value, 0, kSecret});
  page.act(ChangeEnvironments{Change::hide, 0});
  page.act(ChangeHistory{ChangeHistory::Change::close});
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr(kSecret)));
}

TEST(Environments, AreThereAfterAReloadWithoutTheirSecrets) {
  const Page before = prepared("#/operations/listPictures");
  for (const bool early : {true, false}) {
    Page page;
    if (!early) page.open("#/operations/listPictures");
    for (const Persist& persist : before.all<Persist>())
      page.act(Restored{persist.key, persist.value});
    if (early) page.open("#/operations/listPictures");
    ASSERT_TRUE(page.session.tools);
    const Environments& environments = page.session.tools->environments;
    ASSERT_THAT(environments.list, SizeIs(1));
    EXPECT_EQ(environments.active, 0);
    EXPECT_EQ(environments.list[0].variables[0].value, "12");
    EXPECT_EQ(environments.list[0].variables[1].value, "");
    page.type("limit", "{{n}}");
    EXPECT_THAT(url(page), HasSubstr("limit=12"));
  }
}

TEST(Environments, BracesArePlainTextWithoutOne) {
  Page page = prepared("#/operations/addPicture");
  page.act(ChangeEnvironments{Change::choose, 0});
  page.act(EditBody{R"({"title": "{{token}}", "year": 1900})"});
  EXPECT_THAT(page.form().body_violations, IsEmpty());
  page.act(ChangeEnvironments{Change::choose, 1});
  EXPECT_THAT(page.session.current.code, HasSubstr("TOKEN"));
  page.act(ChangeEnvironments{Change::remove});
  EXPECT_THAT(page.session.tools->environments.list, IsEmpty());
  EXPECT_THAT(body_text(page.session.current.request.request), HasSubstr("{{token}}"));
}

TEST(Environments, AreReadFromAnyText) {
  for (const char* text : {"", "[", "{\"list\": 3}", "[[[[[[[[[[[[[["})
    EXPECT_THAT(read_environments(text).list, IsEmpty()) << text;
  const Environments odd = read_environments(
      R"({"active": 9, "list": [3, {"name": "a", "variables": [{"name": 1}, null, {"secret": true, "value": "x"}]}]})");
  EXPECT_EQ(odd.active, -1);
  ASSERT_THAT(odd.list, SizeIs(2));
  EXPECT_EQ(odd.list[1].variables[2].value, "");
}

}  // namespace
}  // namespace vitrine::session
