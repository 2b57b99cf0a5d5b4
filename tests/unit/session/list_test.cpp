#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::Not;
using Kind = NavigationRow::Kind;

/// One line a row: `# group`, `  operation`, `@ webhooks`, `$ schemas`, `  schema`.
std::vector<std::string> lines(const Session& session) {
  const openapi::Description& description = session.spec->description;
  std::vector<std::string> found;
  for (const NavigationRow& row : session.navigation.rows) {
    const std::string indent(2 * row.depth, ' ');
    switch (row.kind) {
      case Kind::section:
        found.push_back("= " + (row.index < description.tag_groups().size()
                                    ? description.tag_groups()[row.index].name
                                    : "other"));
        break;
      case Kind::group:
        found.push_back(indent + "# " + description.groups()[row.index].title + " " +
                        std::to_string(row.count));
        break;
      case Kind::operation:
        found.push_back(indent + description.operations()[row.index].path);
        break;
      case Kind::webhooks:
        found.push_back("@ " + std::to_string(row.count));
        break;
      case Kind::schemas:
        found.push_back("$ " + std::to_string(row.count));
        break;
      case Kind::schema:
        found.push_back(description.schemas()[row.index].name);
        break;
    }
  }
  return found;
}

std::vector<std::string> listed(const std::string& text, const std::string& filter = {}) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = text;
  page.open();
  if (!filter.empty()) page.act(FilterNavigation{filter});
  return lines(page.session);
}

std::string operation(const std::string& path, const std::string& tags,
                      const std::string& more = {}) {
  return "\"" + path + "\": {\"get\": {\"tags\": [" + tags + "], \"responses\": {}" + more + "}}";
}

TEST(List, GroupsByTagInTheOrderOfTheDocumentAndTheUntaggedLast) {
  EXPECT_THAT(listed(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "tags":[{"name":"b","x-displayName":"Bees"},{"name":"a"}],"paths":{)" +
                     operation("/1", "") + "," + operation("/2", R"("a")") + "," +
                     operation("/3", R"("b", "a")") + "}}"),
              ElementsAre("# Bees 1", "/3", "# a 2", "/2", "/3", "#  1", "/1"));
}

TEST(List, TagsInsideTagsFollowThem) {
  EXPECT_THAT(listed(R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},
    "tags":[{"name":"small","parent":"all"},{"name":"all"},{"name":"tiny","parent":"small"}],"paths":{)" +
                     operation("/s", R"("small")") + "," + operation("/t", R"("tiny")") + "}}"),
              ElementsAre("# all 0", "  # small 1", "  /s", "    # tiny 1", "    /t"));
}

TEST(List, TakesVeryManyTags) {
  std::string paths;
  for (int number = 0; number < 20'000; ++number) {
    const std::string name = std::to_string(number);
    paths += (number > 0 ? "," : "") + operation("/" + name, '"' + name + '"');
  }
  const std::vector<std::string> all = listed(
      R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},
    "tags":[{"name":"0"},{"name":"19999","parent":"0"}],"paths":{)" +
      paths + "}}");
  ASSERT_EQ(all.size(), 40'000u);
  EXPECT_THAT(std::vector<std::string>(all.begin(), all.begin() + 5),
              ElementsAre("# 0 1", "/0", "  # 19999 1", "  /19999", "# 1 1"));
}

TEST(List, GroupsOfTagsAreSectionsAndNothingIsLeftOut) {
  EXPECT_THAT(listed(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "x-tagGroups":[{"name":"Second","tags":["b"]},{"name":"Empty","tags":["zz"]}],"paths":{)" +
                     operation("/a", R"("a")") + "," + operation("/b", R"("b")") + "}}"),
              ElementsAre("= Second", "# b 1", "/b", "= other", "# a 1", "/a"));
}

TEST(List, WebhooksAndSchemasHaveHeadingsOfTheirOwn) {
  const std::string text = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "webhooks":{"gone":{"post":{"tags":["a"],"responses":{}}}},
    "components":{"schemas":{"Cat":{},"Dog":{}}},"paths":{)" +
                           operation("/a", R"("a")") + "}}";
  EXPECT_THAT(listed(text), ElementsAre("# a 1", "/a", "@ 1", "gone", "$ 2"));
  EXPECT_THAT(listed(text, "dog"), ElementsAre("$ 1", "Dog"));
}

TEST(List, TheBestFindComesFirst) {
  const std::string text = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{)" +
                           operation("/repos/{owner}/issues", R"("a")") + "," +
                           operation("/users", R"("b")", R"(, "summary": "Everyone")") + "," +
                           operation("/misusers", R"("c")") + "," +
                           operation("/x", R"("d")", R"(, "summary": "Users of x")") + "}}";
  EXPECT_THAT(listed(text, "users"),
              ElementsAre("# d 1", "/x", "# b 1", "/users", "# c 1", "/misusers"));
}

TEST(List, EveryWordHasToBeFoundSomewhere) {
  const std::string text = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{)" +
                           operation("/users/{id}", R"("people")",
                                     R"(, "operationId": "readOneUser", "summary": "Read")") +
                           "," + operation("/pictures", "") + "}}";
  for (const char* filter : {"get users", "people read", "one user", "READ", "{id}"})
    EXPECT_THAT(listed(text, filter), ElementsAre("# people 1", "/users/{id}")) << filter;
  EXPECT_THAT(listed(text, "users zebra"), ElementsAre());
}

TEST(List, BadgesMakeNoGroups) {
  EXPECT_THAT(listed(R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},
    "tags":[{"name":"beta","kind":"badge"},{"name":"a","kind":"nav"},{"name":"in","parent":"beta"}],
    "paths":{)" + operation("/a", R"("a", "beta")") +
                     "," + operation("/b", R"("beta")") + "," + operation("/c", R"("in")") + "}}"),
              ElementsAre("# a 1", "/a", "#  1", "/b", "# in 1", "/c"));
}

TEST(List, ShowsSummariesInWords) {
  Page page;
  page.resources["https://docs.example/openapi.json"] =
      R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{)" +
      operation("/a", "", R"(, "operationId": "a", "summary": "Finds **all** `things`")") + "}}";
  page.open("#/operations/a");
  const auto& operations = page.session.spec->description.operations();
  EXPECT_EQ(operations[0].summary, "Finds all things");
  EXPECT_EQ(operation_name(operations[0]), "GET /a Finds all things");
  EXPECT_EQ(page_name(page.session), "Finds all things");
  EXPECT_EQ(current_operation(page.session)->summary, "Finds **all** `things`");
}

/// Two tags, one inside another, a webhook and a schema.
std::string nested() {
  return R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},
    "tags":[{"name":"all"},{"name":"small","parent":"all"},{"name":"b"}],
    "webhooks":{"gone":{"post":{"responses":{}}}},
    "components":{"schemas":{"Cat":{}}},"paths":{)" +
         operation("/all", R"("all")") + "," + operation("/small", R"("small")") + "," +
         operation("/b", R"("b")", R"(, "operationId": "b")") + "}}";
}

class Folding : public testing::Test {
 protected:
  Page page;
  void SetUp() override { page.resources["https://docs.example/openapi.json"] = nested(); }
};

TEST_F(Folding, HidesWhatIsInside) {
  page.open();
  EXPECT_THAT(lines(page.session), ElementsAre("# all 1", "/all", "  # small 1", "  /small",
                                               "# b 1", "/b", "@ 1", "gone", "$ 1"));
  page.act(FoldGroup{"tag/all", false});
  EXPECT_THAT(lines(page.session), ElementsAre("# all 1", "# b 1", "/b", "@ 1", "gone", "$ 1"));
  EXPECT_EQ(page.session.navigation.groups, 4u);
  EXPECT_EQ(page.session.navigation.folded_groups, 1u);
  page.act(FoldGroup{"tag/all", true});
  EXPECT_EQ(lines(page.session).size(), 9u);
}

TEST_F(Folding, KeepsWhatIsBelowEachHeading) {
  page.open();
  page.act(FoldGroup{"tag/all", false});
  page.act(FoldGroup{"", false});
  const Navigation& navigation = page.session.navigation;
  std::vector<uint32_t> counts;
  for (const NavigationRow& row : navigation.rows) counts.push_back(row.folded);
  // An operation, the tag inside with its operation; then one of each.
  EXPECT_THAT(counts, ElementsAre(3, 1, 1, 1));
  ASSERT_EQ(navigation.folded.size(), 6u);
  EXPECT_EQ(navigation.folded[1].kind, Kind::group);
  EXPECT_EQ(navigation.folded.back().kind, Kind::schema);
  page.act(FoldGroup{"", true});
  EXPECT_EQ(navigation.folded.size(), 1u);
}

TEST_F(Folding, OfAllLeavesTheSchemasAlone) {
  page.open();
  page.act(FoldGroup{"schemas", true});
  page.act(FoldGroup{"", false});
  EXPECT_THAT(lines(page.session), ElementsAre("# all 1", "# b 1", "@ 1", "$ 1", "Cat"));
  EXPECT_EQ(page.session.navigation.folded_groups, 4u);
  page.act(FoldGroup{"", true});
  EXPECT_EQ(lines(page.session).size(), 10u);
}

TEST_F(Folding, HidesNothingThatIsSearchedFor) {
  page.open();
  page.act(FoldGroup{"", false});
  page.act(FilterNavigation{"small"});
  EXPECT_THAT(lines(page.session), ElementsAre("# small 1", "/small"));
  page.act(FilterNavigation{""});
  EXPECT_THAT(lines(page.session), ElementsAre("# all 1", "# b 1", "@ 1", "$ 1"));
}

TEST_F(Folding, EndsWhereALinkLeads) {
  page.open();
  page.act(FoldGroup{"", false});
  page.act(Navigate{"#/operations/GET/%2Fsmall"});
  EXPECT_THAT(lines(page.session), testing::IsSupersetOf({"/all", "  /small"}));
  page.act(Navigate{"#/webhooks/gone/POST"});
  EXPECT_THAT(lines(page.session), testing::Contains("gone"));
  EXPECT_THAT(lines(page.session), Not(testing::Contains("/b")));
  page.act(Navigate{"#/tags/b"});
  EXPECT_THAT(lines(page.session), testing::Contains("/b"));
  page.act(FoldGroup{"tag/b", false});
  EXPECT_THAT(lines(page.session), Not(testing::Contains("/b"))) << "the user may fold it again";
}

TEST_F(Folding, OutlivesAReload) {
  page.open();
  page.act(FoldGroup{"tag/all", false});
  page.act(FoldGroup{"schemas", true});
  Page after;
  after.resources["https://docs.example/openapi.json"] = nested();
  for (const Persist& persist : page.all<Persist>())
    after.act(Restored{persist.key, persist.value});
  after.open();
  EXPECT_THAT(lines(after.session),
              ElementsAre("# all 1", "# b 1", "/b", "@ 1", "gone", "$ 1", "Cat"));
  after.act(FoldGroup{"tag/all", true});
  after.act(FoldGroup{"schemas", false});
  EXPECT_EQ(after.all<Persist>().back().value, "") << "as at first: nothing is kept";
}

TEST_F(Folding, OfASectionHidesItsGroups) {
  page.resources["https://docs.example/openapi.json"] =
      R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
      "x-tagGroups":[{"name":"First","tags":["a"]},{"name":"Empty","tags":["zz"]}],"paths":{)" +
      operation("/a", R"("a")") + "," + operation("/b", R"("b")") + "}}";
  page.open();
  page.act(FoldGroup{"section/0", false});
  EXPECT_THAT(lines(page.session), ElementsAre("= First", "= other", "# b 1", "/b"));
  page.act(FoldGroup{"", false});
  EXPECT_THAT(lines(page.session), ElementsAre("= First", "= other"));
  page.act(Navigate{"#/operations/GET/%2Fa"});
  EXPECT_THAT(lines(page.session), ElementsAre("= First", "# a 1", "/a", "= other"));
}

TEST(List, CirclesOfTagsEnd) {
  const auto found = listed(R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},
    "tags":[{"name":"a","parent":"b"},{"name":"b","parent":"a"}],"paths":{)" +
                            operation("/a", R"("a")") + "," + operation("/b", R"("b")") + "}}");
  EXPECT_THAT(found, testing::Contains(testing::EndsWith("/a")).Times(1));
  EXPECT_THAT(found, testing::Contains(testing::EndsWith("/b")).Times(1));
}

}  // namespace
}  // namespace vitrine::session
