#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/form/field.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct LinkCase {
  std::string hash;
  Route route;
};

class Links : public testing::TestWithParam<LinkCase> {};

TEST_P(Links, GoIntoARouteAndBack) {
  const Route route = parse_route(GetParam().hash);
  EXPECT_EQ(route, GetParam().route);
  EXPECT_EQ(format(route), GetParam().hash);
}

using Kind = Route::Kind;
INSTANTIATE_TEST_SUITE_P(
    Table, Links,
    testing::Values(
        LinkCase{"#/", {Kind::overview, "", ""}},
        LinkCase{"#/operations/createUser", {Kind::operation, "/operations/createUser", ""}},
        LinkCase{"#/operations/a%2Fb%20c", {Kind::operation, "/operations/a%2Fb%20c", ""}},
        LinkCase{"#/operations/GET/%2Fpictures%2F%7Bid%7D",
                 {Kind::operation, "/operations/GET/%2Fpictures%2F%7Bid%7D", ""}},
        LinkCase{"#/operations/me?field=%2Fquery%2Flimit",
                 {Kind::operation, "/operations/me", "/query/limit"}},
        LinkCase{"#/?heading=rate-limits", {Kind::overview, "", "", "rate-limits"}},
        LinkCase{"#/tags/accounts?heading=%EC%8B%9C%EC%9E%91",
                 {Kind::tag, "accounts", "", "\xEC\x8B\x9C\xEC\x9E\x91"}},
        LinkCase{"#/webhooks/newPet/POST", {Kind::operation, "/webhooks/newPet/POST", ""}},
        LinkCase{"#/schemas/User%20%C3%BC", {Kind::schema, "User \xC3\xBC", ""}},
        LinkCase{"#/tags/accounts", {Kind::tag, "accounts", ""}},
        LinkCase{"#/nowhere", {Kind::unknown, "/nowhere", ""}}));

TEST(Links, AnchorsOfThePageAroundAreTheOverview) {
  EXPECT_EQ(parse_route("#installation").kind, Kind::overview);
  EXPECT_EQ(parse_route("").kind, Kind::overview);
}

TEST(FieldNames, ArePointersThatBeginWithThePlace) {
  EXPECT_EQ(parameter_field(openapi::Location::query, "a/b"), "/query/a~1b");
  EXPECT_EQ(body_field("/tags/0"), "/body/tags/0");
  EXPECT_EQ(field_path("/origin/place"), "origin.place");
  EXPECT_EQ(field_path("/tags/0"), "tags[0]");
  EXPECT_EQ(field_path("/a/1/b"), "a[1].b");
  EXPECT_EQ(field_path(""), "");
}

TEST(FieldNames, OfPlacesToReadBeginWithThePlaceToo) {
  EXPECT_EQ(request_field("/owner/city"), "/request/owner/city");
  EXPECT_EQ(response_field("200"), "/response/200");
  EXPECT_EQ(response_field("4XX", "/*/name"), "/response/4XX/*/name");
  EXPECT_EQ(response_header_field("200", "X/Y"), "/response-header/200/X~1Y");
  EXPECT_EQ(callback_field(1), "/callback/1");
  EXPECT_EQ(callback_field(1, request_field("/a")), "/callback/1/request/a");
  EXPECT_TRUE(is_reading_field("/response/200/a"));
  EXPECT_TRUE(is_reading_field("/request"));
  EXPECT_FALSE(is_reading_field("/requests"));
  EXPECT_FALSE(is_reading_field("/query/request"));
}

TEST(FieldNames, TellWhatStandsBelowAPlace) {
  EXPECT_EQ(field_below("/response/200/a/b", "/response/200"), "/a/b");
  EXPECT_EQ(field_below("/response/200", "/response/200"), "");
  EXPECT_EQ(field_below("/response/2001", "/response/200"), std::nullopt);
  EXPECT_EQ(field_below("/a", ""), "/a");
}

TEST(Navigate, ToAPlaceToReadFocusesNoInput) {
  Page page;
  page.open("#/operations/addPicture?field=%2Fresponse%2F201%2Ftitle");
  EXPECT_THAT(page.all<FocusField>(), IsEmpty());
  EXPECT_EQ(page.session.route.field, "/response/201/title");
}

TEST(Navigate, OpensAnOperationAndOwnsTheLocation) {
  Page page;
  page.open();
  page.act(Navigate{"#/operations/createUser"});
  EXPECT_EQ(current_operation(page.session)->path, "/users");
  ASSERT_EQ(page.all<SetLocation>().size(), 1u);
  EXPECT_EQ(page.all<SetLocation>()[0].hash, "#/operations/createUser");
  EXPECT_FALSE(page.all<SetLocation>()[0].replace);
}

TEST(Navigate, AnEmbeddedElementLeavesTheLocationAlone) {
  Page page;
  Opened event = Page::opened();
  event.owns_location = false;
  event.hash = "#/operations/me";
  event.operation = "createUser";
  page.open(event);
  ASSERT_NE(current_operation(page.session), nullptr);
  EXPECT_EQ(current_operation(page.session)->operation_id, "createUser");
  page.act(Navigate{"#/operations/listPictures"});
  EXPECT_EQ(current_operation(page.session)->operation_id, "listPictures");
  page.act(LocationChanged{"#/operations/me"});
  EXPECT_EQ(current_operation(page.session)->operation_id, "listPictures");
  EXPECT_THAT(page.all<SetLocation>(), IsEmpty());
}

TEST(Navigate, AnotherAttributeDoesNotGoBackToTheOperationAskedFor) {
  Page page;
  Opened event = Page::opened();
  event.owns_location = false;
  event.operation = "createUser";
  page.open(event);
  page.act(Navigate{"#/operations/listPictures"});
  event.theme = ThemeChoice::dark;
  page.open(event);
  EXPECT_EQ(current_operation(page.session)->operation_id, "listPictures");
  event.operation = "me";
  page.open(event);
  EXPECT_EQ(current_operation(page.session)->operation_id, "me");
}

TEST(Navigate, BackAndForwardFollowTheLocationWithoutWritingIt) {
  Page page;
  page.open();
  page.act(Navigate{"#/operations/me"});
  page.act(LocationChanged{""});
  EXPECT_EQ(current_operation(page.session), nullptr);
  page.act(LocationChanged{"#/operations/me"});
  EXPECT_EQ(current_operation(page.session)->operation_id, "me");
  page.act(LocationChanged{"#an-anchor-of-the-page"});
  EXPECT_EQ(current_operation(page.session)->operation_id, "me");
  EXPECT_EQ(page.all<SetLocation>().size(), 1u);
}

TEST(Navigate, TheFirstLinkIsFollowedOnceTheDescriptionIsThere) {
  Page page;
  page.open("#/operations/listPictures?field=%2Fquery%2Flimit");
  EXPECT_EQ(current_operation(page.session)->operation_id, "listPictures");
  ASSERT_EQ(page.all<FocusField>().size(), 1u);
  EXPECT_EQ(page.all<FocusField>()[0].field, "/query/limit");
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
}

TEST(Navigate, OperationsWithoutIdAreNamedByMethodAndPath) {
  Page page;
  page.open("#/operations/get/%2Fpictures%2F%7Bid%7D");
  ASSERT_NE(current_operation(page.session), nullptr);
  EXPECT_EQ(current_operation(page.session)->summary, "Look at one picture");
  EXPECT_EQ(page.session.route.target, "/operations/GET/%2Fpictures%2F%7Bid%7D");
}

TEST(Navigate, ALinkToNowhereSaysSoAndShowsTheOverview) {
  Page page;
  page.open("#/operations/gone");
  EXPECT_EQ(page.session.notice.word, Word::unknown_link);
  EXPECT_EQ(page.session.route.kind, Route::Kind::overview);
  page.act(DismissNotice{});
  EXPECT_TRUE(page.session.notice.empty());
}

TEST(Navigate, OnlyHarmlessLinksLeaveThePage) {
  Page page;
  page.open();
  page.act(Navigate{"javascript:alert(1)"});
  page.act(Navigate{"data:text/html,x"});
  EXPECT_THAT(page.all<OpenUrl>(), IsEmpty());
  page.act(Navigate{"https://example.com/"});
  EXPECT_EQ(page.all<OpenUrl>().size(), 1u);
}

std::vector<std::string> names(const Session& session) {
  std::vector<std::string> found;
  for (const uint32_t index : visible_operations(session)) {
    found.push_back(operation_name(session.spec->description.operations()[index]));
  }
  return found;
}

TEST(Filter, LooksAtPathSummaryIdAndTagInAnyCase) {
  Page page;
  page.open();
  EXPECT_EQ(names(page.session).size(), 5u);
  page.act(FilterNavigation{"USERS"});
  EXPECT_THAT(names(page.session),
              ElementsAre("POST /users Create an account", "GET /users/me Who am I"));
  page.act(FilterNavigation{"who"});
  EXPECT_THAT(names(page.session), ElementsAre("GET /users/me Who am I"));
  page.act(FilterNavigation{"addpic"});
  EXPECT_THAT(names(page.session), ElementsAre("POST /pictures Add a picture"));
  page.act(FilterNavigation{"get  pictures"});
  EXPECT_EQ(names(page.session).size(), 2u);
  page.act(FilterNavigation{"no such thing"});
  EXPECT_THAT(page.session.navigation.rows, IsEmpty());
}

TEST(Filter, GroupsWithoutAnOperationAreLeftOut) {
  Page page;
  page.open();
  page.act(FilterNavigation{"account"});
  const auto& rows = page.session.navigation.rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].kind, NavigationRow::Kind::group);
  EXPECT_EQ(page.session.spec->description.groups()[rows[0].group].tag, "accounts");
  EXPECT_EQ(page.session.navigation.operation_count, 2u);
}

TEST(Filter, SurvivesAReload) {
  Page page;
  page.open();
  page.act(FilterNavigation{"who"});
  page.act(Reload{});
  EXPECT_EQ(page.session.navigation.filter, "who");
  EXPECT_EQ(names(page.session).size(), 1u);
}

}  // namespace
}  // namespace vitrine::session
