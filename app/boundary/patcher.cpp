#include "app/boundary/patcher.h"

#include <algorithm>
#include <concepts>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "app/ui/hash.h"

namespace vitrine::boundary {
namespace {

/// The state of a node as the layer has it.
struct Known {
  std::uint64_t hash = 0;
  std::uint64_t seen = 0;  ///< the patch that last met it
};

/// Nodes that come and go together: a retained group, or all else of a surface.
struct Group {
  std::uint64_t retained = 0;
  std::uint64_t place = 0;  ///< hash of what stood before it
  std::vector<std::string> ids;
  /// The last node of each parent when the group ended, which what follows comes after.
  std::vector<std::pair<std::string, std::string>> last;
};

/// The nodes of a surface, as they were met last.
struct Recorded {
  std::uint64_t recording = 0;
  std::uint64_t seen = 0;  ///< the last patch with that surface
  std::vector<Group> groups;
};

/// Hashes members of every type that nodes and surfaces have; small ones share a word.
class Hasher {
 public:
  void add(std::string_view text) { hash_.add(text); }
  void add(const std::string& text) { hash_.add(text); }
  void add(float value) { hash_.add(value); }
  void add(std::uint32_t value) { hash_.add(std::uint64_t{value}); }
  void add(std::int32_t value) { add(static_cast<std::uint32_t>(value)); }
  void add(bool value) { add_bits(value, 1); }
  void add(std::uint8_t value) { add_bits(value, 8); }
  template <class E>
  requires std::is_enum_v<E>
  void add(E value) { add_bits(static_cast<std::uint64_t>(value), 8); }
  void add(const ui::Rect& rect) {
    for (const float length : {rect.x, rect.y, rect.width, rect.height}) add(length);
  }
  void add(const ui::Font& font) {
    add(font.size);
    add(font.letter_spacing);
    add(static_cast<std::uint32_t>(font.weight << 2 | static_cast<int>(font.family) << 1 |
                                   int{font.italic}));
  }
  void add(const std::vector<std::string>& texts) {
    hash_.add(std::uint64_t{texts.size()});
    for (const std::string& text : texts) hash_.add(text);
  }
  void add(const std::shared_ptr<const ui::TextLayout>& layout) {
    if (layout) hash_.add(layout->hash());
  }

  template <class T>
  void add_members(const T& object) {
    each_field<T>([&](const auto& field) {
      using F = std::remove_cvref_t<decltype(field)>;
      if constexpr (F::kWhen != When::inside) add_member<F>(object);
    });
  }

  std::uint64_t value() {
    hash_.add(bits_);
    return hash_.value();
  }

 private:
  template <class F, class T>
  void add_member(const T& object) {
    if constexpr (F::kWhen == When::field) {
      if (!ui::is_field(object.role)) return;
    }
    add(object.*F::kMember);
  }
  void add_bits(std::uint64_t value, int width) {
    if (used_ + width > 64) {
      hash_.add(bits_);
      bits_ = used_ = 0;
    }
    bits_ = bits_ << width | value;
    used_ += width;
  }

  ui::Hash hash_;
  std::uint64_t bits_ = 0;
  int used_ = 0;
};

std::uint64_t hash_of(const ui::Node& node, std::string_view surface, std::string_view after) {
  Hasher hasher;
  hasher.add(surface);
  hasher.add(after);
  hasher.add_members(node);
  return hasher.value();
}

}  // namespace

struct Patcher::State {
  std::unordered_map<std::string, Known> known;
  std::unordered_map<std::string, Recorded> recordings;     ///< by surface
  std::uint64_t surfaces = 0;                               ///< hash of them
  std::unordered_map<std::string, std::uint64_t> pictures;  ///< hashes, by surface
  std::uint64_t number = 0;
};

Patcher::Patcher() : state_(std::make_unique<State>()) {}
Patcher::~Patcher() = default;

void Patcher::restart() { *state_ = {}; }

Patch Patcher::patch(const ui::Frame& frame) {
  State& state = *state_;
  ++state.number;
  Patch patch;
  std::unordered_map<std::string_view, std::string_view> last;  // child of a parent so far

  const auto remove = [&](std::string& id) {
    // A node that moved to another group or surface is met there in the same patch.
    const auto found = state.known.find(id);
    if (found == state.known.end() || found->second.seen == state.number) return;
    state.known.erase(found);
    patch.remove.push_back(std::move(id));
  };

  std::vector<std::vector<std::string>> before;  // ids of groups that changed or are gone
  for (std::size_t index = 0; index < frame.surfaces.size(); ++index) {
    const ui::Surface& surface = frame.surfaces[index];
    Recorded& recorded = state.recordings[surface.id];
    recorded.seen = state.number;
    if (recorded.recording != 0 && recorded.recording == surface.recording) continue;
    recorded.recording = surface.recording;
    last.clear();
    std::size_t count = 0;
    for (const ui::NodeGroup& part : frame.nodes[index]) {
      if (part.nodes.empty()) continue;
      if (count == recorded.groups.size()) recorded.groups.emplace_back();
      Group& group = recorded.groups[count++];
      ui::Hash place;
      place.add(last[part.nodes.front().parent]);
      if (part.retained != 0 && part.retained == group.retained && place.value() == group.place) {
        for (const auto& [parent, child] : group.last) last[parent] = child;
        // Its nodes are alive without being looked at one by one: see `remove` above.
        continue;
      }
      before.push_back(std::move(group.ids));
      group.ids.clear();
      group.ids.reserve(part.nodes.size());
      group.retained = part.retained;
      group.place = place.value();
      for (const ui::Node& node : part.nodes) {
        std::string_view& sibling = last[node.parent];
        const std::uint64_t hash = hash_of(node, surface.id, sibling);
        Known& known = state.known[node.id];
        known.seen = state.number;
        if (known.hash != hash) {
          known.hash = hash;
          patch.nodes.push_back({&node, surface.id, sibling});
        }
        sibling = node.id;
        group.ids.push_back(node.id);
      }
      if (part.retained != 0) {
        group.last.clear();
        for (const auto& [parent, child] : last) group.last.emplace_back(parent, child);
      }
    }
    for (std::size_t at = count; at < recorded.groups.size(); ++at)
      before.push_back(std::move(recorded.groups[at].ids));
    recorded.groups.resize(count);
  }
  for (auto& [id, recorded] : state.recordings) {
    if (recorded.seen == state.number) continue;
    for (Group& group : recorded.groups) before.push_back(std::move(group.ids));
  }
  std::erase_if(state.recordings,
                [&](const auto& entry) { return entry.second.seen != state.number; });
  for (std::vector<std::string>& ids : before) {
    for (std::string& id : ids) remove(id);
  }

  Hasher surfaces;
  std::uint32_t index = 0;
  std::unordered_map<std::string, std::uint64_t> pictures;
  for (const ui::Surface& surface : frame.surfaces) {
    surfaces.add_members(surface);
    const auto known = state.pictures.find(surface.id);
    if (known == state.pictures.end() || known->second != surface.picture)
      patch.paint.push_back(index);
    ++index;
    pictures.emplace(surface.id, surface.picture);
  }
  state.pictures = std::move(pictures);
  if (const std::uint64_t hash = surfaces.value(); hash != state.surfaces) {
    state.surfaces = hash;
    for (const ui::Surface& surface : frame.surfaces) patch.surfaces.push_back(&surface);
  }
  return patch;
}

}  // namespace vitrine::boundary
