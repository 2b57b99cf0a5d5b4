// What the attributes of the element ask for: operations left out or sorted, what is chosen first.
#include "app/session/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using Kind = NavigationRow::Kind;

class ElementOptions : public testing::Test {
 protected:
  Page page;
  void open(const Options& options) {
    Opened event = Page::opened();
    event.options = options;
    page.open(std::move(event));
  }
  std::vector<std::string> operations() const {
    std::vector<std::string> found;
    const auto& entries = page.session.spec->description.operations();
    for (const NavigationRow& row : page.session.navigation.rows) {
      if (row.kind == Kind::operation)
        found.push_back(entries[row.index].method + ' ' + entries[row.index].path);
    }
    return found;
  }
  bool lists(Kind kind) const {
    for (const NavigationRow& row : page.session.navigation.rows)
      if (row.kind == kind) return true;
    return false;
  }
};

TEST(Options, NamePartsThatAreLeftOut) {
  Options options;
  options.hide = "header, try-it\tmodels";
  EXPECT_FALSE(shows(options, Part::header));
  EXPECT_FALSE(shows(options, Part::try_it));
  EXPECT_FALSE(shows(options, Part::models));
  EXPECT_TRUE(shows(options, Part::theme));
  options.hide = "headers";
  EXPECT_TRUE(shows(options, Part::header)) << "another word";
  options.alone = true;
  EXPECT_FALSE(shows(options, Part::navigation));
  EXPECT_TRUE(shows(options, Part::try_it));
}

TEST(Options, NamesOfAListMayHaveSpaces) {
  EXPECT_THAT(names_in(" a b , c,, "), ElementsAre("a b", "c"));
  EXPECT_THAT(names_in(""), IsEmpty());
}

TEST_F(ElementOptions, LeaveOutOperationsOfOtherTagsAndPaths) {
  open({.tag = "accounts"});
  EXPECT_THAT(operations(), ElementsAre("POST /users", "GET /users/me"));
  EXPECT_EQ(page.session.navigation.operation_count, 2u);
  open({.paths = "/pictures/, /users/me"});
  EXPECT_THAT(operations(), UnorderedElementsAre("GET /users/me", "GET /pictures/{id}"));
  open({});
  EXPECT_EQ(operations().size(), 5u) << "the attributes changed";
}

TEST_F(ElementOptions, LeaveThemOutOfTheSearchToo) {
  open({.tag = "accounts"});
  page.act(FilterNavigation{"picture"});
  EXPECT_THAT(operations(), IsEmpty());
  for (const search::Hit& hit : page.session.navigation.hits)
    EXPECT_EQ(hit.link.find("icture"), std::string::npos) << hit.link;
}

TEST_F(ElementOptions, SortOperationsByNameOrMethod) {
  open({.paths = "/pictures", .sort = "alpha"});
  EXPECT_THAT(operations(), ElementsAre("POST /pictures", "GET /pictures", "GET /pictures/{id}"));
  open({.paths = "/pictures", .sort = "method"});
  EXPECT_THAT(operations(), ElementsAre("GET /pictures", "GET /pictures/{id}", "POST /pictures"));
}

TEST_F(ElementOptions, UnfoldWhatTheyNameInTheList) {
  open({.open = "pictures"});
  EXPECT_THAT(operations(), ElementsAre("GET /pictures", "POST /pictures", "GET /pictures/{id}"));
  EXPECT_FALSE(lists(Kind::schema));
  page.restart();
  open({.open = "none"});
  EXPECT_THAT(operations(), IsEmpty());
  page.restart();
  open({.open = "all"});
  EXPECT_EQ(operations().size(), 5u);
  EXPECT_TRUE(lists(Kind::schema));
}

TEST_F(ElementOptions, LeaveOutTheModels) {
  open({.hide = "models"});
  EXPECT_FALSE(lists(Kind::schemas));
}

TEST_F(ElementOptions, ChooseTheServerByItsAddress) {
  open({.server = "https://eu.gallery.example"});
  page.show("listPictures");
  EXPECT_EQ(page.form().server, 1u);
  EXPECT_FALSE(page.form().own_server);
  page.restart();
  open({.server = "https://staging.gallery.example"});
  page.show("listPictures");
  EXPECT_TRUE(page.form().own_server);
  EXPECT_EQ(page.form().server_url, "https://staging.gallery.example");
}

TEST_F(ElementOptions, ChooseTheCodeThatIsShownFirstUnlessTheUserDid) {
  open({.snippet = "Python"});
  page.show("listPictures");
  const std::uint32_t asked = page.session.snippet;
  EXPECT_GT(asked, 0u);
  page.act(ChooseSnippet{0});
  Opened again = Page::opened();
  again.options.snippet = "Python";
  page.open(again);
  EXPECT_EQ(page.session.snippet, 0u);
}

}  // namespace
}  // namespace vitrine::session
