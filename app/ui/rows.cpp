#include <algorithm>
#include <utility>

#include "app/ui/hash.h"
#include "app/ui/state.h"

namespace vitrine::ui {

std::optional<std::size_t> Ui::rows(
    std::string_view id, std::size_t count, float row_height, std::uint64_t revision,
    const std::function<Row(std::size_t)>& record,
    const std::function<void(std::size_t, Rect, bool hovered)>& draw) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const std::string whole = state.whole_id(id);
  RetainedRows& rows = state.rows[whole];
  const float left = x();
  const float top = y();

  Hash hash;
  hash.add(revision);
  hash.add(std::uint64_t{count});
  hash.add(left);
  hash.add(top);
  hash.add(width());
  hash.add(row_height);
  hash.add(state.parents.back());
  if (rows.number == 0 || rows.key != hash.value()) {
    rows.key = hash.value();
    rows.number = ++state.retained_count;
    rows.nodes.resize(count);
    rows.tops.resize(count + 1);
    std::uint32_t links = 0;
    float offset = 0;
    for (std::size_t index = 0; index < count; ++index) {
      Row row = record(index);
      const float height = row.height > 0 ? row.height : row_height;
      Node& node = rows.nodes[index];
      node = Node{};
      node.id = whole + '/' + row.id;
      node.parent = state.parents.back();
      node.role = row.href.empty() ? Role::heading : Role::link;
      node.name = std::move(row.name);
      node.href = std::move(row.href);
      node.level = row.level;
      node.current = row.current;
      node.focusable = node.role == Role::link;
      node.rect = {left, top + offset, width(), height};
      if (node.role == Role::link) node.position_in_set = ++links;
      rows.tops[index] = offset;
      offset += height;
    }
    rows.tops[count] = offset;
    for (Node& node : rows.nodes) {
      if (node.role == Role::link) node.set_size = links;
    }
  }
  IM_ASSERT(rows.frame != state.frame && "Two lists of rows with one id");
  rows.frame = state.frame;
  if (state.silent == 0) {
    SurfaceRecord& surface = state.record_of_surface();
    surface.ranges.back().end = surface.nodes.size();
    surface.ranges.push_back({0, 0, &rows});
    surface.ranges.push_back({surface.nodes.size(), surface.nodes.size(), nullptr});
  }

  std::optional<std::size_t> followed;
  const float from = state.surface().scroll_y - top;
  const auto first_after = std::upper_bound(rows.tops.begin(), rows.tops.end(), from);
  std::size_t index = first_after == rows.tops.begin()
                          ? 0
                          : static_cast<std::size_t>(first_after - rows.tops.begin()) - 1;
  for (; index < count; ++index) {
    const Node& node = rows.nodes[index];
    if (!state.is_visible(node.rect.y, node.rect.height)) break;
    bool hovered = false;
    if (node.role == Role::link) {
#ifdef IMGUI_ENABLE_TEST_ENGINE
      state.covered.push_back(state.item_id(node.id));
#endif
      const Reaction reaction = state.react(node.id, node.rect, false);
      hovered = reaction.hovered;
      if (reaction.pressed) followed = index;
    }
    ++state.silent;
    state.columns.push_back({node.rect.x, node.rect.y, node.rect.width, 0, {}});
    draw(index, node.rect, hovered);
    state.columns.pop_back();
    --state.silent;
    state.focus_ring(
        node.id, {node.rect.x + 4, node.rect.y + 4, node.rect.width - 8, node.rect.height - 8}, 4);
  }
  // The keyboard also reaches what is not on screen.
  if (!followed && state.event.kind == Event::Kind::activate) {
    const auto found = std::find_if(rows.nodes.begin(), rows.nodes.end(), [&](const Node& node) {
      return node.role == Role::link && node.id == state.event.target;
    });
    if (found != rows.nodes.end()) followed = static_cast<std::size_t>(found - rows.nodes.begin());
  }
  state.column().y = top + (rows.tops.empty() ? 0 : rows.tops.back());
  return followed;
}

}  // namespace vitrine::ui
