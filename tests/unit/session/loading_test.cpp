#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;

TEST(Loading, SpecUrlIsRelativeToThePage) {
  Page page;
  page.serves_resources = false;
  page.open();
  ASSERT_EQ(page.all<LoadResource>().size(), 1u);
  EXPECT_EQ(page.all<LoadResource>()[0].uri, "https://docs.example/openapi.json");
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::loading);
}

TEST(Loading, ADescriptionMayComeByteByByte) {
  Page page;
  page.chunk_bytes = 1;
  page.open();
  ASSERT_EQ(page.session.loading.stage, Loading::Stage::ready);
  EXPECT_EQ(page.session.spec->description.operations().size(), 5u);
  EXPECT_EQ(page.session.spec->description.info().title, "Gallery");
  EXPECT_EQ(page.session.loading.received, read_fixture("gallery.json").size());
}

TEST(Loading, OneEventReadsNoMoreThanASlice) {
  Session session;
  (void)update(session, Page::opened());
  const Id id = session.last_id;
  std::string text = R"({"openapi": "3.1.0", "x-filler": ")" + std::string(5'000'000, 'x');
  Effects asked = update(session, Chunk{id, text, 0});
  // The rest waits, and the session asks to be woken for it.
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(std::get<Wake>(asked[0]).after_ms, 0u);
  int slices = 0;
  while (!asked.empty()) {
    asked = update(session, Woken{Timer::slice});
    ++slices;
  }
  EXPECT_GE(slices, 4);
  // Nothing waits: no timer runs.
  EXPECT_TRUE(update(session, Woken{Timer::slice}).empty());
}

TEST(Loading, AnEndWithBytesWaitingReadsThemAll) {
  Session session;
  (void)update(session, Page::opened());
  const Id id = session.last_id;
  const std::string filler = std::string(3'000'000, 'x');
  (void)update(session,
               Chunk{id, R"({"openapi": "3.1.0", "paths": {}, "x": ")" + filler + "\"}", 0});
  Effects asked = update(session, End{id});
  while (!asked.empty()) asked = update(session, Woken{Timer::slice});
  EXPECT_EQ(session.loading.stage, Loading::Stage::ready);
}

TEST(Loading, YamlIsUnderstoodInSlices) {
  Session session;
  (void)update(session, Page::opened());
  std::string text = "openapi: 3.1.0\ninfo: {title: In YAML, version: 1.0.0}\npaths:\n";
  for (int i = 0; i < 20'000; ++i) {
    text += "  /path/" + std::to_string(i) + ":\n    get: {tags: [a]}\n";
  }
  const Id id = session.last_id;
  (void)update(session, Chunk{id, text, 0});
  int slices = 0;
  for (Effects asked = update(session, End{id}); !asked.empty(); ++slices) {
    asked = update(session, Woken{Timer::slice});
  }
  EXPECT_GT(slices, static_cast<int>(text.size() / (256 * 1024)) + 20);
  ASSERT_EQ(session.loading.stage, Loading::Stage::ready);
  EXPECT_EQ(session.spec->description.info().title, "In YAML");
  EXPECT_EQ(session.spec->description.operations().size(), 20'000u);
}

TEST(Loading, ChunksOfAnotherLoadAreIgnored) {
  Page page;
  page.serves_resources = false;
  page.open();
  page.act(Chunk{page.session.last_id + 7, "{}", 0});
  EXPECT_EQ(page.session.loading.received, 0u);
}

TEST(Loading, MissingFileSaysStatusAndRemedy) {
  Page page;
  page.resources.clear();
  page.open();
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::failed);
  EXPECT_EQ(text(page.session.loading.failure, schema::Language::en),
            "https://docs.example/openapi.json: 404 Not Found");
  EXPECT_THAT(text(page.session.loading.remedy, schema::Language::en), HasSubstr("attribute"));
}

TEST(Loading, APolicyAndADiskHaveTheirOwnRemedy) {
  Page page;
  page.serves_resources = false;
  page.open();
  page.act(Failed{page.all<LoadResource>().back().id, FailureKind::policy, "Failed to fetch", 0});
  EXPECT_EQ(page.session.loading.failure.word, Word::spec_policy);
  EXPECT_EQ(text(page.session.loading.remedy, schema::Language::en),
            "Add https://docs.example to connect-src");

  Opened event = Page::opened();
  event.spec = "file:///home/me/openapi.json";
  page.open(event);
  page.act(Failed{page.all<LoadResource>().back().id, FailureKind::network, "Failed to fetch", 0});
  EXPECT_EQ(page.session.loading.failure.word, Word::spec_on_disk);
}

TEST(Loading, TextThatIsNotJsonSaysWhere) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = "{\n  ]";
  page.open();
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::failed);
  EXPECT_EQ(page.session.loading.failure.word, Word::spec_not_json);
  EXPECT_THAT(text(page.session.loading.failure, schema::Language::en),
              HasSubstr("line 2, column 3"));
}

TEST(Loading, JsonThatIsNoDescriptionIsSaidToBeSo) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = R"({"name": "package"})";
  page.open();
  EXPECT_EQ(page.session.loading.failure.word, Word::spec_not_openapi);
}

TEST(Loading, ATruncatedDescriptionShowsWhatCouldBeRead) {
  Page page;
  std::string& text = page.resources["https://docs.example/openapi.json"];
  text.resize(text.find("\"/pictures/{id}\""));
  page.open();
  ASSERT_EQ(page.session.loading.stage, Loading::Stage::ready);
  EXPECT_EQ(page.session.spec->description.operations().size(), 4u);
  ASSERT_FALSE(page.session.spec->problems.empty());
  EXPECT_GT(page.session.spec->problems[0].position.line, 1u);
}

TEST(Loading, NoSpecIsSaidInsteadOfABlankPage) {
  Page page;
  Opened event = Page::opened();
  event.spec.clear();
  page.open(event);
  EXPECT_EQ(page.session.loading.failure.word, Word::no_spec);
}

TEST(Loading, AFailedReloadKeepsTheDescription) {
  Page page;
  page.open("#/operations/createUser");
  page.resources.clear();
  page.act(Reload{});
  EXPECT_EQ(page.session.loading.stage, Loading::Stage::failed);
  ASSERT_NE(current_operation(page.session), nullptr);
  EXPECT_EQ(current_operation(page.session)->operation_id, "createUser");
}

TEST(Loading, ReloadAsksForAFreshTextAndCancelsTheEarlierLoad) {
  Page page;
  page.serves_resources = false;
  page.open();
  const Id first = page.session.last_id;
  page.act(Reload{});
  ASSERT_EQ(page.all<CancelRequest>().size(), 1u);
  EXPECT_EQ(page.all<CancelRequest>()[0].id, first);
  EXPECT_TRUE(page.all<LoadResource>().back().fresh);
}

class OtherDocuments : public testing::Test {
 protected:
  Page page;

  void refer_to(const std::string& uri) {
    page.resources["https://docs.example/openapi.json"] =
        R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"$ref": ")" +
        uri + R"("}}})";
  }
};

TEST_F(OtherDocuments, OfTheSameOriginAreLoadedAtOnce) {
  refer_to("parts/a.json");
  page.resources["https://docs.example/parts/a.json"] =
      R"({"get": {"operationId": "getA", "responses": {}}})";
  page.open();
  EXPECT_EQ(page.all<LoadResource>().back().uri, "https://docs.example/parts/a.json");
  ASSERT_EQ(page.session.spec->description.operations().size(), 1u);
  EXPECT_TRUE(page.session.missing.empty());
  page.show("getA");
}

TEST_F(OtherDocuments, OfAnotherOriginWaitForTheUser) {
  refer_to("https://other.example/a.json");
  page.resources["https://other.example/a.json"] =
      R"({"get": {"operationId": "getA", "responses": {}}})";
  page.open();
  EXPECT_EQ(page.all<LoadResource>().size(), 1u);
  ASSERT_EQ(page.session.missing.size(), 1u);
  EXPECT_EQ(page.session.missing[0].state, MissingDocument::State::asks);

  page.act(LoadMissing{"https://other.example/a.json"});
  EXPECT_TRUE(page.session.missing.empty());
  EXPECT_EQ(page.session.spec->description.operations().size(), 1u);
}

TEST_F(OtherDocuments, OutsideTheWebAreNeverAskedFor) {
  refer_to("file:///etc/passwd");
  page.open();
  page.act(LoadMissing{"file:///etc/passwd"});
  EXPECT_EQ(page.all<LoadResource>().size(), 1u);
}

TEST_F(OtherDocuments, ThatFailCanBeAskedForAgain) {
  refer_to("parts/a.json");
  page.open();
  ASSERT_EQ(page.session.missing.size(), 1u);
  EXPECT_EQ(page.session.missing[0].state, MissingDocument::State::failed);
  page.resources["https://docs.example/parts/a.json"] =
      R"({"get": {"operationId": "getA", "responses": {}}})";
  page.act(LoadMissing{"https://docs.example/parts/a.json"});
  EXPECT_EQ(page.session.spec->description.operations().size(), 1u);
}

TEST_F(OtherDocuments, NeededByASchemaComeWhenItIsShown) {
  page.resources["https://docs.example/openapi.json"] = R"({
    "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
    "paths": {"/a": {"get": {"operationId": "getA", "responses": {}, "parameters": [
      {"name": "n", "in": "query", "schema": {"$ref": "types.json#/small"}}]}}}})";
  page.resources["https://docs.example/types.json"] =
      R"({"small": {"type": "integer", "maximum": 9}})";
  page.open();
  EXPECT_EQ(page.all<LoadResource>().size(), 1u) << "not before it is looked at";
  page.show("getA");
  EXPECT_EQ(page.all<LoadResource>().size(), 2u);
  page.type("n", "10");
  EXPECT_FALSE(page.field("n").valid());
}

}  // namespace
}  // namespace vitrine::session
