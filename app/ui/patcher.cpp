#include <algorithm>
#include <unordered_map>
#include <utility>

#include "app/json/write.h"
#include "app/ui/hash.h"
#include "app/ui/patch_writer.h"
#include "app/ui/ui.h"

namespace vitrine::ui {
namespace {

/// What the layer has of a node.
struct Known {
  std::uint64_t hash = 0;
  std::uint64_t seen = 0;  ///< the patch that last met it
};

/// Nodes that come and go together: a retained group, or all else of a surface.
struct Group {
  std::uint64_t retained = 0;
  std::uint64_t seen = 0;
  std::uint64_t place = 0;  ///< hash of what stood before it
  std::vector<std::string> ids;
  /// The last node of each parent when the group ended, which what follows comes after.
  std::vector<std::pair<std::string, std::string>> last;
};

void add_strings(Hash& hash, const std::vector<std::string>& strings) {
  hash.add(std::uint64_t{strings.size()});
  for (const std::string& string : strings) hash.add(string);
}

void add_rect(Hash& hash, const Rect& rect) {
  hash.add(rect.x);
  hash.add(rect.y);
  hash.add(rect.width);
  hash.add(rect.height);
}

std::uint64_t hash_of(const Node& node, std::string_view surface, std::string_view after) {
  Hash hash;
  hash.add(surface);
  hash.add(after);
  hash.add(node.parent);
  hash.add(node.name);
  hash.add(node.value);
  hash.add(node.placeholder);
  hash.add(node.href);
  hash.add(node.language);
  hash.add(node.autocomplete);
  hash.add(node.media);
  hash.add(std::uint64_t{node.body});
  hash.add(node.labelled_by);
  hash.add(node.controls);
  add_rect(hash, node.rect);
  hash.add(std::uint64_t{node.position_in_set} << 32 | node.set_size);
  hash.add(std::uint64_t{node.revision} << 32 | static_cast<std::uint32_t>(node.selected_option));
  add_strings(hash, node.options);
  add_strings(hash, node.described_by);
  std::uint64_t bits = static_cast<std::uint64_t>(node.role);
  const auto add_bits = [&bits](std::uint64_t value, int width) { bits = bits << width | value; };
  add_bits(node.level, 4);
  add_bits(static_cast<std::uint64_t>(node.live), 2);
  add_bits(static_cast<std::uint64_t>(node.checked), 2);
  add_bits(static_cast<std::uint64_t>(node.selected), 2);
  add_bits(static_cast<std::uint64_t>(node.expanded), 2);
  for (const bool state : {node.current, node.required, node.invalid, node.disabled, node.multiline,
                           node.password, node.readonly, node.focusable}) {
    add_bits(state, 1);
  }
  hash.add(bits);
  if (is_field(node)) {
    hash.add(node.font.size);
    hash.add(std::uint64_t{node.color} << 32 | std::uint64_t{node.font.weight} << 2 |
             static_cast<std::uint64_t>(node.font.family) << 1 | std::uint64_t{node.font.italic});
    hash.add(node.line_height);
    hash.add(node.padding_x);
    hash.add(node.padding_right);
    hash.add(node.padding_y);
  }
  if (node.layout) hash.add(node.layout->hash());
  return hash.value();
}

}  // namespace

struct Patcher::State {
  std::unordered_map<std::string, Known> known;
  std::unordered_map<std::string, Group> groups;
  std::string surfaces;
  std::vector<std::uint64_t> pictures;
  std::uint64_t number = 0;
};

Patcher::Patcher() : state_(std::make_unique<State>()) {}
Patcher::~Patcher() = default;

std::string Patcher::patch(const Frame& frame) {
  State& state = *state_;
  ++state.number;
  std::string nodes;
  std::string removed;
  std::unordered_map<std::string_view, std::string_view> last;  // child of a parent so far

  const auto remove = [&](const std::string& id) {
    // A node that moved to another group or surface is met there in the same patch.
    const auto found = state.known.find(id);
    if (found == state.known.end() || found->second.seen == state.number) return;
    state.known.erase(found);
    if (!removed.empty()) removed += ',';
    json::append_quoted(removed, id);
  };

  std::vector<std::pair<Group*, std::vector<std::string>>> changed;  // with the ids of before
  for (std::size_t index = 0; index < frame.surfaces.size(); ++index) {
    const Surface& surface = frame.surfaces[index];
    last.clear();
    std::size_t ordinal = 0;
    for (const NodeGroup& part : frame.nodes[index]) {
      if (part.nodes.empty()) continue;
      Group& group = state.groups[surface.id + '\n' + std::to_string(ordinal++)];
      const std::string_view before = last[part.nodes.front().parent];
      Hash place;
      place.add(surface.id);
      place.add(before);
      group.seen = state.number;
      if (part.retained != 0 && part.retained == group.retained && place.value() == group.place) {
        for (const auto& [parent, child] : group.last) last[parent] = child;
        // Its nodes are alive without being looked at one by one: see `remove` below.
        continue;
      }
      changed.emplace_back(&group, std::move(group.ids));
      group.ids.clear();
      group.ids.reserve(part.nodes.size());
      group.retained = part.retained;
      group.place = place.value();
      for (const Node& node : part.nodes) {
        std::string_view& sibling = last[node.parent];
        const std::uint64_t hash = hash_of(node, surface.id, sibling);
        Known& known = state.known[node.id];
        known.seen = state.number;
        if (known.hash != hash) {
          known.hash = hash;
          if (!nodes.empty()) nodes += ',';
          append_node(nodes, node, surface.id, sibling);
        }
        sibling = node.id;
        group.ids.push_back(node.id);
      }
      if (part.retained != 0) {
        group.last.clear();
        for (const auto& [parent, child] : last) group.last.emplace_back(parent, child);
      }
    }
  }

  for (auto& [group, ids] : changed) {
    for (const std::string& id : ids) remove(id);
  }
  for (auto entry = state.groups.begin(); entry != state.groups.end();) {
    if (entry->second.seen == state.number) {
      ++entry;
      continue;
    }
    for (const std::string& id : entry->second.ids) remove(id);
    entry = state.groups.erase(entry);
  }

  std::string surfaces;
  std::string paint;
  std::vector<std::uint64_t> pictures;
  for (std::size_t index = 0; index < frame.surfaces.size(); ++index) {
    if (index > 0) surfaces += ',';
    append_surface(surfaces, frame.surfaces[index]);
    pictures.push_back(frame.surfaces[index].picture);
  }
  const bool same_surfaces = surfaces == state.surfaces;
  for (std::size_t index = 0; index < pictures.size(); ++index) {
    if (same_surfaces && index < state.pictures.size() && pictures[index] == state.pictures[index])
      continue;
    if (!paint.empty()) paint += ',';
    paint += std::to_string(index);
  }
  state.pictures = std::move(pictures);

  std::string out = "{";
  const auto member = [&out](std::string_view name, std::string_view list) {
    if (out.size() > 1) out += ',';
    out += '"';
    out += name;
    out += "\":[";
    out += list;
    out += ']';
  };
  if (!same_surfaces) member("surfaces", surfaces);
  if (!paint.empty()) member("paint", paint);
  if (!removed.empty()) member("remove", removed);
  if (!nodes.empty()) member("nodes", nodes);
  out += '}';
  state.surfaces = std::move(surfaces);
  return out;
}

}  // namespace vitrine::ui
