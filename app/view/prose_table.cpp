// Divides the width of a table among its columns.
#include "app/view/prose_table.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include "app/ui/hash.h"
#include "app/ui/line_breaker.h"
#include "app/view/prose_image.h"
#include "app/view/prose_spans.h"

namespace vitrine::view {
namespace {

constexpr float kLeast = 56;
constexpr float kMost = 420;
/// Of words in a table that is scrolled.
constexpr float kComfort = 240;
/// What is longer is no word, and is broken.
constexpr float kLongestWord = 960;
/// Images, code and tables in a cell give way down to this.
constexpr float kBlock = 160;

struct Column {
  float natural = 0;
  float least = 0;
};

class Measure {
 public:
  Measure(const Context& context, const markdown::Markdown& markdown)
      : context_(context), markdown_(markdown) {}

  void take(const markdown::Block& block, bool strong, Column& column, float indent = 0) const {
    const bool whole =
        block.kind == markdown::BlockKind::code || block.kind == markdown::BlockKind::table;
    if (whole || std::any_of(block.spans.begin(), block.spans.end(), is_image)) {
      column.natural = std::max(column.natural, indent + kBlock);
      column.least = std::max(column.least, indent + kBlock);
    }
    if (whole) return;
    words(block.spans, strong, column, indent);
    const bool inner = block.kind == markdown::BlockKind::list ||
                       block.kind == markdown::BlockKind::quote ||
                       block.kind == markdown::BlockKind::definitions;
    for (const markdown::Block& child : block.children)
      take(child, strong, column, indent + (inner ? ui::gap::kIndent : 0));
  }

 private:
  /// What no line may break is as wide as its pieces together.
  void words(std::span<const markdown::Span> spans, bool strong, Column& column,
             float indent) const {
    const ui::Font font = strong ? ui::type::strong(ui::type::kText) : ui::type::kText;
    const std::vector<ui::Span> text = prose_spans(context_, markdown_, spans, font, 0);
    float line = indent;
    float word = indent;
    for (const ui::Piece& piece : ui::cut_into_pieces(text)) {
      if (piece.kind == ui::Piece::Kind::hard_break) {
        line = word = indent;
        continue;
      }
      const ui::Span& span = text[piece.span];
      float width = context_.ui.glyphs().measure(
          span.font, std::string_view(span.text).substr(piece.begin, piece.end - piece.begin));
      if (span.code && piece.begin == 0) width += ui::TextLayout::kCodePadding;
      if (span.code && piece.end == span.text.size()) width += ui::TextLayout::kCodePadding;
      line += width;
      if (piece.kind == ui::Piece::Kind::space) {
        word = indent;
        continue;
      }
      if (piece.breaks_before) word = indent;
      word += width;
      column.least = std::max(column.least, std::ceil(word) + 1);
      column.natural = std::max(column.natural, std::ceil(line));
    }
  }

  const Context& context_;
  const markdown::Markdown& markdown_;
};

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

std::vector<Column> columns_of(const Context& context, const markdown::Markdown& markdown,
                               const markdown::Block& table) {
  const Measure measure(context, markdown);
  std::vector<Column> columns(1);
  const auto each_cell = [&](auto take) {
    for (const markdown::Block& row : table.children) {
      std::size_t at = 0;
      for (const markdown::Block& cell : row.children) {
        if (columns.size() < at + cell.columns) columns.resize(at + cell.columns);
        take(cell, row.header || cell.header, at);
        at += cell.columns;
      }
    }
  };
  each_cell([&](const markdown::Block& cell, bool strong, std::size_t at) {
    if (cell.columns == 1) measure.take(cell, strong, columns[at]);
  });
  // What reaches over several columns asks the last of them for what all lack.
  each_cell([&](const markdown::Block& cell, bool strong, std::size_t at) {
    if (cell.columns == 1) return;
    Column all;
    measure.take(cell, strong, all);
    float lacks = all.least - kColumnGap * static_cast<float>(cell.columns - 1);
    for (std::size_t index = at; index < at + cell.columns; ++index) lacks -= columns[index].least;
    columns[at + cell.columns - 1].least += std::max(lacks, 0.0f);
  });
  return columns;
}

}  // namespace

const std::vector<float>& column_widths(const Context& context, const markdown::Markdown& markdown,
                                        const markdown::Block& table) {
  ui::Ui& ui = context.ui;
  auto& [key, widths] = context.state.table_widths[ui.node_id({})];
  ui::Hash hash;
  hash.add(ui.width());
  hash.add(ui.glyphs().density());
  hash.add(std::uint64_t{ui.glyphs().generation()});
  if (std::exchange(key, hash.value()) == hash.value()) return widths;
  std::vector<float> wanted;
  std::vector<float> least;
  for (const Column& column : columns_of(context, markdown, table)) {
    wanted.push_back(std::clamp(column.natural + 12, kLeast, kMost));
    least.push_back(std::min(column.least, kLongestWord));
  }
  const float room = ui.width() - kColumnGap * static_cast<float>(least.size() - 1);
  widths.clear();
  if (std::accumulate(least.begin(), least.end(), 0.0f) <= room) {
    widths = share(wanted, least, room);
  } else {
    for (std::size_t index = 0; index < least.size(); ++index)
      widths.push_back(std::max(least[index], std::min(wanted[index], kComfort)));
  }
  for (float& width : widths) width = std::floor(width);
  return widths;
}

float cell_width(const std::vector<float>& widths, std::size_t first, std::size_t count) {
  float width = kColumnGap * static_cast<float>(count - 1);
  for (std::size_t index = first; index < first + count; ++index) width += widths[index];
  return width;
}

}  // namespace vitrine::view
