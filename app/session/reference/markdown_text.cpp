#include "app/session/reference/markdown_text.h"

#include <algorithm>

#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

/// The longest run of backticks.
std::size_t longest_run(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string_view take_line(std::string_view& text) {
  std::string_view line = text::take_piece(text, '\n');
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The number of `c` at the beginning.
std::size_t run_of(std::string_view line, char c) {
  return std::min(line.find_first_not_of(c), line.size());
}

/// The line without up to three spaces at its beginning: more make it code.
std::string_view unindented(std::string_view line) {
  const std::size_t spaces = run_of(line, ' ');
  return spaces > 3 ? std::string_view() : line.substr(spaces);
}

/// The level of a heading `# …` (CommonMark §4.2); 0 for another line.
std::size_t heading_level(std::string_view line) {
  const std::size_t marks = run_of(line, '#');
  const bool is_heading = marks >= 1 && marks <= 6 &&
                          (marks == line.size() || line[marks] == ' ' || line[marks] == '\t');
  return is_heading ? marks : 0;
}

/// The level of a heading whose text is the line before (CommonMark §4.3); 0 for another line.
std::size_t underline_level(std::string_view line) {
  line = text::trim(line);
  if (line.empty() || run_of(line, line[0]) != line.size()) return 0;
  return line[0] == '=' ? 1 : line[0] == '-' ? 2 : 0;
}

/// Whether the line may be the text of a heading that is underlined below it.
bool is_text(std::string_view line) {
  return !line.empty() && std::string_view("#>|-*+`~<=").find(line[0]) == std::string_view::npos;
}

}  // namespace

std::string code_span(std::string_view text) {
  std::string inside = one_line(text);
  const std::string ticks(longest_run(inside) + 1, '`');
  if (inside.empty() || inside.front() == '`' || inside.back() == '`') inside = ' ' + inside + ' ';
  return ticks + inside + ticks;
}

std::string fenced(std::string_view text, std::string_view language) {
  const std::string fence(std::max<std::size_t>(3, longest_run(text) + 1), '`');
  std::string block = fence;
  block.append(language).append("\n").append(text);
  if (!block.ends_with('\n')) block += '\n';
  return block + fence + '\n';
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text::trim(text)) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank)
      line += c;
    else if (!line.ends_with(' '))
      line += ' ';
  }
  return line;
}

std::string with_lower_headings(std::string_view text, int levels) {
  const auto heading = [levels](std::size_t level) {
    return std::string(std::min<std::size_t>(6, level + static_cast<std::size_t>(levels)), '#');
  };
  std::string result;
  char fence = 0;
  std::size_t fence_length = 0;
  while (!text.empty()) {
    const std::string_view whole = take_line(text);
    const std::string_view line = unindented(whole);
    std::string_view rest = text;
    const std::string_view next = unindented(take_line(rest));
    const char first = line.empty() ? '\0' : line[0];
    const std::size_t run = first == '`' || first == '~' ? run_of(line, first) : 0;
    if (fence != 0) {
      if (first == fence && run >= fence_length && text::trim(line.substr(run)).empty()) fence = 0;
      result += whole;
    } else if (run >= 3) {
      fence = first;
      fence_length = run;
      result += whole;
    } else if (const std::size_t level = heading_level(line); level > 0) {
      result.append(heading(level)).append(line.substr(level));
    } else if (const std::size_t under = underline_level(next); under > 0 && is_text(line)) {
      result.append(heading(under)).append(" ").append(text::trim(line));
      text = rest;
    } else {
      result += whole;
    }
    if (!text.empty()) result += '\n';
  }
  return result;
}

std::string indented(std::string_view text, std::size_t spaces) {
  std::string result;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (!text::trim(line).empty()) result.append(spaces, ' ').append(line);
    result += '\n';
  }
  return result;
}

}  // namespace vitrine::session
