// Tags as browsers read them: implied ends, stray end tags, wrong nesting.
#include "app/markdown/html.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "app/markdown/html_attributes.h"

namespace vitrine::markdown {
namespace {

using Open = Tree::Open;
using Owner = Tree::Owner;

/// Start tags are ignored where more blocks are open.
constexpr std::size_t kMostOpen = 256;

bool is_barrier(const Open& open) {
  return open.owner == Owner::markdown && open.kind != BlockKind::paragraph &&
         open.kind != BlockKind::heading;
}

bool is_table_part(Makes makes) { return makes >= Makes::table && makes <= Makes::header_cell; }

/// Whether an end tag of `element` cannot reach beyond that block (the scopes of §13.2.4.2).
bool ends_scope(const Open& open, const Element& element) {
  if (is_barrier(open)) return true;
  if (open.group) return false;
  if (is_table_part(element.makes)) return open.kind == BlockKind::table;
  if (element.makes == Makes::item && open.kind == BlockKind::list) return true;
  return open.kind == BlockKind::table || open.kind == BlockKind::cell;
}

bool closes(const Element& element, const Open& open) {
  if (!open.element) return false;
  if (element.makes == Makes::heading) return open.element->makes == Makes::heading;
  return open.element == &element;
}

BlockKind kind_of(Makes makes) {
  switch (makes) {
    case Makes::heading:
      return BlockKind::heading;
    case Makes::unordered_list:
    case Makes::ordered_list:
      return BlockKind::list;
    case Makes::item:
      return BlockKind::item;
    case Makes::definitions:
      return BlockKind::definitions;
    case Makes::term:
      return BlockKind::term;
    case Makes::definition:
      return BlockKind::definition;
    case Makes::quote:
      return BlockKind::quote;
    case Makes::code_block:
      return BlockKind::code;
    case Makes::details:
      return BlockKind::details;
    case Makes::summary:
      return BlockKind::summary;
    case Makes::table:
      return BlockKind::table;
    case Makes::row:
      return BlockKind::row;
    case Makes::cell:
    case Makes::header_cell:
      return BlockKind::cell;
    case Makes::rule:
      return BlockKind::rule;
    default:
      return BlockKind::paragraph;
  }
}

}  // namespace

void HtmlReader::show_text() {
  if (hidden_ && hidden_->name != "script" && hidden_->name != "style") hidden_ = nullptr;
}

void HtmlReader::read(std::string_view markup) {
  HtmlTokens tokens(markup);
  HtmlToken token;
  for (;;) {
    if (hidden_ && !tokens.skip_to_end_of(hidden_->name)) return;
    if (!tokens.next(token)) return;
    if (token.kind == HtmlToken::Kind::text) {
      tree_.add_flat(token.text);
      continue;
    }
    const Element* element = find_element(token.text);
    if (!element) {
      const bool placeholder = token.kind == HtmlToken::Kind::start_tag &&
                               token.attributes.empty() && !is_other_element(token.text);
      if (placeholder) tree_.add_flat(std::string(token.written));
      continue;
    }
    if (token.kind == HtmlToken::Kind::end_tag) {
      end(*element);
    } else {
      start(token, *element);
    }
  }
}

void HtmlReader::start(const HtmlToken& token, const Element& element) {
  switch (element.content) {
    case Content::hidden:
      if (!token.self_closing) hidden_ = &element;
      return;
    case Content::text:
    case Content::formatting: {
      std::uint32_t link = 0;
      if (element.makes == Makes::link) {
        tree_.close_look(element);
        if (const std::string* href = find_attribute(token, element, attribute::kHref))
          link = tree_.new_link(*href, value_of(token, element, attribute::kTitle));
      }
      tree_.open_look(element, link);
      return;
    }
    case Content::none:
      if (element.makes == Makes::line_break) tree_.add_break();
      if (element.makes == Makes::image) image(token, element);
      if (element.makes != Makes::rule) return;
      break;
    default:
      break;
  }
  if (tree_.open_blocks().size() < kMostOpen) start_block(token, element);
}

void HtmlReader::image(const HtmlToken& token, const Element& element) {
  Image made;
  made.title = value_of(token, element, attribute::kTitle);
  made.width = number_of(token, element, attribute::kWidth, 0);
  made.height = number_of(token, element, attribute::kHeight, 0);
  const std::uint32_t number =
      tree_.new_image(value_of(token, element, attribute::kSrc), std::move(made));
  tree_.add_image(value_of(token, element, attribute::kAlt), number);
}

/// The count of blocks that are open with the innermost of that kind in this table, or 0.
std::size_t HtmlReader::inner(BlockKind kind) const {
  const std::vector<Open>& open = tree_.open_blocks();
  for (std::size_t count = open.size(); count > 1; --count) {
    const Open& each = open[count - 1];
    if (is_barrier(each)) return 0;
    if (each.group) continue;
    if (each.kind == kind) return count;
    if (each.kind == BlockKind::table) return 0;
  }
  return 0;
}

/// Ends an open item before the next one, with all that is in it but lists.
void HtmlReader::end_part_before(BlockKind kind, BlockKind other) {
  const std::vector<Open>& open = tree_.open_blocks();
  for (std::size_t count = open.size(); count > 1; --count) {
    const Open& each = open[count - 1];
    if (each.owner == Owner::markdown) return;
    if (each.group || each.kind == BlockKind::paragraph) continue;
    if (each.kind == kind || each.kind == other) tree_.close_to(count - 1);
    return;
  }
}

/// Finds the place of a part in its table. False without a table: then the tag is ignored.
bool HtmlReader::start_table_part(const HtmlToken& token, const Element& element) {
  const bool cell = element.makes == Makes::cell || element.makes == Makes::header_cell;
  if (const std::size_t row = cell ? inner(BlockKind::row) : 0) {
    tree_.close_to(row);
    return true;
  }
  std::size_t table = inner(BlockKind::table);
  if (table == 0) return false;
  const std::vector<Open>& open = tree_.open_blocks();
  const bool grouped = table < open.size() && open[table].group;
  const bool group = element.makes == Makes::table_head || element.makes == Makes::table_body;
  if (grouped && !group) ++table;
  tree_.close_to(table);
  if (group) tree_.open_group(element, alignment_of(token, element));
  return true;
}

void HtmlReader::start_block(const HtmlToken& token, const Element& element) {
  Block block;
  block.kind = kind_of(element.makes);
  block.alignment = alignment_of(token, element);
  switch (element.makes) {
    case Makes::group:
      tree_.open_group(element, block.alignment);
      return;
    case Makes::heading:
      if (tree_.top().kind == BlockKind::heading) tree_.close_to(tree_.open_blocks().size() - 1);
      block.level = static_cast<std::uint8_t>(element.name[1] - '0');
      break;
    case Makes::ordered_list:
      block.ordered = true;
      block.start = number_of(token, element, attribute::kStart, 1);
      [[fallthrough]];
    case Makes::unordered_list:
      block.tight = true;
      break;
    case Makes::item:
      end_part_before(BlockKind::item, BlockKind::item);
      break;
    case Makes::term:
    case Makes::definition:
      end_part_before(BlockKind::term, BlockKind::definition);
      break;
    case Makes::details:
      block.open = find_attribute(token, element, attribute::kOpen) != nullptr;
      break;
    case Makes::summary:
      if (tree_.top().block->kind != BlockKind::details || !tree_.top().block->children.empty())
        block.kind = BlockKind::paragraph;
      break;
    case Makes::table:
      // Directly in a table, it ends that one.
      if (tree_.top().kind == BlockKind::table || tree_.top().kind == BlockKind::row) {
        if (const std::size_t table = inner(BlockKind::table)) tree_.close_to(table - 1);
      }
      break;
    case Makes::table_head:
    case Makes::table_body:
      start_table_part(token, element);
      return;
    case Makes::row:
      if (!start_table_part(token, element)) return;
      block.header = tree_.top().element && tree_.top().element->makes == Makes::table_head;
      break;
    case Makes::cell:
    case Makes::header_cell:
      if (!start_table_part(token, element)) return;
      block.header = element.makes == Makes::header_cell;
      block.columns = static_cast<std::uint16_t>(
          std::min(number_of(token, element, attribute::kColspan, 1), 1000U));
      block.rows = static_cast<std::uint16_t>(
          std::min(number_of(token, element, attribute::kRowspan, 1), 65534U));
      break;
    default:
      break;
  }
  const bool rule = element.makes == Makes::rule;
  tree_.open(std::move(block), Owner::html, &element);
  if (rule) tree_.close_to(tree_.open_blocks().size() - 1);
}

void HtmlReader::end(const Element& element) {
  switch (element.content) {
    case Content::hidden:
      if (hidden_ == &element) hidden_ = nullptr;
      return;
    case Content::text:
    case Content::formatting:
      tree_.close_look(element);
      return;
    case Content::none:
      if (element.makes == Makes::line_break) tree_.add_break();
      return;
    default:
      break;
  }
  const std::vector<Open>& open = tree_.open_blocks();
  for (std::size_t count = open.size(); count > 1; --count) {
    if (closes(element, open[count - 1])) {
      tree_.close_to(count - 1);
      return;
    }
    if (ends_scope(open[count - 1], element)) return;
  }
}

}  // namespace vitrine::markdown
