// Divides the width of a table among its columns.
#include "app/view/prose_table.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string_view>

#include "app/text/utf8.h"

namespace vitrine::view {
namespace {

constexpr float kLeast = 56;
constexpr float kMost = 420;
/// A longer word is broken.
constexpr float kLongestWord = 240;
constexpr float kCodeBox = 2 * ui::TextLayout::kCodePadding;

/// Whether a line can end at that character: spaces, and the scripts that have none.
bool breaks(char32_t c) {
  return c == ' ' || c == '-' || c == '/' || c == '\n' || (c >= 0x2E80 && c < 0xAC00) ||
         (c >= 0xF900 && c < 0xFB00) || c >= 0xFF00;
}

std::string_view longest_word(std::string_view text) {
  std::string_view longest;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const bool ends = breaks(text::next_code_point(text, &at));
    if (!ends && at < text.size()) continue;
    if (at - begin > longest.size()) longest = text.substr(begin, at - begin);
    begin = at;
  }
  return longest;
}

struct Column {
  float natural = 0;
  float least = 0;
};

void measure(ui::Ui& ui, const markdown::Block& block, Column& column) {
  float natural = 0;
  for (const markdown::Span& span : block.spans) {
    const bool code = span.kind == markdown::SpanKind::code;
    const ui::Font font = code ? ui::type::kCode : ui::type::strong(ui::type::kText);
    const float box = code ? kCodeBox : 0;
    natural += ui.measure_width(span.text, font) + box;
    column.least =
        std::max(column.least, ui.measure_width(longest_word(span.text), font) + box + 1);
  }
  column.natural = std::max(column.natural, natural);
  for (const markdown::Block& child : block.children) measure(ui, child, column);
}

/// Shares `room` by `wanted`; who would get less than `least` gets that.
std::vector<float> share(const std::vector<float>& wanted, const std::vector<float>& least,
                         float room) {
  std::vector<float> widths(wanted.size());
  std::vector<bool> fixed(wanted.size());
  for (bool again = true; again;) {
    again = false;
    float left = room;
    float shares = 0;
    for (std::size_t index = 0; index < wanted.size(); ++index) {
      if (fixed[index]) {
        left -= widths[index];
      } else {
        shares += wanted[index];
      }
    }
    for (std::size_t index = 0; index < wanted.size(); ++index) {
      if (fixed[index]) continue;
      widths[index] = left * wanted[index] / shares;
      if (widths[index] >= least[index]) continue;
      widths[index] = least[index];
      fixed[index] = again = true;
    }
  }
  return widths;
}

}  // namespace

std::vector<float> column_widths(ui::Ui& ui, const markdown::Block& table, float& gap) {
  std::vector<Column> columns(1);
  for (const markdown::Block& row : table.children) {
    std::size_t at = 0;
    for (const markdown::Block& cell : row.children) {
      if (columns.size() < at + cell.columns) columns.resize(at + cell.columns);
      // What reaches over several columns asks none of them for more.
      if (cell.columns == 1) measure(ui, cell, columns[at]);
      at += cell.columns;
    }
  }
  std::vector<float> wanted;
  std::vector<float> least;
  for (const Column& column : columns) {
    wanted.push_back(std::clamp(column.natural + 12, kLeast, kMost));
    least.push_back(std::min(column.least, kLongestWord));
  }
  gap = std::min(gap, std::floor(ui.width() / static_cast<float>(2 * columns.size())));
  const float gaps = gap * static_cast<float>(columns.size() - 1);
  const float room = std::max(ui.width() - gaps, 1.0f);
  const float needed = std::accumulate(least.begin(), least.end(), 0.0f);
  if (needed > room) {
    // There is no room for whole words: all give way alike.
    for (float& width : least) width *= room / needed;
  }
  std::vector<float> widths = share(wanted, least, room);
  for (float& width : widths) width = std::floor(width);
  return widths;
}

float cell_width(const std::vector<float>& widths, std::size_t first, std::size_t count,
                 float gap) {
  float width = gap * static_cast<float>(count - 1);
  for (std::size_t index = first; index < first + count; ++index) width += widths[index];
  return width;
}

}  // namespace vitrine::view
