// Surfaces, containers, and the column in which widgets stand.
#include <algorithm>
#include <utility>

#include "app/ui/state.h"

namespace vitrine::ui {

void Ui::begin_surface(Surface surface) {
  State& state = *state_;
  const ContextScope scope(state.context);
  IM_ASSERT(state.columns.empty() && "Surfaces do not nest");
  if (surface.ground == 0) {
    surface.ground = surface.kind == Surface::Kind::pane ? state.theme().bg : state.theme().raised;
  }
  const auto scrolled = state.scrolls.find(surface.id);
  surface.scroll_y = scrolled == state.scrolls.end() ? 0 : scrolled->second;

  ImGui::SetNextWindowPos(ImVec2(surface.rect.x, surface.rect.y));
  ImGui::SetNextWindowSize(ImVec2(surface.rect.width, surface.rect.height));
  ImGui::Begin(surface.id.c_str(), nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  state.draw = ImGui::GetWindowDrawList();
  state.draw->_SetTexture(ImTextureRef(ImTextureID{0}));
  state.origin = {surface.rect.x, surface.rect.y - state.snap(surface.scroll_y)};

  if (state.records.size() == state.surface_count) state.records.emplace_back();
  SurfaceRecord& record = state.records[state.surface_count++];
  record.nodes.clear();
  record.ranges.assign(1, GroupRange{});
  record.draw_list = state.draw;
  state.prefix = surface.id;
  state.parents.emplace_back();
  state.columns.push_back({0, 0, surface.rect.width, 0, {}});
  state.surfaces.push_back(std::move(surface));
  const Surface& open = state.surface();
  state.fill({0, open.scroll_y, open.rect.width, open.rect.height}, open.ground);
}

void Ui::end_surface() {
  State& state = *state_;
  const ContextScope scope(state.context);
  Surface& surface = state.surface();
  surface.content_height = state.column().y;
  surface.content_width = surface.rect.width;
  SurfaceRecord& record = state.record_of_surface();
  record.ranges.back().end = record.nodes.size();
  state.columns.pop_back();
  state.parents.pop_back();
  state.prefix.clear();
  ImGui::End();
}

void Ui::begin_container(std::string_view id, Role role, std::string_view name, int level) {
  State& state = *state_;
  push_id(id);
  Node& node = state.record(state.prefix, role, name, {x(), y(), width(), 0});
  node.level = static_cast<std::uint8_t>(level);
  state.parents.push_back(state.silent > 0 ? std::string() : state.prefix);
}

void Ui::end_container() {
  State& state = *state_;
  if (state.silent == 0) {
    // The newest node of that id: containers are found from behind, few nodes away.
    auto& nodes = state.record_of_surface().nodes;
    const auto found = std::find_if(nodes.rbegin(), nodes.rend(), [&](const Node& node) {
      return node.id == state.parents.back();
    });
    if (found != nodes.rend()) found->rect.height = y() - found->rect.y;
  }
  state.parents.pop_back();
  pop_id();
}

void Ui::push_id(std::string_view id) {
  state_->prefix_lengths.push_back(state_->prefix.size());
  state_->prefix += '/';
  state_->prefix += id;
}

void Ui::pop_id() {
  state_->prefix.resize(state_->prefix_lengths.back());
  state_->prefix_lengths.pop_back();
}

std::string Ui::node_id(std::string_view id) const { return state_->whole_id(id); }

float Ui::x() const { return state_->column().x; }
float Ui::y() const { return state_->column().y; }
float Ui::width() const { return state_->column().width; }
void Ui::move_to(float y) { state_->column().y = y; }
void Ui::space(float height) { state_->column().y += height; }

void Ui::begin_inset(float left, float right) {
  Column inner = state_->column();
  inner.x += left;
  inner.width = std::max(inner.width - left - right, 0.0f);
  state_->columns.push_back(inner);
}

void Ui::end_inset() {
  const float y = state_->column().y;
  state_->columns.pop_back();
  state_->column().y = y;
}

void Ui::begin_row(std::span<const float> widths, float gap, float height) {
  State& state = *state_;
  const Column outer = state.column();
  float fixed = gap * static_cast<float>(widths.empty() ? 0 : widths.size() - 1);
  float shares = 0;
  for (const float width : widths) (width >= 0 ? fixed : shares) += std::max(width, -width);
  const float left = std::max(outer.width - fixed, 0.0f);
  RowOfCells row;
  for (const float width : widths) {
    row.widths.push_back(width >= 0 ? width : std::max(state.snap(left * -width / shares), 0.0f));
  }
  row.x = outer.x;
  row.top = row.bottom = outer.y;
  row.gap = gap;
  row.height = height;
  state.columns.push_back({row.x, row.top, row.widths.empty() ? 0 : row.widths[0], height, {}});
  state.cells.push_back(std::move(row));
}

void Ui::next_cell() {
  State& state = *state_;
  RowOfCells& row = state.cells.back();
  row.bottom = std::max(row.bottom, state.column().y);
  IM_ASSERT(row.cell + 1 < row.widths.size());
  row.x += row.widths[row.cell] + row.gap;
  ++row.cell;
  state.column() = {row.x, row.top, row.widths[row.cell], row.height, {}};
}

void Ui::end_row() {
  State& state = *state_;
  const RowOfCells& row = state.cells.back();
  const float bottom = std::max({row.bottom, state.column().y, row.top + row.height});
  state.cells.pop_back();
  state.columns.pop_back();
  state.column().y = bottom;
}

void Ui::begin_flow(float gap_x, float gap_y) {
  Column inner = state_->column();
  inner.flow = {true, 0, 0, gap_x, gap_y};
  state_->columns.push_back(inner);
}

void Ui::end_flow() {
  const Column inner = state_->column();
  state_->columns.pop_back();
  state_->column().y = inner.y + inner.flow.line_height;
  state_->column().centred_in = 0;
}

void Ui::begin_box(Box box, float padding_x, float padding_y) {
  State& state = *state_;
  const Theme& theme = state.theme();
  const Column outer = state.column();
  OpenBox open;
  // Tall enough for its corners; end_box moves the lower half to where it belongs.
  open.rect = {outer.x, outer.y, outer.width, 1000};
  open.padding_x = padding_x;
  open.padding_y = padding_y;
  open.first_vertex = state.draw->VtxBuffer.Size;
  switch (box) {
    case Box::card:
      state.shadow(open.rect, 10);
      state.framed(open.rect, theme.raised, theme.line, 10);
      break;
    case Box::callout:
      state.fill(open.rect, theme.accent_soft, 8);
      break;
    case Box::danger_callout:
      state.framed(open.rect, theme.bad_soft, mix(theme.bad_soft, theme.bad, 0.35f), 8);
      break;
    case Box::plain:
      state.framed(open.rect, theme.surface, theme.line, 8);
      break;
    case Box::code:
      state.framed(open.rect, theme.code, theme.line, 8);
      break;
  }
  open.last_vertex = state.draw->VtxBuffer.Size;
  state.boxes.push_back(open);
  begin_inset(padding_x, padding_x);
  space(padding_y);
}

void Ui::end_box() {
  State& state = *state_;
  const OpenBox open = state.boxes.back();
  state.boxes.pop_back();
  space(open.padding_y);
  end_inset();
  const float height = y() - open.rect.y;
  const float middle = state.at(0, open.rect.y + open.rect.height / 2).y;
  const float shift =
      state.at(0, open.rect.y + height).y - state.at(0, open.rect.y + open.rect.height).y;
  for (int index = open.first_vertex; index < open.last_vertex; ++index) {
    ImDrawVert& vertex = state.draw->VtxBuffer[index];
    if (vertex.pos.y > middle) vertex.pos.y += shift;
  }
}

void Ui::divider() {
  State& state = *state_;
  const float thickness = std::max(state.snap(1), 1 / state.glyphs.density());
  state.fill({x(), y(), width(), thickness}, state.theme().line);
  space(1);
}

float Ui::viewport_height() const { return state_->surfaces.back().rect.height; }

bool Ui::is_visible(float y, float height) const { return state_->is_visible(y, height); }

}  // namespace vitrine::ui
