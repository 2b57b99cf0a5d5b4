// Regions that are scrolled sideways. The page scrolls their elements; what is painted in them, and
// what reacts, follows the offset that it reports.
#include <algorithm>

#include "app/ui/state.h"

namespace vitrine::ui {
namespace {

constexpr float kScrollbar = 10;
/// Down to the end of the surface: the height is known at the end.
constexpr float kAnyHeight = 1e6f;

}  // namespace

void Ui::begin_sideways(std::string_view id, std::string_view name, float width) {
  State& state = *state_;
  const ContextScope scope(state.context);
  begin_container(id, Role::region, name);
  if (records()) {
    Node& node = state.recording.open().nodes.back();
    node.focusable = node.scrolls = true;
  }
  const Rect box{x(), y(), this->width(), 0};
  const float aside =
      std::min(scroll_of(state.recording.prefix), std::max(width - box.width, 0.0f));
  const ImVec2 from = state.at(box.x, box.y);
  ImGui::PushClipRect(from, ImVec2(from.x + box.width, from.y + kAnyHeight), true);
  state.layout.sideways.push_back({box, state.origin.x});
  state.origin.x -= snap(aside);
  begin_inset(0, box.width - width);
}

void Ui::end_sideways() {
  State& state = *state_;
  const ContextScope scope(state.context);
  end_inset();
  space(kScrollbar);
  Sideways& open = state.layout.sideways.back();
  state.origin.x = open.origin_x;
  ImGui::PopClipRect();
  open.box.height = y() - open.box.y;
  focus_ring(state.recording.prefix, open.box, radius::kSmall);
  state.layout.sideways.pop_back();
  end_container();
}

}  // namespace vitrine::ui
