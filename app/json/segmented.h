#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace vitrine::json {

/// An append-only array in segments of 64 KiB. It never moves what it holds to a place twice as
/// large, because WebAssembly memory never shrinks: growing costs at most one segment. Only the
/// first segment starts small (1 KiB) and moves while it grows, so that small documents stay small.
template <class T>
class Segmented {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  static constexpr uint32_t kSegmentBytes = 64 * 1024;
  static constexpr uint32_t kSegmentSize = kSegmentBytes / sizeof(T);
  static constexpr uint32_t kFirstSize = 1024 / sizeof(T);

  Segmented() = default;
  Segmented(Segmented&& other) noexcept { *this = std::move(other); }
  Segmented& operator=(Segmented&& other) noexcept {
    segments_ = std::move(other.segments_);
    size_ = std::exchange(other.size_, 0);
    first_capacity_ = std::exchange(other.first_capacity_, 0);
    write_ = std::exchange(other.write_, nullptr);
    write_end_ = std::exchange(other.write_end_, nullptr);
    other.segments_.clear();
    return *this;
  }

  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](uint32_t index) const {
    assert(index < size_);
    return segments_[index / kSegmentSize][index % kSegmentSize];
  }
  T& operator[](uint32_t index) {
    assert(index < size_);
    return segments_[index / kSegmentSize][index % kSegmentSize];
  }

  void push_back(T value) {
    if (write_ == write_end_) grow();
    *write_++ = value;
    ++size_;
  }

  /// Free room after the last element, at least one; filled by the caller, then `commit`ted.
  std::pair<T*, uint32_t> room() {
    if (write_ == write_end_) grow();
    return {write_, static_cast<uint32_t>(write_end_ - write_)};
  }
  void commit(uint32_t count) {
    assert(count <= static_cast<uint32_t>(write_end_ - write_));
    write_ += count;
    size_ += count;
  }

  /// Forgets everything from `size` on; segments stay allocated.
  void truncate(uint32_t size) {
    assert(size <= size_);
    size_ = size;
    if (segments_.empty()) return;
    const uint32_t last = size == 0 ? 0 : (size - 1) / kSegmentSize;
    segments_.resize(last + 1);
    const uint32_t capacity = last == 0 ? first_capacity_ : kSegmentSize;
    write_ = segments_[last].get() + (size - last * kSegmentSize);
    write_end_ = segments_[last].get() + capacity;
  }

  size_t memory_bytes() const {
    if (segments_.empty()) return 0;
    return first_capacity_ * sizeof(T) + (segments_.size() - 1) * size_t{kSegmentBytes} +
           segments_.capacity() * sizeof(segments_[0]);
  }

 private:
  void grow() {
    if (segments_.size() == 1 && first_capacity_ < kSegmentSize) {
      const uint32_t capacity =
          first_capacity_ * 8 < kSegmentSize ? first_capacity_ * 8 : kSegmentSize;
      std::unique_ptr<T[]> larger(new T[capacity]);
      std::memcpy(larger.get(), segments_[0].get(), size_ * sizeof(T));
      segments_[0] = std::move(larger);
      first_capacity_ = capacity;
      write_ = segments_[0].get() + size_;
      write_end_ = segments_[0].get() + capacity;
      return;
    }
    if (segments_.empty()) first_capacity_ = kFirstSize;
    const uint32_t capacity = segments_.empty() ? kFirstSize : kSegmentSize;
    segments_.emplace_back(new T[capacity]);
    write_ = segments_.back().get();
    write_end_ = write_ + capacity;
  }

  std::vector<std::unique_ptr<T[]>> segments_;
  uint32_t size_ = 0;
  uint32_t first_capacity_ = 0;
  T* write_ = nullptr;
  T* write_end_ = nullptr;
};

}  // namespace vitrine::json
