#include "app/view/fit.h"

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

}  // namespace

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
