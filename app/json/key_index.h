// Finds members of large objects by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/json/segmented.h"

namespace vitrine::json {

struct Storage;

/// The keys of one wide object as a crit-bit tree: a binary tree that branches on the first bit in
/// which keys differ. Finding and adding cost at most the bits of the key, even for hostile keys,
/// which no hash table without a secret can promise; and it grows without being rebuilt.
class KeyIndex {
 public:
  /// Adds the key in cell `key`. An equal key gives way to it; true when there was one.
  bool insert(const Storage& storage, uint32_t key);
  /// The cell of a key, 0 when there is none.
  uint32_t find(const Storage& storage, std::string_view key) const;

  /// Members of the object, duplicates counted; kept here because the object's own cell has no
  /// room.
  uint32_t members = 0;

  size_t memory_bytes() const { return branches_.memory_bytes(); }

 private:
  // A link is a branch, or a leaf: the cell of a key with the uppermost bit set.
  static constexpr uint32_t kLeaf = 1u << 31;
  static constexpr uint32_t kNone = kLeaf;

  struct Branch {
    uint32_t links[2];
    uint32_t place;  // byte × 16 + bit
  };

  static uint32_t symbol(std::string_view key, uint32_t byte);
  static uint32_t direction(std::string_view key, uint32_t place);
  uint32_t closest(std::string_view key) const;

  Segmented<Branch> branches_;
  uint32_t root_ = kNone;
};

}  // namespace vitrine::json
