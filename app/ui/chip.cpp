// Chips, the status of a response, names of methods.
#include "app/ui/chip.h"

#include <algorithm>
#include <cmath>

namespace vitrine::ui {
namespace {

constexpr Font kChipFont = type::mono(type::kFine);
constexpr Font kStatusFont = type::strong(type::kCode);
constexpr float kPadding = 9;

}  // namespace

void chip(Ui& ui, std::string_view id, std::string_view text) {
  const float room = std::max(ui.width() - 2 * kPadding, 1.0f);
  const auto layout =
      ui.lay_out(text, kChipFont, ui.theme().muted, room, height::kChip, Wrap::ellipsis);
  const float width = std::ceil(layout->size().width);
  const Rect rect = ui.place(width + 2 * kPadding, height::kChip);
  // The node's rectangle is its text's, so that the layer's words lie on those drawn.
  Node& node =
      ui.record(ui.node_id(id), Role::text, {}, {rect.x + kPadding, rect.y, width, rect.height});
  node.look = Look::chip;
  node.layout = layout;
  // A chip has only a border, so that its background shows through.
  ui.stroke(rect, ui.theme().line, rect.height / 2);
  ui.draw_layout(*layout, rect.x + kPadding, rect.y);
}

float status_width(Ui& ui, std::string_view text) {
  return ui.measure_width(text, kStatusFont) + 2 * kPadding;
}

void status(Ui& ui, std::string_view id, std::string_view text, Color text_color, Color ground,
            std::string_view tooltip) {
  const Rect rect = ui.place(status_width(ui, text), height::kStatus);
  const auto layout =
      ui.lay_out(text, kStatusFont, text_color, rect.width, rect.height, Wrap::none);
  Node& node = ui.record(ui.node_id(id), Role::status, {},
                         {rect.x + kPadding, rect.y, rect.width - 2 * kPadding, rect.height});
  node.layout = layout;
  node.look = Look::status;
  node.tooltip = tooltip;
  node.live = Live::polite;
  ui.fill(rect, ground, radius::kSmall);
  ui.draw_layout(*layout, rect.x + kPadding, rect.y);
}

void method(Ui& ui, std::string_view method, float width, Align align) {
  const Rect rect = ui.place(width, leading::kText);
  ui.draw_text(rect, method, type::kMethod, method_color(ui.theme(), method), align, Wrap::none);
}

}  // namespace vitrine::ui
