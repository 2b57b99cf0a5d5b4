#include "app/ui/code.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Code, NumbersAreNotPartOfTheText) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    std::vector<Span> spans(1);
    spans[0].text = "{\n  \"id\": 1\n}";
    spans[0].font = type::kCode;
    const CodeLine lines[] = {{1}, {2}, {3}};
    code(ui, "answer", "Body", spans, lines);
  }));
  const Node node = page.find(Role::code, "Body");
  EXPECT_EQ(Page::text_of(*node.layout), "{\n  \"id\": 1\n}");
  EXPECT_EQ(node.rect.x, 32);
  EXPECT_EQ(node.rect.height, 60);
}

}  // namespace
}  // namespace vitrine::ui
