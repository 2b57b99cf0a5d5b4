// Footnotes: their definitions are taken out of the text, line by line, before Markdown reads it.
#include "app/markdown/footnotes.h"

#include <algorithm>
#include <utility>

#include "app/text/ascii.h"

namespace vitrine::markdown {
namespace {

constexpr std::size_t kLongestLabel = 100;

std::string_view without_indent(std::string_view line, std::size_t most) {
  const std::size_t text = std::min(line.find_first_not_of(' '), most);
  return line.substr(std::min(text, line.size()));
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_indented(std::string_view line) {
  return line.substr(0, 4) == "    " || line.substr(0, 1) == "\t";
}

std::string_view next_line(std::string_view text) {
  const std::size_t end = text.find('\n');
  return text.substr(0, end == std::string_view::npos ? text.size() : end + 1);
}

/// The label of `[^label]` at the beginning of the text, or "".
std::string_view label_of(std::string_view text) {
  if (text.substr(0, 2) != "[^") return {};
  const std::string_view most = text.substr(2, kLongestLabel + 1);
  const std::size_t end = most.find_first_of("] \t\r\n[");
  if (end == std::string_view::npos || most[end] != ']') return {};
  return most.substr(0, end);
}

/// The label of a definition, or "".
std::string_view defined_by(std::string_view line) {
  line = without_indent(line, 3);
  const std::string_view label = label_of(line);
  if (label.empty() || line.substr(label.size() + 2, 2) != "]:") return {};
  return label;
}

/// Follows the fences of code, in which nothing is a footnote.
class Fence {
 public:
  /// Whether the line belongs to code.
  bool take(std::string_view line) {
    line = without_indent(line, 3);
    const char mark = line.empty() ? '\0' : line[0];
    if (mark != '`' && mark != '~') return length_ > 0;
    const std::size_t run = std::min(line.find_first_not_of(mark), line.size());
    if (length_ == 0 && run >= 3) {
      mark_ = mark;
      length_ = run;
      return true;
    }
    if (length_ == 0) return false;
    if (mark == mark_ && run >= length_ && is_blank(line.substr(run))) length_ = 0;
    return true;
  }

 private:
  char mark_ = '\0';
  std::size_t length_ = 0;
};

}  // namespace

std::string Footnotes::take(std::string_view text) {
  std::string rest;
  Fence fence;
  while (!text.empty()) {
    std::string_view line = next_line(text);
    text.remove_prefix(line.size());
    const std::string_view label = fence.take(line) ? std::string_view() : defined_by(line);
    if (label.empty()) {
      rest += line;
      continue;
    }
    line.remove_prefix(static_cast<std::size_t>(label.data() - line.data()) + label.size() + 2);
    std::string note(line);
    // Lines go on with it up to a blank one; after that those that are indented do.
    for (bool blank = false; !text.empty();) {
      line = next_line(text);
      if (!is_blank(line)) {
        if (!defined_by(line).empty() || (blank && !is_indented(line))) break;
        if (is_indented(line)) line.remove_prefix(line[0] == '\t' ? 1 : 4);
      }
      blank = is_blank(line);
      note += line;
      text.remove_prefix(next_line(text).size());
    }
    rest += '\n';
    define(label, std::move(note));
  }
  return rest;
}

void Footnotes::define(std::string_view label, std::string text) {
  const auto [found, added] = by_label_.emplace(text::lower(label), notes_.size());
  if (added) notes_.push_back({std::move(text)});
}

std::uint32_t Footnotes::number(std::size_t index) {
  Note& note = notes_[index];
  if (note.number == 0) {
    numbered_.push_back(index);
    note.number = static_cast<std::uint32_t>(numbered_.size());
  }
  return note.number;
}

Footnotes::Reference Footnotes::find(std::string_view text, std::size_t from) {
  for (from = text.find("[^", from); from != std::string_view::npos;
       from = text.find("[^", from + 2)) {
    const std::string_view label = label_of(text.substr(from));
    if (label.empty()) continue;
    const auto found = by_label_.find(text::lower(label));
    if (found == by_label_.end()) continue;
    return {from, from + label.size() + 3, number(found->second)};
  }
  return {};
}

const std::string* Footnotes::text(std::uint32_t number) {
  if (number > numbered_.size()) {
    while (unnumbered_ < notes_.size() && notes_[unnumbered_].number > 0) ++unnumbered_;
    if (unnumbered_ == notes_.size()) return nullptr;
    this->number(unnumbered_);
  }
  return &notes_[numbered_[number - 1]].text;
}

}  // namespace vitrine::markdown
