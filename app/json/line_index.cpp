#include "app/json/line_index.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

#include "app/text/utf8.h"

namespace vitrine::json {
namespace {

constexpr uint32_t kBlockBytes = 4096;
static_assert(Segmented<char>::kSegmentSize % kBlockBytes == 0);

/// A byte order mark takes no column: the character after it is the first of its line.
Position start_of(const Segmented<char>& text) {
  const bool mark = text.size() >= 3 && text[0] == '\xEF' && text[1] == '\xBB' && text[2] == '\xBF';
  return {1, mark ? 0u : 1u};
}

/// Moves `position` over `bytes`; `previous` is the byte before them.
void advance(Position& position, char previous, std::string_view bytes) {
  for (const char byte : bytes) {
    if (byte == '\r' || (byte == '\n' && previous != '\r')) {
      ++position.line;
      position.column = 1;
    } else if (byte != '\n' && !text::is_continuation(byte)) {
      ++position.column;
    }
    previous = byte;
  }
}

struct Counted {
  uint32_t newlines = 0;
  bool returns = false;
};

/// Counts the LF of a block of text and looks for a CR.
Counted count_newlines(std::string_view bytes) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kLow = 0x7F * kOnes;
  constexpr uint64_t kHigh = ~kLow;
  Counted counted;
  uint64_t returns = 0;
  size_t at = 0;
  while (bytes.size() - at >= 8) {
    // Each byte of `sum` counts one column of up to 255 words.
    uint64_t sum = 0;
    const size_t stop = at + std::min<size_t>((bytes.size() - at) / 8, 255) * 8;
    for (; at < stop; at += 8) {
      uint64_t word;
      std::memcpy(&word, bytes.data() + at, 8);
      const uint64_t feed = word ^ kOnes * '\n';
      const uint64_t carriage = word ^ kOnes * '\r';
      sum += ~(((feed & kLow) + kLow) | feed | kLow) >> 7;
      returns |= (carriage - kOnes) & ~carriage & kHigh;
    }
    for (; sum; sum >>= 8) counted.newlines += sum & 0xFF;
  }
  for (; at < bytes.size(); ++at) {
    counted.newlines += bytes[at] == '\n';
    returns |= bytes[at] == '\r';
  }
  counted.returns = returns != 0;
  return counted;
}

/// The same as `advance`, for a block without CR.
void advance_plain(Position& position, std::string_view block, uint32_t newlines) {
  if (newlines != 0) {
    position.line += newlines;
    position.column = 1;
    block.remove_prefix(block.rfind('\n') + 1);
  }
  for (const char byte : block) position.column += !text::is_continuation(byte);
}

/// Moves `position` over the whole block of `text` that begins at `begin`.
void advance_block(Position& position, const Segmented<char>& text, uint32_t begin) {
  const std::string_view block(&text[begin], kBlockBytes);
  const char previous = begin == 0 ? '\0' : text[begin - 1];
  const Counted counted = count_newlines(block);
  if (previous == '\r' || counted.returns) {
    advance(position, previous, block);
  } else {
    advance_plain(position, block, counted.newlines);
  }
}

/// Moves a position from the beginning of a block to `offset` in it.
Position advance_to(Position position, const Segmented<char>& text, uint32_t offset) {
  const uint32_t begin = offset - offset % kBlockBytes;
  if (begin == offset) return position;
  const char previous = begin == 0 ? '\0' : text[begin - 1];
  advance(position, previous, {&text[begin], offset - begin});
  return position;
}

}  // namespace

const LineIndex::Blocks& LineIndex::blocks(const Segmented<char>& text) const {
  if (const Blocks* made = blocks_.load(std::memory_order_acquire)) return *made;
  auto blocks = std::make_unique<Blocks>();
  blocks->reserve(text.size() / kBlockBytes);
  Position position = start_of(text);
  for (uint32_t begin = 0; text.size() - begin >= kBlockBytes; begin += kBlockBytes) {
    advance_block(position, text, begin);
    blocks->push_back(position);
  }
  const Blocks* others = nullptr;
  if (!blocks_.compare_exchange_strong(others, blocks.get(), std::memory_order_acq_rel)) {
    return *others;
  }
  return *blocks.release();
}

Position LineIndex::position(const Segmented<char>& text, uint32_t offset) const {
  const auto after =
      std::upper_bound(noted_.begin(), noted_.end(), offset,
                       [](uint32_t wanted, const Line& line) { return wanted < line.offset; });
  if (after != noted_.begin() && offset - after[-1].offset < 4 * kDistance) {
    Position position{after[-1].line, 1};
    uint32_t at = after[-1].offset;
    while (at < offset) {
      // Within one segment it is contiguous.
      const uint32_t end = std::min(offset, at - at % kBlockBytes + kBlockBytes);
      advance(position, text[at - 1], {&text[at], end - at});
      at = end;
    }
    return position;
  }
  const uint32_t block = offset / kBlockBytes;
  return advance_to(block == 0 ? start_of(text) : blocks(text)[block - 1], text, offset);
}

Position LineIndex::count(const Segmented<char>& text, uint32_t offset) {
  Position position = start_of(text);
  for (uint32_t begin = 0; offset - begin >= kBlockBytes; begin += kBlockBytes) {
    advance_block(position, text, begin);
  }
  return advance_to(position, text, offset);
}

size_t LineIndex::memory_bytes() const {
  const Blocks* made = blocks_.load(std::memory_order_acquire);
  return noted_.capacity() * sizeof(Line) + (made ? made->capacity() * sizeof(Position) : 0);
}

}  // namespace vitrine::json
