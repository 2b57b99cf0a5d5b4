#include "app/session/reference/sheet.h"

#include <algorithm>

#include "app/session/reference/markdown_text.h"
#include "app/text/ascii.h"

namespace vitrine::session {

std::string Sheet::link(std::string words, std::string_view place) const {
  const std::string to = address ? address(place) : std::string();
  // In angle brackets an address may hold parentheses.
  return to.empty() ? words : '[' + words + "](<" + to + ">)";
}

void Sheet::gap() {
  if (out.empty() || out.ends_with("\n\n")) return;
  out += out.ends_with('\n') ? "\n" : "\n\n";
}

void Sheet::heading(int at_level, std::string_view text) {
  gap();
  out.append(static_cast<std::size_t>(std::min(at_level, 6)), '#').append(" ");
  out.append(one_line(text)).append("\n");
}

void Sheet::paragraph(std::string_view text) {
  if (text::trim(text).empty()) return;
  gap();
  out.append(text).append("\n");
}

void Sheet::prose(std::string_view text, int below_level) {
  if (seams) seams->push_back(out.size());
  paragraph(text::trim(with_lower_headings(text, below_level)));
  if (seams) seams->push_back(out.size());
}

void Sheet::item(int depth, std::string_view line, std::string_view words) {
  const auto spaces = 2 * static_cast<std::size_t>(depth);
  out.append(spaces, ' ').append("- ").append(line).append("\n");
  if (text::trim(words).empty()) return;
  out += indented(text::trim(with_lower_headings(words, 5)), spaces + 2);
}

void Sheet::end_list() {
  if (!std::exchange(cut, false)) return;
  const std::string words = word(Word::left_out);
  if (!out.ends_with(words + '\n')) paragraph(words);
}

}  // namespace vitrine::session
