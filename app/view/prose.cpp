// Draws Markdown.
#include "app/view/prose.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/text/utf8.h"
#include "app/ui/button.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/anchor_link.h"
#include "app/view/code_block.h"
#include "app/view/prose_image.h"
#include "app/view/prose_spans.h"
#include "app/view/prose_table.h"

namespace vitrine::view {
namespace {

constexpr std::size_t kProseKept = 512;
constexpr float kBox = 14;
constexpr std::size_t kMostFolded = 4096;

std::shared_ptr<const markdown::Markdown> parsed(const Context& context, std::string_view text) {
  ViewState& state = context.state;
  const std::uint64_t hash = std::hash<std::string_view>{}(text);
  auto found = state.prose.find(hash);
  if (found != state.prose.end()) return found->second;
  if (state.prose.size() >= kProseKept) state.prose.clear();
  auto made = std::make_shared<const markdown::Markdown>(
      markdown::parse(text, {}, context.session.loading.uri));
  state.prose.emplace(hash, made);
  return made;
}

std::string one_line(const markdown::Block& block) {
  std::string text = markdown::plain_text(block);
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

class Writer {
 public:
  Writer(const Context& context, const markdown::Markdown& markdown, ProseStyle style, int level)
      : context_(context), ui_(context.ui), markdown_(markdown), style_(style), level_(level) {}

  void blocks(const std::vector<markdown::Block>& blocks, bool tight = false,
              std::size_t first = 0) {
    for (std::size_t index = first; index < blocks.size(); ++index) {
      const std::string id = std::to_string(index);
      ui_.push_id(id);
      block(blocks[index]);
      if (index + 1 < blocks.size()) ui_.space(tight ? ui::gap::kTight : style_.gap);
      ui_.pop_id();
    }
  }

 private:
  /// Text between images, which stand in lines of their own.
  void paragraph(const markdown::Block& block, const ui::Font& font, float line_height) {
    const std::span<const markdown::Span> all = block.spans;
    for (std::size_t at = 0; at < all.size();) {
      const bool images = is_image(all[at]);
      std::size_t end = at + 1;
      while (end < all.size() && (is_image(all[end]) == images || (images && is_blank(all[end]))))
        ++end;
      if (at > 0) ui_.space(ui::gap::kSmall);
      const std::span<const markdown::Span> part = all.subspan(at, end - at);
      if (images) {
        prose_images(context_, markdown_, part, at, block.alignment);
      } else {
        text(block, part, at == 0 ? "p" : "p" + std::to_string(at), font, line_height);
      }
      at = end;
    }
  }

  static bool is_blank(const markdown::Span& span) {
    return !is_image(span) && span.text.find_first_not_of(' ') == std::string::npos;
  }

  void text(const markdown::Block& block, std::span<const markdown::Span> spans,
            std::string_view id, const ui::Font& font, float line_height) {
    if (id != "p") {
      while (!spans.empty() && is_blank(spans.front())) spans = spans.subspan(1);
    }
    while (!spans.empty() && is_blank(spans.back())) spans = spans.first(spans.size() - 1);
    std::vector<ui::Span> parts = prose_spans(context_, markdown_, spans, font, style_.color);
    if (parts.empty()) return;
    if (id != "p" && parts[0].text[0] == ' ') parts[0].text.erase(0, 1);
    float left = 0;
    if (block.alignment == markdown::Alignment::right ||
        block.alignment == markdown::Alignment::center) {
      const float wide = std::ceil(ui_.lay_out(parts, ui_.width(), line_height)->size().width);
      left = std::max(0.0f, ui_.width() - wide - 1);
      if (block.alignment == markdown::Alignment::center) left = std::floor(left / 2);
    }
    ui_.begin_inset(left, 0);
    ui::paragraph(ui_, id, std::move(parts), line_height);
    ui_.end_inset();
  }

  /// Deep ones are narrow.
  float indent() const { return std::min(ui::gap::kIndent, ui_.width() / 4); }

  void block(const markdown::Block& block) {
    using markdown::BlockKind;
    switch (block.kind) {
      case BlockKind::paragraph:
      case BlockKind::item:
      case BlockKind::cell:
      case BlockKind::summary:
        paragraph(block, style_.font, style_.line_height);
        if (!block.children.empty()) blocks(block.children);
        break;
      case BlockKind::heading:
        heading(block);
        break;
      case BlockKind::list:
        list(block);
        break;
      case BlockKind::definitions:
        blocks(block.children, true);
        break;
      case BlockKind::term:
        paragraph(block, ui::type::strong(style_.font), style_.line_height);
        break;
      case BlockKind::definition:
        ui_.begin_inset(indent(), 0);
        paragraph(block, style_.font, style_.line_height);
        blocks(block.children);
        ui_.end_inset();
        break;
      case BlockKind::details:
        details(block);
        break;
      case BlockKind::quote:
        quote(block);
        break;
      case BlockKind::code:
        code(block);
        break;
      case BlockKind::rule:
        ui::divider(ui_);
        break;
      case BlockKind::table:
        table(block);
        break;
      case BlockKind::row:
        break;
    }
  }

  void heading(const markdown::Block& block) {
    ui_.space(ui::gap::kSmall);
    ui::Font font = ui::type::strong(style_.font);
    float line_height = style_.line_height;
    if (block.level <= 1) {
      font = ui::type::kSubtitle;
      line_height = ui::leading::kSubtitle;
    } else if (block.level == 2) {
      font = ui::type::kHeading;
      line_height = ui::leading::kHeading;
    }
    std::vector<ui::Span> parts =
        prose_spans(context_, markdown_, block.spans, font, ui_.theme().text);
    heading_ = one_line(block);
    if (parts.empty()) return;
    anchored_heading(context_, "h", std::min(6, level_ + block.level), std::move(parts),
                     line_height, block.anchor);
  }

  void task_box(const markdown::Block& item) {
    std::string name = markdown::plain_text(item);
    name.resize(std::min(name.find('\n'), name.size()));
    const ui::Rect box{ui_.x(), ui_.y() + std::floor((style_.line_height - kBox) / 2), kBox, kBox};
    ui::Node& node = ui_.record(ui_.node_id("task"), ui::Role::checkbox, name, box);
    node.checked = item.checked ? ui::Node::Tri::yes : ui::Node::Tri::no;
    node.disabled = true;
    ui_.framed(box, ui_.theme().raised, ui_.theme().line_strong, 3);
    if (item.checked) ui::icon(ui_, ui::Icon::check, box, ui_.theme().accent);
  }

  void list(const markdown::Block& block) {
    ui_.begin_container("list", ui::Role::list, "");
    std::uint32_t number = block.start;
    std::size_t index = 0;
    for (const markdown::Block& item : block.children) {
      const std::string id = std::to_string(index++);
      const std::string mark = block.ordered ? std::to_string(number++) + "." : "•";
      ui_.begin_container(id, ui::Role::listitem, "");
      ui_.label_container(!item.task ? mark : item.checked ? "☑" : "☐");
      note_anchor(context_, item.anchor, item.anchor);
      if (item.task) {
        task_box(item);
      } else {
        ui_.draw_text({ui_.x(), ui_.y(), 16, style_.line_height}, mark, style_.font,
                      ui_.theme().faint, ui::Align::right);
      }
      ui_.begin_inset(ui::gap::kIndent, 0);
      paragraph(item, style_.font, style_.line_height);
      if (!item.children.empty()) blocks(item.children, block.tight);
      ui_.end_inset();
      ui_.end_container();
      if (index < block.children.size()) ui_.space(block.tight ? ui::gap::kTight : ui::gap::kClose);
    }
    ui_.end_container();
  }

  /// What the browser may find in folded blocks.
  static std::string folded(const markdown::Block& block, std::size_t first) {
    std::string text;
    for (std::size_t at = first; at < block.children.size() && text.size() < kMostFolded; ++at)
      text += markdown::plain_text(block.children[at]) + '\n';
    return text::shortened(text, kMostFolded);
  }

  void quote(const markdown::Block& block) {
    const float top = ui_.y();
    ui_.begin_inset(ui::gap::kBlock, 0);
    blocks(block.children);
    ui_.end_inset();
    ui_.fill({ui_.x(), top, 3, ui_.y() - top}, ui_.theme().line_strong, 1.5f);
  }

  void details(const markdown::Block& block) {
    const bool summed =
        !block.children.empty() && block.children[0].kind == markdown::BlockKind::summary;
    std::string name = summed ? one_line(block.children[0]) : std::string();
    if (name.empty()) name = context_.word(session::Word::details);
    // Kept as the difference from what the author wants.
    std::size_t& turned = context_.state.chosen["prose/" + ui_.node_id("fold")];
    const bool open = block.open != (turned == 1);
    ui::ButtonOptions options = ui::fold_options(open);
    options.accessible_name = name;
    if (!open) options.folded = folded(block, summed ? 1 : 0);
    bool pressed = false;
    if (ui::button_width(ui_, name, options) <= ui_.width()) {
      pressed = ui::button(ui_, "fold", name, options);
    } else {
      // A button has one line.
      const float widths[] = {ui::button_width(ui_, {}, options), -1};
      ui_.begin_row(widths, ui::gap::kSmall);
      pressed = ui::button(ui_, "fold", {}, options);
      ui_.next_cell();
      if (summed) paragraph(block.children[0], ui::type::kText, ui::leading::kText);
      ui_.end_row();
    }
    if (open) {
      ui_.space(ui::gap::kSmall);
      ui_.begin_inset(indent(), 0);
      blocks(block.children, false, summed ? 1 : 0);
      ui_.end_inset();
    }
    if (!pressed) return;
    turned = 1 - turned;
    context_.state.again = true;
  }

  void code(const markdown::Block& block) {
    std::string text = markdown::plain_text(block);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    code_block(context_, "code", text, block.info);
  }

  void table(const markdown::Block& block) {
    const std::vector<float> widths = column_widths(context_, markdown_, block);
    const float wide = cell_width(widths, 0, widths.size());
    const bool scrolls = wide > ui_.width();
    if (scrolls) {
      std::string name = heading_.empty() ? context_.word(session::Word::table) : heading_;
      if (++scrolled_ > 1) name += ' ' + std::to_string(scrolled_);
      ui_.begin_sideways("sideways", name, wide);
    }
    ui_.begin_container("table", ui::Role::table, "");
    std::size_t row_index = 0;
    for (const markdown::Block& row : block.children) {
      ui_.begin_container(std::to_string(row_index++), ui::Role::row, "");
      ui_.space(ui::gap::kSmall);
      std::vector<float> cells;
      std::size_t column = 0;
      for (const markdown::Block& cell : row.children) {
        cells.push_back(cell_width(widths, column, cell.columns));
        column += cell.columns;
      }
      ui_.begin_row(cells, kColumnGap);
      std::size_t index = 0;
      for (const markdown::Block& cell : row.children) {
        if (index > 0) ui_.next_cell();
        const bool strong = row.header || cell.header;
        ui_.begin_container(std::to_string(index++),
                            row.header    ? ui::Role::columnheader
                            : cell.header ? ui::Role::rowheader
                                          : ui::Role::cell,
                            "");
        paragraph(cell, strong ? ui::type::strong(ui::type::kText) : ui::type::kText,
                  ui::leading::kText);
        blocks(cell.children);
        ui_.end_container();
      }
      ui_.end_row();
      ui_.space(ui::gap::kSmall);
      ui::divider(ui_);
      ui_.end_container();
    }
    ui_.end_container();
    if (scrolls) ui_.end_sideways();
  }

  const Context& context_;
  ui::Ui& ui_;
  const markdown::Markdown& markdown_;
  ProseStyle style_;
  int level_;
  std::string heading_;  ///< the last, which wide tables are named after
  int scrolled_ = 0;     ///< tables so far
};

}  // namespace

void prose(const Context& context, std::string_view id, std::string_view text, ProseStyle style,
           int heading_level) {
  if (text.empty()) return;
  const auto markdown = parsed(context, text);
  context.ui.push_id(id);
  Writer(context, *markdown, style, heading_level).blocks(markdown->blocks);
  context.ui.pop_id();
}

}  // namespace vitrine::view
