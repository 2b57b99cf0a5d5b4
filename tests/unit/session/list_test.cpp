#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
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

TEST(List, CirclesOfTagsEnd) {
  const auto found = listed(R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},
    "tags":[{"name":"a","parent":"b"},{"name":"b","parent":"a"}],"paths":{)" +
                            operation("/a", R"("a")") + "," + operation("/b", R"("b")") + "}}");
  EXPECT_THAT(found, testing::Contains(testing::EndsWith("/a")).Times(1));
  EXPECT_THAT(found, testing::Contains(testing::EndsWith("/b")).Times(1));
}

}  // namespace
}  // namespace vitrine::session
