// Texts by number, each kept once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "app/json/segmented.h"
#include "app/json/string_pool.h"

namespace vitrine::search {

class Terms {
 public:
  /// The number of the text, a new one for a new text: they are counted from 0.
  uint32_t add(std::string_view text);
  std::string_view operator[](uint32_t number) const {
    return {pool_.at(texts_[number].place), texts_[number].size};
  }
  uint32_t size() const { return texts_.size(); }
  size_t memory_bytes() const {
    return texts_.memory_bytes() + pool_.memory_bytes() + slots_.capacity() * sizeof(uint32_t);
  }

  /// True the first time that it is called for this text with that mark.
  bool mark(uint32_t number, uint32_t mark) {
    if (texts_[number].mark == mark) return false;
    texts_[number].mark = mark;
    return true;
  }

 private:
  struct Text {
    uint32_t place;
    uint32_t size;
    uint32_t mark;
  };

  void grow();

  json::StringPool pool_;
  json::Segmented<Text> texts_;
  std::vector<uint32_t> slots_;  ///< numbers from 1, by hash; 0: free
};

}  // namespace vitrine::search
