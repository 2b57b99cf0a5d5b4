// What all widgets are made of: ids, nodes, touch and place.
#include "app/ui/state.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vitrine::ui {

std::string Ui::State::whole_id(std::string_view id) const {
  std::string whole;
  whole.reserve(prefix.size() + 1 + id.size());
  whole += prefix;
  whole += '/';
  whole += id;
  return whole;
}

std::string Ui::State::resolve(std::string_view id) const {
  if (id.empty()) return {};
  return id.front() == '/' ? std::string(id.substr(1)) : whole_id(id);
}

ImGuiID Ui::State::item_id(std::string_view id) const { return ImHashData(id.data(), id.size()); }

Node& Ui::State::record(std::string id, Role role, std::string_view name, const Rect& rect) {
  if (silent > 0) {
    unrecorded = Node{};
    return unrecorded;
  }
#ifdef IMGUI_ENABLE_TEST_ENGINE
  covered.push_back(item_id(id));
#endif
  Node& node = record_of_surface().nodes.emplace_back();
  node.id = std::move(id);
  node.parent = parents.back();
  node.role = role;
  node.name = name;
  node.rect = rect;
  return node;
}

bool Ui::State::is_event(Event::Kind kind, std::string_view id) const {
  return event.kind == kind && event.target == id;
}

Reaction Ui::State::react(std::string_view id, const Rect& rect, bool disabled,
                          const char* pointer) {
  Reaction reaction;
  reaction.item = item_id(id);
  const ImVec2 corner = at(rect.x, rect.y);
  const ImRect box(corner, ImVec2(corner.x + rect.width, corner.y + rect.height));
  const bool seen = ImGui::ItemAdd(box, reaction.item, nullptr, ImGuiItemFlags_NoNav);
  if (disabled) return reaction;
  if (seen) {
    reaction.pressed = ImGui::ButtonBehavior(box, reaction.item, &reaction.hovered, &reaction.held,
                                             ImGuiButtonFlags_NoNavFocus);
    if (reaction.hovered) cursor = pointer;
  }
  if (is_event(Event::Kind::activate, id)) reaction.pressed = true;
  return reaction;
}

/// How far a state that fades in and out is, 0 to 1. What is at rest is not kept.
float Ui::State::motion(ImGuiID item, bool on, float seconds) {
  auto found = motions.find(item);
  if (found == motions.end()) {
    if (!on) return 0;
    found = motions.emplace(item, Motion{}).first;
  }
  Motion& state = found->second;
  const float target = on ? 1.0f : 0.0f;
  const float step = settings.reduced_motion ? 1.0f : step_s / seconds;
  if (state.value < target) {
    state.value = std::min(state.value + step, target);
  } else if (state.value > target) {
    state.value = std::max(state.value - step, target);
  }
  if (state.value != target) animating = true;
  const float value = state.value;
  if (!on && value == 0) {
    motions.erase(found);
  } else {
    state.frame = frame;
  }
  return value;
}

Rect Ui::State::place(float width, float height, bool right) {
  Column& in = column();
  if (in.flow.active) {
    Flow& flow = in.flow;
    if (flow.x > 0 && flow.x + width > in.width + 0.01f) {
      in.y += flow.line_height + flow.gap_y;
      flow.x = 0;
      flow.line_height = 0;
    }
    const float inset = in.centred_in > height ? snap((in.centred_in - height) / 2) : 0;
    const Rect rect{in.x + flow.x, in.y + inset, width, height};
    flow.x += width + flow.gap_x;
    flow.line_height = std::max({flow.line_height, height, in.centred_in});
    return rect;
  }
  const float inset = in.centred_in > height ? snap((in.centred_in - height) / 2) : 0;
  in.centred_in = 0;
  const Rect rect{right ? in.x + in.width - width : in.x, in.y + inset, width, height};
  in.y = rect.bottom();
  return rect;
}

bool Ui::State::is_visible(float y, float height) const {
  const Surface& open = surfaces.back();
  return y < open.scroll_y + open.rect.height && y + height > open.scroll_y;
}

}  // namespace vitrine::ui
