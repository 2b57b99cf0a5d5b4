// The body of a response as rows, one below the other: what is shown, searched, folded and copied.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/segmented.h"

namespace vitrine::session {

/// A row ends where the next one begins.
struct BodyRow {
  uint32_t from = 0;  ///< in BodyText::text()
  uint32_t close =
      0;  ///< row of the bracket that closes the one at this row's end; 0: there is none
  uint16_t depth = 0;
  bool goes_on = false;    ///< with the line that the row before it has a part of
  bool in_string = false;  ///< it begins within a string
};

/// A place at which the searched text was found: bytes in BodyText::shown().
struct BodyMatch {
  uint32_t row = 0;
  uint32_t from = 0;
};

/// JSON has a line for each value and each closing bracket, whatever its white space; other text
/// the lines that it has. Lines that are too long go on in further rows. All work is done in steps,
/// so that 50 MB stall nothing.
class BodyText {
 public:
  static constexpr size_t kMostBytes = 64u << 20;
  static constexpr size_t kMostMatches = 100'000;

  void reserve(size_t bytes) { text_.reserve(bytes); }
  void append(std::string_view text);
  /// There is no more text.
  void end() { ended_ = true; }

  /// Cuts the text into rows anew. `columns` is the longest row; 0: as long as they are, up to
  /// some thousands.
  void lay_out(bool json, uint32_t columns);
  /// Goes on for about `bytes`, first with the rows, then with the search. True when there is more
  /// to do now.
  bool step(size_t bytes);

  const std::string& text() const { return text_; }
  bool json() const { return json_; }
  uint32_t columns() const { return columns_; }
  bool has_all_text() const { return ended_; }
  bool has_all_rows() const { return ended_ && at_ == text_.size(); }
  /// Counts what changes how it looks.
  uint32_t revision() const { return revision_; }

  uint32_t rows() const { return rows_.size(); }
  const BodyRow& row(uint32_t index) const { return rows_[index]; }
  uint32_t indent(uint32_t row) const;
  /// The row as it is shown, without its indent.
  std::string shown(uint32_t row) const;
  /// From 1.
  uint32_t line_of(uint32_t row) const;
  /// All rows as text, up to about `most` bytes.
  std::string all_shown(size_t most) const;

  // ---- places in JSON, once all rows are there
  /// JSON Pointer of the value that the row has a part of.
  std::string pointer_of(uint32_t row) const;
  /// The row that the value begins in, or else the nearest value around it.
  uint32_t row_of(std::string_view pointer) const;
  /// The row that begins at that byte, or the one after.
  uint32_t row_at(uint32_t from) const;
  /// The last row of the line.
  uint32_t end_of_line(uint32_t row) const { return place_at(row).line; }
  /// The value as written.
  std::string_view value_of(uint32_t row) const;

  // ---- search: ASCII letters in either case
  void find(std::string text);
  void go_to_match(bool back);
  const std::string& found_text() const { return typed_; }
  const std::vector<BodyMatch>& matches() const { return matches_; }
  size_t match() const { return match_; }  ///< index of that which is shown
  /// Counts how often a match was gone to; the first one is at once.
  uint32_t match_steps() const { return match_steps_; }
  bool searching() const { return !wanted_.empty() && !has_searched_all(); }

 private:
  /// What the next byte that is not white space begins.
  enum class Next : uint8_t { nothing, row, contents };
  /// A value and its line: rows `first` to `line`, the whole up to `last`.
  struct Place {
    uint32_t first = 0;
    uint32_t line = 0;
    uint32_t last = 0;
  };

  void begin_row(bool goes_on, bool in_string, uint32_t from);
  void count(char c, bool in_string);
  void cut_json(size_t until);
  void cut_lines(size_t until);
  uint32_t limit() const;
  uint32_t end_of(uint32_t row) const;
  Place place_at(uint32_t first) const;
  uint32_t first_of_line(uint32_t row) const;
  bool is_array(const Place& place) const;
  std::string key_of(const Place& place, size_t* value) const;
  bool has_searched_all() const { return search_at_ >= rows() && has_all_rows(); }
  void search(size_t bytes);
  void search_line(uint32_t first, uint32_t end);

  std::string text_;
  bool ended_ = false;
  bool json_ = false;
  uint32_t columns_ = 0;
  uint32_t revision_ = 0;

  json::Segmented<BodyRow> rows_;
  std::vector<uint32_t> lines_;  ///< how many begin before each 256th row
  uint32_t line_count_ = 0;
  uint32_t at_ = 0;             ///< what was cut
  std::vector<uint32_t> open_;  ///< rows of brackets that are not closed yet
  Next next_ = Next::row;
  bool in_string_ = false;
  bool escaped_ = false;
  uint32_t width_ = 0;        ///< of the row so far, in columns
  uint32_t space_ = 0;        ///< after the last space in it, or 0
  uint32_t space_width_ = 0;  ///< of the row up to there
  bool space_in_string_ = false;

  /// The child of a container that was last looked for: those after it are found from there.
  struct Hint {
    uint32_t line = UINT32_MAX;  ///< of the container
    size_t index = 0;
    uint32_t first = 0;
  };
  mutable Hint hint_;

  std::string typed_;
  std::string wanted_;  ///< the same in lower case
  std::vector<BodyMatch> matches_;
  size_t match_ = 0;
  uint32_t match_steps_ = 0;
  uint32_t search_at_ = 0;
};

}  // namespace vitrine::session
