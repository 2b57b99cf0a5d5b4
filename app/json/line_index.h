#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/json/result.h"
#include "app/json/segmented.h"

namespace vitrine::json {

/// Lines and columns of a text, sparsely: the position of every 4,096th byte. What lies between is
/// counted when somebody asks.
class LineIndex {
 public:
  /// Takes note of the blocks of `text` that have become full since the last call.
  void extend(const Segmented<char>& text);

  /// The text has been cut to `size` bytes.
  void truncate(uint32_t size);

  /// `text` is the one given to `extend`, `offset` at most its size.
  Position position(const Segmented<char>& text, uint32_t offset) const;

  size_t memory_bytes() const { return blocks_.capacity() * sizeof(Position); }

 private:
  static constexpr uint32_t kBlockBytes = 4096;

  // Where block i + 1 begins; block 0 begins at 1:1.
  std::vector<Position> blocks_;
};

}  // namespace vitrine::json
