#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "app/request/oauth.h"
#include "app/session/work.h"
#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ui::Role;

constexpr const char* kSecret = "s3cr3t-of-the-reader";

bool is_checked(const Screen& screen, std::string_view name) {
  return screen.find(Role::checkbox, name).checked == ui::Node::Tri::yes;
}

class Authorize : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.open("#/operations/addPicture");
    screen.click(Role::button, "Authorize");
  }
  /// The field of that name in the group of a scheme.
  ui::Node field(std::string_view scheme, std::string_view name) const {
    const std::string group = screen.find(Role::group, scheme).id;
    for (const ui::Node* node : screen.page.nodes())
      if (node->role == Role::textbox && node->name == name && node->id.rfind(group + "/", 0) == 0)
        return *node;
    ADD_FAILURE() << "No field " << name << " in " << scheme;
    return {};
  }
  void type(const ui::Node& node, std::string_view text) {
    screen.send(boundary::Typed{node.id, std::string(text)});
  }
};

TEST_F(Authorize, OpensADialogWithAGroupForEachScheme) {
  const ui::Surface dialog = screen.surface("dialog");
  EXPECT_EQ(dialog.kind, ui::Surface::Kind::dialog);
  EXPECT_EQ(dialog.role, Role::dialog);
  EXPECT_EQ(dialog.name, "Authorize");
  std::vector<std::string> groups;
  for (const ui::Node* node : screen.page.nodes())
    if (node->role == Role::group && node->id.rfind("dialog/", 0) == 0)
      groups.push_back(node->name);
  EXPECT_THAT(groups, ElementsAre("bearer", "apiKey", "login"));
  EXPECT_THAT(screen.text(), HasSubstr("Sent only to https://docs.example"));
  EXPECT_TRUE(screen.has(Role::button, "Save"));
}

TEST_F(Authorize, FieldsAreNamedByWhatTheyTake) {
  EXPECT_TRUE(field("bearer", "Token").password);
  EXPECT_TRUE(field("apiKey", "Key").password);
  EXPECT_FALSE(field("login", "User name").password);
  EXPECT_TRUE(field("login", "Password").password);
}

TEST_F(Authorize, StandsInsideItsElement) {
  for (const ui::Size size : {kWide, kMedium, kNarrow}) {
    screen.resize(size);
    const ui::Rect rect = screen.surface("dialog").rect;
    EXPECT_GE(rect.x, 0);
    EXPECT_LE(rect.right(), size.width);
    EXPECT_LE(rect.bottom(), size.height);
  }
}

TEST_F(Authorize, ASavedTokenGoesWithTheRequest) {
  type(field("bearer", "Token"), kSecret);
  screen.click(Role::button, "Save");
  EXPECT_FALSE(screen.has_surface("dialog"));
  screen.type(Role::textbox, "Request body", R"({"title":"Dawn","year":1899})");
  screen.click(Role::button, "Send");
  const auto sent = screen.all<session::SendRequest>();
  ASSERT_EQ(sent.size(), 1u);
  ASSERT_NE(sent[0].request.header("Authorization"), nullptr);
  EXPECT_EQ(sent[0].request.header("Authorization")->value.text, std::string("Bearer ") + kSecret);
}

TEST_F(Authorize, ASecretIsReadNowhere) {
  type(field("bearer", "Token"), kSecret);
  EXPECT_EQ(field("bearer", "Token").value, kSecret);
  EXPECT_THAT(screen.readable(), Not(HasSubstr(kSecret)));
  screen.click(Role::button, "Save");
  EXPECT_THAT(screen.readable(), Not(HasSubstr(kSecret)));
  EXPECT_THAT(screen.text(), HasSubstr("$TOKEN"));
  screen.click(Role::button, "Copy");
  screen.type(Role::textbox, "Request body", R"({"title":"Dawn","year":1899})");
  screen.click(Role::button, "Send");
  EXPECT_THAT(screen.readable(), Not(HasSubstr(kSecret)));
  screen.respond(201, "{}");
  EXPECT_THAT(screen.readable(), Not(HasSubstr(kSecret)));
  EXPECT_THAT(screen.host.everything_kept(), Not(HasSubstr(kSecret)));
  screen.click(Role::button, "Authorize");
  EXPECT_THAT(screen.readable(), Not(HasSubstr(kSecret)));
}

TEST_F(Authorize, CloseKeepsNothing) {
  type(field("bearer", "Token"), kSecret);
  screen.click(Role::button, "Close");
  EXPECT_FALSE(screen.has_surface("dialog"));
  EXPECT_THAT(screen.host.session.credentials, IsEmpty());
}

TEST_F(Authorize, WhatIsKeptCanBeForgotten) {
  EXPECT_FALSE(screen.has(Role::button, "Sign out"));
  type(field("bearer", "Token"), kSecret);
  screen.click(Role::button, "Save");
  screen.click(Role::button, "Authorize");
  EXPECT_THAT(screen.text(), HasSubstr("Authorized"));
  screen.click(Role::button, "Sign out");
  EXPECT_THAT(screen.host.session.credentials, IsEmpty());
}

TEST_F(Authorize, EnterInAFieldSaves) {
  const ui::Node token = field("bearer", "Token");
  type(token, kSecret);
  EXPECT_FALSE(screen.key("Enter")) << "no field has the focus";
  screen.send(boundary::Focused{token.id, true});
  EXPECT_FALSE(screen.key("Home"));
  EXPECT_TRUE(screen.key("Enter"));
  EXPECT_FALSE(screen.has_surface("dialog"));
  ASSERT_EQ(screen.host.session.credentials.size(), 1u);
  EXPECT_EQ(screen.host.session.credentials[0].secret, kSecret);
}

TEST_F(Authorize, SaveStaysInViewAtEveryHeight) {
  for (const ui::Size size : {ui::Size{390, 240}, kNarrow, kWide}) {
    screen.resize(size);
    const ui::Rect dialog = screen.surface("dialog").rect;
    const ui::Surface foot = screen.surface("dialog-foot");
    EXPECT_EQ(foot.part, ui::Surface::Part::foot);
    EXPECT_FLOAT_EQ(foot.rect.bottom(), dialog.bottom());
    EXPECT_LE(foot.rect.bottom(), size.height);
    EXPECT_GE(screen.surface("dialog").content_height, dialog.height);
    EXPECT_TRUE(screen.has(Role::button, "Save"));
  }
}

TEST_F(Authorize, SaysWhereACredentialGoes) {
  EXPECT_THAT(screen.text(), HasSubstr("Sent in the header X-API-Key"));
  EXPECT_THAT(screen.text(), HasSubstr("Sent in the header Authorization"));
}

TEST_F(Authorize, TheAlternativeChosenIsTheOneThatIsSent) {
  type(field("bearer", "Token"), kSecret);
  type(field("apiKey", "Key"), "k3y");
  screen.choose(Role::combobox, "Authorization", "apiKey");
  screen.click(Role::button, "Save");
  screen.type(Role::textbox, "Request body", R"({"title":"Dawn","year":1899})");
  screen.click(Role::button, "Send");
  const request::HttpRequest sent = screen.all<session::SendRequest>().back().request;
  EXPECT_EQ(sent.header("Authorization"), nullptr);
  ASSERT_NE(sent.header("X-API-Key"), nullptr);
  EXPECT_EQ(sent.header("X-API-Key")->value.text, "k3y");
}

TEST_F(Authorize, ThePageSaysAsWhom) {
  EXPECT_THAT(screen.text(), Not(HasSubstr("Authorized")));
  screen.choose(Role::combobox, "Authorization", "login");
  type(field("login", "User name"), "mina");
  type(field("login", "Password"), kSecret);
  screen.click(Role::button, "Save");
  EXPECT_THAT(screen.text(), HasSubstr("Authorized as mina"));
  EXPECT_THAT(screen.description_of(screen.find(Role::button, "Authorize")),
              HasSubstr("Authorized as mina"));
}

TEST_F(Authorize, TheOverviewSaysSoToo) {
  type(field("bearer", "Token"), kSecret);
  screen.click(Role::button, "Save");
  screen.act(session::Navigate{"#/"});
  EXPECT_THAT(screen.text(), HasSubstr("https://docs.example: Authorized"));
}

TEST_F(Authorize, ThePageSaysUntilWhenAndForWhat) {
  const std::string claims = R"({"sub":"mi\u202ena","exp":7200,"scope":"read write"})";
  type(field("bearer", "Token"), "e30." + request::base64url(claims) + ".c2ln");
  screen.click(Role::button, "Save");
  EXPECT_THAT(screen.text(), HasSubstr("Authorized as mina · until 02:00 · read, write"));
  const auto wakes = screen.all<session::Wake>();
  const auto at_expiry = std::count_if(wakes.begin(), wakes.end(), [](const session::Wake& wake) {
    return wake.timer == session::Timer::expiry;
  });
  EXPECT_EQ(at_expiry, 1) << "one timer, for the moment when it ends";
}

TEST_F(Authorize, SendIsInViewBelowAllThatOneIsAuthorizedFor) {
  const auto shows_send = [&] {
    const ui::Surface pane = screen.surface("send");
    const ui::Node send = screen.find(Role::button, "Send");
    EXPECT_EQ(send.id.rfind("send/", 0), 0u) << send.id;
    EXPECT_LE(send.rect.bottom(), pane.rect.height);
    EXPECT_EQ(pane.rect.bottom(), screen.surface("request").rect.y);
    return pane.rect.height;
  };
  std::string scopes = "read";
  for (int i = 0; i < 40; ++i) scopes += " scope-of-many-" + std::to_string(i);
  const float before = shows_send();
  type(field("bearer", "Token"),
       "e30." + request::base64url(R"({"sub":"mina","scope":")" + scopes + R"("})") + ".c2ln");
  screen.click(Role::button, "Save");
  EXPECT_GT(shows_send(), before + 20) << "the scopes take several lines";
}

TEST_F(Authorize, AnExpiredTokenIsNamedSo) {
  type(field("bearer", "Token"),
       "e30." + request::base64url(R"({"sub":"mina","exp":1})") + ".c2ln");
  screen.click(Role::button, "Save");
  for (int i = 0; i < 100; ++i) screen.act(session::LeaveField{});
  screen.act(session::Woken{session::Timer::expiry});
  EXPECT_THAT(screen.text(), HasSubstr("Authorized as mina · expired"));
}

TEST_F(Authorize, AResponseLeadsToTheDialog) {
  screen.click(Role::button, "Close");
  screen.type(Role::textbox, "Request body", R"({"title":"Dawn","year":1899})");
  screen.click(Role::button, "Send");
  screen.respond(401, "{}");
  EXPECT_THAT(screen.text(), HasSubstr("Authorization required."));
  screen.activate(Role::button, "Open Authorize");
  EXPECT_TRUE(screen.has_surface("dialog"));
}

constexpr const char* kSchemes = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://api.example"}],
  "paths":{"/a":{"get":{"operationId":"a","security":[{"first":[],"second":[]}],"responses":{}}},
    "/b":{"get":{"operationId":"b","security":[{},{"third":[]}],"responses":{}}}},
  "components":{"securitySchemes":{
    "third":{"type":"apiKey","in":"cookie","name":"sid"},
    "second":{"type":"apiKey","in":"query","name":"q"},
    "first":{"type":"apiKey","in":"header","name":"X-First"}}}})";

TEST(AuthorizeDialog, PutsFirstWhatTheOperationNeeds) {
  Screen screen;
  screen.serve(kSchemes);
  screen.open("#/operations/a");
  screen.click(Role::button, "Authorize");
  EXPECT_TRUE(screen.has(Role::group, "first + second"));
  const ui::Node together = screen.find(Role::group, "first + second");
  EXPECT_THAT(screen.names_in(together, Role::group), ElementsAre("first", "second"));
  EXPECT_FALSE(screen.has(Role::combobox, "Authorization")) << "nothing is to be chosen";
  EXPECT_FALSE(screen.has(Role::group, "third")) << "the operation does not use it";
  screen.click(Role::button, "Other schemes (1)");
  EXPECT_TRUE(screen.has(Role::group, "third"));
  EXPECT_THAT(screen.text(), HasSubstr("Sent in the query parameter q"));
  EXPECT_THAT(screen.text(), HasSubstr("Sent in the cookie sid"));
}

TEST(AuthorizeDialog, OffersToGoWithout) {
  Screen screen;
  screen.serve(kSchemes);
  screen.open("#/operations/b");
  screen.click(Role::button, "Authorize");
  EXPECT_THAT(screen.find(Role::combobox, "Authorization").options, ElementsAre("none", "third"));
  screen.type(Role::textbox, "Key", kSecret);
  screen.click(Role::button, "Save");
  EXPECT_TRUE(screen.host.session.current.security.satisfied);
  screen.click(Role::button, "Authorize");
  screen.choose(Role::combobox, "Authorization", "none");
  screen.click(Role::button, "Save");
  EXPECT_FALSE(screen.host.session.current.security.satisfied);
}

constexpr const char* kScopes = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://api.example"}],"security":[{"login":["write"]}],
  "paths":{"/a":{"get":{"operationId":"a","responses":{}}}},
  "components":{"securitySchemes":{"login":{"type":"oauth2","flows":{
    "authorizationCode":{"authorizationUrl":"https://id.example/a","tokenUrl":"https://id.example/t",
      "scopes":{"read":"Reading","write":"Writing"}},
    "clientCredentials":{"tokenUrl":"https://id.example/t","scopes":{"read":"Reading"}}}}}}})";

TEST(AuthorizeDialog, OffersTheScopesOfTheFlow) {
  Screen screen;
  screen.serve(kScopes);
  screen.open("#/operations/a");
  screen.click(Role::button, "Authorize");
  EXPECT_TRUE(is_checked(screen, "write"));
  EXPECT_FALSE(is_checked(screen, "read"));
  screen.click(Role::button, "Select all");
  EXPECT_TRUE(is_checked(screen, "read"));
  screen.click(Role::button, "Select none");
  EXPECT_FALSE(is_checked(screen, "write"));
  EXPECT_THAT(screen.text(), HasSubstr("Writing"));
  screen.choose(Role::combobox, "Flow", "clientCredentials");
  EXPECT_FALSE(screen.has(Role::checkbox, "write"));
  screen.click(Role::button, "Sign in");
  EXPECT_THAT(session::body_text(screen.all<session::SendRequest>().back().request),
              Not(HasSubstr("scope")));
}

TEST(AuthorizeDialog, AMissingScopeIsNamedAndSelected) {
  Screen screen;
  screen.serve(kScopes);
  screen.open("#/operations/a");
  screen.click(Role::button, "Send");
  const session::Id id = screen.host.exchange().id;
  screen.act(session::ResponseHead{
      id,
      403,
      "",
      {{"WWW-Authenticate", R"(Bearer error="insufficient_scope", scope="read")"}},
      1});
  screen.act(session::ResponseEnd{id, 0, 2});
  EXPECT_THAT(screen.text(), HasSubstr("This request needs the scope read."));
  screen.activate(Role::button, "Open Authorize");
  EXPECT_TRUE(is_checked(screen, "read"));
  EXPECT_TRUE(is_checked(screen, "write"));
}

TEST(AuthorizeDialog, EnterInAFieldOfASignInSignsIn) {
  Screen screen;
  screen.serve(kScopes);
  screen.open("#/operations/a");
  screen.click(Role::button, "Authorize");
  screen.choose(Role::combobox, "Flow", "clientCredentials");
  screen.focus(Role::textbox, "Client ID");
  EXPECT_TRUE(screen.key("Enter"));
  EXPECT_TRUE(screen.has_surface("dialog"));
  EXPECT_EQ(screen.all<session::SendRequest>().size(), 1u);
}

TEST(AuthorizeDialog, ChoosesHowTheClientIsNamed) {
  Screen screen;
  screen.serve(kScopes);
  screen.open("#/operations/a");
  screen.click(Role::button, "Authorize");
  screen.choose(Role::combobox, "Flow", "clientCredentials");
  screen.type(Role::textbox, "Client ID", "c");
  EXPECT_FALSE(screen.has(Role::combobox, "Client authentication"));
  screen.type(Role::textbox, "Client secret", kSecret);
  screen.choose(Role::combobox, "Client authentication", "Authorization header (Basic)");
  screen.click(Role::button, "Sign in");
  EXPECT_NE(screen.all<session::SendRequest>().back().request.header("Authorization"), nullptr);
}

TEST(AuthorizedUntil, IsATimeOfTheUsersClockWithItsDate) {
  const struct {
    const char* exp;
    const char* words;
  } cases[] = {{"1727999940", "until 2024-10-04 01:29"},
               {"951695999", "until 2000-02-28 01:29"},
               {"951782400", "until 2000-02-29 01:30"},
               {"4107542399", "until 2100-03-01 01:29"}};
  for (const auto& [exp, words] : cases) {
    Screen screen;
    screen.opened.utc_offset_min = 90;
    screen.open("#/operations/me");
    screen.click(Role::button, "Authorize");
    screen.type(Role::textbox, "Token",
                "e30." + request::base64url(std::string(R"({"exp":)") + exp + "}") + ".c2ln");
    screen.click(Role::button, "Save");
    EXPECT_THAT(screen.text(), HasSubstr(words));
  }
}

TEST(AuthorizeButton, IsThereOnlyWhenTheDescriptionHasSchemes) {
  Screen screen;
  screen.serve(session::read_fixture("fields.json"));
  screen.open("#/operations/change");
  EXPECT_FALSE(screen.has(Role::button, "Authorize"));
}

TEST(AuthorizeDialog, NamesSchemesThatThePageCannotServe) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "paths":{"/a":{"get":{"operationId":"a","responses":{}}}},
    "components":{"securitySchemes":{"pass":{"type":"mutualTLS"},"odd":{"type":"http","scheme":"hoba"}}}})");
  screen.open("#/operations/a");
  screen.click(Role::button, "Authorize");
  EXPECT_THAT(screen.text(), HasSubstr("mutualTLS isn't supported here"));
  EXPECT_THAT(screen.text(), HasSubstr("HTTP Hoba isn't supported here"));
}

constexpr const char* kSignIn = R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://api.example/v1/"}],
  "paths":{"/a":{"get":{"operationId":"a","responses":{}}}},
  "components":{"securitySchemes":{"login":{"type":"oauth2","oauth2MetadataUrl":"/.well-known/oauth",
    "flows":{
      "authorizationCode":{"authorizationUrl":"https://id.example/authorize","tokenUrl":"../token","scopes":{}},
      "clientCredentials":{"tokenUrl":"//tokens.example/t","scopes":{}},
      "password":{"tokenUrl":"ftp://id.example/t","scopes":{}}}}}}})";

TEST(AuthorizeDialog, NamesWhereASignInSendsTo) {
  Screen screen;
  screen.serve(kSignIn);
  screen.open("#/operations/a");
  screen.click(Role::button, "Authorize");
  EXPECT_THAT(screen.text(),
              HasSubstr("Signing in sends these only to https://id.example, https://api.example"));
  EXPECT_THAT(screen.text(),
              HasSubstr("Redirect URI to register: https://docs.example/docs/oauth2-redirect"));
  EXPECT_THAT(screen.text(), HasSubstr("https://api.example/.well-known/oauth"));
  screen.choose(Role::combobox, "Flow", "clientCredentials");
  EXPECT_THAT(screen.text(), HasSubstr("Signing in sends these only to https://tokens.example"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("id.example")));
  screen.click(Role::button, "Sign in");
  EXPECT_EQ(screen.all<session::SendRequest>().back().request.url.text, "https://tokens.example/t");
}

TEST(AuthorizeDialog, SaysWhyASignInHasNoAddress) {
  Screen screen;
  screen.serve(kSignIn);
  screen.open("#/operations/a");
  screen.click(Role::button, "Authorize");
  screen.choose(Role::combobox, "Flow", "password");
  EXPECT_THAT(screen.text(), HasSubstr("tokenUrl must be an address of http or https"));
  EXPECT_FALSE(screen.has(Role::button, "Sign in"));
}

TEST(AuthorizedPage, SaysWhatBecameOfARenewal) {
  Screen screen;
  screen.serve(R"({"openapi": "3.1.0", "info": {"title": "T", "version": "1"},
    "security": [{"login": []}], "paths": {"/me": {"get": {"operationId": "me", "responses": {}}}},
    "components": {"securitySchemes": {"login": {"type": "oauth2", "flows": {"clientCredentials":
      {"tokenUrl": "https://id.example/token", "scopes": {}}}}}}})");
  screen.open("#/operations/me");
  session::Session& session = screen.host.session;
  session::Credential credential;
  credential.description = session.loading.uri;
  credential.scheme = "login";
  credential.origin = "https://docs.example";
  credential.secret = "t0ken";
  credential.renewal.refresh_token = "r3fresh";
  session.credentials.push_back(std::move(credential));
  ++session.work->credentials_revision;
  screen.act(session::OpenAuthorize{});
  screen.act(session::RenewToken{0});
  const auto id = session.credentials[0].renewing;
  ASSERT_NE(id, 0u);
  screen.act(session::CloseAuthorize{});
  EXPECT_THAT(screen.text(), HasSubstr("Refreshing"));
  const std::string error = R"({"error": "invalid_grant", "error_description": "Too old"})";
  screen.act(session::ResponseHead{id, 400, "", {}, 1});
  screen.act(session::ResponseEnd{id, error.size(), 2});
  screen.act(session::BodyWindow{id, 0, error, true});
  EXPECT_THAT(screen.text(), HasSubstr("Too old"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("Refreshing")));
}

}  // namespace
}  // namespace vitrine::view
