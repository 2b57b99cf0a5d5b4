#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/json/result.h"
#include "app/json/segmented.h"

namespace vitrine::json {

/// Lines and columns of a text, sparsely: a parser that sees the lines anyway notes one of them
/// about every 4,096 bytes, and the lines between are counted on demand. Where none was
/// noted (YAML, long lines, lines that end in CR) the position of every 4,096th byte is computed
/// on the first query: most texts have no errors and need none.
class LineIndex {
 public:
  LineIndex() = default;
  LineIndex(const LineIndex&) = delete;
  LineIndex& operator=(const LineIndex&) = delete;
  ~LineIndex() { delete blocks_.load(std::memory_order_acquire); }

  /// How far lines that are noted should lie apart, in bytes.
  static constexpr uint32_t kDistance = 4096;

  /// A line begins at `offset`, after all that have been noted.
  void note(uint32_t offset, uint32_t line) { noted_.push_back({offset, line}); }

  /// `text` is always the same, and does not change any more; `offset` is at most its size. Many
  /// threads may ask at once.
  Position position(const Segmented<char>& text, uint32_t offset) const;

  /// The same for a text that may still change: everything before `offset` is counted.
  static Position count(const Segmented<char>& text, uint32_t offset);

  size_t memory_bytes() const;

 private:
  // The beginning of block i + 1; block 0 begins at 1:1.
  using Blocks = std::vector<Position>;

  const Blocks& blocks(const Segmented<char>& text) const;

  struct Line {
    uint32_t offset;
    uint32_t line;
  };
  std::vector<Line> noted_;
  mutable std::atomic<const Blocks*> blocks_ = nullptr;
};

}  // namespace vitrine::json
