// The column in which widgets stand: insets, rows, flows and boxes.
#include <algorithm>
#include <utility>

#include "app/ui/state.h"

namespace vitrine::ui {

float Ui::x() const { return state_->column().x; }
float Ui::y() const { return state_->column().y; }
float Ui::width() const { return state_->column().width; }
void Ui::move_to(float y) { state_->column().y = y; }
void Ui::space(float height) { state_->column().y += height; }

Rect Ui::place(float width, float height, Align align) {
  Column& in = state_->column();
  const float inset = in.centred_in > height ? snap((in.centred_in - height) / 2) : 0;
  if (in.flow.active) {
    Flow& flow = in.flow;
    if (flow.x > 0 && flow.x + width > in.width + 0.01f) {
      in.y += flow.line_height + flow.gap_y;
      flow.x = 0;
      flow.line_height = 0;
    }
    const Rect rect{in.x + flow.x, in.y + inset, width, height};
    flow.x += width + flow.gap_x;
    flow.line_height = std::max({flow.line_height, height, in.centred_in});
    return rect;
  }
  in.centred_in = 0;
  const Rect rect{align == Align::right ? in.x + in.width - width : in.x, in.y + inset, width,
                  height};
  in.y = rect.bottom();
  return rect;
}

void Ui::begin_inset(float left, float right) {
  Column inner = state_->column();
  inner.x += left;
  inner.width = std::max(inner.width - left - right, 0.0f);
  state_->layout.columns.push_back(inner);
}

void Ui::end_inset() {
  const float y = state_->column().y;
  state_->layout.columns.pop_back();
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
    row.widths.push_back(width >= 0 ? width : std::max(snap(left * -width / shares), 0.0f));
  }
  row.x = outer.x;
  row.top = row.bottom = outer.y;
  row.gap = gap;
  row.height = height;
  state.layout.columns.push_back(
      {row.x, row.top, row.widths.empty() ? 0 : row.widths[0], height, {}});
  state.layout.cells.push_back(std::move(row));
}

void Ui::next_cell() {
  State& state = *state_;
  RowOfCells& row = state.layout.cells.back();
  row.bottom = std::max(row.bottom, state.column().y);
  IM_ASSERT(row.cell + 1 < row.widths.size());
  row.x += row.widths[row.cell] + row.gap;
  ++row.cell;
  state.column() = {row.x, row.top, row.widths[row.cell], row.height, {}};
}

void Ui::end_row() {
  State& state = *state_;
  const RowOfCells& row = state.layout.cells.back();
  const float bottom = std::max({row.bottom, state.column().y, row.top + row.height});
  state.layout.cells.pop_back();
  state.layout.columns.pop_back();
  state.column().y = bottom;
}

void Ui::begin_flow(float gap_x, float gap_y) {
  Column inner = state_->column();
  inner.flow = {true, 0, 0, gap_x, gap_y};
  state_->layout.columns.push_back(inner);
}

void Ui::end_flow() {
  const Column inner = state_->column();
  state_->layout.columns.pop_back();
  state_->column().y = inner.y + inner.flow.line_height;
  state_->column().centred_in = 0;
}

void Ui::begin_box(Box box, float padding_x, float padding_y) {
  State& state = *state_;
  const Theme& colors = theme();
  const Column outer = state.column();
  OpenBox open;
  // Tall enough for its corners; end_box moves the lower half into place.
  open.rect = {outer.x, outer.y, outer.width, 1000};
  open.padding_y = padding_y;
  open.first_node = state.recording.open().nodes.size();
  open.first_vertex = state.draw->VtxBuffer.Size;
  switch (box) {
    case Box::card:
      open.look = Look::card;
      shadow(open.rect, radius::kLarge);
      framed(open.rect, colors.raised, colors.line, radius::kLarge);
      break;
    case Box::callout:
      fill(open.rect, colors.accent_soft, radius::kMedium);
      break;
    case Box::danger_callout:
      framed(open.rect, colors.bad_soft, mix(colors.bad_soft, colors.bad, 0.35f), radius::kMedium);
      break;
    case Box::code:
      open.look = padding_y < gap::kMedium ? Look::route : Look::code;
      framed(open.rect, colors.code, colors.line, radius::kMedium);
      break;
  }
  if (colors.shapes && (box == Box::callout || box == Box::danger_callout)) {
    open.look = box == Box::callout ? Look::callout : Look::danger;
    record_shape(open.rect, open.look);
  }
  open.last_vertex = state.draw->VtxBuffer.Size;
  state.layout.boxes.push_back(open);
  begin_inset(padding_x, padding_x);
  space(padding_y);
}

void Ui::end_box() {
  State& state = *state_;
  const OpenBox open = state.layout.boxes.back();
  state.layout.boxes.pop_back();
  space(open.padding_y);
  end_inset();
  const float height = y() - open.rect.y;
  if (open.look != Look::plain && records()) {
    std::vector<Node>& nodes = state.recording.open().nodes;
    const std::size_t first = open.first_node;
    if (open.look == Look::card) {
      if (first > 0 && nodes[first - 1].id == parent_id()) nodes[first - 1].look = open.look;
    } else if (open.look == Look::code || open.look == Look::route) {
      if (nodes.size() == first + 1) nodes[first].look = open.look;
    } else {
      nodes[first].rect.height = height;
    }
  }
  const float middle = state.at(0, open.rect.y + open.rect.height / 2).y;
  const float shift =
      state.at(0, open.rect.y + height).y - state.at(0, open.rect.y + open.rect.height).y;
  for (int index = open.first_vertex; index < open.last_vertex; ++index) {
    ImDrawVert& vertex = state.draw->VtxBuffer[index];
    if (vertex.pos.y > middle) vertex.pos.y += shift;
  }
}

float Ui::viewport_height() const { return state_->surface().rect.height; }
float Ui::viewport_top() const { return state_->surface().scroll_y; }

bool Ui::is_visible(float y, float height) const {
  const Surface& open = state_->surface();
  return y < open.scroll_y + open.rect.height && y + height > open.scroll_y;
}

}  // namespace vitrine::ui
