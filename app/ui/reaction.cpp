// Events in, and how widgets react to them: touch, typing, focus and motion.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/state.h"

namespace vitrine::ui {

ImGuiID item_id(std::string_view id) { return ImHashData(id.data(), id.size()); }

std::size_t SurfaceRecord::touched(ImVec2 at) const {
  // ImGui sees whole pixels.
  const ImVec2 pixel(std::floor(at.x), std::floor(at.y));
  const auto found = std::find_if(touch.begin(), touch.end(),
                                  [&](const ImRect& rect) { return rect.Contains(pixel); });
  return found == touch.end() ? 0 : static_cast<std::size_t>(found - touch.begin()) + 1;
}

bool Ui::pointer_moved(std::string_view surface, Point at) {
  Input& input = state_->input;
  // Only the pointer's current position matters, not its path.
  if (!input.events.empty() && input.events.back().kind == Event::Kind::pointer_move)
    input.events.pop_back();
  const auto& records = state_->recording.records;
  const auto over = records.find(std::string(surface));
  if (input.events.empty() && !input.pressed && over != records.end()) {
    const Rect& rect = over->second.surface.rect;
    const ImVec2 point(rect.x + at.x, rect.y + at.y);
    const bool same = std::all_of(records.begin(), records.end(), [&](const auto& entry) {
      const SurfaceRecord& record = entry.second;
      return record.hovered == (&record == &over->second ? record.touched(point) : 0);
    });
    if (same) {
      input.at = point;
      return false;
    }
  }
  input.events.push_back(
      {.kind = Event::Kind::pointer_move, .target = std::string(surface), .at = at});
  return true;
}

void Ui::pointer_pressed(std::string_view surface, Point at) {
  state_->input.pressed = true;
  state_->input.events.push_back(
      {.kind = Event::Kind::pointer_press, .target = std::string(surface), .at = at});
}

void Ui::pointer_released(std::string_view surface, Point at) {
  state_->input.pressed = false;
  state_->input.events.push_back(
      {.kind = Event::Kind::pointer_release, .target = std::string(surface), .at = at});
}

bool Ui::pointer_left() {
  Input& input = state_->input;
  const auto& records = state_->recording.records;
  if (input.events.empty() && !input.pressed &&
      std::all_of(records.begin(), records.end(),
                  [](const auto& entry) { return entry.second.hovered == 0; })) {
    input.at = ImVec2(-FLT_MAX, -FLT_MAX);
    return false;
  }
  input.events.push_back({.kind = Event::Kind::pointer_leave});
  return true;
}

void Ui::activated(std::string_view node) {
  state_->input.events.push_back({.kind = Event::Kind::activate, .target = std::string(node)});
}

void Ui::text_changed(std::string_view node, std::string_view value) {
  state_->input.events.push_back(
      {.kind = Event::Kind::text, .target = std::string(node), .text = std::string(value)});
}

void Ui::option_chosen(std::string_view node, int index) {
  state_->input.events.push_back(
      {.kind = Event::Kind::option, .target = std::string(node), .index = index});
}

void Ui::focused(std::string_view node, bool visible) {
  state_->input.events.push_back(
      {.kind = Event::Kind::focus, .target = std::string(node), .visible = visible});
}

bool Ui::scrolled(std::string_view scroller, float offset) {
  Input& input = state_->input;
  float& known = input.scrolls[std::string(scroller)];
  if (known == std::max(offset, 0.0f)) return false;
  known = std::max(offset, 0.0f);
  // The surface that a block of code stands in.
  auto record = state_->recording.records.find(std::string(scroller.substr(0, scroller.find('/'))));
  if (record != state_->recording.records.end()) record->second.key = 0;
  input.scrolled = true;
  return true;
}

bool Ui::has_events() const {
  return !state_->input.events.empty() || state_->input.scrolled || state_->recording.others;
}

Reaction Ui::react(std::string_view id, const Rect& rect, bool disabled, const char* pointer) {
  State& state = *state_;
  const ContextScope scope(state.context);
  Reaction reaction;
  reaction.item = item_id(id);
  const ImVec2 corner = state.at(rect.x, rect.y);
  ImRect box(corner, ImVec2(corner.x + rect.width, corner.y + rect.height));
  if (state.covered > 0) {
    box.Min.y = std::max(box.Min.y, state.surface().rect.y + state.covered);
    box.Max.y = std::max(box.Max.y, box.Min.y);
  }
  const bool seen = ImGui::ItemAdd(box, reaction.item, nullptr, ImGuiItemFlags_NoNav);
  if (disabled) return reaction;
  if (seen) {
    reaction.pressed = ImGui::ButtonBehavior(box, reaction.item, &reaction.hovered, &reaction.held,
                                             ImGuiButtonFlags_NoNavFocus);
    SurfaceRecord& record = state.recording.open();
    ImRect& touch = record.touch.emplace_back(box);
    touch.ClipWith(ImGui::GetCurrentWindow()->ClipRect);
    if (reaction.hovered && record.hovered == 0) {
      record.hovered = record.touch.size();
      record.cursor = pointer;
    }
    record.held = record.held || reaction.held || reaction.pressed;
  }
  if (activated_node() == id) reaction.pressed = true;
  if (reaction.pressed) state.recording.pressed = true;
  return reaction;
}

Point Ui::pointer() const {
  const ImVec2 at = state_->context->IO.MousePos;
  return {at.x, at.y};
}

std::string_view Ui::activated_node() const {
  const Event& event = state_->input.event;
  return event.kind == Event::Kind::activate ? std::string_view(event.target) : std::string_view();
}

std::optional<std::string> Ui::typed(std::string_view id) const {
  const Event& event = state_->input.event;
  if (event.kind != Event::Kind::text || event.target != id || !records()) return std::nullopt;
  return event.text;
}

std::optional<int> Ui::chosen(std::string_view id) const {
  const Event& event = state_->input.event;
  if (event.kind != Event::Kind::option || event.target != id || !records()) return std::nullopt;
  state_->recording.pressed = true;
  return event.index;
}

bool Ui::is_focused(std::string_view node) const {
  return !node.empty() && state_->input.focus == node && records();
}

float Ui::scroll_of(std::string_view scroller) const {
  const auto& scrolls = state_->input.scrolls;
  const auto found = scrolls.find(std::string(scroller));
  return found == scrolls.end() ? 0 : found->second;
}

/// Keeps only motions that are still running.
float Ui::motion(std::uint32_t item, bool on) {
  constexpr float kSeconds = 0.12f;
  Motions& motions = state_->motions;
  auto found = motions.running.find(item);
  if (found == motions.running.end()) {
    if (!on) return 0;
    found = motions.running.emplace(item, Motions::Motion{}).first;
  }
  Motions::Motion& motion = found->second;
  const float target = on ? 1.0f : 0.0f;
  const float step = state_->settings.reduced_motion ? 1.0f : motions.step_s / kSeconds;
  if (motion.value < target) {
    motion.value = std::min(motion.value + step, target);
  } else if (motion.value > target) {
    motion.value = std::max(motion.value - step, target);
  }
  SurfaceRecord& surface = state_->recording.open();
  if (motion.value != target) surface.moving = true;
  motion.surface = &surface;
  const float value = motion.value;
  if (!on && value == 0) {
    motions.running.erase(found);
  } else {
    motion.frame = state_->frame;
    if (Part* part = state_->part) {
      part->motions.push_back(&motion);
      part->moving = part->moving || value != target;
    }
  }
  return value;
}

void Ui::cover_top(float height) { state_->covered = height; }

void Ui::go_on() { state_->recording.open().moving = true; }

void Ui::follow(std::string_view link) { state_->input.followed = link; }
std::string Ui::followed_link() const { return state_->input.followed; }

}  // namespace vitrine::ui
