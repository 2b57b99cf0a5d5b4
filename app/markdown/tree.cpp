// The open blocks: what may stand in what, and what is made or ended for it.
#include "app/markdown/tree.h"

#include <algorithm>
#include <utility>

namespace vitrine::markdown {
namespace {

/// The kind of block that a part stands in; its own kind for what is no part.
BlockKind whole_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::item:
      return BlockKind::list;
    case BlockKind::row:
      return BlockKind::table;
    case BlockKind::cell:
      return BlockKind::row;
    case BlockKind::term:
    case BlockKind::definition:
      return BlockKind::definitions;
    default:
      return kind;
  }
}

bool is_part(BlockKind kind) { return whole_of(kind) != kind; }

/// The part that what stands directly in a block of that kind gets around it; `kind` where nothing
/// is needed.
BlockKind part_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::list:
      return BlockKind::item;
    case BlockKind::table:
      return BlockKind::row;
    case BlockKind::row:
      return BlockKind::cell;
    case BlockKind::definitions:
      return BlockKind::definition;
    default:
      return kind;
  }
}

/// Blocks that hold text only: others in them become text.
bool is_phrasing(BlockKind kind) {
  return kind == BlockKind::heading || kind == BlockKind::code || kind == BlockKind::term ||
         kind == BlockKind::summary;
}

bool is_deep(BlockKind kind) {
  return kind == BlockKind::list || kind == BlockKind::quote || kind == BlockKind::table ||
         kind == BlockKind::definitions || kind == BlockKind::details;
}

bool stays_empty(BlockKind kind, Tree::Owner owner) {
  if (kind == BlockKind::paragraph) return false;
  return owner == Tree::Owner::markdown || kind == BlockKind::rule || kind == BlockKind::item ||
         kind == BlockKind::cell;
}

void trim(Block& block, Tree::Owner owner) {
  if (block.kind == BlockKind::code) {
    // The line ends beside the fences, or the tags, belong to these.
    if (block.spans.empty()) return;
    std::string& text = block.spans.back().text;
    if (!text.empty() && text.back() == '\n') text.pop_back();
    std::string& first = block.spans.front().text;
    if (owner == Tree::Owner::html && !first.empty() && first.front() == '\n') first.erase(0, 1);
    return;
  }
  while (!block.spans.empty()) {
    Span& last = block.spans.back();
    if (last.kind == SpanKind::text) {
      while (!last.text.empty() && last.text.back() == ' ') last.text.pop_back();
    }
    if (last.kind != SpanKind::line_break && (!last.text.empty() || last.image > 0)) return;
    block.spans.pop_back();
  }
}

}  // namespace

Tree::Tree(Markdown& result, const Limits& limits, std::string_view base)
    : result_(result), limits_(limits), base_(base) {
  root_.kind = BlockKind::quote;
  Open& root = stack_.emplace_back();
  root.block = &root_;
  root.owner = Owner::markdown;
  root.kind = BlockKind::quote;
}

void Tree::finish() {
  close_to(1);
  result_.blocks = std::move(root_.children);
}

/// Ends or makes what has to be between the open blocks and one of that kind.
void Tree::fit(BlockKind kind) {
  if (top().block->kind == BlockKind::paragraph) close();
  if (is_phrasing(top().block->kind)) return;
  const auto is_fit = [&] { return is_part(kind) && whole_of(kind) == top().kind; };
  while (part_of(top().kind) != top().kind && !is_fit()) {
    if (top().owner == Owner::implied && !is_part(top().kind)) {
      close();
    } else {
      open_implied(part_of(top().kind));
    }
  }
  if (kind == BlockKind::item || kind == BlockKind::term || kind == BlockKind::definition) {
    if (top().kind != whole_of(kind)) open_implied(whole_of(kind));
  }
}

void Tree::open_implied(BlockKind kind) {
  Block block;
  block.kind = kind;
  block.tight = true;
  open(std::move(block), Owner::implied);
}

void Tree::open(Block block, Owner owner, const Element* element) {
  const BlockKind kind = block.kind;
  fit(kind);
  Open& parent = stack_.back();
  Open opened;
  opened.block = parent.block;
  opened.element = element;
  opened.owner = owner;
  opened.kind = kind;
  opened.serial = ++serial_;
  if (kind != BlockKind::table)
    opened.alignment = block.alignment != Alignment::none ? block.alignment : parent.alignment;
  if (is_phrasing(parent.block->kind)) {
    separate();
  } else if (is_part(kind)) {
    opened.made = parent.kind == whole_of(kind) && parent.block->kind == parent.kind;
    if (opened.made && kind == BlockKind::cell) opened.made = make_cell(parent, opened, block);
  } else {
    opened.made = !is_deep(kind) || depth_ + 1 < limits_.depth;
    if (!opened.made) result_.truncated = true;
  }
  if (opened.made) {
    ++depth_;
    if (kind == BlockKind::paragraph || kind == BlockKind::heading || kind == BlockKind::cell)
      block.alignment = opened.alignment;
    if (kind == BlockKind::table) reached_.emplace_back();
    parent.block->children.push_back(std::move(block));
    opened.block = &parent.block->children.back();
  }
  stack_.push_back(opened);
}

void Tree::open_group(const Element& element, Alignment alignment) {
  if (element.content == Content::parts) {
    // Cells do not reach from the head of a table into its body.
    if (!reached_.empty()) reached_.back().clear();
  } else {
    fit(BlockKind::paragraph);
  }
  if (is_phrasing(top().block->kind)) separate();
  Open opened;
  opened.block = top().block;
  opened.element = &element;
  opened.owner = Owner::html;
  opened.kind = top().kind;
  opened.group = true;
  opened.alignment = alignment != Alignment::none ? alignment : top().alignment;
  opened.serial = ++serial_;
  stack_.push_back(opened);
}

/// Puts a cell in its place in the row. False for one too far right: it joins the last.
bool Tree::make_cell(Open& row, Open& cell, Block& block) {
  fill_reached(row, false);
  if (row.column >= limits_.columns) {
    result_.truncated = true;
    if (!row.block->children.empty()) cell.block = &row.block->children.back();
    return false;
  }
  const auto left = static_cast<std::uint16_t>(limits_.columns - row.column);
  block.columns = std::clamp<std::uint16_t>(block.columns, 1, left);
  std::vector<std::uint16_t>& reached = reached_.back();
  const std::size_t end = row.column + block.columns;
  if (block.rows > 1) {
    if (reached.size() < end) reached.resize(end);
    std::fill(reached.begin() + row.column, reached.begin() + static_cast<std::ptrdiff_t>(end),
              static_cast<std::uint16_t>(block.rows - 1));
  }
  row.column = static_cast<std::uint32_t>(end);
  return true;
}

/// Puts empty cells where those of rows above reach: up to the next cell, or to the last of them.
void Tree::fill_reached(Open& row, bool all) {
  std::vector<std::uint16_t>& reached = reached_.back();
  while (all && !reached.empty() && reached.back() == 0) reached.pop_back();
  while (row.column < reached.size() && (all || reached[row.column] > 0)) {
    if (++spans_ > limits_.spans) {
      result_.truncated = true;
      return;
    }
    if (reached[row.column] > 0) --reached[row.column];
    ++row.column;
    row.block->children.emplace_back().kind = BlockKind::cell;
  }
}

void Tree::close_to(std::size_t count) {
  while (stack_.size() > count) close();
}

void Tree::close() {
  Open& open = stack_.back();
  if (open.made && open.kind == BlockKind::row) fill_reached(open, true);
  const Open closed = open;
  stack_.pop_back();
  end_looks(closed);
  Block& block = *closed.block;
  if (!closed.made) {
    if (is_phrasing(block.kind)) separate();
    return;
  }
  --depth_;
  if (block.kind == BlockKind::table) reached_.pop_back();
  trim(block, closed.owner);
  if (block.kind == BlockKind::row && closed.owner == Owner::html) {
    block.header = block.header || std::all_of(block.children.begin(), block.children.end(),
                                               [](const Block& cell) { return cell.header; });
  }
  if (block.spans.empty() && block.children.empty() && !stays_empty(block.kind, closed.owner))
    stack_.back().block->children.pop_back();
}

/// Of what was opened in the block ends all but formatting, in Markdown and in cells that too.
void Tree::end_looks(const Open& closed) {
  const bool all = closed.owner == Owner::markdown || closed.kind == BlockKind::cell;
  for (std::size_t index = open_looks_.size(); index-- > 0;) {
    Look& look = open_looks_[index];
    if (look.depth <= stack_.size()) break;
    if (closed.owner != Owner::implied && (all || look.element->content == Content::text)) {
      change_look(look.element->makes, -1);
      open_looks_.erase(open_looks_.begin() + static_cast<std::ptrdiff_t>(index));
    } else {
      look.depth = stack_.size();
    }
  }
}

}  // namespace vitrine::markdown
