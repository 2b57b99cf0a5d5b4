#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/json/uri.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using Part = EditSignIn::Part;
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
    page.act(EditSignIn{0, Part::client_id, "reader"});
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
  void answer_token(std::string text) {
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
  EXPECT_THAT(asked("redirect_uri"), HasSubstr("docs.example"));
  EXPECT_TRUE(draft().signing_in);

  const std::string state = asked("state");
  page.act(PopupResult{sign_in_redirect(page.session) + "?code=c0de&state=" + state});
  ASSERT_EQ(page.all<SendRequest>().size(), 1u);
  EXPECT_EQ(page.all<SendRequest>()[0].request.url.text, "https://id.example/token");
  EXPECT_THAT(body_text(page.all<SendRequest>()[0].request), HasSubstr("code=c0de"));
  answer_token(R"({"access_token": "t0ken", "token_type": "Bearer"})");
  EXPECT_EQ(draft().secret, "t0ken");
  EXPECT_FALSE(draft().signing_in);

  page.act(SaveCredentials{});
  EXPECT_TRUE(security_state(page.session).satisfied);
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr("t0ken")));
}

TEST_F(SigningIn, TakesNoAnswerThatIsNotItsOwn) {
  choose("authorizationCode");
  page.act(SignIn{0});
  page.act(RandomBytes{std::string(request::kOAuthRandomBytes, 'r')});
  page.act(PopupResult{sign_in_redirect(page.session) + "?code=evil&state=other"});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_THAT(draft().sign_in_error, Not(IsEmpty()));
  EXPECT_FALSE(draft().signing_in);
}

TEST_F(SigningIn, ByClientCredentialsAsksAtOnce) {
  choose("clientCredentials");
  page.act(EditSignIn{0, Part::client_secret, "s3cret"});
  page.act(SignIn{0});
  EXPECT_THAT(page.all<OpenPopup>(), IsEmpty());
  ASSERT_EQ(page.all<SendRequest>().size(), 1u);
  answer_token(R"({"error": "invalid_client", "error_description": "Who are you?"})");
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
  page.act(EditCredential{0, true, "ada"});
  page.act(SaveCredentials{});
  EXPECT_FALSE(security_state(page.session).satisfied);
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
