// Code: its text, and the button that copies it.
#include "app/ui/code.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/ui/icon.h"

namespace vitrine::ui {
namespace {

constexpr float kScrollbar = 10;
constexpr float kCopy = 28;
constexpr float kCopyIcon = 16;

}  // namespace

void code(Ui& ui, std::string_view id, std::string_view name, std::vector<Span> spans) {
  const auto layout = ui.lay_out(std::move(spans), 0, leading::kText, Wrap::none);
  const float wide = layout->size().width;
  const bool scrolls = wide > ui.width();
  const Rect rect = ui.place(ui.width(), layout->size().height + (scrolls ? kScrollbar : 0));
  const std::string whole = ui.node_id(id);
  Node& node = ui.record(whole, Role::code, name, rect);
  node.layout = layout;
  node.focusable = scrolls;
  const float most = ui.snap(std::max(wide - rect.width, 0.0f));
  const float aside = std::min(ui.scroll_of(whole), most);
  ui.begin_clip(rect);
  ui.draw_layout(*layout, rect.x - ui.snap(aside), rect.y);
  ui.end_clip();
  ui.focus_ring(whole, rect, 4);
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
