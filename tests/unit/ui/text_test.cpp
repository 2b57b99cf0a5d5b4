#include "app/ui/text.h"

#include <gtest/gtest.h>

#include <set>
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

/// Remembers how far right of a whole pixel words are drawn.
class PhasedGlyphs final : public GlyphMaker {
 public:
  explicit PhasedGlyphs(float density) : plain_(density) {}
  float measure(const Font& font, std::string_view word) override {
    return plain_.measure(font, word);
  }
  FontMetrics metrics(const Font& font) override { return plain_.metrics(font); }
  Glyphs draw(const Font& font, std::string_view word, Color color, float phase) override {
    phases.insert(phase);
    return plain_.draw(font, word, color);
  }
  std::uint32_t generation() const override { return plain_.generation(); }
  float density() const override { return plain_.density(); }
  Point white() const override { return plain_.white(); }

  std::set<float> phases;

 private:
  PlainGlyphs plain_;
};

std::set<float> phases_at(float density) {
  PhasedGlyphs glyphs(density);
  Ui ui(glyphs);
  Ui::Settings settings;
  settings.size = {600, 400};
  settings.theme = &light_theme();
  ui.begin(settings);
  ui.begin_surface(pane());
  std::vector<Span> spans(1);
  spans[0].text = "Words of several widths, one after another, and some more of them.";
  paragraph(ui, "words", spans);
  ui.end_surface();
  ui.end();
  return glyphs.phases;
}

TEST(Text, StandsOnHalfPixelsWhereTheyAreCoarse) {
  EXPECT_EQ(phases_at(1), (std::set<float>{0, 0.5f}));
  EXPECT_EQ(phases_at(2), (std::set<float>{0}));
}

}  // namespace
}  // namespace vitrine::ui
