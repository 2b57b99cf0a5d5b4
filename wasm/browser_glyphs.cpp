#include "wasm/browser_glyphs.h"

#include <algorithm>
#include <utility>

#include "app/boundary/node.h"
#include "app/ui/hash.h"
#include "wasm/host.h"

namespace vitrine::wasm {
namespace {

constexpr float kPageSize = boundary::kPageSize;
constexpr std::size_t kMostAdvances = 32768;
constexpr std::size_t kCaughtUpAtOnce = 128;
/// em, of letters of all scripts: what is guessed only has to fill the screen about as well.
constexpr float kGuessedAdvance = 0.5f;

std::uint32_t family_of(const ui::Font& font) { return font.family == ui::Family::mono ? 1 : 0; }

}  // namespace

ui::Glyphs* WordPages::find(std::uint64_t key) {
  const auto found = words_.find(key);
  return found == words_.end() ? nullptr : &found->second;
}

void WordPages::add(std::uint64_t key, const ui::Glyphs& glyphs) {
  words_.emplace(key, glyphs);
  page_count_ = std::max(page_count_, glyphs.page);
}

void WordPages::drop() {
  vitrine_host_drop_words();
  words_.clear();
  page_count_ = 0;
  ++epoch_;
}

void BrowserGlyphs::change(std::uint32_t stack, float density) {
  stack_ = stack;
  density_ = density;
  ++generation_;
  advances_.clear();
  metrics_.clear();
}

std::uint64_t BrowserGlyphs::key(const ui::Font& font, std::string_view word,
                                 std::uint64_t more) const {
  ui::Hash hash;
  hash.add(font.size);
  hash.add(font.letter_spacing);
  hash.add(std::uint64_t{stack_} << 32 | std::uint64_t{font.weight} << 2 | family_of(font) << 1 |
           std::uint64_t{font.italic});
  hash.add(more);
  hash.add(word);
  return hash.value();
}

float BrowserGlyphs::measure(const ui::Font& font, std::string_view word) {
  const std::uint64_t word_key = key(font, word, 0);
  if (postponed_ && !advances_.contains(word_key)) {
    wait(word_key, {font, std::string(word)});
    return static_cast<float>(word.size()) * font.size * kGuessedAdvance;
  }
  if (advances_.size() > kMostAdvances) advances_.clear();
  const auto [entry, is_new] = advances_.try_emplace(word_key);
  if (is_new) {
    entry->second =
        vitrine_host_measure(stack_, family_of(font), font.size, font.weight, font.italic,
                             font.letter_spacing, density_, word.data(), word.size());
  }
  return entry->second;
}

ui::FontMetrics BrowserGlyphs::metrics(const ui::Font& font) {
  const auto [entry, is_new] = metrics_.try_emplace(key(font, {}, 0));
  if (is_new) {
    float out[2] = {};
    vitrine_host_metrics(stack_, family_of(font), font.size, font.weight, font.italic,
                         font.letter_spacing, density_, out);
    entry->second = {out[0], out[1]};
  }
  return entry->second;
}

ui::Glyphs BrowserGlyphs::draw(const ui::Font& font, std::string_view word, ui::Color color,
                               float phase) {
  ui::Hash hash;
  hash.add(std::uint64_t{color} << 32 | generation_);
  hash.add(density_);
  hash.add(phase);
  const std::uint64_t word_key = key(font, word, hash.value());
  if (const ui::Glyphs* known = pages_.find(word_key)) return *known;
  if (postponed_) {
    wait(word_key, {font, std::string(word), true, color, phase});
    return {};
  }
  VitrineWord drawn{};
  vitrine_host_draw_word(stack_, family_of(font), font.size, font.weight, font.italic,
                         font.letter_spacing, density_, color, phase, word.data(), word.size(),
                         &drawn);
  ui::Glyphs glyphs;
  // Page 0 would mean "no texture" to ImGui.
  glyphs.page = drawn.page + 1;
  glyphs.offset = {drawn.offset_x / density_, drawn.offset_y / density_};
  glyphs.size = {drawn.width / density_, drawn.height / density_};
  glyphs.u0 = drawn.x / kPageSize;
  glyphs.v0 = drawn.y / kPageSize;
  glyphs.u1 = (drawn.x + drawn.width) / kPageSize;
  glyphs.v1 = (drawn.y + drawn.height) / kPageSize;
  pages_.add(word_key, glyphs);
  return glyphs;
}

void BrowserGlyphs::wait(std::uint64_t key, Waiting word) {
  if (waiting_keys_.insert(key).second) waiting_.push_back(std::move(word));
}

bool BrowserGlyphs::catch_up() {
  postponed_ = false;
  waiting_keys_.clear();
  for (std::size_t count = 0; count < kCaughtUpAtOnce && !waiting_.empty(); ++count) {
    const Waiting& next = waiting_.back();
    if (next.drawn) {
      draw(next.font, next.word, next.color, next.phase);
    } else {
      measure(next.font, next.word);
    }
    waiting_.pop_back();
  }
  if (!waiting_.empty()) return false;
  ++guesses_;
  return true;
}

ui::Point BrowserGlyphs::white() const { return {2 / kPageSize, 2 / kPageSize}; }

}  // namespace vitrine::wasm
