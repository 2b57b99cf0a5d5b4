#include "app/ui/code_rows.h"

#include <algorithm>

#include "app/text/xml_markup.h"

namespace vitrine::ui {
namespace {

/// Where the start tag begins that ends there.
std::optional<std::size_t> start_tag(std::string_view code, std::size_t end) {
  if (end == 0 || code[end - 1] != '>') return std::nullopt;
  const std::size_t at = code.rfind('<', end - 1);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view tag = code.substr(at, end - at);
  const bool opens =
      text::end_of_markup(tag) == tag.size() && text::kind_of_markup(tag) == text::XmlMarkup::opens;
  return opens ? std::optional(at) : std::nullopt;
}

}  // namespace

std::vector<std::size_t> line_starts(std::string_view code) {
  std::vector<std::size_t> starts{0};
  for (std::size_t at = code.find('\n'); at != std::string_view::npos; at = code.find('\n', at + 1))
    starts.push_back(at + 1);
  return starts;
}

std::size_t line_of(std::span<const std::size_t> starts, std::size_t at) {
  const auto after = std::upper_bound(starts.begin(), starts.end(), at);
  return after == starts.begin() ? 0 : static_cast<std::size_t>(after - starts.begin()) - 1;
}

CodeRows::CodeRows(std::string_view code, std::span<const std::size_t> starts,
                   text::CodeSyntax syntax, const std::set<std::uint32_t>* folded)
    : code_(code), starts_(starts), syntax_(syntax) {
  if (folded == nullptr) return;
  for (const std::uint32_t number : *folded) {
    const std::optional<std::size_t> open = opening(number - 1);
    if (!open || (!folds_.empty() && number - 1 <= folds_.back().last)) continue;
    const std::optional<std::size_t> close = syntax == text::CodeSyntax::xml
                                                 ? text::closing_tag(code, *open)
                                                 : text::matching_bracket(code, *open);
    if (!close) continue;
    const std::size_t last = line_of(starts_, *close);
    if (last < number) continue;
    folds_.push_back({number, last, *close});
    hidden_ += last - number + 1;
  }
}

std::size_t CodeRows::line_at(std::size_t row) const {
  for (const Fold& fold : folds_)
    if (row >= fold.first) row += fold.last - fold.first + 1;
  return row;
}

std::size_t CodeRows::row_of(std::size_t line) const {
  std::size_t row = line;
  for (const Fold& fold : folds_) {
    if (line < fold.first) break;
    row -= std::min(line, fold.last) - fold.first + 1;
  }
  return row;
}

const CodeRows::Fold* CodeRows::fold_after(std::size_t line) const {
  for (const Fold& fold : folds_)
    if (fold.first == line + 1) return &fold;
  return nullptr;
}

std::size_t CodeRows::end_of(std::size_t line) const {
  std::size_t end = line + 1 < starts_.size() ? starts_[line + 1] - 1 : code_.size();
  if (end > starts_[line] && code_[end - 1] == '\r') --end;
  return end;
}

std::optional<std::size_t> CodeRows::opening(std::size_t line) const {
  if (line + 1 >= starts_.size()) return std::nullopt;
  const std::size_t end = end_of(line);
  if (syntax_ == text::CodeSyntax::xml) return start_tag(code_, end);
  const bool opens = end > starts_[line] && (code_[end - 1] == '{' || code_[end - 1] == '[');
  return opens ? std::optional(end - 1) : std::nullopt;
}

}  // namespace vitrine::ui
