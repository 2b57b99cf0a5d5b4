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

TEST(CodeBox, IsCopiedByAButtonAfterItsTextThatShowsUnderThePointer) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) {
    std::vector<Span> spans(1);
    spans[0].text = "a = 1";
    spans[0].font = type::kCode;
    if (code_box(ui, "sample", spans, "Copy", false)) ++pressed;
  }));
  const Node button = page.find(Role::button, "Copy");
  EXPECT_TRUE(button.focusable);
  EXPECT_GT(button.rect.x, 500);
  EXPECT_EQ(page.nodes().back()->id, button.id);
  const auto without = page.picture();
  page.hover(Role::code, "a = 1");
  EXPECT_NE(page.picture().surfaces, without.surfaces);
  page.click(Role::button, "Copy");
  EXPECT_EQ(pressed, 1);
  page.ui().pointer_left();
  page.run();
  EXPECT_EQ(page.picture().surfaces, without.surfaces);
  page.focus(Role::button, "Copy", false);
  EXPECT_NE(page.picture().surfaces, without.surfaces);
  page.activate(Role::button, "Copy");
  EXPECT_EQ(pressed, 2);
}

}  // namespace
}  // namespace vitrine::ui
