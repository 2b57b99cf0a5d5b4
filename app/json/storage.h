#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/json/key_index.h"
#include "app/json/line_index.h"
#include "app/json/segmented.h"
#include "app/json/string_pool.h"

namespace vitrine::json {

/// Eight bytes of a document's tree. The tree is a run of cells in the order of the text:
///
///   literal      {begin, size}
///   number       {begin, size}                     + {pool offset, size} when pooled
///   string, key  {begin, size of the token}        + {pool offset, decoded size} when pooled
///   container    {begin, members or elements}      {cell after its content, end}, then its
///   content
///
/// A member is a key and the value after it. The five upper bits of `b` say what a cell is. An
/// object with an index has the number of that in place of its number of members.
struct Cell {
  uint32_t a;
  uint32_t b;

  static constexpr uint32_t kKey = 6;  // beside the values of Type
  static constexpr uint32_t kPooled = 1u << 28;
  static constexpr uint32_t kQuoted = 1u << 27;
  static constexpr uint32_t kTrue = 1u << 27;
  static constexpr uint32_t kIndexed = 1u << 28;
  static constexpr uint32_t kDuplicates = 1u << 27;
  static constexpr uint32_t kSizeMask = (1u << 27) - 1;

  static constexpr uint32_t tag(Type type) { return static_cast<uint32_t>(type) << 29; }

  uint32_t kind() const { return b >> 29; }
  bool is(Type type) const { return kind() == static_cast<uint32_t>(type); }
  bool is_container() const { return is(Type::array) || is(Type::object); }
  bool has(uint32_t flag) const { return (b & flag) != 0; }
  uint32_t size() const { return b & kSizeMask; }
};

/// The data that a Document owns.
struct Storage {
  Segmented<char> text;
  Segmented<Cell> cells;
  StringPool pool;
  LineIndex lines;
  std::vector<KeyIndex> indexes;
  std::vector<TextProblem> problems;

  /// The cell after a value or a key, its content included.
  uint32_t next(uint32_t cell) const {
    const Cell at = cells[cell];
    if (at.is_container()) return cells[cell + 1].a;
    return cell + (at.has(Cell::kPooled) ? 2 : 1);
  }

  /// The characters of a string or key, the spelling of a number.
  std::string_view view(uint32_t cell) const {
    const Cell at = cells[cell];
    if (at.has(Cell::kPooled)) {
      const Cell place = cells[cell + 1];
      return {pool.at(place.a), place.b};
    }
    const uint32_t quotes = at.has(Cell::kQuoted) ? 1 : 0;
    const uint32_t size = at.size() - 2 * quotes;
    if (size == 0) return {};
    return {&text[at.a + quotes], size};
  }

  /// The key cell of the last member called `key`; 0, which is never a key, when there is none.
  uint32_t find(uint32_t object, std::string_view key) const;
};

}  // namespace vitrine::json
