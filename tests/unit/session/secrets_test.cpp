#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kSecret = "s3cr3t-value-of-the-reader";

void authorize(Page& page, std::string_view scheme, std::string secret, std::string user = {}) {
  page.act(OpenAuthorize{});
  for (uint32_t i = 0; i < page.session.authorize.drafts.size(); ++i) {
    if (page.session.authorize.drafts[i].scheme != scheme) continue;
    page.act(EditCredential{i, CredentialPart::secret, secret});
    if (!user.empty()) page.act(EditCredential{i, CredentialPart::user, user});
  }
  page.act(SaveCredentials{});
}

request::HttpRequest last_request(const Page& page) {
  return page.all<SendRequest>().back().request;
}

std::string header(const request::HttpRequest& request, std::string_view name) {
  const request::HeaderField* field = request.header(name);
  return field ? field->value.text : std::string();
}

TEST(Authorize, BearerTokenGoesWithTheRequestsThatAskForIt) {
  Page page;
  page.open("#/operations/me");
  EXPECT_TRUE(page.session.current.security.required);
  EXPECT_FALSE(page.session.current.security.satisfied);
  authorize(page, "bearer", kSecret);
  EXPECT_TRUE(page.session.current.security.satisfied);
  page.act(Send{});
  EXPECT_EQ(header(last_request(page), "Authorization"), std::string("Bearer ") + kSecret);

  page.show("listPictures");
  page.act(Send{});
  EXPECT_EQ(header(last_request(page), "Authorization"), "");
}

TEST(Authorize, AnyAlternativeWillDo) {
  Page page;
  page.open("#/operations/addPicture");
  authorize(page, "apiKey", kSecret);
  page.act(Send{});
  EXPECT_EQ(header(last_request(page), "X-API-Key"), kSecret);
}

TEST(Authorize, BasicIsUserAndPassword) {
  Page page;
  page.open("#/operations/addPicture");
  authorize(page, "login", "sesame", "aladdin");
  page.act(Send{});
  EXPECT_EQ(header(last_request(page), "Authorization"), "Basic YWxhZGRpbjpzZXNhbWU=");
}

TEST(Authorize, CloseForgetsTheDraftAndKeepsWhatWasSaved) {
  Page page;
  page.open("#/operations/me");
  page.act(OpenAuthorize{});
  page.act(EditCredential{0, CredentialPart::secret, kSecret});
  page.act(CloseAuthorize{});
  EXPECT_THAT(page.session.authorize.drafts, IsEmpty());
  EXPECT_THAT(page.session.credentials, IsEmpty());
}

TEST(Authorize, ForgetRemovesTheCredential) {
  Page page;
  page.open("#/operations/me");
  authorize(page, "bearer", kSecret);
  page.act(OpenAuthorize{});
  EXPECT_TRUE(page.session.authorize.drafts[0].saved);
  page.act(ForgetCredentials{0});
  page.act(CloseAuthorize{});
  EXPECT_THAT(page.session.credentials, IsEmpty());
}

TEST(Authorize, AnotherServerDoesNotGetTheCredential) {
  Page page;
  page.open("#/operations/me");
  authorize(page, "bearer", kSecret);
  page.act(ChooseServer{1});
  EXPECT_FALSE(page.session.current.security.satisfied);
  EXPECT_EQ(page.session.current.security.origin, "https://eu.gallery.example");
  page.act(Send{});
  EXPECT_EQ(header(last_request(page), "Authorization"), "");
  page.act(Cancel{});

  // Another variable is another origin too; the dialog names it.
  authorize(page, "bearer", "for-eu");
  page.act(EditServerVariable{"region", "us"});
  page.act(Send{});
  EXPECT_EQ(header(last_request(page), "Authorization"), "");
  page.act(OpenAuthorize{});
  EXPECT_EQ(page.session.authorize.origin, "https://us.gallery.example");
  EXPECT_EQ(page.session.authorize.drafts[0].text(CredentialPart::secret), "");
}

TEST(Authorize, AnotherDescriptionDoesNotGetTheCredential) {
  Page page;
  page.open("#/operations/me");
  authorize(page, "bearer", kSecret);
  page.resources["https://docs.example/other.json"] = read_fixture("gallery.json");
  Opened event = Page::opened();
  event.spec = "other.json";
  event.hash = "#/operations/me";
  page.open(event);
  page.act(Send{});
  EXPECT_EQ(header(last_request(page), "Authorization"), "");
}

TEST(Authorize, SurvivesAReloadOfTheDescription) {
  Page page;
  page.open("#/operations/me");
  authorize(page, "bearer", kSecret);
  page.act(Reload{});
  EXPECT_TRUE(page.session.current.security.satisfied);
}

TEST(Secrets, OfSchemesAreMaskedInCodeAndSummary) {
  Page page;
  page.open("#/operations/me");
  authorize(page, "bearer", kSecret);
  EXPECT_THAT(page.session.current.code, Not(HasSubstr(kSecret)));
  EXPECT_THAT(page.session.current.code, HasSubstr("$TOKEN"));
  page.act(Send{});
  for (const auto& [name, value] : page.exchange().request.headers) {
    EXPECT_THAT(value, Not(HasSubstr(kSecret))) << name;
  }
  page.act(ShowSecrets{true});
  EXPECT_THAT(page.session.current.code, HasSubstr(kSecret));
}

TEST(Secrets, InTheBodyAreMaskedInCode) {
  Page page;
  page.open("#/operations/createUser");
  page.act(EditBody{std::string(R"({"email": "a@b.example", "password": ")") + kSecret + "\"}"});
  EXPECT_THAT(page.session.current.code, Not(HasSubstr(kSecret)));
  EXPECT_THAT(page.session.current.code, HasSubstr("a@b.example"));
  page.act(Send{});
  EXPECT_THAT(body_text(last_request(page)), HasSubstr(kSecret));
}

TEST(Secrets, InABodyThatDoesNotParseHideAllOfIt) {
  Page page;
  page.open("#/operations/createUser");
  page.act(EditBody{std::string(R"({"password": ")") + kSecret});
  EXPECT_THAT(page.session.current.code, Not(HasSubstr(kSecret)));
}

TEST(Secrets, InHeadersThatCarryCredentialsAreMasked) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("X-API-Key", kSecret);
  EXPECT_THAT(page.session.current.code, Not(HasSubstr(kSecret)));
}

TEST(Secrets, AreNeverKeptLinkedOrCopied) {
  Page page;
  page.open("#/operations/me");
  authorize(page, "bearer", kSecret);
  authorize(page, "apiKey", kSecret);
  page.act(Copy{CopyTarget::code});
  page.act(Send{});

  page.show("listPictures");
  page.type("key", kSecret);
  page.type("X-API-Key", kSecret);
  page.type("limit", "7");
  page.act(Woken{Timer::persist});
  page.act(Copy{CopyTarget::url});

  page.show("createUser");
  page.act(EditBody{std::string(R"({"email": "a@b.example", "password": ")") + kSecret + "\"}"});
  page.act(Woken{Timer::persist});
  page.act(EditBody{std::string(R"({"email": "a@b.example", "password": ")") + kSecret});
  page.act(Woken{Timer::persist});
  page.act(Copy{CopyTarget::code});
  page.act(Send{});
  page.show("me");

  EXPECT_FALSE(page.all<Persist>().empty());
  EXPECT_FALSE(page.all<CopyText>().empty());
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr(kSecret)));
  for (const auto& [key, value] : page.session.saved) EXPECT_THAT(value, Not(HasSubstr(kSecret)));
}

TEST(Secrets, OfParametersAreMaskedWhereverTheyStand) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = R"({"openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "paths": {"/a/{code}": {"get": {"operationId": "a", "responses": {}, "parameters": [
      {"name": "code", "in": "path", "required": true, "schema": {"type": "string", "writeOnly": true}},
      {"name": "filter", "in": "query", "style": "deepObject", "schema": {"type": "object",
        "properties": {"name": {"type": "string"}, "pin": {"type": "string", "format": "password"}}}},
      {"name": "pins", "in": "query", "schema": {"type": "array", "items": {"format": "password"}}},
      {"name": "key", "in": "query", "schema": {"type": "string"}},
      {"name": "X-Login", "in": "header", "schema": {"oneOf": [{"type": "integer"},
        {"type": "string", "writeOnly": true}]}}]}}},
    "components": {"securitySchemes": {"k": {"type": "apiKey", "in": "query", "name": "key"}}}})";
  page.open("#/operations/a");
  page.type("code", std::string(kSecret) + "1");
  page.type("filter", R"({"name": "n", "pin": ")" + std::string(kSecret) + "2\"}");
  page.type("pins", std::string(kSecret) + "3," + kSecret + "4");
  page.type("key", std::string(kSecret) + "5");
  page.type("X-Login", std::string(kSecret) + "6");
  EXPECT_THAT(page.session.current.code, Not(HasSubstr(kSecret)));
  EXPECT_TRUE(page.session.current.has_secrets);
  page.act(Copy{CopyTarget::code});
  page.act(Copy{CopyTarget::url});
  page.act(Send{});
  EXPECT_THAT(page.exchange().request.url,
              HasSubstr("/a/$CODE?filter%5Bname%5D=$FILTER&filter%5Bpin%5D=$FILTER_2&pins=$PINS&"
                        "pins=$PINS_2&key=$KEY"));
  EXPECT_THAT(last_request(page).url.text, HasSubstr(std::string("key=") + kSecret));
  page.respond(200, "{}");
  page.act(Woken{Timer::persist});
  page.act(ChangeHistory{});
  page.act(ChangeHistory{ChangeHistory::Change::save});
  EXPECT_THAT(page.all<KeepText>().back().text, Not(HasSubstr(kSecret)));
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr(kSecret)));
}

TEST(Secrets, OfVariantsAreNeverKeptLinkedOrExported) {
  for (const char* type : {"application/json", "application/x-www-form-urlencoded",
                           "multipart/form-data", "application/xml"}) {
    Page page;
    page.resources["https://docs.example/openapi.json"] = R"({"openapi": "3.1.0",
      "info": {"title": "T", "version": "1"},
      "paths": {"/a": {"post": {"operationId": "a", "responses": {}, "requestBody": {"content": {")" +
                                                          std::string(type) + R"(": {"schema": {
        "oneOf": [{"properties": {"code": {"type": "string"}}, "required": ["code"]},
                  {"properties": {"password": {"type": "string", "writeOnly": true}},
                   "required": ["password"]}]}}}}}}}})";
    page.open("#/operations/a");
    page.act(EditBody{R"({"password": ")" + std::string(kSecret) + "\"}"});
    page.act(Copy{CopyTarget::code});
    page.act(CopyRequestLink{});
    page.act(Woken{Timer::persist});
    page.act(Send{});
    page.respond(200, "{}");
    page.act(ChangeHistory{});
    page.act(ChangeHistory{ChangeHistory::Change::save});
    ASSERT_FALSE(page.all<KeepText>().empty()) << type;
    EXPECT_THAT(page.all<KeepText>().back().text, Not(HasSubstr(kSecret))) << type;
    EXPECT_THAT(page.everything_kept(), Not(HasSubstr(kSecret))) << type;
    EXPECT_THAT(body_text(last_request(page)), HasSubstr(kSecret)) << type;
  }
}

TEST(Notices, AreSaidInTheUsersLanguage) {
  using schema::Language;
  for (int reason = 1; reason <= static_cast<int>(request::Reason::no_file); ++reason) {
    request::Notice notice;
    notice.message = "in English";
    notice.reason = static_cast<request::Reason>(reason);
    notice.value = "{x}";
    EXPECT_EQ(notice_words(notice, Language::en), "in English");
    for (const Language language : {Language::ko, Language::ja}) {
      EXPECT_NE(notice_words(notice, language), "in English") << reason;
      EXPECT_THAT(notice_words(notice, language), Not(HasSubstr("{value}"))) << reason;
    }
  }
}

TEST(Copy, SaysCopiedForAWhile) {
  Page page;
  page.open("#/operations/me");
  page.act(Copy{CopyTarget::code});
  ASSERT_EQ(page.all<CopyText>().size(), 1u);
  EXPECT_THAT(page.all<CopyText>()[0].text, HasSubstr("curl"));
  EXPECT_EQ(page.session.copied, CopyTarget::code);
  page.act(Woken{Timer::copied});
  EXPECT_EQ(page.session.copied, CopyTarget::none);
}

TEST(Copy, TakesTextsAndPlacesOfThePage) {
  Page page;
  page.open("#/operations/me");
  page.act(Copy{CopyTarget::text, "a = 1"});
  page.session.settings.page_url = "https://docs.example/docs?a=b#/old";
  page.act(Copy{CopyTarget::link, "#/schemas/User"});
  ASSERT_EQ(page.all<CopyText>().size(), 2u);
  EXPECT_EQ(page.all<CopyText>()[0].text, "a = 1");
  EXPECT_EQ(page.all<CopyText>()[1].text, "https://docs.example/docs?a=b#/schemas/User");
  EXPECT_EQ(page.session.copied, CopyTarget::link);
}

TEST(Origins, AreSchemeHostAndPort) {
  EXPECT_EQ(origin_of("https://Example.org:443/a?b"), "https://example.org");
  EXPECT_EQ(origin_of("http://127.0.0.1:8080/x"), "http://127.0.0.1:8080");
  EXPECT_EQ(origin_of("https://user:pass@example.org/"), "https://example.org");
  EXPECT_EQ(origin_of("file:///etc/passwd"), "");
  EXPECT_EQ(origin_of("/relative"), "");
}

}  // namespace
}  // namespace vitrine::session
