#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/ui/ui.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Paragraph, LinkIsFollowedByClickAndActivation) {
  Page page;
  std::string followed;
  page.frame(in_pane([&](Ui& ui) {
    std::vector<Span> spans(2);
    spans[0].text = "See ";
    spans[1].text = "Upload";
    spans[1].id = "upload";
    spans[1].href = "#/operations/upload";
    ui.paragraph("words", spans);
    if (!ui.followed_link().empty()) followed = ui.followed_link();
  }));
  const Node node = page.find(Role::paragraph, "See Upload");
  const float x = node.layout->words()[1].x + 3;
  page.ui().pointer_pressed("main", {node.rect.x + x, node.rect.y + 10});
  page.ui().pointer_released("main", {node.rect.x + x, node.rect.y + 10});
  page.run();
  EXPECT_EQ(followed, "upload");
  followed.clear();
  page.ui().activated("main/words/upload");
  page.run();
  EXPECT_EQ(followed, "upload");
}

TEST(Code, NumbersAreNotPartOfTheText) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    std::vector<Span> spans(1);
    spans[0].text = "{\n  \"id\": 1\n}";
    spans[0].font = ui.font_code();
    const Ui::CodeLine lines[] = {{1}, {2}, {3}};
    ui.code("answer", "Body", spans, lines);
  }));
  const Node node = page.find(Role::code, "Body");
  EXPECT_EQ(Page::text_of(*node.layout), "{\n  \"id\": 1\n}");
  EXPECT_EQ(node.rect.x, 32);
  EXPECT_EQ(node.rect.height, 60);
}

}  // namespace
}  // namespace vitrine::ui
