// Small marks beside text: messages, the status of an answer, chips, names of methods.
#include <cmath>

#include "app/ui/state.h"

namespace vitrine::ui {
namespace {

constexpr Font kStatusFont{Family::mono, 12.5f, 600, false, 0};
constexpr Font kChipFont{Family::mono, 12, 400, false, 0};

}  // namespace

void Ui::message(std::string_view id, std::string_view text) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const auto layout =
      state.layouts.get(text, font_small(), state.theme().bad, width(), 18, Wrap::words);
  const Rect rect = state.place(width(), layout->size().height);
  Node& node = state.record(state.whole_id(id), Role::text, {}, rect);
  node.layout = layout;
  node.live = Live::polite;
  state.text(*layout, rect.x, rect.y);
}

float Ui::status_width(std::string_view text) {
  return std::ceil(measure(text, kStatusFont).width) + 18;
}

void Ui::status(std::string_view id, std::string_view text, Color text_color, Color ground) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const Rect rect = state.place(status_width(text), 24);
  const auto layout = state.layouts.get(text, kStatusFont, text_color, rect.width, 24, Wrap::none);
  // The node's rectangle is its text's, so that the layer's words lie on those drawn.
  Node& node =
      state.record(state.whole_id(id), Role::status, {}, {rect.x + 9, rect.y, rect.width - 18, 24});
  node.layout = layout;
  node.live = Live::polite;
  state.fill(rect, ground, 6);
  state.text(*layout, rect.x + 9, rect.y);
}

void Ui::chip(std::string_view id, std::string_view text) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const float room = std::max(width() - 18, 1.0f);
  const auto layout =
      state.layouts.get(text, kChipFont, state.theme().muted, room, 20, Wrap::ellipsis);
  const Rect rect = state.place(std::ceil(layout->size().width) + 18, 20);
  state.record(state.whole_id(id), Role::text, {}, {rect.x + 9, rect.y, rect.width - 18, 20})
      .layout = layout;
  // Whatever it lies on shows through: a chip has only a border.
  state.stroke(rect, state.theme().line, 10, 1);
  state.text(*layout, rect.x + 9, rect.y);
}

void Ui::method(std::string_view method, float width, float size, bool right) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const Rect rect = state.place(width, 20);
  state.text_in(rect, method, {Family::mono, size, 600, false, 0},
                method_color(state.theme(), method), right ? 1.0f : 0.0f, Wrap::none);
}

}  // namespace vitrine::ui
