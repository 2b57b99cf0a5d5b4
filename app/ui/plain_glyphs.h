#pragma once

#include "app/ui/glyphs.h"

namespace vitrine::ui {

/// A maker of glyphs without fonts, for tests and benchmarks: plausible widths (Latin by class of
/// letter, CJK one em, emoji 1.25, combining marks nothing), words drawn as nothing but their box.
class PlainGlyphs final : public GlyphMaker {
 public:
  explicit PlainGlyphs(float density = 1) : density_(density) {}

  float measure(const Font& font, std::string_view word) override;
  FontMetrics metrics(const Font& font) override;
  Glyphs draw(const Font& font, std::string_view word, Color color, float phase = 0) override;
  std::uint32_t generation() const override { return generation_; }
  float density() const override { return density_; }
  Point white() const override { return {0.001f, 0.001f}; }

  /// Simulates a late font: every width changes by `factor`.
  void change_fonts(float factor) {
    factor_ = factor;
    ++generation_;
  }
  std::uint64_t measured() const { return measured_; }

 private:
  float density_ = 1;
  float factor_ = 1;
  std::uint32_t generation_ = 1;
  std::uint64_t measured_ = 0;
};

}  // namespace vitrine::ui
