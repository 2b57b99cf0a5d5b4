// Glyphs by the page's 2D canvas, in the fonts that an element inherits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/playground/glyphs.h"

namespace vitrine::wasm {

/// Words on the texture pages, which all elements share. A hash stands for font, colour, density
/// and text.
class WordPages {
 public:
  ui::Glyphs* find(std::uint64_t key);
  void add(std::uint64_t key, const ui::Glyphs& glyphs);
  /// More pages are in use than are worth keeping.
  bool full() const { return page_count_ > kPages; }
  /// Forgets all words. Only between frames.
  void drop();
  std::uint32_t epoch() const { return epoch_; }

 private:
  static constexpr std::uint32_t kPages = 4;
  std::unordered_map<std::uint64_t, ui::Glyphs> words_;
  std::uint32_t page_count_ = 0;
  std::uint32_t epoch_ = 0;
};

/// The maker of glyphs of one element: words are measured and drawn by the page's 2D canvas in the
/// fonts that the element inherits.
class BrowserGlyphs final : public playground::Glyphs {
 public:
  explicit BrowserGlyphs(WordPages& pages) : pages_(pages) {}

  void change(std::uint32_t stack, float density) override;
  void postpone() override { postponed_ = true; }
  bool catch_up() override;
  void make_room() override {
    if (pages_.full()) pages_.drop();
  }

  float measure(const ui::Font& font, std::string_view word) override;
  ui::FontMetrics metrics(const ui::Font& font) override;
  ui::Glyphs draw(const ui::Font& font, std::string_view word, ui::Color color,
                  float phase = 0) override;
  std::uint32_t generation() const override { return generation_ + guesses_ + pages_.epoch(); }
  float density() const override { return density_; }
  ui::Point white() const override;

 private:
  struct Waiting {
    ui::Font font;
    std::string word;
    bool drawn = false;
    ui::Color color = 0;
    float phase = 0;
  };
  std::uint64_t key(const ui::Font& font, std::string_view word, std::uint64_t more) const;
  void wait(std::uint64_t key, Waiting word);

  WordPages& pages_;
  std::uint32_t stack_ = 0;
  float density_ = 1;
  std::uint32_t generation_ = 1;
  std::uint32_t guesses_ = 0;  ///< how often widths were guessed and then known
  bool postponed_ = false;
  std::vector<Waiting> waiting_;
  std::unordered_set<std::uint64_t> waiting_keys_;
  std::unordered_map<std::uint64_t, float> advances_;
  std::unordered_map<std::uint64_t, ui::FontMetrics> metrics_;
};

}  // namespace vitrine::wasm
