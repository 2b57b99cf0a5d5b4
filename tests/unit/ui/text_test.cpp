#include "app/ui/text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

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
    paragraph(ui, "words", spans);
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

}  // namespace
}  // namespace vitrine::ui
