// A page that shows an outline, and gets the whole in its place.
#include "app/openapi/outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>

#include "tests/unit/json/corpus.h"
#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ui::Role;

constexpr const char* kUri = "https://docs.example/openapi.json";

/// Serves the outline; the whole is held back.
void outline(Screen& screen) {
  screen.host.outlines[kUri] =
      openapi::outline(screen.host.resources[kUri], json::Language::unknown, 0);
  screen.host.serves_whole = false;
}

class OutlinedPage : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override { outline(screen); }
};

TEST_F(OutlinedPage, ShowsTheListAndTheOverviewAsTheWholeDoes) {
  screen.open();
  EXPECT_EQ(screen.stage(), boundary::Output::Stage::outlined);
  EXPECT_EQ(screen.title(), "Gallery");
  EXPECT_TRUE(screen.has(Role::link, "GET /pictures List pictures"));
  const auto before = screen.page.picture().nodes;
  screen.serve_whole();
  EXPECT_EQ(screen.stage(), boundary::Output::Stage::ready);
  EXPECT_EQ(screen.page.picture().nodes, before);
}

TEST_F(OutlinedPage, IsTheWholesWhereBothComeAtOnce) {
  Screen plain;
  plain.open("#/operations/listPictures");
  screen.host.serves_whole = true;
  screen.open("#/operations/listPictures");
  EXPECT_EQ(screen.stage(), boundary::Output::Stage::ready);
  EXPECT_EQ(screen.page.picture().nodes, plain.page.picture().nodes);
}

TEST_F(OutlinedPage, AnOperationSaysThatItIsLoadingUntilItHasItsForm) {
  screen.open();
  screen.click(Role::link, "GET /pictures List pictures");
  EXPECT_TRUE(screen.has(Role::heading, "List pictures"));
  EXPECT_THAT(screen.text(), HasSubstr("Loading…"));
  EXPECT_FALSE(screen.has(Role::button, "Send"));
  EXPECT_FALSE(screen.has(Role::region, "Problems"));
  const ui::Node heading = screen.find(Role::heading, "List pictures");
  screen.serve_whole();
  EXPECT_THAT(screen.text(), Not(HasSubstr("Loading…")));
  EXPECT_TRUE(screen.has(Role::button, "Send"));
  EXPECT_TRUE(screen.has(Role::spinbutton, "limit"));
  const ui::Node after = screen.find(Role::heading, "List pictures");
  EXPECT_EQ(after.id, heading.id);
  EXPECT_EQ(after.rect.y, heading.rect.y) << "nothing jumps";
}

TEST_F(OutlinedPage, SaysItInTheLanguageOfThePage) {
  screen.opened.language = "ko";
  screen.open("#/operations/listPictures");
  EXPECT_THAT(screen.text(), HasSubstr("불러오는 중…"));
}

TEST_F(OutlinedPage, SchemasAndTagsAreNamedAndSaySoToo) {
  screen.open("#/schemas/UserCreate");
  EXPECT_TRUE(screen.has(Role::heading, "UserCreate"));
  EXPECT_THAT(screen.text(), HasSubstr("Loading…"));
  screen.act(session::Navigate{"#/tags/pictures"});
  EXPECT_TRUE(screen.has(Role::heading, "pictures"));
  EXPECT_THAT(screen.text(), HasSubstr("Loading…"));
  screen.serve_whole();
  EXPECT_TRUE(screen.has(Role::heading, "Add a picture"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("Loading…")));
}

TEST(OutlinedLowPage, KeepsWhatIsTypedFocusedAndScrolled) {
  Screen screen{{1440, 300}};
  outline(screen);
  screen.open();
  screen.type(Role::searchbox, "Search operations", "picture");
  screen.focus(Role::searchbox, "Search operations");
  screen.scroll("main", 40);
  const std::string focused = screen.focused();
  const std::size_t scrolls = screen.scrolls().size();
  screen.serve_whole();
  EXPECT_EQ(screen.find(Role::searchbox, "Search operations").value, "picture");
  EXPECT_EQ(screen.focused(), focused);
  EXPECT_EQ(screen.surface("main").scroll_y, 40);
  EXPECT_EQ(screen.scrolls().size(), scrolls) << "nothing is scrolled";
}

TEST_F(OutlinedPage, AHeadingThatWasBroughtIntoViewIsNotAgain) {
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1","description":
    "One.\n\n# Limits\n\nTwo."},"paths":{"/a":{"get":{"operationId":"a","description":")" +
               std::string(500, 'x') + R"(","responses":{}}}}})");
  outline(screen);
  screen.open("#/?heading=limits");
  const std::size_t scrolls = screen.scrolls().size();
  ASSERT_GT(scrolls, 0u);
  screen.serve_whole();
  EXPECT_EQ(screen.scrolls().size(), scrolls);
}

TEST_F(OutlinedPage, AFieldThatALinkLeadsToGetsTheFocusWithTheForm) {
  screen.open("#/operations/listPictures?field=/query/limit");
  EXPECT_THAT(screen.focused(), IsEmpty());
  screen.serve_whole();
  EXPECT_EQ(screen.focused(), screen.find(Role::spinbutton, "limit").id);
}

TEST_F(OutlinedPage, SaysWhyTheRestIsNotThere) {
  screen.open("#/operations/listPictures");
  screen.act(session::Failed{screen.all<session::LoadResource>().back().id,
                             session::FailureKind::status, "Not Found", 404});
  EXPECT_EQ(screen.stage(), boundary::Output::Stage::failed);
  EXPECT_THAT(screen.text(), HasSubstr("The rest of the description could not be read"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("Loading…")));
  screen.click(Role::button, "Retry");
  EXPECT_TRUE(screen.has(Role::button, "Send"));
}

TEST_F(OutlinedPage, ProblemsOfTheWholeAreThereFromTheBeginning) {
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T"},"paths":{"a":{"get":{"operationId":"a",
    "description":")" +
               std::string(2000, 'x') + R"(","responses":{}}}}})");
  outline(screen);
  screen.open();
  EXPECT_TRUE(screen.has(Role::region, "Problems"));
  const auto before = screen.page.picture().nodes;
  screen.serve_whole();
  EXPECT_EQ(screen.page.picture().nodes, before);
}

// ---- whole documents

class OutlineOfADocument : public testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OutlineOfADocument);

TEST_P(OutlineOfADocument, HasTheListAndTheOverviewOfTheWhole) {
  Screen screen;
  screen.serve(std::string(json::read_file(GetParam()).view()));
  outline(screen);
  if (screen.host.outlines[kUri].empty())
    GTEST_SKIP() << "it has none: it stands in several files, or none would be shorter";
  screen.open();
  ASSERT_EQ(screen.stage(), boundary::Output::Stage::outlined);
  const auto before = screen.page.picture().nodes;
  screen.serve_whole();
  ASSERT_EQ(screen.stage(), boundary::Output::Stage::ready);
  EXPECT_TRUE(screen.page.picture().nodes == before);
}

INSTANTIATE_TEST_SUITE_P(Specs, OutlineOfADocument, testing::ValuesIn(json::descriptions()),
                         [](const auto& file) { return json::test_name(file.param); });

}  // namespace
}  // namespace vitrine::view
