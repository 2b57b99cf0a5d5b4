#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/json/uri.h"
#include "tests/support/cases.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using Part = CredentialPart;
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
    page.act(EditCredential{0, Part::client_id, "reader"});
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
  EXPECT_EQ(draft().text(Part::secret), "t0ken");
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
  page.act(EditCredential{0, Part::client_secret, "s3cret"});
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
    page.act(EditCredential{0, Part::client_id, "c1ient"});
    page.act(EditCredential{0, Part::client_secret, "s3cret"});
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

}  // namespace
}  // namespace vitrine::session
