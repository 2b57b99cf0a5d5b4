#include <algorithm>
#include <utility>

#include "app/ui/hash.h"
#include "app/ui/state.h"

namespace vitrine::ui {
namespace {

/// A window moves by this many rows at once, so that scrolling rarely makes nodes anew.
constexpr std::size_t kWindowStep = 500;

Role role_of(const Ui::Row& row) {
  if (!row.href.empty()) return Role::link;
  return row.expanded == Node::Tri::unset ? Role::heading : Role::button;
}

std::size_t row_at(const std::vector<float>& tops, float y) {
  const auto after = std::upper_bound(tops.begin(), tops.end(), y);
  return after == tops.begin() ? 0 : static_cast<std::size_t>(after - tops.begin()) - 1;
}

}  // namespace

std::optional<std::size_t> Ui::rows(
    std::string_view id, std::size_t count, float row_height, std::uint64_t revision,
    const std::function<Row(std::size_t)>& record,
    const std::function<void(std::size_t, Rect, bool hovered)>& draw) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const std::string whole = state.whole_id(id);
  RetainedRows& rows = state.rows[whole];
  const Rect place{x(), y(), width(), 0};
  const float from = state.surface().scroll_y - place.y;

  const std::size_t seen = rows.tops.size() == count + 1 ? row_at(rows.tops, from) : 0;
  std::size_t first = 0;
  if (count > kMostRows) {
    const std::size_t step = seen / kWindowStep;
    first = std::min(step > 0 ? (step - 1) * kWindowStep : 0, count - kMostRows);
  }

  Hash hash;
  hash.add(revision);
  hash.add(std::uint64_t{count});
  hash.add(std::uint64_t{first});
  hash.add(place.x);
  hash.add(place.y);
  hash.add(place.width);
  hash.add(row_height);
  hash.add(state.parents.back());
  if (rows.number == 0 || rows.key != hash.value()) {
    rows.key = hash.value();
    rows.number = ++state.retained_count;
    rows.place = place;
    rows.first = first;
    rows.nodes.clear();
    rows.tops.resize(count + 1);
    std::uint32_t links = 0;
    float offset = 0;
    for (std::size_t index = 0; index < count; ++index) {
      Row row = record(index);
      const float height = row.height > 0 ? row.height : row_height;
      const Role role = role_of(row);
      if (role == Role::link) ++links;
      rows.tops[index] = offset;
      if (index >= first && index < first + kMostRows) {
        Node& node = rows.nodes.emplace_back();
        node.id = whole + '/' + row.id;
        node.parent = state.parents.back();
        node.role = role;
        node.name = std::move(row.name);
        node.href = std::move(row.href);
        node.level = row.level;
        node.expanded = row.expanded;
        node.current = row.current;
        node.focusable = role != Role::heading;
        node.rect = {place.x, place.y + offset, place.width, height};
        // ARIA has no position for links that are all there to be counted.
        if (role == Role::link && count > kMostRows) node.position_in_set = links;
      }
      offset += height;
    }
    rows.tops[count] = offset;
    for (Node& node : rows.nodes) {
      if (node.position_in_set > 0) node.set_size = links;
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
  for (std::size_t index = std::max(row_at(rows.tops, from), rows.first);
       index < rows.first + rows.nodes.size(); ++index) {
    const Node& node = rows.nodes[index - rows.first];
    if (!state.is_visible(node.rect.y, node.rect.height)) break;
    bool hovered = false;
    if (node.role != Role::heading) {
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
      return node.role != Role::heading && node.id == state.event.target;
    });
    if (found != rows.nodes.end())
      followed = rows.first + static_cast<std::size_t>(found - rows.nodes.begin());
  }
  state.column().y = place.y + (rows.tops.empty() ? 0 : rows.tops.back());
  return followed;
}

Rect Ui::row_place(std::string_view id, std::size_t index) const {
  const auto found = state_->rows.find(std::string(id));
  if (found == state_->rows.end() || index + 1 >= found->second.tops.size()) return {};
  const RetainedRows& rows = found->second;
  return {rows.place.x, rows.place.y + rows.tops[index], rows.place.width,
          rows.tops[index + 1] - rows.tops[index]};
}

}  // namespace vitrine::ui
