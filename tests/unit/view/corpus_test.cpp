#include "tests/unit/json/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using ui::Role;

/// Of a large description every n-th operation is drawn.
constexpr std::size_t kOperationsDrawn = 25;
constexpr std::size_t kMostNodesOfAnOperation = 12'000;

class Corpus : public testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Corpus);

/// The page itself fails where an ImGui item has no node, or two nodes have one id.
TEST_P(Corpus, IsListedAndDrawnAsAWhole) {
  Screen screen;
  screen.serve(std::string(json::read_file(GetParam()).view()));
  screen.open();
  if (!screen.host.session.spec) {
    // Parts of a description that stands in several files are no descriptions.
    EXPECT_TRUE(screen.has(Role::region, "Problems"));
    return;
  }
  const auto& operations = screen.host.session.spec->description.operations();
  std::size_t links = 0;
  for (const ui::Node* node : screen.page.nodes())
    links += node->id.rfind("navigation/list/", 0) == 0 && node->role == Role::link;
  EXPECT_GE(links, operations.size());

  const std::size_t step = std::max<std::size_t>(1, operations.size() / kOperationsDrawn);
  for (std::size_t index = 0; index < operations.size(); index += step) {
    SCOPED_TRACE(operations[index].method + " " + operations[index].path);
    screen.host.act(session::Navigate{session::operation_href(operations[index])});
    ASSERT_NE(screen.host.session.shown, nullptr);
    EXPECT_EQ(screen.host.session.shown->index, index);
    EXPECT_EQ(screen.surface("main").name,
              operations[index].summary.empty()
                  ? operations[index].method + " " + operations[index].path
                  : operations[index].summary);
    EXPECT_NE(screen.has(Role::button, "Send"), operations[index].webhook);
    EXPECT_LT(screen.page.nodes().size() - links, kMostNodesOfAnOperation);
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Specs, Corpus, testing::ValuesIn(json::descriptions()),
                         [](const auto& file) { return json::test_name(file.param); });

TEST(CorpusOfDescriptions, IsThere) {
  if (json::descriptions().empty())
    GTEST_SKIP() << "No corpus in " << json::corpus() << ": set VITRINE_CORPUS to its folder. "
                 << "NOTHING WAS DRAWN.";
}

}  // namespace
}  // namespace vitrine::view
