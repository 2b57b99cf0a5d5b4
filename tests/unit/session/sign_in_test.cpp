#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/json/uri.h"
#include "tests/support/cases.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kDescription = R"({
  "openapi": "3.1.0", "info": {"title": "Signing in", "version": "1"},
  "servers": [{"url": "https://api.example"}],
  "security": [{"login": []}],
  "paths": {"/me": {"get": {"operationId": "me", "responses": {"200": {"description": "You"}}}}},
  "components": {"securitySchemes": {"login": {"type": "oauth2", "flows": {
    "authorizationCode": {"authorizationUrl": "https://id.example/authorize",
      "tokenUrl": "https://id.example/token", "scopes": {"read": "Reading", "write": "Writing"}},
    "clientCredentials": {"tokenUrl": "https://id.example/token", "scopes": {}}
  }}}}
})";

class SigningIn : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kDescription;
    page.open("#/operations/me");
    page.act(OpenAuthorize{});
    page.act(EditCredential{0, CredentialPart::client_id, "reader"});
  }
  const CredentialDraft& draft() const { return page.session.authorize.drafts.at(0); }
  void choose(std::string_view kind) {
    const auto& flows = page.session.spec->description.security_schemes()[0].flows;
    for (uint32_t i = 0; i < flows.size(); ++i) {
      if (flows[i].kind == kind) page.act(ChooseFlow{0, i});
    }
  }
  /// The value of a parameter of the address that the popup was sent to.
  std::string asked(std::string_view name) const {
    const std::string url = page.all<OpenPopup>().back().url;
    const size_t at = url.find(std::string(name) + '=');
    if (at == std::string::npos) return {};
    const size_t from = at + name.size() + 1;
    return url.substr(from, url.find('&', from) - from);
  }
  void respond_with_token(std::string text) {
    const Id id = page.all<SendRequest>().back().id;
    page.act(ResponseHead{id, 200, "", {}, 1});
    page.act(ResponseEnd{id, text.size(), 2});
    page.act(BodyWindow{id, 0, std::move(text), true});
  }
};

TEST_F(SigningIn, ByACodeGoesThroughThePopupToAToken) {
  choose("authorizationCode");
  page.act(ToggleScope{0, "read"});
  page.act(SignIn{0});
  ASSERT_EQ(page.all<Random>().size(), 1u);
  EXPECT_EQ(page.all<Random>()[0].bytes, request::kOAuthRandomBytes);
  page.act(RandomBytes{std::string(request::kOAuthRandomBytes, 'r')});
  ASSERT_EQ(page.all<OpenPopup>().size(), 1u);
  EXPECT_EQ(asked("client_id"), "reader");
  EXPECT_EQ(asked("scope"), "read");
  EXPECT_EQ(json::percent_decode(asked("redirect_uri")), page.session.settings.redirect_uri);
  EXPECT_TRUE(draft().signing_in);

  const std::string state = asked("state");
  page.act(PopupResult{page.session.settings.redirect_uri + "?code=c0de&state=" + state});
  ASSERT_EQ(page.all<SendRequest>().size(), 1u);
  EXPECT_EQ(page.all<SendRequest>()[0].request.url.text, "https://id.example/token");
  EXPECT_THAT(body_text(page.all<SendRequest>()[0].request), HasSubstr("code=c0de"));
  respond_with_token(R"({"access_token": "t0ken", "token_type": "Bearer"})");
  EXPECT_EQ(draft().text(CredentialPart::secret), "t0ken");
  EXPECT_FALSE(draft().signing_in);

  page.act(SaveCredentials{});
  EXPECT_TRUE(page.session.current.security.satisfied);
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr("t0ken")));
}

TEST_F(SigningIn, TakesNoResponseThatIsNotItsOwn) {
  choose("authorizationCode");
  page.act(SignIn{0});
  page.act(RandomBytes{std::string(request::kOAuthRandomBytes, 'r')});
  page.act(PopupResult{page.session.settings.redirect_uri + "?code=evil&state=other"});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_THAT(draft().sign_in_error, Not(IsEmpty()));
  EXPECT_FALSE(draft().signing_in);
}

TEST_F(SigningIn, ByClientCredentialsAsksAtOnce) {
  choose("clientCredentials");
  page.act(EditCredential{0, CredentialPart::client_secret, "s3cret"});
  page.act(SignIn{0});
  EXPECT_THAT(page.all<OpenPopup>(), IsEmpty());
  ASSERT_EQ(page.all<SendRequest>().size(), 1u);
  respond_with_token(R"({"error": "invalid_client", "error_description": "Who are you?"})");
  EXPECT_THAT(draft().sign_in_error, HasSubstr("Who are you?"));
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr("s3cret")));
}

TEST_F(SigningIn, OfAClosedDialogIsForgotten) {
  choose("clientCredentials");
  page.act(SignIn{0});
  const Id id = page.all<SendRequest>().back().id;
  page.act(CloseAuthorize{});
  page.act(BodyWindow{id, 0, R"({"access_token": "late"})", true});
  EXPECT_THAT(page.session.credentials, IsEmpty());
}

TEST_F(SigningIn, AUserWithoutATokenIsNoCredential) {
  page.act(EditCredential{0, CredentialPart::user, "ada"});
  page.act(SaveCredentials{});
  EXPECT_FALSE(page.session.current.security.satisfied);
}

TEST_F(SigningIn, StopsWhenAnotherFlowIsChosen) {
  choose("authorizationCode");
  page.act(SignIn{0});
  page.act(RandomBytes{std::string(request::kOAuthRandomBytes, 'r')});
  const std::string state = asked("state");
  choose("clientCredentials");
  EXPECT_FALSE(draft().signing_in);
  page.act(PopupResult{page.session.settings.redirect_uri + "?code=c0de&state=" + state});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
}

TEST_F(SigningIn, SendsNoSecretWhereARedirectLeads) {
  choose("clientCredentials");
  page.act(SignIn{0});
  ASSERT_EQ(page.all<SendRequest>().size(), 1u);
  EXPECT_EQ(page.all<SendRequest>()[0].redirects, Redirects::refuse);
  page.act(CloseAuthorize{});
  page.act(Send{});
  ASSERT_EQ(page.all<SendRequest>().size(), 2u);
  EXPECT_EQ(page.all<SendRequest>()[1].redirects, Redirects::follow);
}

/// Where the secrets of a description go, against what its dialog names.
class SentTo : public testing::Test {
 protected:
  Page page;
  void open(std::string description) {
    page.resources["https://docs.example/openapi.json"] = std::move(description);
    page.open("#/operations/me");
  }
  const CredentialDraft& draft() const { return page.session.authorize.drafts.at(0); }
  /// The address of the request for a token, whose origin is the one that was named before.
  std::string sign_in() {
    page.act(OpenAuthorize{});
    page.act(EditCredential{0, CredentialPart::client_id, "c1ient"});
    page.act(EditCredential{0, CredentialPart::client_secret, "s3cret"});
    const std::vector<std::string> named = request::origins(draft().endpoints);
    const size_t before = page.all<SendRequest>().size();
    page.act(SignIn{0});
    const auto sent = page.all<SendRequest>();
    if (sent.size() == before) return "nothing: " + draft().endpoint_error;
    EXPECT_THAT(body_text(sent.back().request), HasSubstr("s3cret"));
    EXPECT_EQ(named, std::vector<std::string>{origin_of(sent.back().request.url.text)});
    return sent.back().request.url.text;
  }
};

TEST_F(SentTo, TheServerWhenTheAddressOfTokensIsRelative) {
  REQUIRE_CASE("28-oauth-relative.yaml");
  open(case_text("28-oauth-relative.yaml"));
  EXPECT_EQ(sign_in(), "http://auth.example/oauth/token");
  EXPECT_EQ(page.session.authorize.origin, "http://auth.example");
}

TEST_F(SentTo, TheServerWhenTheAddressOfTokensHasNoSlash) {
  REQUIRE_CASE("28-oauth-relative-2.yaml");
  open(case_text("28-oauth-relative-2.yaml"));
  EXPECT_EQ(sign_in(), "http://auth.example/api/token");
}

TEST_F(SentTo, AnotherServerOnceItsVariableIsChanged) {
  REQUIRE_CASE("28-oauth-relative.yaml");
  open(case_text("28-oauth-relative.yaml"));
  sign_in();
  page.act(EditCredential{0, CredentialPart::secret, "t0ken"});
  page.act(SaveCredentials{});
  EXPECT_TRUE(page.session.current.security.satisfied);
  page.act(EditServerVariable{"tenant", "other"});
  EXPECT_FALSE(page.session.current.security.satisfied) << "the token is of the other server";
  EXPECT_EQ(page.session.current.security.origin, "http://other.example");
  EXPECT_EQ(sign_in(), "http://other.example/oauth/token");
  EXPECT_FALSE(draft().saved);
  page.act(EditServerVariable{"tenant", "auth"});
  EXPECT_TRUE(page.session.current.security.satisfied);
}

TEST_F(SentTo, TheServerThatTheDialogWasOpenedFor) {
  REQUIRE_CASE("28-oauth-relative.yaml");
  open(case_text("28-oauth-relative.yaml"));
  page.act(OpenAuthorize{});
  page.act(EditServerVariable{"tenant", "other"});
  page.act(SignIn{0});
  EXPECT_EQ(page.all<SendRequest>().back().request.url.text, "http://auth.example/oauth/token");
  EXPECT_EQ(page.session.authorize.origin, "http://auth.example");
}

/// A description of that version with these servers and that address of tokens.
std::string described(std::string_view version, std::string_view servers, std::string_view token) {
  const bool legacy = version == "2.0";
  const std::string flow =
      legacy ? R"("flow": "application", "tokenUrl": ")" + std::string(token) + R"(", "scopes": {})"
             : R"("flows": {"clientCredentials": {"tokenUrl": ")" + std::string(token) +
                   R"(", "scopes": {}}})";
  const std::string schemes = R"({"login": {"type": "oauth2", )" + flow + "}}";
  return std::string("{\"") + (legacy ? "swagger" : "openapi") + "\": \"" + std::string(version) +
         R"(", "info": {"title": "T", "version": "1"}, )" + std::string(servers) +
         R"("paths": {"/me": {"get": {"operationId": "me", "responses": {"200": {"description": "Me"}}}}}, )" +
         (legacy ? "\"securityDefinitions\": " + schemes
                 : "\"components\": {\"securitySchemes\": " + schemes + "}") +
         "}";
}

TEST_F(SentTo, TheServerInEveryVersion) {
  const struct {
    const char* version;
    const char* servers;
    const char* token;
    const char* url;
  } cases[] = {
      {"2.0", R"("schemes": ["https"], "host": "api.example", "basePath": "/v1", )", "/token",
       "https://api.example/token"},
      {"2.0", R"("schemes": ["https"], "host": "api.example", "basePath": "/v1/", )", "token",
       "https://api.example/v1/token"},
      {"2.0", R"("basePath": "/v1/", )", "token", "https://docs.example/v1/token"},
      {"3.0.3", R"("servers": [{"url": "https://api.example/v1"}], )", "../token",
       "https://api.example/token"},
      {"3.1.1", R"("servers": [{"url": "https://api.example/v1/"}], )", "../token",
       "https://api.example/token"},
      {"3.1.1", R"("servers": [{"url": "/v1/"}], )", "token", "https://docs.example/v1/token"},
      {"3.1.1", "", "token", "https://docs.example/token"},
      {"3.2.0", R"("servers": [{"url": "https://api.example/v1/"}], )", "//id.example/token",
       "https://id.example/token"},
      {"3.2.0", R"("$self": "https://self.example/d", "servers": [{"url": "."}], )", "token",
       "https://docs.example/token"},
      {"3.2.0", R"("$self": "https://self.example/d", )", "token", "https://docs.example/token"},
  };
  for (const auto& [version, servers, token, url] : cases) {
    page.restart();
    open(described(version, servers, token));
    EXPECT_EQ(sign_in(), url) << version << ' ' << servers;
  }
}

TEST_F(SentTo, NobodyWhenTheAddressIsNone) {
  for (const char* token : {"ftp://id.example/t", "javascript:alert(1)", "http://a@id.example/t"}) {
    page.restart();
    open(described("3.1.1", "", token));
    EXPECT_THAT(sign_in(), testing::StartsWith("nothing: tokenUrl ")) << token;
  }
}

TEST(SigningInTo, AnOperationAsksForTheScopesItNeeds) {
  Page page;
  std::string description = kDescription;
  description.replace(description.find("\"login\": []"), 11, "\"login\": [\"read\"]");
  page.resources["https://docs.example/openapi.json"] = description;
  page.open("#/operations/me");
  page.act(OpenAuthorize{});
  EXPECT_EQ(page.session.authorize.drafts.at(0).scopes, std::vector<std::string>{"read"});
}

/// A token server that also gives refresh tokens, by client credentials.
class Renewing : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kDescription;
    page.session.now_s = 1'000;
    page.open("#/operations/me");
    sign_in(
        R"({"access_token": "0ld", "expires_in": 60, "refresh_token": "r3fresh", "scope": "read"})");
    page.act(SaveCredentials{});
  }
  void sign_in(std::string text) {
    page.act(OpenAuthorize{});
    page.act(ChooseFlow{0, 1});
    page.act(EditCredential{0, CredentialPart::client_id, "reader"});
    page.act(EditCredential{0, CredentialPart::client_secret, "s3cret"});
    page.act(SignIn{0});
    respond(std::move(text));
  }
  void respond(std::string text) {
    const Id id = page.all<SendRequest>().back().id;
    page.act(ResponseHead{id, 200, "", {}, 1});
    page.act(ResponseEnd{id, text.size(), 2});
    page.act(BodyWindow{id, 0, std::move(text), true});
  }
  request::HttpRequest sent() const { return page.all<SendRequest>().back().request; }
  std::string token_sent() const {
    const request::HttpRequest request = sent();
    const request::HeaderField* header = request.header("Authorization");
    return header ? header->value.text : std::string();
  }
};

TEST_F(Renewing, WakesThePageOnceWhenTheTokenEnds) {
  std::vector<Wake> wakes = page.all<Wake>();
  std::erase_if(wakes, [](const Wake& wake) { return wake.timer != Timer::expiry; });
  ASSERT_EQ(wakes.size(), 1u);
  EXPECT_GE(wakes[0].after_ms, 60'000u);
  EXPECT_LT(wakes[0].after_ms, 61'000u);
  EXPECT_FALSE(page.session.current.security.expired);
  page.session.now_s = 1'061;
  const size_t before = page.effects.size();
  page.act(Woken{Timer::expiry});
  EXPECT_TRUE(page.session.current.security.expired);
  EXPECT_EQ(page.effects.size(), before) << "nothing more is waited for";
}

TEST_F(Renewing, SendsATokenThatIsValid) {
  page.act(Send{});
  EXPECT_EQ(token_sent(), "Bearer 0ld");
}

TEST_F(Renewing, GetsAnotherTokenBeforeARequest) {
  page.session.now_s = 1'100;
  page.act(Send{});
  EXPECT_EQ(sent().url.text, "https://id.example/token");
  EXPECT_THAT(body_text(sent()), HasSubstr("grant_type=refresh_token&refresh_token=r3fresh"));
  const size_t asked = page.all<SendRequest>().size();
  page.act(Send{});
  EXPECT_EQ(page.all<SendRequest>().size(), asked) << "one request for a token at a time";
  respond(R"({"access_token": "n3w", "expires_in": 60})");
  EXPECT_EQ(sent().url.text, "https://api.example/me");
  EXPECT_EQ(token_sent(), "Bearer n3w");
  page.act(Cancel{});
  page.session.now_s = 1'200;
  page.act(Send{});
  EXPECT_THAT(body_text(sent()), HasSubstr("refresh_token=r3fresh")) << "which is still valid";
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr("r3fresh")));
}

TEST_F(Renewing, WhatWaitedForItsTokenIsInTheHistory) {
  page.session.now_s = 1'100;
  page.act(Send{});
  respond(R"({"access_token": "n3w", "expires_in": 60})");
  respond("{}");
  page.session.now_s = 1'200;
  page.act(Send{});
  page.act(Failed{page.all<SendRequest>().back().id, FailureKind::network, "gone", 0});
  EXPECT_EQ(sent().url.text, "https://api.example/me");
  respond("{}");
  ASSERT_TRUE(page.session.tools);
  EXPECT_EQ(page.session.tools->history.entries.size(), 2u);
  EXPECT_THAT(history_text(page.session.tools->history.entries), Not(HasSubstr("n3w")));
}

TEST_F(Renewing, GetsAnotherTokenBeforeAStreamReconnects) {
  page.act(Send{});
  const Id id = page.exchange().id;
  page.act(ResponseHead{id, 200, "", {{"Content-Type", "text/event-stream"}}, 1});
  page.act(Chunk{id, "id: 1\ndata: a\n\n"});
  page.act(ResponseEnd{id, 15, 2});
  page.session.now_s = 1'100;
  page.act(Reconnect{});
  EXPECT_EQ(sent().url.text, "https://id.example/token");
  respond(R"({"access_token": "another", "expires_in": 60})");
  EXPECT_EQ(sent().url.text, "https://api.example/me");
  EXPECT_EQ(token_sent(), "Bearer another");
  EXPECT_EQ(page.all<SendRequest>().back().id, id) << "the stream goes on";
  EXPECT_EQ(page.all<SendRequest>().back().request.header("Authorization")->value.masked(),
            "Bearer $TOKEN");
  page.act(ResponseEnd{id, 15, 2});
  page.act(OpenAuthorize{});
  page.act(ForgetCredentials{0});
  page.act(CloseAuthorize{});
  page.act(Reconnect{});
  EXPECT_EQ(token_sent(), "") << "what was taken back is not sent again";
}

TEST_F(Renewing, SendsTheOldTokenWhereTheServerGivesNone) {
  page.session.now_s = 1'100;
  page.act(Send{});
  respond(R"({"error": "invalid_grant", "error_description": "Too old"})");
  EXPECT_EQ(token_sent(), "Bearer 0ld");
  EXPECT_THAT(page.session.credentials.at(0).renewal_error, HasSubstr("Too old"));
  page.act(Cancel{});
  page.act(Send{});
  EXPECT_EQ(token_sent(), "Bearer 0ld") << "it is not asked again";
}

TEST_F(Renewing, DoesNotSendFromAnotherPage) {
  page.resources["https://docs.example/openapi.json"] = kDescription;
  page.session.now_s = 1'100;
  page.act(Send{});
  page.act(Navigate{"#/"});
  const size_t asked = page.all<SendRequest>().size();
  respond(R"({"access_token": "n3w"})");
  EXPECT_EQ(page.all<SendRequest>().size(), asked);
}

TEST_F(Renewing, HappensOnAButtonToo) {
  page.act(OpenAuthorize{});
  page.act(RenewToken{0});
  respond(R"({"access_token": "n3w", "refresh_token": "r2"})");
  EXPECT_EQ(page.session.authorize.drafts.at(0).text(CredentialPart::secret), "n3w");
  EXPECT_EQ(page.session.credentials.at(0).secret, "n3w");
  EXPECT_EQ(page.session.credentials.at(0).renewal.refresh_token, "r2");
  page.act(SaveCredentials{});
  EXPECT_EQ(page.session.credentials.at(0).renewal.refresh_token, "r2");
}

TEST_F(Renewing, EndsWithTheTokenThatWasSignedInFor) {
  page.act(OpenAuthorize{});
  page.act(EditCredential{0, CredentialPart::secret, "typed"});
  page.act(SaveCredentials{});
  EXPECT_THAT(page.session.credentials.at(0).renewal.refresh_token, IsEmpty());
  EXPECT_EQ(page.session.credentials.at(0).identity.expires_s, 0);
}

constexpr const char* kConnect = R"({
  "openapi": "3.1.0", "info": {"title": "T", "version": "1"},
  "servers": [{"url": "https://api.example"}], "security": [{"login": ["email"]}],
  "paths": {"/me": {"get": {"operationId": "me", "responses": {"200": {"description": "You"}}}}},
  "components": {"securitySchemes": {"login": {"type": "openIdConnect",
    "openIdConnectUrl": "https://id.example/.well-known/openid-configuration"}}}
})";

constexpr const char* kProvider = R"({"issuer": "https://id.example",
  "authorization_endpoint": "https://id.example/authorize", "token_endpoint": "https://tokens.example/token",
  "device_authorization_endpoint": "https://id.example/device",
  "revocation_endpoint": "https://id.example/revoke", "end_session_endpoint": "https://id.example/end?a=b",
  "grant_types_supported": ["authorization_code", "client_credentials",
    "urn:ietf:params:oauth:grant-type:device_code"],
  "token_endpoint_auth_methods_supported": ["client_secret_post"],
  "scopes_supported": ["openid", "email", "phone"]})";

class Discovering : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kConnect;
    page.open("#/operations/me");
    page.act(OpenAuthorize{});
  }
  const CredentialDraft& draft() const { return page.session.authorize.drafts.at(0); }
  size_t requests() const { return page.all<SendRequest>().size(); }
  void respond(std::string text) {
    const Id id = page.all<SendRequest>().back().id;
    page.act(ResponseEnd{id, text.size(), 2});
    page.act(BodyWindow{id, 0, std::move(text), true});
  }
  void discover() {
    page.act(Discover{0});
    respond(kProvider);
  }
  void choose(std::string_view kind) {
    for (uint32_t i = 0; i < draft().flows.size(); ++i) {
      if (draft().flows[i].kind == kind) page.act(ChooseFlow{0, i});
    }
  }
};

TEST_F(Discovering, AsksTheProviderWhenTheUserDoes) {
  EXPECT_EQ(requests(), 0u) << "opening the dialog asks nobody";
  page.act(Discover{0});
  ASSERT_EQ(requests(), 1u);
  const SendRequest asked = page.all<SendRequest>()[0];
  EXPECT_EQ(asked.request.method, "GET");
  EXPECT_EQ(asked.request.url.text, "https://id.example/.well-known/openid-configuration");
  EXPECT_EQ(asked.redirects, Redirects::refuse);
  EXPECT_TRUE(draft().signing_in);
  respond(kProvider);
  EXPECT_FALSE(draft().signing_in);
  ASSERT_EQ(draft().flows.size(), 3u);
  EXPECT_EQ(draft().flows[0].kind, "authorizationCode");
  EXPECT_THAT(draft().scopes, testing::ElementsAre("openid", "email"));
  EXPECT_EQ(request::origins(draft().endpoints),
            (std::vector<std::string>{"https://id.example", "https://tokens.example"}));
}

TEST_F(Discovering, AsksAProviderOnce) {
  discover();
  page.act(CloseAuthorize{});
  page.act(OpenAuthorize{});
  EXPECT_EQ(draft().flows.size(), 3u);
  EXPECT_THAT(draft().scopes, testing::ElementsAre("openid", "email"));
}

TEST_F(Discovering, BelievesNoOtherIssuer) {
  page.act(Discover{0});
  respond(R"({"issuer": "https://evil.example", "authorization_endpoint": "https://evil.example/a",
    "token_endpoint": "https://evil.example/t"})");
  EXPECT_THAT(draft().provider_error, HasSubstr("another issuer"));
  EXPECT_THAT(draft().flows, IsEmpty());
}

TEST_F(Discovering, AsksNobodyWhereOthersCanListen) {
  std::string description = kConnect;
  description.replace(description.find("https://id.example"), 18, "http://id.example");
  page.restart();
  page.resources["https://docs.example/openapi.json"] = description;
  page.open("#/operations/me");
  page.act(OpenAuthorize{});
  page.act(Discover{0});
  EXPECT_EQ(requests(), 0u);
  EXPECT_THAT(draft().provider_error, HasSubstr("https"));
}

TEST_F(Discovering, CanBeCancelled) {
  page.act(Discover{0});
  page.act(CancelSignIn{});
  EXPECT_FALSE(draft().signing_in);
  respond(kProvider);
  EXPECT_THAT(draft().flows, IsEmpty());
}

TEST_F(Discovering, SigningOutEndsTheTokenAndTheSession) {
  discover();
  choose("clientCredentials");
  page.act(EditCredential{0, CredentialPart::client_id, "read er"});
  page.act(SignIn{0});
  EXPECT_EQ(page.all<SendRequest>().back().request.url.text, "https://tokens.example/token");
  respond(R"({"access_token": "t0ken"})");
  page.act(SaveCredentials{});
  page.act(OpenAuthorize{});
  const size_t before = requests();
  page.act(ForgetCredentials{0});
  ASSERT_EQ(requests(), before + 1);
  const SendRequest revoked = page.all<SendRequest>().back();
  EXPECT_EQ(revoked.request.url.text, "https://id.example/revoke");
  EXPECT_THAT(body_text(revoked.request), HasSubstr("token=t0ken&token_type_hint=access_token"));
  ASSERT_EQ(page.all<OpenUrl>().size(), 1u);
  EXPECT_EQ(page.all<OpenUrl>()[0].url, "https://id.example/end?a=b&client_id=read%20er");
  EXPECT_THAT(page.session.credentials, IsEmpty());
  page.act(ResponseEnd{revoked.id, 0, 1});
  EXPECT_EQ(page.all<DropBody>().back().id, revoked.id);
}

TEST_F(Discovering, ADeviceIsAskedAboutUntilTheUserIsDone) {
  discover();
  choose("deviceAuthorization");
  page.act(SignIn{0});
  EXPECT_EQ(page.all<SendRequest>().back().request.url.text, "https://id.example/device");
  respond(
      R"({"device_code": "d3v", "user_code": "AB-CD", "verification_uri": "https://id.example/d",
    "interval": 2})");
  EXPECT_EQ(draft().device.user_code, "AB-CD");
  EXPECT_EQ(page.all<Wake>().back().after_ms, 2'000u);
  page.act(Woken{Timer::device});
  EXPECT_THAT(body_text(page.all<SendRequest>().back().request), HasSubstr("device_code=d3v"));
  respond(R"({"error": "authorization_pending"})");
  EXPECT_EQ(page.all<Wake>().back().after_ms, 2'000u);
  page.act(Woken{Timer::device});
  respond(R"({"error": "slow_down"})");
  EXPECT_EQ(page.all<Wake>().back().after_ms, 7'000u);
  page.act(Woken{Timer::device});
  respond(R"({"access_token": "t0ken"})");
  EXPECT_EQ(draft().text(CredentialPart::secret), "t0ken");
  EXPECT_FALSE(draft().signing_in);
  EXPECT_THAT(draft().device.user_code, IsEmpty());
}

TEST_F(Discovering, ADeviceIsForgottenWhenTheSignInIsCancelled) {
  discover();
  choose("deviceAuthorization");
  page.act(SignIn{0});
  respond(
      R"({"device_code": "d3v", "user_code": "AB-CD", "verification_uri": "https://id.example/d"})");
  page.act(CancelSignIn{});
  const size_t before = requests();
  page.act(Woken{Timer::device});
  EXPECT_EQ(requests(), before);
  page.act(SignIn{0});
  respond(
      R"({"device_code": "d3v", "user_code": "AB-CD", "verification_uri": "https://id.example/d"})");
  page.act(Woken{Timer::device});
  respond(R"({"error": "expired_token"})");
  EXPECT_THAT(draft().sign_in_error, HasSubstr("expired_token"));
}

TEST(SigningInTo, AFlowIsAskedForItsOwnScopesOnly) {
  Page page;
  std::string description = kDescription;
  description.replace(description.find("\"login\": []"), 11, "\"login\": [\"write\"]");
  page.resources["https://docs.example/openapi.json"] = description;
  page.open("#/operations/me");
  page.act(OpenAuthorize{});
  EXPECT_EQ(page.session.authorize.drafts.at(0).scopes, std::vector<std::string>{"write"});
  page.act(ChooseFlow{0, 1});
  EXPECT_THAT(page.session.authorize.drafts.at(0).scopes, IsEmpty());
}

TEST(SigningInTo, EveryVersionHasItsFlows) {
  const struct {
    const char* version;
    const char* scheme;
    const char* kind;
  } cases[] = {
      {"2.0", R"("flow": "implicit", "authorizationUrl": "https://id.example/a")", "implicit"},
      {"2.0", R"("flow": "password", "tokenUrl": "https://id.example/t")", "password"},
      {"2.0", R"("flow": "application", "tokenUrl": "https://id.example/t")", "clientCredentials"},
      {"2.0",
       R"("flow": "accessCode", "authorizationUrl": "https://id.example/a", "tokenUrl": "https://id.example/t")",
       "authorizationCode"},
      {"3.0.3", R"("implicit": {"authorizationUrl": "https://id.example/a"})", "implicit"},
      {"3.0.3", R"("password": {"tokenUrl": "https://id.example/t"})", "password"},
      {"3.1.1", R"("clientCredentials": {"tokenUrl": "https://id.example/t"})",
       "clientCredentials"},
      {"3.1.1",
       R"("authorizationCode": {"authorizationUrl": "https://id.example/a", "tokenUrl": "https://id.example/t"})",
       "authorizationCode"},
      {"3.2.0",
       R"("deviceAuthorization": {"deviceAuthorizationUrl": "https://id.example/d", "tokenUrl": "https://id.example/t"})",
       "deviceAuthorization"},
  };
  for (const auto& [version, given, kind] : cases) {
    const bool legacy = std::string_view(version) == "2.0";
    const std::string scheme =
        legacy ? std::string(given) : "\"flows\": {" + std::string(given) + "}";
    const std::string schemes = "{\"login\": {\"type\": \"oauth2\", " + scheme + "}}";
    Page page;
    page.resources["https://docs.example/openapi.json"] =
        std::string("{\"") + (legacy ? "swagger" : "openapi") + "\": \"" + version +
        R"(", "info": {"title": "T", "version": "1"}, "security": [{"login": []}],
        "paths": {"/me": {"get": {"operationId": "me", "responses": {"200": {"description": "Me"}}}}}, )" +
        (legacy ? "\"securityDefinitions\": " + schemes
                : "\"components\": {\"securitySchemes\": " + schemes + "}") +
        "}";
    page.open("#/operations/me");
    page.act(OpenAuthorize{});
    ASSERT_EQ(page.session.authorize.drafts.size(), 1u) << version << kind;
    const CredentialDraft& draft = page.session.authorize.drafts[0];
    ASSERT_NE(flow_of(draft), nullptr) << version << kind;
    EXPECT_EQ(flow_of(draft)->kind, kind) << version;
    page.act(SignIn{0});
    const bool opens =
        flow_of(draft)->kind == "implicit" || flow_of(draft)->kind == "authorizationCode";
    EXPECT_EQ(page.all<Random>().size(), opens ? 1u : 0u) << version << kind;
    EXPECT_EQ(page.all<SendRequest>().size(), opens ? 0u : 1u) << version << kind;
  }
}

}  // namespace
}  // namespace vitrine::session
