#include "app/ui/code.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/code_lines.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

std::shared_ptr<const TextLayout> laid_out(Ui& ui, std::string text) {
  std::vector<Span> spans(1);
  spans[0].text = std::move(text);
  spans[0].font = type::kCode;
  return ui.lay_out(std::move(spans), 0, leading::kText, Wrap::none);
}

TEST(CodeLines, NumbersAreNotPartOfTheText) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    const CodeLine lines[] = {{1}, {2}, {3}};
    CodeLines given;
    given.lines = lines;
    given.last = 3;
    code_lines(ui, "answer", "Body", laid_out(ui, "{\n  \"id\": 1\n}"), given);
  }));
  const Node node = page.find(Role::code, "Body");
  EXPECT_EQ(Page::text_of(*node.layout), "{\n  \"id\": 1\n}");
  EXPECT_EQ(node.rect.x, 32);
  EXPECT_EQ(node.rect.height, 60);
}

TEST(CodeLines, AMarkSaysWhatIsWrongUnderTheFocus) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    const CodeLine lines[] = {{1, Node::Tri::unset, "must be a string"}, {2}};
    CodeLines given;
    given.lines = lines;
    given.last = 2;
    given.line_name = "Line";
    code_lines(ui, "body", "Body", laid_out(ui, "1\n2"), given);
  }));
  EXPECT_FALSE(page.has(Role::paragraph, "must be a string"));
  page.focus(Role::button, "Line 1: must be a string", true);
  EXPECT_TRUE(page.has(Role::paragraph, "must be a string"));
}

TEST(CodeLines, TheLineUnderThePointerIsReportedAndHasItsActions) {
  Page page;
  std::optional<std::size_t> active = 1;
  std::optional<std::size_t> pressed;
  page.frame(in_pane([&](Ui& ui) {
    const CodeLine lines[] = {{1}, {2}, {3}};
    const CodeAction actions[] = {{"Copy value"}, {"Copy path"}};
    CodeLines given;
    given.lines = lines;
    given.last = 3;
    given.actions = actions;
    given.active = active;
    const CodeUse use = code_lines(ui, "body", "Body", laid_out(ui, "a\nb\nc"), given);
    if (use.reached) active = use.reached;
    if (use.action) pressed = use.action;
  }));
  const Node button = page.find(Role::button, "Copy path");
  EXPECT_EQ(button.rect.y, page.find(Role::code, "Body").rect.y + 20);
  page.click(Role::button, "Copy path");
  EXPECT_EQ(pressed, 1u);
  page.hover(Role::code, "Body");
  EXPECT_EQ(active, 1u) << "its middle";
}

TEST(CodeLines, ALineMayGoOnInARowOfItsOwn) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    const CodeLine lines[] = {{1}, {0}, {2}};
    CodeLines given;
    given.lines = lines;
    given.last = 2;
    code_lines(ui, "body", "Body", laid_out(ui, "a\vb\nc"), given);
  }));
  const auto layout = page.find(Role::code, "Body").layout;
  ASSERT_EQ(layout->lines().size(), 3u);
  EXPECT_FALSE(layout->lines()[0].hard_break);
  EXPECT_TRUE(layout->lines()[1].hard_break);
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
