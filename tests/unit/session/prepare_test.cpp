// What a page shows once there was time to make it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kShop = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "paths":{"/pets":{"post":{"operationId":"add","responses":{"200":{"description":"","content":{
      "application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}}},
    "callbacks":{"fed":{"{$url}":{"post":{
      "requestBody":{"content":{"application/json":{
        "schema":{"$ref":"https://docs.example/other.json#/Food"}}}},
      "responses":{"200":{"description":"Thanks"}}}}}}}}},
  "components":{"schemas":{"Pet":{"type":"object","required":["name"],"properties":{
    "name":{"type":"string","example":"Ada"},
    "secret":{"type":"string","writeOnly":true}}}}}})";

class PreparedPage : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kShop;
    page.resources["https://docs.example/other.json"] = R"({"Food":{"type":"string"}})";
    page.open("#/operations/add");
  }
  void ask(std::string media_type) {
    const openapi::Description& description = page.session.spec->description;
    page.act(MakeExample{media_type, media_type,
                         description.schema(description.schemas().at(0).cursor),
                         schema::Direction::response, page.session.page});
  }
  const std::string& made(std::string_view place) {
    return page.session.prepared.examples.find(place)->second;
  }
};

TEST_F(PreparedPage, HasAnExampleOfAResponseWhenItWasAskedFor) {
  ask("application/json");
  EXPECT_THAT(made("application/json"), HasSubstr("\"name\": \"Ada\""));
  EXPECT_THAT(made("application/json"), Not(HasSubstr("secret")));
}

TEST_F(PreparedPage, WritesTheExampleAsItsMediaTypeIsSent) {
  ask("application/xml");
  EXPECT_THAT(made("application/xml"), HasSubstr("<name>Ada</name>"));
}

TEST_F(PreparedPage, MakesAnExampleOnce) {
  ask("application/json");
  const std::size_t wakes = page.all<Wake>().size();
  ask("application/json");
  EXPECT_EQ(page.all<Wake>().size(), wakes);
}

TEST_F(PreparedPage, ForgetsWhatWasMadeForAnother) {
  ask("application/json");
  ASSERT_NE(current_prepared(page.session), nullptr);
  page.act(Navigate{"#/schemas/Pet"});
  EXPECT_EQ(current_prepared(page.session), nullptr);
  page.act(FindUses{});
  ASSERT_NE(current_prepared(page.session), nullptr);
  EXPECT_THAT(current_prepared(page.session)->examples, IsEmpty());
  ASSERT_THAT(current_prepared(page.session)->uses, SizeIs(1));
  EXPECT_EQ(current_prepared(page.session)->uses[0].detail, "200");
}

TEST_F(PreparedPage, MayBeLeftBeforeThereWasTime) {
  const openapi::Description& description = page.session.spec->description;
  (void)update(page.session, MakeExample{"a", "application/json",
                                         description.schema(description.schemas().at(0).cursor),
                                         schema::Direction::response, page.session.page});
  page.act(Reload{});
  page.act(Woken{Timer::idle});
  EXPECT_TRUE(page.session.prepared.examples.empty());
}

TEST_F(PreparedPage, MakesNoExampleThatAPageBeforeAskedFor) {
  const std::uint64_t before = page.session.page;
  page.act(Navigate{"#/schemas/Pet"});
  const openapi::Description& description = page.session.spec->description;
  page.act(MakeExample{"application/json", "application/json",
                       description.schema(description.schemas().at(0).cursor),
                       schema::Direction::response, before});
  EXPECT_THAT(page.session.prepared.examples, IsEmpty());
}

TEST_F(PreparedPage, InterpretsACallbackAndLoadsWhatItRefersTo) {
  EXPECT_TRUE(page.session.shown->callbacks.empty());
  page.act(OpenCallback{{0}});
  page.act(OpenCallback{{7}});
  page.act(OpenCallback{{0, 1}});
  // The document arrived: the page is made anew.
  EXPECT_NE(page.session.spec->documents.find("https://docs.example/other.json"), nullptr);
  page.act(OpenCallback{{0}});
  ASSERT_EQ(page.session.shown->callbacks.size(), 1u);
  EXPECT_EQ(page.session.shown->callbacks.at({0}).responses.at(0).description, "Thanks");
}

TEST_F(PreparedPage, HasNoWordsOfAResponseThatIsTheOnlyOne) {
  ask("application/json");
  EXPECT_THAT(page.session.prepared.responses, IsEmpty());
}

TEST(PreparedResponses, HaveTheWordsOfEachWithoutMarks) {
  Page page;
  page.resources["https://docs.example/openapi.json"] =
      R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
        "operationId":"a","responses":{"200":{"description":"All *is* well"},
        "404":{"description":"Gone","content":{"application/json":{"schema":{"properties":{
          "reason":{"type":"string","description":"Why it is so"}}}}}},
        "500":{"description":")" +
      std::string(20'000, 'x') + R"("}}}}}})";
  page.open();
  page.show("a");
  const std::vector<std::string>& words = page.session.prepared.responses;
  ASSERT_THAT(words, SizeIs(3));
  EXPECT_THAT(words[0], HasSubstr("All is well"));
  EXPECT_THAT(words[1], HasSubstr("reason"));
  EXPECT_THAT(words[1], HasSubstr("Why it is so"));
  EXPECT_THAT(words[1], Not(HasSubstr("`")));
  EXPECT_LT(words[2].size(), 5'000u);
}

TEST_F(PreparedPage, CopiesTheTextOfAnExample) {
  page.act(Copy{CopyTarget::text, "{}"});
  ASSERT_THAT(page.all<CopyText>(), SizeIs(1));
  EXPECT_EQ(page.all<CopyText>()[0].text, "{}");
  EXPECT_EQ(page.session.copied, CopyTarget::text);
}

}  // namespace
}  // namespace vitrine::session
