#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/json/result.h"
#include "app/json/segmented.h"

namespace vitrine::json {

/// Lines and columns of a text, sparsely: the position of every 4,096th byte. What lies between is
/// counted when somebody asks, and the whole is made when somebody asks for the first time: most
/// texts are right, and nobody does.
class LineIndex {
 public:
  LineIndex() = default;
  LineIndex(const LineIndex&) = delete;
  LineIndex& operator=(const LineIndex&) = delete;
  ~LineIndex() { delete blocks_.load(std::memory_order_acquire); }

  /// `text` is always the same, and does not change any more; `offset` is at most its size. Many
  /// threads may ask at once.
  Position position(const Segmented<char>& text, uint32_t offset) const;

  /// The same for a text that may still change: everything before `offset` is counted.
  static Position count(const Segmented<char>& text, uint32_t offset);

  size_t memory_bytes() const;

 private:
  // Where block i + 1 begins; block 0 begins at 1:1.
  using Blocks = std::vector<Position>;

  const Blocks& blocks(const Segmented<char>& text) const;

  mutable std::atomic<const Blocks*> blocks_ = nullptr;
};

}  // namespace vitrine::json
