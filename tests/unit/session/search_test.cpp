#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/work.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::IsEmpty;
using testing::Not;

const search::Gatherer* index_of(const Page& page) { return page.session.work->search.get(); }

std::vector<std::string> links(const Page& page) {
  std::vector<std::string> found;
  for (const search::Hit& hit : page.session.navigation.hits) found.push_back(hit.link);
  return found;
}

constexpr const char* kPassword = "#/schemas/UserCreate?field=%2Fpassword";

TEST(Search, BuildsNothingBeforeSomethingIsSearchedFor) {
  Page page;
  page.open("#/operations/createUser");
  page.act(Navigate{"#/schemas/UserCreate"});
  page.act(FilterNavigation{""});
  EXPECT_EQ(index_of(page), nullptr);
  page.act(FilterNavigation{"p"});
  ASSERT_NE(index_of(page), nullptr);
  EXPECT_TRUE(index_of(page)->done());
  EXPECT_FALSE(page.session.navigation.searching);
  EXPECT_FALSE(page.session.navigation.index_full);
}

TEST(Search, FindsBesidesTheListWhatStandsInside) {
  Page page;
  page.open();
  page.act(FilterNavigation{"password"});
  EXPECT_THAT(page.session.navigation.rows, IsEmpty());
  EXPECT_THAT(links(page), testing::Contains(kPassword));
  page.act(FilterNavigation{""});
  EXPECT_THAT(links(page), IsEmpty());
}

TEST(Search, DoesNotRepeatWhatTheListShows) {
  Page page;
  page.open();
  page.act(FilterNavigation{"picture"});
  EXPECT_THAT(page.session.navigation.rows, Not(IsEmpty()));
  EXPECT_THAT(links(page), Not(testing::Contains("#/operations/addPicture")));
  page.act(FilterNavigation{"pcitures"});
  EXPECT_THAT(page.session.navigation.rows, IsEmpty());
  EXPECT_THAT(links(page), testing::Contains("#/operations/addPicture"));
}

TEST(Search, IsMadeAnewForAnotherReadingOfTheDescription) {
  Page page;
  page.open();
  page.act(FilterNavigation{"password"});
  page.resources["https://docs.example/openapi.json"] =
      R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
          "components":{"schemas":{"Login":{"properties":{"password":{"type":"string"}}}}}})";
  page.act(Reload{});
  EXPECT_EQ(links(page), std::vector<std::string>{"#/schemas/Login?field=%2Fpassword"});
  Opened other = Page::opened();
  other.spec = "nowhere.json";
  page.open(other);
  EXPECT_EQ(index_of(page), nullptr);
  EXPECT_THAT(links(page), IsEmpty());
}

TEST(Search, GoesOnInSlicesThatShowNothingButWhatTheyFound) {
  Page page;
  std::string text = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{"Wide":{"properties":{"first":{})";
  for (int index = 0; index < 5000; ++index)
    text += ",\"p" + std::to_string(index) + "\":{\"description\":\"Number " +
            std::to_string(index) + "\"}";
  page.resources["https://docs.example/openapi.json"] = text + "}}}}}";
  page.open();
  Effects asked = update(page.session, FilterNavigation{"4711"});
  EXPECT_TRUE(page.session.navigation.searching);
  int slices = 0;
  int shown = 0;
  while (!asked.empty()) {
    const uint64_t before = page.session.revision;
    asked = update(page.session, Woken{Timer::slice});
    ++slices;
    if (page.session.revision != before) ++shown;
  }
  EXPECT_GT(slices, 5);
  EXPECT_LE(shown, 4) << "once for each kind of terms";
  EXPECT_FALSE(page.session.navigation.searching);
  ASSERT_THAT(links(page), Not(IsEmpty()));
  EXPECT_EQ(links(page)[0], "#/schemas/Wide?field=%2Fp4711");
}

}  // namespace
}  // namespace vitrine::session
