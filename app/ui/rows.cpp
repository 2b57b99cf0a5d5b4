// Lists of rows, whose nodes are kept over frames.
#include "app/ui/rows.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "app/ui/hash.h"
#include "app/ui/icon.h"

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
  std::vector<std::uint32_t> starts;  ///< the first node of each row that has one; one for the end
  std::vector<float> tops;            ///< of each row from the first's top; one more for the end

  std::size_t row_at(float y) const {
    const auto after = std::upper_bound(tops.begin(), tops.end(), y);
    return after == tops.begin() ? 0 : static_cast<std::size_t>(after - tops.begin()) - 1;
  }
  std::span<const Node> nodes_of(std::size_t index) const {
    const std::uint32_t start = starts[index - first];
    return std::span(nodes).subspan(start, starts[index - first + 1] - start);
  }
  Rect rect_of(std::size_t index) const {
    return {place.x, place.y + tops[index], place.width, tops[index + 1] - tops[index]};
  }
};

/// The row at which the window of nodes begins.
std::size_t window_of(const KeptRows& rows, std::size_t count, float from) {
  if (count <= kMostRows) return 0;
  const std::size_t seen = rows.tops.size() == count + 1 ? rows.row_at(from) : 0;
  const std::size_t step = seen / kWindowStep;
  return std::min(step > 0 ? (step - 1) * kWindowStep : 0, count - kMostRows);
}

/// The node of a row, or the two of one that folds and is a link as well.
void add_nodes(KeptRows& rows, const std::string& id, const std::string& parent, const Rect& rect,
               Row&& row) {
  const bool folds = row.expanded != Node::Tri::unset;
  const bool both = folds && !row.href.empty();
  const auto add = [&](Role role, std::string whole, const Rect& place) -> Node& {
    Node& node = rows.nodes.emplace_back();
    node.id = std::move(whole);
    node.parent = parent;
    node.role = role;
    node.name = row.name;
    node.focusable = role != Role::heading;
    node.rect = place;
    return node;
  };
  if (folds || row.href.empty()) {
    Node& node = add(folds ? Role::button : Role::heading, id + '/' + row.id,
                     both ? Rect{rect.x, rect.y, row.fold_width, rect.height} : rect);
    node.level = row.level;
    node.expanded = row.expanded;
    node.folded = std::move(row.folded);
    if (folds)
      node.label =
          icon_label(row.expanded == Node::Tri::yes ? Icon::chevron_down : Icon::chevron_right,
                     both ? std::string_view() : row.name);
  }
  if (row.href.empty()) return;
  Node& link =
      add(Role::link, both ? row_link(id, row.id) : id + '/' + row.id,
          both ? Rect{rect.x + row.fold_width, rect.y, rect.width - row.fold_width, rect.height}
               : rect);
  link.href = std::move(row.href);
  link.label = std::move(row.label);
  link.tooltip = std::move(row.tooltip);
  link.current = row.current;
}

void fill(KeptRows& rows, const std::string& id, const std::string& parent, std::size_t count,
          float row_height, FunctionRef<Row(std::size_t)> record) {
  rows.nodes.clear();
  rows.starts.clear();
  rows.tops.resize(count + 1);
  std::uint32_t links = 0;
  float offset = 0;
  for (std::size_t index = 0; index < count; ++index) {
    Row row = record(index);
    const float height = row.height > 0 ? row.height : row_height;
    const bool counts = !row.href.empty() && row.expanded == Node::Tri::unset;
    if (counts) ++links;
    rows.tops[index] = offset;
    if (index >= rows.first && index < rows.first + kMostRows) {
      rows.starts.push_back(static_cast<std::uint32_t>(rows.nodes.size()));
      add_nodes(rows, id, parent, {rows.place.x, rows.place.y + offset, rows.place.width, height},
                std::move(row));
      // ARIA has no position for links that are all there to be counted.
      if (counts && count > kMostRows) rows.nodes.back().position_in_set = links;
    }
    offset += height;
  }
  rows.tops[count] = offset;
  rows.starts.push_back(static_cast<std::uint32_t>(rows.nodes.size()));
  for (Node& node : rows.nodes) {
    if (node.position_in_set > 0) node.set_size = links;
  }
}

/// Returns the node that was pressed.
const Node* draw_row(Ui& ui, std::span<const Node> nodes, const Rect& rect, std::size_t index,
                     FunctionRef<void(std::size_t, Rect, bool)> draw) {
  const Node* pressed = nullptr;
  bool hovered = false;
  for (const Node& node : nodes) {
    if (node.role == Role::heading) continue;
    ui.cover(node.id);
    const Reaction reaction = ui.react(node.id, node.rect);
    if (reaction.pressed) pressed = &node;
    if (&node == &nodes.back()) {
      hovered = reaction.hovered;
    } else if (reaction.hovered) {
      ui.fill({rect.x, rect.y + 4, node.rect.width, rect.height - 8}, faded(ui.theme().text, 0.06f),
              radius::kSmall);
    }
  }
  ui.begin_drawing(rect);
  draw(index, rect, hovered);
  ui.end_drawing();
  for (const Node& node : nodes) {
    const Rect& ring = node.rect;
    ui.focus_ring(node.id, {ring.x + 4, ring.y + 4, ring.width - 8, ring.height - 8}, 4);
  }
  return pressed;
}

}  // namespace

std::optional<std::size_t> rows(Ui& ui, std::string_view id, std::size_t count, float row_height,
                                std::uint64_t revision, FunctionRef<Row(std::size_t)> record,
                                FunctionRef<void(std::size_t, Rect, bool hovered)> draw,
                                bool* folds) {
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
  hash.add(std::uint64_t{ui.theme().shapes});
  if (rows.number == 0 || rows.key != hash.value()) {
    rows.key = hash.value();
    rows.number = ui.new_retained();
    rows.place = place;
    rows.first = first;
    fill(rows, whole, ui.parent_id(), count, row_height, record);
  }
  ui.insert(rows.nodes, rows.number);

  const Node* pressed = nullptr;
  std::size_t followed = 0;
  const std::size_t end = rows.first + rows.starts.size() - 1;
  for (std::size_t index = std::max(rows.row_at(from), rows.first); index < end; ++index) {
    const Rect rect = rows.rect_of(index);
    if (!ui.is_visible(rect)) break;
    const Node* node = draw_row(ui, rows.nodes_of(index), rect, index, draw);
    if (node != nullptr) {
      pressed = node;
      followed = index;
    }
  }
  // The keyboard also reaches rows that are off screen.
  if (const std::string_view activated = ui.activated_node();
      pressed == nullptr && !activated.empty()) {
    const auto found = std::find_if(rows.nodes.begin(), rows.nodes.end(), [&](const Node& node) {
      return node.role != Role::heading && node.id == activated;
    });
    if (found != rows.nodes.end()) {
      pressed = &*found;
      const auto after = std::upper_bound(rows.starts.begin(), rows.starts.end(),
                                          static_cast<std::uint32_t>(found - rows.nodes.begin()));
      followed = rows.first + static_cast<std::size_t>(after - rows.starts.begin()) - 1;
    }
  }
  ui.move_to(place.y + rows.tops.back());
  if (pressed == nullptr) return std::nullopt;
  if (folds != nullptr) *folds = pressed->role == Role::button;
  return followed;
}

std::string row_link(std::string_view list, std::string_view row) {
  return std::string(list).append("-page/").append(row);
}

Rect row_place(const Ui& ui, std::string_view id, std::size_t index) {
  const auto* rows = static_cast<const KeptRows*>(ui.kept(id));
  if (rows == nullptr || index + 1 >= rows->tops.size()) return {};
  return rows->rect_of(index);
}

}  // namespace vitrine::ui
