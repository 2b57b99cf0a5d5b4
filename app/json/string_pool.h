#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace vitrine::json {

/// Strings that cannot be views into the text, because they had escapes or lay across two segments
/// of it. Each is contiguous and stays where it is. Blocks have at most 64 KiB; a string of more
/// than 8 KiB gets a block of its own, and the next short one goes on with the block before.
class StringPool {
 public:
  /// Room for at most `size` bytes, to be kept by `commit` before the next call. The empty string
  /// has room, too: an offset always names a byte of a block, of which there may be none yet and
  /// which may be full.
  std::pair<uint32_t, char*> allocate(uint32_t size) {
    if (size == 0) size = 1;
    if (size > kLargeBytes) {
      large_ = true;
      char* const place = add_block(size);
      return {static_cast<uint32_t>((blocks_.size() - 1) << 16), place};
    }
    large_ = false;
    if (capacity_ - used_ < size) {
      next_bytes_ = next_bytes_ < kBlockBytes ? next_bytes_ * 8 : kBlockBytes;
      capacity_ = next_bytes_ < size ? kBlockBytes : next_bytes_;
      used_ = 0;
      current_ = add_block(capacity_);
      current_index_ = static_cast<uint32_t>(blocks_.size() - 1);
    }
    return {current_index_ << 16 | used_, current_ + used_};
  }
  void commit(uint32_t size) {
    if (!large_) used_ += size;
  }

  const char* at(uint32_t offset) const { return blocks_[offset >> 16].get() + (offset & 0xFFFF); }

  size_t memory_bytes() const { return memory_bytes_ + blocks_.capacity() * sizeof(blocks_[0]); }

 private:
  static constexpr uint32_t kBlockBytes = 64 * 1024;
  static constexpr uint32_t kLargeBytes = 8 * 1024;

  char* add_block(uint32_t size) {
    blocks_.emplace_back(new char[size]);
    memory_bytes_ += size;
    return blocks_.back().get();
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t memory_bytes_ = 0;
  char* current_ = nullptr;
  uint32_t current_index_ = 0;
  uint32_t used_ = 0;
  uint32_t capacity_ = 0;
  uint32_t next_bytes_ = 128;
  bool large_ = false;  // the last string has a block of its own
};

}  // namespace vitrine::json
