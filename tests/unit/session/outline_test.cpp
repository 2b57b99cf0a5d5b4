// The outline of a large description is shown until the whole takes its place.
#include "app/openapi/outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/session/work.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kUri = "https://docs.example/openapi.json";

class OutlinedSession : public testing::Test {
 protected:
  Page page;

  void SetUp() override {
    page.outlines[kUri] = openapi::outline(page.resources[kUri], json::Language::json, 0);
    ASSERT_THAT(page.outlines[kUri], Not(IsEmpty()));
    page.serves_whole = false;
  }
};

TEST_F(OutlinedSession, HasItsListAndAsksForTheWhole) {
  page.open();
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::outlined);
  EXPECT_TRUE(is_outlined(page.session));
  EXPECT_EQ(visible_operations(page.session).size(), 5u);
  EXPECT_THAT(page.session.spec->problems, IsEmpty());
  ASSERT_THAT(page.all<LoadResource>(), SizeIs(2));
  EXPECT_FALSE(page.all<LoadResource>()[0].whole);
  EXPECT_TRUE(page.all<LoadResource>()[1].whole);
  EXPECT_FALSE(page.all<LoadResource>()[1].fresh);
  page.serve_whole();
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::ready);
  EXPECT_FALSE(is_outlined(page.session));
  EXPECT_EQ(visible_operations(page.session).size(), 5u);
}

TEST_F(OutlinedSession, AnOperationThatIsOpenedGetsItsFormWithTheWhole) {
  page.open();
  page.show("listPictures");
  EXPECT_EQ(current_form(page.session), nullptr);
  EXPECT_EQ(page_name(page.session), "List pictures");
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  page.serve_whole();
  ASSERT_NE(current_form(page.session), nullptr);
  EXPECT_EQ(page.form().parameters.size(), 3u);
  EXPECT_EQ(page.session.route.target, "/operations/listPictures");
  EXPECT_TRUE(page.session.notice.empty());
}

TEST_F(OutlinedSession, WhatWasKeptFillsTheFormOnceThereIsOne) {
  Page before;
  before.open("#/operations/listPictures");
  before.type("limit", "7");
  before.act(Woken{Timer::persist});
  for (const Persist& persist : before.all<Persist>())
    page.act(Restored{persist.key, persist.value});
  page.open("#/operations/listPictures");
  page.act(Navigate{"#/"});
  page.show("listPictures");
  EXPECT_THAT(page.all<Persist>(), IsEmpty()) << "a form that is not there is not kept";
  page.serve_whole();
  EXPECT_EQ(page.field("limit").value.text, "7");
}

TEST_F(OutlinedSession, TheFilterAndTheFoldsStay) {
  page.open();
  page.act(FoldGroup{"tag/accounts", false});
  page.act(FilterNavigation{"picture", true});
  const std::vector<uint32_t> found = visible_operations(page.session);
  const uint32_t revision = page.session.navigation.filter_revision;
  page.serve_whole();
  EXPECT_EQ(page.session.navigation.filter, "picture");
  EXPECT_EQ(page.session.navigation.filter_revision, revision);
  EXPECT_EQ(visible_operations(page.session), found);
  page.act(FilterNavigation{"", true});
  EXPECT_EQ(page.session.navigation.turned.count("tag/accounts"), 1u);
}

TEST_F(OutlinedSession, HeadingsThatWereOpenedStayOpen) {
  Opened event = Page::opened();
  event.options.open = "accounts";
  page.open(event);
  ASSERT_EQ(page.session.navigation.turned.count("tag/pictures"), 1u);
  page.act(FoldGroup{"", true});
  ASSERT_THAT(page.session.navigation.turned, IsEmpty());
  page.serve_whole();
  EXPECT_THAT(page.session.navigation.turned, IsEmpty());
}

TEST_F(OutlinedSession, PartsOfTheWholeAreNotWorthAFrame) {
  page.open();
  const uint64_t revision = page.session.revision;
  const Id id = page.all<LoadResource>().back().id;
  const std::string& text = page.resources[kUri];
  (void)update(page.session, Chunk{id, text.substr(0, 1000), text.size()});
  (void)update(page.session, Woken{Timer::slice});
  (void)update(page.session, Chunk{id, text.substr(1000), text.size()});
  (void)update(page.session, End{id});
  EXPECT_EQ(page.session.revision, revision);
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::outlined);
  for (int slices = 0; is_outlined(page.session) && slices < 100; ++slices)
    (void)update(page.session, Woken{Timer::slice});
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::ready);
  EXPECT_GT(page.session.revision, revision);
}

TEST_F(OutlinedSession, WhatNeedsTheWholeWaitsForIt) {
  page.open();
  page.act(FillForm{7, "listPictures", {{"limit", "7"}}});
  page.act(Download{Download::Format::json});
  EXPECT_THAT(page.all<Called>(), IsEmpty());
  EXPECT_THAT(page.all<SaveFile>(), IsEmpty());
  page.serve_whole();
  ASSERT_THAT(page.all<Called>(), SizeIs(1));
  EXPECT_EQ(page.all<Called>()[0].problem, "");
  EXPECT_EQ(page.field("limit").value.text, "7");
  std::string file;
  for (const KeepText& keep : page.all<KeepText>()) file += keep.text;
  EXPECT_EQ(file, page.resources[kUri]);
}

TEST_F(OutlinedSession, TheListStaysWhenTheWholeCannotBeHad) {
  page.open("#/operations/createUser");
  page.act(FillForm{7, "listPictures", {{"limit", "7"}}});
  page.act(Failed{page.all<LoadResource>().back().id, FailureKind::status, "Not Found", 404});
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::failed);
  EXPECT_EQ(visible_operations(page.session).size(), 5u);
  ASSERT_THAT(page.all<Called>(), SizeIs(1));
  EXPECT_THAT(page.all<Called>()[0].problem, HasSubstr("404"));
  page.act(Download{Download::Format::json});
  EXPECT_THAT(page.all<SaveFile>(), IsEmpty());
  page.act(Reload{});
  EXPECT_TRUE(page.all<LoadResource>().back().fresh);
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::ready);
  EXPECT_NE(current_form(page.session), nullptr);
}

TEST_F(OutlinedSession, ATextOfAnotherHashIsReadAgainPastTheCaches) {
  const std::string older = R"({"openapi": "3.1.0", "info": {"title": "Older", "version": "0"},
    "paths": {}})";
  page.resources[kUri] = older;
  page.open();
  page.serve_whole();
  ASSERT_THAT(page.all<LoadResource>(), SizeIs(4)) << "held back, come, and read again";
  EXPECT_TRUE(page.all<LoadResource>().back().fresh);
  EXPECT_TRUE(page.all<LoadResource>().back().whole);
  EXPECT_EQ(page.session.spec->description.info().title, "Older") << "what the server says now";
}

TEST_F(OutlinedSession, ALinkToWhatOnlyTheWholeHasIsFollowedOnceItIsThere) {
  page.resources[kUri] = R"({"openapi": "3.1.0", "info": {"title": "Newer", "version": "2"},
    "paths": {"/new": {"get": {"operationId": "fresh", "responses": {}}}}})";
  page.open("#/operations/fresh");
  EXPECT_EQ(page.session.route.kind, Route::Kind::overview);
  EXPECT_TRUE(page.session.notice.empty());
  page.serve_whole();
  EXPECT_EQ(page.session.route.target, "/operations/fresh");
  EXPECT_NE(current_form(page.session), nullptr);
}

TEST_F(OutlinedSession, ALinkThatLeadsNowhereIsSaidOnceTheWholeIsThere) {
  page.open("#/operations/nothing");
  EXPECT_TRUE(page.session.notice.empty());
  page.serve_whole();
  EXPECT_FALSE(page.session.notice.empty());
}

TEST_F(OutlinedSession, CallsOfThePageSettleWhenItOpensAnotherDescription) {
  page.open();
  page.act(FillForm{7, "listPictures", {{"limit", "7"}}});
  page.resources["https://docs.example/other.json"] = page.resources[kUri];
  Opened other = Page::opened();
  other.spec = "other.json";
  page.open(other);
  ASSERT_THAT(page.all<Called>(), SizeIs(1));
  EXPECT_THAT(page.all<Called>()[0].problem, Not(IsEmpty()));
}

TEST_F(OutlinedSession, AFileThatIsAskedForTwiceIsSavedOnceAndASecondPrintStopsTheFirst) {
  page.open();
  for (int times = 0; times < 3; ++times) page.act(Download{Download::Format::json});
  for (int times = 0; times < 2; ++times) page.act(PrintDocument{});
  page.serve_whole();
  EXPECT_THAT(page.all<SaveFile>(), SizeIs(1));
  EXPECT_THAT(page.all<PrintBlocks>(), IsEmpty());
}

TEST_F(OutlinedSession, TheFocusStaysWithWhoTypesWhenTheFormComes) {
  page.open("#/operations/listPictures?field=/query/limit");
  page.act(FilterNavigation{"pic", true});
  page.serve_whole();
  EXPECT_NE(current_form(page.session), nullptr);
  EXPECT_THAT(page.all<FocusField>(), IsEmpty());
}

TEST_F(OutlinedSession, TheSearchEndsWhenTheWholeCannotBeHad) {
  page.open();
  page.act(FilterNavigation{"nothing at all", true});
  EXPECT_TRUE(is_searching(page.session));
  page.act(Failed{page.all<LoadResource>().back().id, FailureKind::network, "", 0});
  EXPECT_FALSE(is_searching(page.session));
}

TEST_F(OutlinedSession, DoesNotTakeThePlaceOfTheWholeWhenAnElementJoinsAfterAFailedReload) {
  const auto sharing = std::make_shared<Sharing>();
  Session first(sharing);
  Session second(sharing);
  Page one(first);
  Page other(second);
  one.outlines = other.outlines = page.outlines;
  one.open("#/operations/createUser");
  ASSERT_EQ(first.loading.stage, Loading::Stage::ready);
  one.serves_resources = false;
  one.act(Reload{});
  one.act(Failed{one.all<LoadResource>().back().id, FailureKind::status, "", 503});
  ASSERT_EQ(first.loading.stage, Loading::Stage::failed);
  other.open();
  EXPECT_TRUE(other.all<LoadResource>().back().whole);
  one.act(Told{});
  EXPECT_FALSE(is_outlined(first));
  EXPECT_NE(current_form(first), nullptr);
}

TEST_F(OutlinedSession, AnotherTextThanTheOutlinesWins) {
  page.resources[kUri] = R"({"openapi": "3.1.0", "info": {"title": "Other", "version": "2"},
    "paths": {"/new": {"get": {"operationId": "fresh", "responses": {}}}}})";
  page.open();
  page.serve_whole();
  EXPECT_EQ(page.session.spec->description.info().title, "Other");
  EXPECT_EQ(visible_operations(page.session).size(), 1u);
  EXPECT_TRUE(page.session.notice.empty());
}

TEST_F(OutlinedSession, AnOutlineInPlaceOfTheWholeIsTakenForIt) {
  page.resources[kUri] = page.outlines[kUri];
  page.open();
  page.serve_whole();
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::ready);
  EXPECT_THAT(page.all<LoadResource>(), SizeIs(4))
      << "held back, come, read again, and that was it";
}

TEST_F(OutlinedSession, OfYamlIsReadAsTheJsonThatItIs) {
  const std::string yaml =
      "openapi: 3.1.0\ninfo: {title: In YAML, version: '1'}\npaths:\n  /a:\n    get:\n"
      "      operationId: a\n      description: What the whole has to say of it, at some length\n"
      "      parameters: [{name: page, in: query, schema: {type: integer}}]\n"
      "      responses: {'200': {description: 'What it gives, in as many words'}}\n";
  page.resources["https://docs.example/openapi.yaml"] = yaml;
  page.outlines["https://docs.example/openapi.yaml"] =
      openapi::outline(yaml, json::Language::yaml, 0);
  Opened event = Page::opened();
  event.spec = "openapi.yaml";
  event.hash = "#/operations/a";
  page.open(event);
  ASSERT_TRUE(is_outlined(page.session));
  EXPECT_EQ(page.session.spec->description.info().title, "In YAML");
  page.serve_whole();
  EXPECT_EQ(page.form().parameters.size(), 1u);
}

TEST_F(OutlinedSession, AReloadGoesWithoutAnOutline) {
  page.open();
  page.serve_whole();
  page.act(Reload{});
  EXPECT_TRUE(page.all<LoadResource>().back().whole);
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::ready);
}

TEST_F(OutlinedSession, AnotherElementTakesBothOver) {
  const auto sharing = std::make_shared<Sharing>();
  Session first(sharing);
  Session second(sharing);
  Page one(first);
  Page other(second);
  one.outlines = page.outlines;
  one.serves_whole = other.serves_resources = false;
  one.open("#/operations/listPictures");
  other.open("#/operations/createUser");
  EXPECT_TRUE(is_outlined(second));
  EXPECT_THAT(other.all<LoadResource>(), IsEmpty());
  EXPECT_EQ(current_form(second), nullptr);
  one.serve_whole();
  other.act(Told{});
  EXPECT_EQ(second.loading.stage, Loading::Stage::ready);
  EXPECT_NE(current_form(second), nullptr);
  EXPECT_EQ(first.spec, second.spec);
}

TEST_F(OutlinedSession, HasFormsWithAllOfTheModuleAndAllOfTheDescription) {
  page.session.usable = false;
  page.open("#/operations/listPictures");
  page.act(Usable{});
  EXPECT_EQ(current_form(page.session), nullptr);
  page.serve_whole();
  EXPECT_NE(current_form(page.session), nullptr);
}

}  // namespace
}  // namespace vitrine::session
