#include "app/view/prose.h"

#include <algorithm>
#include <functional>
#include <string>

#include "app/ui/ornament.h"
#include "app/ui/text.h"

namespace vitrine::view {
namespace {

constexpr std::size_t kProseKept = 512;

std::shared_ptr<const markdown::Markdown> parsed(ViewState& state, std::string_view text) {
  const std::uint64_t hash = std::hash<std::string_view>{}(text);
  auto found = state.prose.find(hash);
  if (found != state.prose.end()) return found->second;
  if (state.prose.size() >= kProseKept) state.prose.clear();
  auto made = std::make_shared<const markdown::Markdown>(markdown::parse(text));
  state.prose.emplace(hash, made);
  return made;
}

class Writer {
 public:
  Writer(const Context& context, const markdown::Markdown& markdown, ProseStyle style, int level)
      : ui_(context.ui), markdown_(markdown), style_(style), level_(level) {}

  void blocks(const std::vector<markdown::Block>& blocks, bool tight = false) {
    std::size_t index = 0;
    for (const markdown::Block& block : blocks) {
      const std::string id = std::to_string(index);
      ui_.push_id(id);
      const bool last = ++index == blocks.size();
      this->block(block);
      if (!last) ui_.space(tight ? ui::gap::kTight : style_.gap);
      ui_.pop_id();
    }
  }

 private:
  std::vector<ui::Span> spans(const markdown::Block& block, bool strong = false) const {
    std::vector<ui::Span> result;
    for (const markdown::Span& part : block.spans) {
      const bool code = part.kind == markdown::SpanKind::code;
      ui::Font font = code ? ui::type::kCode : ui::type::kText;
      if (strong || part.strong) font = ui::type::strong(font);
      font.italic = part.emphasis;
      ui::Span made =
          span(part.kind == markdown::SpanKind::line_break ? "\n" : part.text, font, style_.color);
      made.code = code;
      if (part.link > 0 && part.link <= markdown_.links.size()) {
        made.href = markdown_.links[part.link - 1].href;
        made.color = ui_.theme().accent;
      }
      result.push_back(std::move(made));
    }
    return result;
  }

  void block(const markdown::Block& block) {
    using markdown::BlockKind;
    switch (block.kind) {
      case BlockKind::paragraph:
      case BlockKind::item:
      case BlockKind::cell:
        if (!block.spans.empty()) ui::paragraph(ui_, "p", spans(block), style_.line_height);
        if (!block.children.empty()) blocks(block.children);
        break;
      case BlockKind::heading: {
        const int level = std::min(6, level_ + block.level);
        ui_.space(ui::gap::kSmall);
        std::string title = markdown::plain_text(block);
        while (!title.empty() && title.back() == '\n') title.pop_back();
        if (block.level <= 1)
          ui::heading(ui_, "h", level, title, ui::type::kSubtitle, ui::leading::kSubtitle);
        else if (block.level == 2)
          ui::heading(ui_, "h", level, title, ui::type::kHeading, ui::leading::kHeading);
        else
          ui::heading(ui_, "h", level, title, ui::type::strong(ui::type::kText),
                      ui::leading::kProse);
        break;
      }
      case BlockKind::list:
        list(block);
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

  void list(const markdown::Block& block) {
    ui_.begin_container("list", ui::Role::list, "");
    std::uint32_t number = block.start;
    std::size_t index = 0;
    for (const markdown::Block& item : block.children) {
      const std::string id = std::to_string(index++);
      ui_.begin_container(id, ui::Role::listitem, "");
      const std::string mark = block.ordered ? std::to_string(number++) + "." : "•";
      ui_.draw_text({ui_.x(), ui_.y(), 16, style_.line_height}, mark, ui::type::kText,
                    ui_.theme().faint, ui::Align::right);
      ui_.begin_inset(ui::gap::kIndent, 0);
      if (!item.spans.empty()) ui::paragraph(ui_, "p", spans(item), style_.line_height);
      if (!item.children.empty()) blocks(item.children, block.tight);
      ui_.end_inset();
      ui_.end_container();
      if (index < block.children.size()) ui_.space(block.tight ? ui::gap::kTight : ui::gap::kClose);
    }
    ui_.end_container();
  }

  void quote(const markdown::Block& block) {
    const float top = ui_.y();
    ui_.begin_inset(ui::gap::kBlock, 0);
    blocks(block.children);
    if (!block.spans.empty()) ui::paragraph(ui_, "p", spans(block), style_.line_height);
    ui_.end_inset();
    ui_.fill({ui_.x(), top, 3, ui_.y() - top}, ui_.theme().line_strong, 1.5f);
  }

  void code(const markdown::Block& block) {
    std::string text = markdown::plain_text(block);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    ui_.begin_box(ui::Box::code, ui::gap::kCard, ui::gap::kMedium);
    // Wrap them like words: users do not scroll a text sideways.
    ui::paragraph(ui_, "code", {span(text, ui::type::kCode, ui_.theme().text)}, ui::leading::kText);
    ui_.end_box();
  }

  /// Shares of the width by the contents of the columns: short ones leave room for long ones.
  std::vector<float> column_widths(const markdown::Block& table) {
    constexpr float kLeast = 56;
    constexpr float kMost = 420;
    std::vector<float> widths(1, -kLeast);
    for (const markdown::Block& row : table.children) {
      if (widths.size() < row.children.size()) widths.resize(row.children.size(), -kLeast);
      for (std::size_t column = 0; column < row.children.size(); ++column) {
        const std::string text = markdown::plain_text(row.children[column]);
        const float wide = ui_.measure(text, ui::type::strong(ui::type::kText)).width + 12;
        widths[column] = std::min(widths[column], -std::min(wide, kMost));
      }
    }
    return widths;
  }

  void table(const markdown::Block& block) {
    ui_.begin_container("table", ui::Role::table, "");
    const std::vector<float> widths = column_widths(block);
    std::size_t row_index = 0;
    for (const markdown::Block& row : block.children) {
      ui_.begin_container(std::to_string(row_index++), ui::Role::row, "");
      ui_.space(ui::gap::kSmall);
      ui_.begin_row(widths, ui::gap::kBlock);
      std::size_t column = 0;
      for (const markdown::Block& cell : row.children) {
        if (column == widths.size()) break;
        if (column > 0) ui_.next_cell();
        ui_.begin_container(std::to_string(column++), ui::Role::cell, "");
        ui::paragraph(ui_, "p", spans(cell, row.header), ui::leading::kText);
        ui_.end_container();
      }
      ui_.end_row();
      ui_.space(ui::gap::kSmall);
      ui::divider(ui_);
      ui_.end_container();
    }
    ui_.end_container();
  }

  ui::Ui& ui_;
  const markdown::Markdown& markdown_;
  ProseStyle style_;
  int level_;
};

}  // namespace

void prose(const Context& context, std::string_view id, std::string_view text, ProseStyle style,
           int heading_level) {
  if (text.empty()) return;
  const auto markdown = parsed(context.state, text);
  context.ui.push_id(id);
  Writer(context, *markdown, style, heading_level).blocks(markdown->blocks);
  context.ui.pop_id();
}

}  // namespace vitrine::view
