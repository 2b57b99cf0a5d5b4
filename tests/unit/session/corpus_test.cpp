// Every operation, schema and tag of every description can be shown.
#include "tests/unit/json/corpus.h"

#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

class Descriptions : public testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Descriptions);

TEST_P(Descriptions, EveryPlaceCanBeShown) {
  Page page;
  page.resources["https://docs.example/openapi.json"] =
      std::string(json::read_file(GetParam()).view());
  page.open();
  // Parts of a description that stands in several files are no descriptions.
  if (!page.session.spec) return;
  const openapi::Description& description = page.session.spec->description;
  const auto& operations = description.operations();
  EXPECT_EQ(visible_operations(page.session).size(), operations.size());
  page.effects.clear();
  for (size_t index = 0; index < operations.size(); ++index) {
    page.act(Navigate{operation_href(operations[index])});
    ASSERT_NE(page.session.shown, nullptr) << operations[index].link;
    EXPECT_EQ(page.session.shown->index, index) << operations[index].link;
  }
  for (const openapi::NamedSchema& schema : description.schemas()) {
    page.act(Navigate{"#" + schema.link});
    ASSERT_NE(current_schema(page.session), nullptr) << schema.link;
    EXPECT_EQ(current_schema(page.session)->name, schema.name);
  }
  for (const openapi::Group& group : description.groups()) {
    if (group.tag.empty()) continue;
    Route route;
    route.kind = Route::Kind::tag;
    route.target = group.tag;
    page.act(Navigate{format(route)});
    ASSERT_NE(current_group(page.session), nullptr) << group.tag;
    EXPECT_EQ(current_group(page.session)->tag, group.tag);
  }
  EXPECT_TRUE(page.all<SendRequest>().empty()) << "a link never sends";
}

INSTANTIATE_TEST_SUITE_P(Specs, Descriptions, testing::ValuesIn(json::descriptions()),
                         [](const auto& file) { return json::test_name(file.param); });

}  // namespace
}  // namespace vitrine::session
