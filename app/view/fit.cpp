#include "app/view/fit.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "app/text/utf8.h"

namespace vitrine::view {
namespace {

bool is_lower(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// True after a dot, and less well within a word: snake_case, kebab-case, camelCase.
bool begins_part(std::string_view text, std::size_t at, bool within_words) {
  const char before = text[at - 1];
  if (before == '.') return true;
  if (!within_words) return false;
  return before == '_' || before == '-' || text[at] == '[' ||
         (is_lower(before) && is_upper(text[at]));
}

/// Offset of the longest end that fits; the text's size where none does.
std::size_t part_that_fits(ui::Ui& ui, std::string_view text, ui::Font font, float width,
                           bool within_words) {
  std::size_t found = text.size();
  for (std::size_t at = text.size() - 1; at > 0; --at) {
    if (!begins_part(text, at, within_words)) continue;
    if (ui.measure(text.substr(at), font).width > width) break;
    found = at;
  }
  return found;
}

/// Where the second line begins; the name's size where there is none.
std::size_t second_line(ui::Ui& ui, std::string_view name, ui::Font font, float width) {
  const auto layout = ui.lay_out(name, font, 0, width, ui::leading::kMessage);
  if (layout->lines().size() < 2 || layout->lines()[1].run_count == 0) return name.size();
  return layout->runs()[layout->lines()[1].first_run].begin;
}

std::size_t common_prefix(std::string_view one, std::string_view other) {
  const std::size_t most = std::min(one.size(), other.size());
  std::size_t same = 0;
  while (same < most && one[same] == other[same]) ++same;
  return same;
}

/// The beginning of the word at `at`, or a little before where that is far.
std::size_t word_begin(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostBefore = 12;
  std::size_t begin = at;
  while (begin > 0 && at - begin < kMostBefore && text[begin - 1] != ' ' && text[begin - 1] != '/')
    --begin;
  while (begin < at && text::is_continuation(text[begin])) ++begin;
  return begin;
}

/// Whether the second line of `name`, which begins at `at` and is cut, ends before what tells it
/// from `other`.
bool looks_like(ui::Ui& ui, std::string_view name, std::string_view other, std::size_t at,
                ui::Font font, float width) {
  const std::size_t same = common_prefix(name, other);
  if (same < at || (same == name.size() && same == other.size())) return false;
  if (name.front() == '/')
    return end_that_fits(ui, name.substr(at), font, width) ==
           end_that_fits(ui, other.substr(at), font, width);
  const std::string shown = std::string(name.substr(at, same + 1 - at)) + "…";
  return ui.measure(shown, font).width > width;
}

constexpr std::uint8_t about_width_of(char c) {
  if (std::string_view("ijl|!.,:;'`").find(c) != std::string_view::npos) return 30;
  if (std::string_view("frt()[]{}/\\-\" ").find(c) != std::string_view::npos) return 39;
  if (std::string_view("mwMW@%").find(c) != std::string_view::npos) return 90;
  return c >= 'A' && c <= 'Z' ? 70 : 60;
}

/// Hundredths of an em, of a sans.
constexpr auto kAboutWidths = [] {
  std::array<std::uint8_t, 128> widths{};
  for (std::size_t at = 0; at < widths.size(); ++at)
    widths[at] = about_width_of(static_cast<char>(at));
  return widths;
}();

std::uint32_t about_width_of_byte(unsigned char byte) {
  if (byte < 0x80) return kAboutWidths[byte];
  if (text::is_continuation(static_cast<char>(byte))) return 0;
  return byte >= 0xE3 ? 100 : 62;  // from there on CJK and emoji
}

}  // namespace

float about_width(std::string_view name, ui::Font font) {
  std::uint32_t hundredths = 0;
  for (const char c : name) hundredths += about_width_of_byte(static_cast<unsigned char>(c));
  return static_cast<float>(hundredths) / 100 * font.size;
}

TwoLines wrapped(ui::Ui& ui, std::string_view name, ui::Font font, float width,
                 std::span<const std::string_view> others) {
  const std::size_t at = second_line(ui, name, font, width);
  std::string first(name.substr(0, at));
  if (at == name.size()) return {first, {}};
  while (!first.empty() && first.back() == ' ') first.pop_back();
  const std::string_view rest = name.substr(at);
  if (ui.measure(rest, font).width <= width) return {first, std::string(rest)};
  std::size_t same = 0;
  for (const std::string_view other : others) {
    if (looks_like(ui, name, other, at, font, width))
      same = std::max(same, common_prefix(name, other));
  }
  if (same > at)
    return {first, "…" + std::string(name.substr(std::max(at, word_begin(name, same))))};
  return {first, name.front() == '/' ? end_that_fits(ui, rest, font, width) : std::string(rest)};
}

std::string end_that_fits(ui::Ui& ui, std::string_view text, ui::Font font, float width) {
  if (text.empty() || ui.measure(text, font).width <= width) return std::string(text);
  const float left = width - ui.measure("…", font).width;
  std::size_t at = text.size();
  for (std::size_t before = at; before > 0;) {
    do --before;
    while (before > 0 && text::is_continuation(text[before]));
    if (ui.measure(text.substr(before), font).width > left) break;
    at = before;
  }
  return "…" + std::string(text.substr(at));
}

TwoLines in_two_lines(ui::Ui& ui, std::string_view name, ui::Font font, ui::Font first_font,
                      float width) {
  if (name.empty() || ui.measure(name, font).width <= width) return {{}, std::string(name)};
  std::size_t at = part_that_fits(ui, name, font, width, false);
  if (at == name.size()) at = part_that_fits(ui, name, font, width, true);
  if (at == name.size()) return {{}, end_that_fits(ui, name, font, width)};
  return {end_that_fits(ui, name.substr(0, at), first_font, width), std::string(name.substr(at))};
}

}  // namespace vitrine::view
