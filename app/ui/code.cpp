// Code: its text, the numbers of its lines, the buttons that fold and copy it.
#include "app/ui/code.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/ui/icon.h"

namespace vitrine::ui {
namespace {

constexpr float kScrollbar = 10;
constexpr float kFold = 16;
constexpr float kLeastGutter = 22;
constexpr float kCopy = 28;
constexpr float kCopyIcon = 16;

bool folds(const CodeLine& line) { return line.expanded != Node::Tri::unset; }

/// Returns whether it was pressed.
bool fold_button(Ui& ui, const std::string& id, const std::string& name, Node::Tri expanded,
                 const Rect& touch) {
  Node& node = ui.record(id, Role::button, name, touch);
  node.look = Look::link;
  node.label =
      icon_label(expanded == Node::Tri::yes ? Icon::chevron_down : Icon::chevron_right, {});
  node.expanded = expanded;
  node.focusable = true;
  const Reaction reaction = ui.react(id, touch);
  icon(ui, expanded == Node::Tri::yes ? Icon::chevron_down : Icon::chevron_right,
       {touch.x + 3, touch.y + 4, 12, 12}, reaction.hovered ? ui.theme().text : ui.theme().faint);
  ui.focus_ring(id, {touch.x + 2, touch.y + 3, 14, 14}, 3);
  return reaction.pressed;
}

}  // namespace

std::optional<std::uint32_t> code(Ui& ui, std::string_view id, std::string_view name,
                                  std::vector<Span> spans, std::span<const CodeLine> numbered,
                                  std::string_view line_name) {
  const auto layout = ui.lay_out(std::move(spans), 0, leading::kText, Wrap::none);
  const auto& lines = layout->lines();
  float gutter = 0;
  float beside = 0;
  if (!numbered.empty()) {
    gutter = std::max(kLeastGutter,
                      ui.measure_width(std::to_string(numbered.back().number), type::kCode));
    const bool any = std::any_of(numbered.begin(), numbered.end(), folds);
    beside = gutter + (any ? kFold + 2 : gap::kMedium);
  }
  const float wide = layout->size().width;
  const bool scrolls = wide > ui.width() - beside;
  Rect rect = ui.place(ui.width(), layout->size().height + (scrolls ? kScrollbar : 0));
  const std::string whole = ui.node_id(id);
  std::optional<std::uint32_t> folded;
  const float above = (ui.viewport_top() - rect.y) / leading::kText;
  for (std::size_t index = above > 0 ? static_cast<std::size_t>(above) : 0;
       index < std::min(lines.size(), numbered.size()); ++index) {
    const float top = rect.y + lines[index].y;
    if (!ui.is_visible(top, leading::kText)) break;
    // Line numbers are only drawn: they are neither in the text nor copied.
    const CodeLine& line = numbered[index];
    const std::string number = std::to_string(line.number);
    ui.draw_text({rect.x, top, gutter, leading::kText}, number, type::kCode, ui.theme().faint,
                 Align::right, Wrap::none);
    if (folds(line) &&
        fold_button(ui, whole + "/fold/" + number, std::string(line_name) + ' ' + number,
                    line.expanded, {rect.x + gutter, top, kFold + 2, leading::kText})) {
      folded = line.number;
    }
  }
  rect.x += beside;
  rect.width = std::max(rect.width - beside, 0.0f);
  Node& node = ui.record(whole, Role::code, name, rect);
  node.layout = layout;
  node.focusable = scrolls;
  const float most = ui.snap(std::max(wide - rect.width, 0.0f));
  const float aside = std::min(ui.scroll_of(whole), most);
  ui.begin_clip(rect);
  ui.draw_layout(*layout, rect.x - ui.snap(aside), rect.y);
  ui.end_clip();
  ui.focus_ring(whole, rect, 4);
  return folded;
}

bool code_box(Ui& ui, std::string_view id, std::vector<Span> spans, std::string_view copy,
              bool done) {
  ui.push_id(id);
  const Rect touch{ui.x() + ui.width() - kCopy - gap::kSmall, ui.y() + gap::kSmall, kCopy, kCopy};
  const std::string button = ui.node_id("copy");
  const std::string ground = ui.node_id("ground");
  // The first that reacts at a place takes the pointer: it is read after the code that it is above.
  const Reaction reaction = ui.react(button, touch);
  const float top = ui.y();
  ui.begin_box(Box::code, gap::kCard, gap::kMedium);
  code(ui, "text", {}, std::move(spans));
  ui.end_box();
  ui.cover(ground);
  const Rect box{ui.x(), top, ui.width(), ui.y() - top};
  const bool near = ui.react(ground, box, false, "text").hovered || reaction.hovered;
  ui.record(button, Role::button, copy, touch).focusable = true;
  if (near || done || ui.is_focused(button)) {
    const Theme& colors = ui.theme();
    ui.framed(touch, colors.raised, colors.line_strong, radius::kSmall);
    const float margin = (kCopy - kCopyIcon) / 2;
    icon(ui, done ? Icon::check : Icon::copy,
         {touch.x + margin, touch.y + margin, kCopyIcon, kCopyIcon},
         reaction.hovered ? colors.text : colors.muted);
  }
  ui.focus_ring(button, touch, radius::kSmall);
  ui.pop_id();
  return reaction.pressed;
}

}  // namespace vitrine::ui
