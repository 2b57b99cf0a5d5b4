// Surfaces, ids, and the nodes that widgets record.
#include <algorithm>
#include <string>
#include <utility>

#include "app/ui/hash.h"
#include "app/ui/state.h"

namespace vitrine::ui {

namespace {

std::uint64_t key_of(const Surface& surface, std::uint64_t revision, const GlyphMaker& glyphs) {
  Hash hash;
  hash.add(revision);
  hash.add(std::uint64_t{glyphs.generation()});
  hash.add(glyphs.density());
  for (const float length : {surface.rect.x, surface.rect.y, surface.rect.width,
                             surface.rect.height, surface.scroll_y}) {
    hash.add(length);
  }
  for (const std::string* text : {&surface.name, &surface.search, &surface.opener})
    hash.add(std::string_view(*text));
  hash.add(std::uint64_t{surface.ground} << 32 | static_cast<std::uint64_t>(surface.kind) << 24 |
           static_cast<std::uint64_t>(surface.role) << 16 |
           static_cast<std::uint64_t>(surface.part) << 8 |
           static_cast<std::uint64_t>(surface.flow) << 2 |
           static_cast<std::uint64_t>(surface.arrows) << 1 |
           static_cast<std::uint64_t>(surface.covered));
  return hash.value();
}

bool stands_in(std::string_view id, std::string_view surface) {
  return id.substr(0, surface.size()) == surface &&
         (id.size() == surface.size() || id[surface.size()] == '/');
}

}  // namespace

bool Ui::State::stands(const SurfaceRecord& record, std::uint64_t key) const {
  if (recording.anew || recording.pressed) return false;
  if (record.key != key || record.held || record.moving) return false;
  const ImGuiWindow* window = context->CurrentWindow;
  const std::size_t under =
      context->HoveredWindow == window ? record.touched(context->IO.MousePos) : 0;
  if (under != record.hovered) return false;
  const std::string& id = record.surface.id;
  switch (input.event.kind) {
    case Event::Kind::none:
    case Event::Kind::pointer_move:
    case Event::Kind::pointer_leave:
      return true;
    case Event::Kind::focus:
      return !stands_in(input.event.target, id) && !stands_in(input.focus_before, id);
    case Event::Kind::pointer_press:
    case Event::Kind::pointer_release:
    case Event::Kind::activate:
    case Event::Kind::text:
    case Event::Kind::option:
      return !stands_in(input.event.target, id);
  }
  return false;
}

void Ui::State::keep(SurfaceRecord& record) {
  record.draw_list = nullptr;
  for (auto& [id, slot] : kept) {
    if (stands_in(id, record.surface.id)) slot.frame = frame;
  }
  for (auto& [item, motion] : motions.running) {
    if (motion.surface == &record) motion.frame = frame;
  }
  // A copy that moves in: the page has that way of growing in its first part (wasm/split.mjs).
  recording.surfaces.push_back(Surface(record.surface));
}

bool Ui::begin_surface(Surface surface, std::uint64_t revision) {
  State& state = *state_;
  const ContextScope scope(state.context);
  IM_ASSERT(state.layout.columns.empty() && "Surfaces do not nest");
  if (surface.ground == 0) {
    surface.ground = surface.kind == Surface::Kind::pane ? theme().bg : theme().raised;
  }
  surface.scroll_y = scroll_of(surface.id);

  ImGui::SetNextWindowPos(ImVec2(surface.rect.x, surface.rect.y));
  ImGui::SetNextWindowSize(ImVec2(surface.rect.width, surface.rect.height));
  ImGui::Begin(surface.id.c_str(), nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());

  Recording& recording = state.recording;
  SurfaceRecord& record = recording.records[surface.id];
  IM_ASSERT(record.frame != state.frame && "Two surfaces with one id");
  if (record.frame == 0 || record.surface.rect != surface.rect) recording.others = true;
  record.frame = state.frame;
  recording.shown.push_back(&record);
  const std::uint64_t key = revision == 0 ? 0 : key_of(surface, revision, state.glyphs);
  if (key != 0 && state.stands(record, key)) {
    state.keep(record);
    ImGui::End();
    return false;
  }
  state.draw = ImGui::GetWindowDrawList();
  state.draw->_SetTexture(ImTextureRef(ImTextureID{0}));
  state.origin = {surface.rect.x, surface.rect.y - snap(surface.scroll_y)};

  state.covered = 0;
  ++recording.count;
  record.key = key;
  record.nodes.clear();
  record.ranges.assign(1, GroupRange{});
  record.touch.clear();
  record.hovered = 0;
  record.cursor = "";
  record.held = record.moving = false;
  record.draw_list = state.draw;
  surface.recording = new_retained();
  recording.prefix = surface.id;
  recording.containers.emplace_back();
  state.layout.columns.push_back({0, 0, surface.rect.width, 0, {}});
  recording.surfaces.push_back(std::move(surface));
  const Surface& open = state.surface();
  fill({0, open.scroll_y, open.rect.width, open.rect.height}, open.ground);
  return true;
}

void Ui::end_surface() {
  State& state = *state_;
  const ContextScope scope(state.context);
  Surface& surface = state.surface();
  surface.content_height = y();
  surface.content_width = surface.rect.width;
  SurfaceRecord& record = state.recording.open();
  record.ranges.back().end = record.nodes.size();
  state.layout.columns.pop_back();
  state.recording.containers.pop_back();
  state.recording.prefix.clear();
  ImGui::End();
}

void Ui::record_anew() { state_->recording.next_anew = true; }

void Ui::forget() {
  State& state = *state_;
  Recording& recording = state.recording;
  recording.surfaces.clear();
  recording.shown.clear();
  recording.groups.clear();
  recording.pictures.CmdLists.clear();
  state.motions.running.clear();
  recording.records.clear();
  state.kept.clear();
  state.layouts.clear();
}

void Ui::spare_other_surfaces() { state_->recording.pressed = false; }

std::uint64_t Ui::recordings() const { return state_->recording.count; }

void Ui::begin_container(std::string_view id, Role role, std::string_view name, int level) {
  begin_container(id, role, name, {x(), y(), width(), 0});
  state_->recording.containers.back().grows = true;
  if (records()) state_->recording.open().nodes.back().level = static_cast<std::uint8_t>(level);
}

void Ui::begin_container(std::string_view id, Role role, std::string_view name, const Rect& rect) {
  Recording& recording = state_->recording;
  push_id(id);
  record(recording.prefix, role, name, rect);
  recording.containers.push_back({records() ? recording.prefix : std::string(), false});
}

void Ui::label_container(std::string_view label) {
  if (records()) state_->recording.open().nodes.back().label = label;
}

void Ui::number_container(std::uint32_t place, std::uint32_t size) {
  if (!records()) return;
  Node& node = state_->recording.open().nodes.back();
  node.position_in_set = place;
  node.set_size = size;
}

void Ui::end_container() {
  Recording& recording = state_->recording;
  const Container& container = recording.containers.back();
  if (records() && container.grows) {
    // The newest node of that id is only a few nodes away.
    auto& nodes = recording.open().nodes;
    const auto found = std::find_if(nodes.rbegin(), nodes.rend(),
                                    [&](const Node& node) { return node.id == container.id; });
    if (found != nodes.rend()) found->rect.height = y() - found->rect.y;
  }
  recording.containers.pop_back();
  pop_id();
}

void Ui::push_id(std::string_view id) {
  Recording& recording = state_->recording;
  recording.prefix_lengths.push_back(recording.prefix.size());
  recording.prefix += '/';
  recording.prefix += id;
}

void Ui::pop_id() {
  Recording& recording = state_->recording;
  recording.prefix.resize(recording.prefix_lengths.back());
  recording.prefix_lengths.pop_back();
}

std::string Ui::node_id(std::string_view id) const {
  const std::string& prefix = state_->recording.prefix;
  std::string whole;
  whole.reserve(prefix.size() + 1 + id.size());
  whole += prefix;
  whole += '/';
  whole += id;
  return whole;
}

std::string Ui::reference(std::string_view id) const {
  if (id.empty()) return {};
  return id.front() == '/' ? std::string(id.substr(1)) : node_id(id);
}

const std::string& Ui::parent_id() const { return state_->recording.containers.back().id; }

Node& Ui::record(std::string id, Role role, std::string_view name, const Rect& rect) {
  Recording& recording = state_->recording;
  if (!records()) {
    recording.unrecorded = Node{};
    return recording.unrecorded;
  }
  cover(id);
  Node& node = recording.open().nodes.emplace_back();
  node.id = std::move(id);
  node.parent = parent_id();
  node.role = role;
  node.name = name;
  node.rect = rect;
  return node;
}

void Ui::record_shape(const Rect& rect, Look look) {
  const auto whole = [](float length) { return std::to_string(static_cast<int>(length)); };
  const std::string id = node_id("shape/" + whole(rect.x) + '/' + whole(rect.y));
  record(id, Role::generic, {}, rect).look = look;
}

void Ui::insert(std::span<const Node> nodes, std::uint64_t retained) {
  const NodeGroup group{nodes, retained};
  if (records()) state_->recording.open().insert({&group, 1});
}

void SurfaceRecord::insert(std::span<const NodeGroup> groups) {
  ranges.back().end = nodes.size();
  for (const NodeGroup& group : groups) ranges.push_back({0, 0, group});
  ranges.push_back({nodes.size(), nodes.size(), {}});
}

std::uint64_t Ui::new_retained() { return ++state_->recording.retained_count; }

#ifdef IMGUI_ENABLE_TEST_ENGINE
void Ui::cover(std::string_view id) { state_->items.covered.push_back(item_id(id)); }
#else
void Ui::cover(std::string_view) {}
#endif

void Ui::begin_drawing(const Rect& rect) {
  ++state_->recording.silent;
  state_->layout.columns.push_back({rect.x, rect.y, rect.width, 0, {}});
}

void Ui::end_drawing() {
  state_->layout.columns.pop_back();
  --state_->recording.silent;
}

bool Ui::records() const { return state_->recording.silent == 0; }

std::unique_ptr<Kept>& Ui::slot(const std::string& id) {
  KeptSlot& slot = state_->kept[id];
  IM_ASSERT(slot.frame != state_->frame && "Two widgets that keep something under one id");
  slot.frame = state_->frame;
  if (state_->part != nullptr) state_->part->slots.push_back(&slot);
  return slot.kept;
}

const Kept* Ui::kept(std::string_view id) const {
  const auto found = state_->kept.find(std::string(id));
  return found == state_->kept.end() ? nullptr : found->second.kept.get();
}

}  // namespace vitrine::ui
