#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ui::Role;

constexpr const char* kSecret = "s3cr3t-of-the-reader";

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

}  // namespace
}  // namespace vitrine::view
