#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/text/ascii.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using schema::Language;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kDescription = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://api.example"},{"url":"https://{place}.example",
    "variables":{"place":{"default":"eu"}}}],
  "components":{"securitySchemes":{"key":{"type":"apiKey","in":"header","name":"X-Secret"}}},
  "paths":{"/things":{"post":{"operationId":"add","responses":{},
    "parameters":[
      {"name":"q","in":"query","schema":{"type":"string"},"examples":{
        "one":{"value":"first"},"two":{"summary":"The second","value":"second"}}},
      {"name":"tags","in":"query","schema":{"type":"array","items":{"enum":["a","b"]}}},
      {"name":"ids","in":"query","explode":false,"schema":{"type":"array","items":{"type":"integer"}}},
      {"name":"filter","in":"query","style":"deepObject","schema":{"type":"object",
        "required":["state"],"properties":{"state":{"type":"string"},"size":{"type":"object",
          "properties":{"min":{"type":"integer"}}}}}},
      {"name":"secret","in":"query","schema":{"type":"string","format":"password"}}],
    "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{
      "name":{"type":"string"},"password":{"type":"string","format":"password"}}}}}}}}}})";

class Request : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kDescription;
    page.open("#/operations/add");
  }
  void extra(ExtraKind kind, std::string name, std::string value) {
    page.act(ChangeExtra{ChangeExtra::Change::add, kind});
    const auto index = static_cast<uint32_t>(page.form().extras.size() - 1);
    page.act(ChangeExtra{ChangeExtra::Change::name, kind, index, std::move(name)});
    page.act(ChangeExtra{ChangeExtra::Change::value, kind, index, std::move(value)});
  }
  const request::HttpRequest& request() const { return page.session.current.request.request; }
  const std::string& url() const { return request().url.text; }
  uint32_t index_of(std::string_view name) const {
    return static_cast<uint32_t>(&page.field(name) - page.form().parameters.data());
  }
  void part(std::string_view name, std::string pointer, std::string text) {
    page.act(EditParameterPart{
        index_of(name), std::move(pointer), {request::State::value, std::move(text)}});
  }
  void add(std::string_view name, std::string pointer = "") {
    page.act(ChangeParameterList{index_of(name), std::move(pointer)});
  }
  std::vector<std::string> parts(std::string_view name) const {
    std::vector<std::string> names;
    for (const Field& part : page.field(name).parts) names.push_back(part.name);
    return names;
  }
};

// ---- what the user adds

TEST_F(Request, HasTheHeadersAndQueryParametersThatWereAdded) {
  extra(ExtraKind::header, "X-Trace", "7");
  extra(ExtraKind::query, "a b", "c&d");
  ASSERT_NE(request().header("x-trace"), nullptr);
  EXPECT_EQ(request().header("x-trace")->value.text, "7");
  EXPECT_EQ(url(), "https://api.example/things?a%20b=c%26d");
  page.act(ChangeExtra{ChangeExtra::Change::remove, ExtraKind::header, 0});
  EXPECT_EQ(request().header("x-trace"), nullptr);
  EXPECT_EQ(page.form().extras[0].name.id, "/extra/0/name");
}

TEST_F(Request, FocusesTheRowThatWasAdded) {
  page.act(ChangeExtra{ChangeExtra::Change::add, ExtraKind::header});
  EXPECT_EQ(page.all<FocusField>().back().field, "/extra/0/name");
}

TEST_F(Request, WithoutANameIsSentWithoutTheRow) {
  extra(ExtraKind::header, "", "7");
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), SizeIs(1));
}

TEST_F(Request, SaysWhichHeadersTheBrowserForbids) {
  extra(ExtraKind::header, "Host", "elsewhere.example");
  EXPECT_THAT(page.form().extras[0].note, HasSubstr("Browsers don't let pages set this header"));
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), SizeIs(1)) << "it is no mistake";
}

TEST_F(Request, IsNotSentWithAHeaderThatIsNone) {
  extra(ExtraKind::header, "X Trace", "7");
  EXPECT_THAT(page.form().extras[0].name.message, HasSubstr("no spaces"));
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_EQ(page.all<FocusField>().back().field, "/extra/0/name");
}

TEST_F(Request, AddedHeaderTakesThePlaceOfTheDeclaredOne) {
  page.act(EditBody{"{}"});
  extra(ExtraKind::header, "content-type", "application/vnd.mine+json");
  size_t count = 0;
  for (const request::HeaderField& header : request().headers)
    count += text::equals_ignoring_case(header.name, "content-type") ? 1 : 0;
  EXPECT_EQ(count, 1u);
  EXPECT_EQ(request().header("content-type")->value.text, "application/vnd.mine+json");
}

TEST_F(Request, NeverShowsOrKeepsACredentialThatWasTypedAsAHeader) {
  extra(ExtraKind::header, "Authorization", "Bearer hidden-1");
  extra(ExtraKind::header, "X-Secret", "hidden-2");
  extra(ExtraKind::query, "access_token", "hidden-3");
  // Typed before it had another name.
  extra(ExtraKind::header, "Authorization", "hidden-4");
  page.act(ChangeExtra{ChangeExtra::Change::name, ExtraKind::header, 3, "X-Other"});
  EXPECT_THAT(page.session.current.code, Not(HasSubstr("hidden")));
  page.act(CopyRequestLink{});
  page.act(Copy{CopyTarget::url});
  page.act(Woken{Timer::persist});
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr("hidden")));
  page.act(Send{});
  EXPECT_EQ(page.all<SendRequest>().back().request.header("authorization")->value.text,
            "Bearer hidden-1");
  for (const auto& [name, value] : page.exchange().request.headers)
    EXPECT_THAT(value, Not(HasSubstr("hidden")));
}

TEST_F(Request, KeepsWhatWasAddedOverAReload) {
  extra(ExtraKind::header, "X-Trace", "7");
  page.act(Woken{Timer::persist});
  Page after;
  after.resources = page.resources;
  for (const Persist& persist : page.all<Persist>())
    after.act(Restored{persist.key, persist.value});
  after.open("#/operations/add");
  ASSERT_THAT(after.form().extras, SizeIs(1));
  EXPECT_EQ(after.form().extras[0].value.value.text, "7");
}

TEST_F(Request, EndsAfterItsTimeout) {
  page.act(ChangeExtra{ChangeExtra::Change::add, ExtraKind::timeout});
  page.act(ChangeExtra{ChangeExtra::Change::add, ExtraKind::timeout});
  ASSERT_THAT(page.form().extras, SizeIs(1)) << "there is one";
  page.act(ChangeExtra{ChangeExtra::Change::value, ExtraKind::timeout, 0, "ten"});
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  page.act(ChangeExtra{ChangeExtra::Change::value, ExtraKind::timeout, 0, "10"});
  page.act(Send{});
  ASSERT_THAT(page.all<SendRequest>(), SizeIs(1));
  EXPECT_EQ(page.all<SendRequest>()[0].timeout_ms, 10'000u);
  page.act(ChooseLanguage{schema::Language::ko});
  page.act(Failed{page.exchange().id, FailureKind::timeout, "No response within 10 s", 0});
  EXPECT_EQ(page.exchange().detail, "10 s 안에 응답이 없었습니다");
}

// ---- parameters

TEST_F(Request, ExamplesOfAParameterFillIt) {
  page.act(ChooseParameterExample{0, 1});
  EXPECT_EQ(page.field("q").value.text, "second");
  EXPECT_GT(page.field("q").revision, 0u);
  EXPECT_EQ(url(), "https://api.example/things?q=second");
}

TEST_F(Request, AnEmptyParameterIsNotAnAbsentOne) {
  EXPECT_EQ(url(), "https://api.example/things");
  page.act(EditParameter{0, {request::State::empty, {}}});
  EXPECT_EQ(url(), "https://api.example/things?q=");
  page.act(EditParameter{0, {}});
  EXPECT_EQ(url(), "https://api.example/things");
}

TEST_F(Request, ItemsOfAListHaveFields) {
  EXPECT_FALSE(page.field("tags").in_parts()) << "it can be typed with commas";
  add("tags");
  EXPECT_EQ(parts("tags"), (std::vector<std::string>{"tags[0]", "tags"}));
  EXPECT_EQ(page.field("tags").parts[0].kind, Field::Kind::choice);
  part("tags", "/0", "\"b\"");
  add("tags");
  EXPECT_EQ(url(), "https://api.example/things?tags=b&tags=a");
  page.act(ChangeParameterList{index_of("tags"), "/0", ChangeBodyList::Change::remove});
  EXPECT_EQ(url(), "https://api.example/things?tags=a");
  page.act(ChangeParameterList{index_of("tags"), "/0", ChangeBodyList::Change::remove});
  EXPECT_EQ(url(), "https://api.example/things");
  EXPECT_FALSE(page.field("tags").in_parts());
}

TEST_F(Request, ItemsFollowWhatWasTypedWithCommas) {
  page.type("ids", "1, 2");
  add("ids");
  EXPECT_EQ(parts("ids"), (std::vector<std::string>{"ids[0]", "ids[1]", "ids[2]", "ids"}));
  part("ids", "/2", "30");
  EXPECT_EQ(url(), "https://api.example/things?ids=1,2,30");
}

TEST_F(Request, AnItemCanBeCleared) {
  add("tags");
  page.act(EditParameterPart{index_of("tags"), "/0", {}});
  EXPECT_TRUE(page.field("tags").parts[0].null()) << "it keeps its place";
  EXPECT_NE(page.field("tags").parts[0].message, "");
}

TEST_F(Request, AnItemThatIsWrongSaysSo) {
  add("ids");
  part("ids", "/0", "many");
  EXPECT_NE(page.field("ids").parts[0].message, "");
  EXPECT_EQ(page.field("ids").message, "") << "it stands at the item";
  page.act(Send{});
  EXPECT_EQ(page.all<FocusField>().back().field, "/query/ids/0");
}

TEST_F(Request, PropertiesOfAnObjectHaveFields) {
  EXPECT_EQ(parts("filter"), (std::vector<std::string>{"filter.state", "filter.size.min"}));
  EXPECT_FALSE(page.field("filter").parts[0].required) << "there is no filter";
  part("filter", "/size/min", "3");
  EXPECT_TRUE(page.field("filter").parts[0].required);
  part("filter", "/state", "new");
  EXPECT_THAT(url(), HasSubstr("filter%5Bsize%5D%5Bmin%5D=3"));
  EXPECT_THAT(url(), HasSubstr("filter%5Bstate%5D=new"));
}

// ---- links

TEST_F(Request, OfALinkFillsTheFormAndCanBeUndone) {
  page.type("q", "words");
  page.type("secret", "hidden");
  page.act(EditBody{R"({"name":"n","password":"hidden"})"});
  extra(ExtraKind::header, "X-Trace", "7");
  page.act(CopyRequestLink{});
  const std::string link = page.all<CopyText>().back().text;
  EXPECT_THAT(link, testing::StartsWith("https://docs.example/docs#/operations/add?request="));

  Page other;
  other.resources = page.resources;
  other.open(link.substr(link.find('#')));
  EXPECT_EQ(other.field("q").value.text, "words");
  EXPECT_EQ(other.form().body, R"({"name":"n","password":""})");
  EXPECT_EQ(other.field("secret").value.text, "");
  EXPECT_THAT(other.form().extras, SizeIs(1));
  EXPECT_EQ(text(other.session.notice, Language::en),
            "The link filled in: q, X-Trace, Request body");
  EXPECT_THAT(other.all<SendRequest>(), IsEmpty());
  EXPECT_EQ(other.all<SetLocation>().back().hash, "#/operations/add");
  other.act(UndoLink{});
  EXPECT_EQ(other.field("q").value.text, "");
  EXPECT_THAT(other.form().extras, IsEmpty());
  EXPECT_TRUE(other.session.notice.empty());
}

TEST_F(Request, OfALinkTakesThePlaceOfWhatWasTyped) {
  page.type("q", "words");
  page.act(CopyRequestLink{});
  const std::string link = page.all<CopyText>().back().text;
  page.type("q", "others");
  page.type("ids", "1");
  const uint32_t revision = page.field("ids").revision;
  page.act(LocationChanged{link.substr(link.find('#'))});
  EXPECT_EQ(page.field("q").value.text, "words");
  EXPECT_EQ(page.field("ids").value.text, "");
  EXPECT_GT(page.field("ids").revision, revision);
  page.act(UndoLink{});
  EXPECT_EQ(page.field("q").value.text, "others");
  EXPECT_EQ(page.field("ids").value.text, "1");
}

TEST_F(Request, OfALinkNamesTheServerThatItGoesTo) {
  page.act(ChooseServer{1});
  page.act(CopyRequestLink{});
  const std::string link = page.all<CopyText>().back().text;
  Page other;
  other.resources = page.resources;
  other.open(link.substr(link.find('#')));
  EXPECT_EQ(text(other.session.notice, Language::en),
            "The link filled in: Server https://eu.example");
}

TEST_F(Request, OfALinkWhoseServerIsGoneKeepsTheOneChosenAndSaysSo) {
  page.act(ChooseServer{1});
  page.type("q", "words");
  page.act(CopyRequestLink{});
  const std::string link = page.all<CopyText>().back().text;
  Page other;
  std::string description = kDescription;
  description.replace(description.find("https://{place}.example"), 23,
                      "https://{place}.other.example");
  other.resources["https://docs.example/openapi.json"] = description;
  other.open("#/operations/add");
  other.act(ChooseServer{1});
  other.act(EditServerVariable{"place", "asia"});
  other.act(LocationChanged{link.substr(link.find('#'))});
  EXPECT_EQ(other.field("q").value.text, "words");
  EXPECT_EQ(other.form().server_url, "https://asia.other.example");
  EXPECT_EQ(text(other.session.notice, Language::en),
            "The link filled in: q. The server https://{place}.example is no longer offered; "
            "requests now go to https://asia.other.example");
  other.act(UndoLink{});
  EXPECT_EQ(other.field("q").value.text, "");
  EXPECT_EQ(other.form().server_url, "https://asia.other.example");
}

TEST_F(Request, TooLongForALinkLeavesItsBodyOut) {
  page.type("q", "words");
  page.act(EditBody{R"({"name":")" + std::string(10'000, 'n') + "\"}"});
  page.act(CopyRequestLink{});
  EXPECT_LT(page.all<CopyText>().back().text.size(), 1000u);
  EXPECT_EQ(page.session.notice.word, Word::link_without_body);
}

TEST_F(Request, IsMadeOnceAllOfTheModuleIsHere) {
  page.type("q", "words");
  page.act(CopyRequestLink{});
  const std::string link = page.all<CopyText>().back().text;
  Page other;
  other.resources = page.resources;
  other.session.usable = false;
  other.open(link.substr(link.find('#')));
  EXPECT_EQ(other.session.shown->operation.operation_id, "add");
  EXPECT_EQ(current_form(other.session), nullptr);
  EXPECT_TRUE(other.session.current.snippets.empty());
  EXPECT_THAT(other.all<SetLocation>(), IsEmpty()) << "the address still has what it fills in";
  other.act(Usable{});
  EXPECT_EQ(other.field("q").value.text, "words");
  EXPECT_EQ(other.all<SetLocation>().back().hash, "#/operations/add");
  EXPECT_FALSE(other.session.current.snippets.empty());
  other.type("q", "others");
  other.act(Usable{});
  EXPECT_EQ(other.field("q").value.text, "others");
}

TEST_F(Request, WaitsForTheModuleWithWhatWasKept) {
  Page other;
  other.resources = page.resources;
  other.session.usable = false;
  other.open("#/operations/add");
  page.type("q", "words");
  page.act(Woken{Timer::persist});
  for (const Persist& kept : page.all<Persist>()) other.act(Restored{kept.key, kept.value});
  EXPECT_EQ(current_form(other.session), nullptr);
  other.act(Usable{});
  EXPECT_EQ(other.field("q").value.text, "words");
}

TEST_F(Request, OfABrokenLinkLeavesTheForm) {
  page.type("q", "words");
  page.act(LocationChanged{"#/operations/add?request=e30x"});
  EXPECT_EQ(page.session.notice.word, Word::link_unreadable);
  EXPECT_EQ(page.field("q").value.text, "words");
}

}  // namespace
}  // namespace vitrine::session
