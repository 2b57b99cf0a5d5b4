#include "app/json/key_index.h"

#include "app/json/storage.h"

namespace vitrine::json {

/// A byte as nine bits, the uppermost telling that it is there, so that a key is different from
/// every longer one.
uint32_t KeyIndex::symbol(std::string_view key, uint32_t byte) {
  return byte < key.size() ? 0x100u | static_cast<unsigned char>(key[byte]) : 0;
}

uint32_t KeyIndex::direction(std::string_view key, uint32_t place) {
  return symbol(key, place >> 4) >> (place & 15) & 1;
}

uint32_t KeyIndex::closest(std::string_view key) const {
  uint32_t link = root_;
  while (!(link & kLeaf)) {
    const Branch& branch = branches_[link];
    link = branch.links[direction(key, branch.place)];
  }
  return link & ~kLeaf;
}

uint32_t KeyIndex::find(const Storage& storage, std::string_view key) const {
  const uint32_t leaf = closest(key);
  return leaf != 0 && storage.view(leaf) == key ? leaf : 0;
}

bool KeyIndex::insert(const Storage& storage, uint32_t key) {
  if (root_ == kNone) {
    root_ = key | kLeaf;
    return false;
  }
  const std::string_view added = storage.view(key);
  const std::string_view other = storage.view(closest(added));
  const size_t common = added.size() < other.size() ? added.size() : other.size();
  uint32_t byte = 0;
  while (byte < common && added[byte] == other[byte]) ++byte;
  const uint32_t difference = symbol(added, byte) ^ symbol(other, byte);
  uint32_t bit = 8;
  while (bit > 0 && !(difference >> bit)) --bit;
  const uint32_t place = byte << 4 | bit;

  // Branches lead from earlier places to later ones; within a byte from upper bits to lower.
  const auto before = [place](uint32_t theirs) {
    return theirs >> 4 != place >> 4 ? theirs >> 4 < place >> 4 : (theirs & 15) > (place & 15);
  };
  uint32_t* link = &root_;
  while (!(*link & kLeaf)) {
    Branch& branch = branches_[*link];
    if (difference != 0 && !before(branch.place)) break;
    link = &branch.links[direction(added, branch.place)];
  }
  if (difference == 0) {
    *link = key | kLeaf;
    return true;
  }
  Branch branch{{*link, *link}, place};
  branch.links[direction(added, place)] = key | kLeaf;
  // Before the array grows, since growing may move its first segment.
  *link = branches_.size();
  branches_.push_back(branch);
  return false;
}

}  // namespace vitrine::json
