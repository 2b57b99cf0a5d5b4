// Lists of rows, whose nodes are kept over frames.
#include "app/ui/rows.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/ui/hash.h"

namespace vitrine::ui {
namespace {

/// A window moves by this many rows at once, so that scrolling rarely rebuilds nodes.
constexpr std::size_t kWindowStep = 500;

struct KeptRows final : Kept {
  std::uint64_t key = 0;  ///< of revision, place and width
  std::uint64_t number = 0;
  Rect place;             ///< of the whole list
  std::size_t first = 0;  ///< row of the first node
  std::vector<Node> nodes;
  std::vector<float> tops;  ///< of each row from the first's top; one more for the end

  std::size_t row_at(float y) const {
    const auto after = std::upper_bound(tops.begin(), tops.end(), y);
    return after == tops.begin() ? 0 : static_cast<std::size_t>(after - tops.begin()) - 1;
  }
};

Role role_of(const Row& row) {
  if (!row.href.empty()) return Role::link;
  return row.expanded == Node::Tri::unset ? Role::heading : Role::button;
}

/// The row at which the window of nodes begins.
std::size_t window_of(const KeptRows& rows, std::size_t count, float from) {
  if (count <= kMostRows) return 0;
  const std::size_t seen = rows.tops.size() == count + 1 ? rows.row_at(from) : 0;
  const std::size_t step = seen / kWindowStep;
  return std::min(step > 0 ? (step - 1) * kWindowStep : 0, count - kMostRows);
}

void fill(KeptRows& rows, const std::string& id, const std::string& parent, std::size_t count,
          float row_height, FunctionRef<Row(std::size_t)> record) {
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
    if (index >= rows.first && index < rows.first + kMostRows) {
      Node& node = rows.nodes.emplace_back();
      node.id = id + '/' + row.id;
      node.parent = parent;
      node.role = role;
      node.name = std::move(row.name);
      node.href = std::move(row.href);
      node.level = row.level;
      node.expanded = row.expanded;
      node.current = row.current;
      node.focusable = role != Role::heading;
      node.rect = {rows.place.x, rows.place.y + offset, rows.place.width, height};
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

/// Returns whether it was followed.
bool draw_row(Ui& ui, const Node& node, std::size_t index,
              FunctionRef<void(std::size_t, Rect, bool)> draw) {
  Reaction reaction;
  if (node.role != Role::heading) {
    ui.cover(node.id);
    reaction = ui.react(node.id, node.rect);
  }
  const Rect& rect = node.rect;
  ui.begin_drawing(rect);
  draw(index, rect, reaction.hovered);
  ui.end_drawing();
  ui.focus_ring(node.id, {rect.x + 4, rect.y + 4, rect.width - 8, rect.height - 8}, 4);
  return reaction.pressed;
}

}  // namespace

std::optional<std::size_t> rows(Ui& ui, std::string_view id, std::size_t count, float row_height,
                                std::uint64_t revision, FunctionRef<Row(std::size_t)> record,
                                FunctionRef<void(std::size_t, Rect, bool hovered)> draw) {
  const std::string whole = ui.node_id(id);
  KeptRows& rows = ui.keep<KeptRows>(whole);
  const Rect place{ui.x(), ui.y(), ui.width(), 0};
  const float from = ui.viewport_top() - place.y;
  const std::size_t first = window_of(rows, count, from);

  Hash hash;
  hash.add(revision);
  hash.add(std::uint64_t{count});
  hash.add(std::uint64_t{first});
  hash.add(place.x);
  hash.add(place.y);
  hash.add(place.width);
  hash.add(row_height);
  hash.add(ui.parent_id());
  if (rows.number == 0 || rows.key != hash.value()) {
    rows.key = hash.value();
    rows.number = ui.new_retained();
    rows.place = place;
    rows.first = first;
    fill(rows, whole, ui.parent_id(), count, row_height, record);
  }
  ui.insert(rows.nodes, rows.number);

  std::optional<std::size_t> followed;
  for (std::size_t index = std::max(rows.row_at(from), rows.first);
       index < rows.first + rows.nodes.size(); ++index) {
    const Node& node = rows.nodes[index - rows.first];
    if (!ui.is_visible(node.rect)) break;
    if (draw_row(ui, node, index, draw)) followed = index;
  }
  // The keyboard also reaches rows that are off screen.
  if (const std::string_view activated = ui.activated_node(); !followed && !activated.empty()) {
    const auto found = std::find_if(rows.nodes.begin(), rows.nodes.end(), [&](const Node& node) {
      return node.role != Role::heading && node.id == activated;
    });
    if (found != rows.nodes.end())
      followed = rows.first + static_cast<std::size_t>(found - rows.nodes.begin());
  }
  ui.move_to(place.y + rows.tops.back());
  return followed;
}

Rect row_place(const Ui& ui, std::string_view id, std::size_t index) {
  const auto* rows = static_cast<const KeptRows*>(ui.kept(id));
  if (rows == nullptr || index + 1 >= rows->tops.size()) return {};
  return {rows->place.x, rows->place.y + rows->tops[index], rows->place.width,
          rows->tops[index + 1] - rows->tops[index]};
}

}  // namespace vitrine::ui
