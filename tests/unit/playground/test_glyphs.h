// Glyphs without fonts that can do what a playground asks of a host's.
#pragma once

#include "app/playground/glyphs.h"
#include "app/ui/plain_glyphs.h"

namespace vitrine::playground {

class TestGlyphs final : public Glyphs {
 public:
  std::uint32_t stack = 0;
  int tasks = 2;          ///< that words which wait take
  int waiting = 0;        ///< words that were not measured when they were asked for
  bool restless = false;  ///< each measure is stale at once, and wider than the last

  void change(std::uint32_t new_stack, float density) override {
    stack = new_stack;
    plain_ = ui::PlainGlyphs(density);
    ++changes_;
  }
  void postpone() override {
    postponed_ = true;
    left_ = tasks;
  }
  bool catch_up() override {
    postponed_ = false;
    if (--left_ > 0) return false;
    ++changes_;
    return true;
  }
  void make_room() override {}

  float measure(const ui::Font& font, std::string_view word) override {
    if (postponed_) {
      ++waiting;
      return static_cast<float>(word.size()) * font.size / 2;
    }
    if (restless) ++changes_;
    return plain_.measure(font, word) * (restless ? 1 + static_cast<float>(changes_ % 97) / 20 : 1);
  }
  ui::FontMetrics metrics(const ui::Font& font) override { return plain_.metrics(font); }
  ui::Glyphs draw(const ui::Font& font, std::string_view word, ui::Color color,
                  float phase = 0) override {
    return postponed_ ? ui::Glyphs{} : plain_.draw(font, word, color, phase);
  }
  std::uint32_t generation() const override { return plain_.generation() + changes_; }
  float density() const override { return plain_.density(); }
  ui::Point white() const override { return plain_.white(); }

 private:
  ui::PlainGlyphs plain_;
  std::uint32_t changes_ = 0;
  bool postponed_ = false;
  int left_ = 0;
};

}  // namespace vitrine::playground
