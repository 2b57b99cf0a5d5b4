// A search over all of a description, and the way from what it finds to the very place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using ui::Role;

/// A schema of so many properties that none is unfolded.
std::string order() {
  std::string text = R"("Order":{"type":"object","properties":{)";
  for (int index = 0; index < 50; ++index)
    text += "\"item" + std::to_string(index) + "\":{\"type\":\"string\"},";
  return text + R"("buyer":{"type":"object","properties":{"contact":{"type":"object","properties":{
    "phone":{"type":"string","description":"With the country's prefix"}}}}},
    "way":{"oneOf":[{"title":"Post","type":"object","properties":{"street":{"type":"string"}}},
                    {"title":"Pickup","type":"object","properties":{"counter":{"type":"string"}}}]}}})";
}

class Search : public testing::Test {
 protected:
  Screen screen;

  void SetUp() override {
    screen.serve(R"({"openapi":"3.1.0","info":{"title":"Shop","version":"1",
      "description":"Welcome.\n\n# Rate limits\n\nEvery caller has a quota.\n"},
      "paths":{"/users":{"post":{"operationId":"createUser","summary":"Create an account",
        "parameters":[{"name":"dry_run","in":"query","description":"Only simulate",
          "schema":{"type":"string","enum":["ascending","descending"]}}],
        "requestBody":{"required":true,"content":{"application/json":{"schema":{
          "type":"object","required":["email"],"properties":{
            "email":{"type":"string","description":"Where receipts go"}}}}}},
        "responses":{"201":{"description":"Stored"},"422":{"description":"Refused",
          "headers":{"X-Trace":{"description":"For support","schema":{"type":"string"}}},
          "content":{"text/plain":{"schema":{"type":"string"}},
            "application/json":{"schema":{"type":"object","properties":{
              "reason":{"type":"string","description":"Why not"}}}}}}}}}},
      "components":{"schemas":{)" +
                 order() + "}}}");
    screen.open();
  }
  void type(std::string_view text) {
    screen.type(Role::searchbox, "Search operations", text);
    screen.focus(Role::searchbox, "Search operations");
  }
  /// Types, and opens the best find.
  void enter(std::string_view text) {
    type(text);
    EXPECT_TRUE(screen.key("Enter")) << text;
  }
  /// The place of the page that is marked under that name has the focus, and is in view.
  void expect_marked(const std::string& name) {
    const ui::Node place = screen.find(Role::group, name);
    EXPECT_EQ(screen.focused(), place.id);
    EXPECT_THAT(place.id, EndsWith("/place"));
    const ui::Surface main = screen.surface("main");
    EXPECT_GE(place.rect.y, main.scroll_y);
    EXPECT_LE(place.rect.y, main.scroll_y + main.rect.height);
  }
};

TEST_F(Search, ShowsTheWayToAPlaceAndTheWordsFoundThere) {
  type("receipts");
  const ui::Node hit =
      screen.find(Role::link, "email /users POST · Request body Where receipts go");
  EXPECT_EQ(hit.href, "#/operations/createUser?field=%2Frequest%2Femail");
  EXPECT_TRUE(screen.has(Role::heading, "Other matches"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("No operation matches")));
  type("emial");
  EXPECT_TRUE(screen.has(Role::link, "email /users POST · Request body"));
  type("users");
  EXPECT_TRUE(screen.has(Role::link, "POST /users Create an account")) << "as ever";
  type("zebra");
  EXPECT_FALSE(screen.has(Role::heading, "Other matches"));
  EXPECT_THAT(screen.text(), HasSubstr("No operation matches"));
}

TEST_F(Search, EnterLeadsToTheFieldOfTheBody) {
  enter("receipts");
  EXPECT_EQ(screen.surface("main").name, "Create an account");
  expect_marked("email");
}

TEST_F(Search, EnterLeadsToAParameterByOneOfItsValues) {
  enter("descending");
  EXPECT_THAT(screen.focused(), EndsWith("/query/dry_run"));
  EXPECT_TRUE(screen.has(Role::group, "dry_run"));
}

TEST_F(Search, EnterLeadsIntoTheResponseThatHasTheProperty) {
  enter("reason");
  EXPECT_EQ(screen.find(Role::tab, "422").selected, ui::Node::Tri::yes);
  expect_marked("reason");
  EXPECT_EQ(screen.all<session::SetLocation>().back().hash,
            "#/operations/createUser?field=%2Fresponse%2F422%2Freason");
}

TEST_F(Search, EnterLeadsToAHeaderAndAResponse) {
  enter("trace");
  expect_marked("X-Trace");
  enter("stored");
  expect_marked("201");
}

TEST_F(Search, EnterUnfoldsTheRowsAboveAField) {
  enter("prefix country");
  EXPECT_EQ(screen.surface("main").name, "Order");
  expect_marked("phone");
}

TEST_F(Search, EnterChoosesTheVariantThatHasTheField) {
  enter("counter");
  EXPECT_EQ(screen.surface("main").name, "Order");
  expect_marked("counter");
}

TEST_F(Search, EnterLeadsToAHeading) {
  enter("quota");
  EXPECT_EQ(screen.surface("main").name, "Shop");
  expect_marked("Rate limits");
}

TEST_F(Search, AnotherPlaceOfThePageIsMarkedInsteadOfTheOneBefore) {
  enter("stored");
  enter("reason");
  expect_marked("reason");
  EXPECT_FALSE(screen.has(Role::group, "201"));
  screen.act(session::Navigate{"#/operations/createUser"});
  EXPECT_FALSE(screen.has(Role::group, "reason"));
}

TEST_F(Search, ArrowsGoOnFromTheListToThePlacesFound) {
  type("receipts");
  EXPECT_TRUE(screen.key("ArrowDown"));
  EXPECT_THAT(screen.node(screen.focused()).name, StartsWith("email /users POST"));
  EXPECT_TRUE(screen.key("ArrowUp"));
  EXPECT_EQ(screen.focused(), "head/search");
  screen.activate(Role::link, "email /users POST · Request body Where receipts go");
  EXPECT_EQ(screen.surface("main").name, "Create an account");
}

TEST_F(Search, SaysWhenItDoesNotReachAll) {
  type("receipts");
  EXPECT_THAT(screen.text(), Not(HasSubstr("too large")));
  screen.host.session.navigation.index_full = true;
  screen.host.session.navigation.more_hits = 7;
  screen.act(session::DismissNotice{});
  EXPECT_THAT(screen.text(), HasSubstr("too large to search all of it"));
  EXPECT_THAT(screen.text(), HasSubstr("and 7 more"));
}

TEST(SearchLink, LeadsToServersScopesLinksAndIntoCallbacks) {
  Screen screen;
  screen.size = {1440, 300};
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "servers":[{"url":"https://main.example"},{"url":"https://spare.example"}],
    "paths":{"/a":{"post":{"operationId":"a","responses":{"200":{"description":"Here"},
        "201":{"description":"Made","links":{"next":{"operationId":"a","description":"More"}}}},
      "callbacks":{"fed":{"{$request.body#/url}":{"post":{"responses":{"204":{
        "description":"Noted"}}}}}}}}},
    "components":{"securitySchemes":{"login":{"type":"oauth2","flows":{"implicit":{
      "authorizationUrl":"https://main.example/login","scopes":{"read":"Look around"}}}}}}})");
  screen.open();
  const auto follow = [&](const char* link, const char* name) {
    screen.act(session::Navigate{link});
    EXPECT_EQ(screen.focused(), screen.find(Role::group, name).id) << link;
  };
  follow("#/?field=%2Fservers%2F1", "https://spare.example");
  follow("#/?field=%2Fsecurity%2Flogin", "login");
  follow("#/?field=%2Fsecurity%2Flogin%2Fread", "read");
  follow("#/operations/a?field=%2Fresponse-link%2F201%2Fnext", "next");
  EXPECT_EQ(screen.find(Role::tab, "201").selected, ui::Node::Tri::yes);
  follow("#/operations/a?field=%2Fcallback%2F0%2Fresponse%2F204", "204");
}

TEST(SearchLink, LeadsToTheRowWhenThePageIsOpened) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{)" +
               order() + "}}}");
  screen.open("#/schemas/Order?field=%2Fbuyer%2Fcontact%2Fphone");
  EXPECT_EQ(screen.focused(), screen.find(Role::group, "phone").id);
  EXPECT_THAT(screen.text(), HasSubstr("With the country's prefix"));
}

TEST(SearchLink, ThatLeadsNowhereMarksTheNearestRow) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{)" +
               order() + "}}}");
  screen.open("#/schemas/Order?field=%2Fbuyer%2Fgone");
  EXPECT_TRUE(screen.has(Role::group, "buyer"));
  screen.act(session::Navigate{"#/schemas/Order?field=%2Fgone"});
  EXPECT_EQ(screen.surface("main").name, "Order");
}

}  // namespace
}  // namespace vitrine::view
