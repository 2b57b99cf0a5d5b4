// Parts of a surface that are not drawn again while they are out of sight.
#include <algorithm>
#include <utility>

#include "app/ui/hash.h"
#include "app/ui/state.h"

namespace vitrine::ui {
namespace {

/// What is drawn may reach out of its place: rings of fields, the line above those in sight.
constexpr float kReach = 32;

/// Whether a node of it has that id, or a link in the text of one.
bool has_node(const Part& part, std::string_view id) {
  return !id.empty() && std::any_of(part.nodes.begin(), part.nodes.end(), [&](const Node& node) {
    return id.substr(0, node.id.size()) == node.id &&
           (id.size() == node.id.size() || id[node.id.size()] == '/');
  });
}

}  // namespace

bool Ui::begin_part(std::string_view id, std::uint64_t key) {
  State& state = *state_;
  IM_ASSERT(state.part == nullptr && records() && "Parts do not nest");
  Part& part = keep<Part>(node_id(id));
  Hash hash;
  hash.add(key);
  hash.add(std::uint64_t{state.glyphs.generation()});
  for (const float length : {state.glyphs.density(), x(), y(), width()}) hash.add(length);

  const Input& input = state.input;
  const bool used = has_node(part, input.event.target) || has_node(part, input.focus) ||
                    has_node(part, input.focus_before);
  if (part.key == hash.value() && !state.recording.anew && !used && !part.moving &&
      !is_visible(y() - kReach, part.height + 2 * kReach)) {
    for (KeptSlot* slot : part.slots) slot->frame = state.frame;
    for (Motions::Motion* motion : part.motions) motion->frame = state.frame;
    state.recording.open().insert(part.groups);
    move_to(y() + part.height);
    return false;
  }
  SurfaceRecord& surface = state.recording.open();
  part.key = hash.value();
  part.top = y();
  part.slots.clear();
  part.motions.clear();
  part.moving = false;
  part.first_node = surface.nodes.size();
  part.first_range = surface.ranges.size();
  surface.insert({});
  state.part = &part;
  return true;
}

void Ui::end_part() {
  State& state = *state_;
  Part& part = *std::exchange(state.part, nullptr);
  SurfaceRecord& surface = state.recording.open();
  surface.ranges.back().end = surface.nodes.size();
  const auto first = surface.nodes.begin() + static_cast<std::ptrdiff_t>(part.first_node);
  part.nodes.assign(std::move_iterator(first), std::move_iterator(surface.nodes.end()));
  surface.nodes.erase(first, surface.nodes.end());
  part.groups.clear();
  for (std::size_t at = part.first_range; at < surface.ranges.size(); ++at) {
    const GroupRange& range = surface.ranges[at];
    if (range.kept.retained != 0) {
      part.groups.push_back(range.kept);
    } else if (range.end > range.begin) {
      part.groups.push_back(
          {std::span(part.nodes).subspan(range.begin - part.first_node, range.end - range.begin),
           new_retained()});
    }
  }
  surface.ranges.resize(part.first_range);
  surface.insert(part.groups);
  part.height = y() - part.top;
}

}  // namespace vitrine::ui
