#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/json/storage.h"

namespace vitrine::json {

/// How a token stands in the text: `quoted` tokens begin and end with one byte that is not content.
enum class Quoting : uint8_t { bare, quoted };

/// Makes a Document: the text in pieces, and its tree as events in the order of the text. A parser
/// (of JSON, of YAML) owns one and sees to it that events are well-formed: a key before each value
/// of an object, every end after its beginning, exactly one root. Ranges are bytes of the text
/// appended so far. The builder looks after duplicate keys and indexes by itself.
class Builder {
 public:
  /// Problems that are kept; further ones are only counted out.
  static constexpr size_t kMaxProblems = 100;
  /// Members from which on an object gets an index.
  static constexpr uint32_t kWideObject = 32;

  Builder();

  // The text.

  /// Appends a run of `bytes` that lies contiguous in memory and returns it as stored: as many
  /// bytes as there is room for in a segment, at least one. The view holds until the next `append`.
  std::string_view append(std::string_view bytes);
  uint32_t text_size() const { return storage_->text.size(); }
  /// Drops the text from `size` on; no event may have ended after it.
  void cut(uint32_t size);
  /// Says that a line begins at `offset`; see LineIndex.
  void line_begins(uint32_t offset, uint32_t line) { storage_->lines.note(offset, line); }
  /// Counts from the beginning of the text: for messages, not loops.
  Position position(uint32_t offset) const { return LineIndex::count(storage_->text, offset); }
  std::string text(Range range) const;
  /// Contiguous bytes of the text from `offset` on, at least one of them.
  std::string_view piece(uint32_t offset) const;
  /// Whether these bytes are exactly `content`.
  bool spells(Range range, std::string_view content) const;

  // The tree. The second forms are for content that is not spelled out in the text.

  void begin(Type container, uint32_t offset);
  void end(uint32_t offset);
  void key(Range token, Quoting quoting);
  void key(Range token, std::string_view decoded);
  void string(Range token, Quoting quoting);
  void string(Range token, std::string_view decoded);
  /// A JSON string token with escapes, or with `invalid` sequences that are not UTF-8: decoded
  /// here. `content` is what stands between the quotes.
  void escaped_key(Range token, Range content, uint32_t invalid);
  void escaped_string(Range token, Range content, uint32_t invalid);
  void number(Range token);
  /// `lexeme` is a JSON number.
  void number(Range token, std::string_view lexeme);
  void null(Range token);
  void boolean(Range token, bool value);
  /// A whole document, which is not empty.
  void value(const Document& other);
  /// Takes back a key that has no value.
  void drop_key();

  // Parts of the tree once more, as the aliases of YAML ask for them. Cells name values and keys.
  // Values that would exceed the quota are left out: false.

  struct Quota {
    uint32_t cells;  ///< to be copied; goes down
    uint32_t depth;  ///< of containers, those that are open included
    /// Text to be repeated or compared; goes down. A cell is small however long its text is,
    /// but a user of the document reads the text as often as it is there.
    uint32_t bytes;

    /// Takes a text and its cell, if there is as much left.
    bool take(std::string_view text) {
      if (cells == 0 || text.size() > bytes) return false;
      --cells;
      bytes -= static_cast<uint32_t>(text.size());
      return true;
    }
  };

  /// The cell of the next value or key.
  uint32_t next_cell() const { return storage_->cells.size(); }
  bool is_string(uint32_t cell) const;
  bool is_object(uint32_t cell) const { return storage_->cells[cell].is(Type::object); }
  /// Whether `cell` is a container that has not ended.
  bool is_open(uint32_t cell) const;
  std::string_view view(uint32_t cell) const { return storage_->view(cell); }
  bool repeat(uint32_t cell, Quota& quota);
  /// Adds the members of the object at `cell` whose keys the open object does not have.
  bool merge(uint32_t cell, Quota& quota);

  // The tree so far.

  /// Open containers.
  uint32_t depth() const { return static_cast<uint32_t>(frames_.size()); }
  /// Type and beginning of the innermost open container; there must be one.
  Type container() const { return frames_.back().type; }
  uint32_t container_begin() const { return storage_->cells[frames_.back().cell].a; }
  /// Values and keys.
  uint32_t nodes() const { return nodes_; }
  bool has_root() const { return !storage_->cells.empty(); }

  // Problems.

  using Severity = TextProblem::Severity;
  void problem(Severity severity, uint32_t offset, std::string message);
  /// A violation that ended the reading; it takes the last place if there is no more.
  void fatal(uint32_t offset, std::string message);

  struct Built {
    Document document;
    /// The first violation.
    std::optional<Error> error;
  };
  /// Closes what is open at the end of the text; a key without value is dropped.
  Built finish() &&;

 private:
  struct Frame {
    uint32_t cell;
    Type type;
    uint32_t values = 0;
    // The cell of the key whose value is being read, 0 when there is none.
    uint32_t key = 0;
    // One bit for each kind of key seen: two equal keys are of one kind.
    uint64_t seen = 0;
    // The object's index, kNoIndex unless it is wide.
    uint32_t index = kNoIndex;
  };
  static constexpr uint32_t kNoIndex = UINT32_MAX;

  struct Problem {
    uint32_t offset;
    TextProblem problem;
  };

  void value_follows() {
    ++nodes_;
    if (!frames_.empty()) ++frames_.back().values;
  }
  void key_follows();
  void push(uint32_t kind, Range token, uint32_t flags) {
    storage_->cells.push_back({token.begin, kind << 29 | flags | token.size()});
  }
  void push_text(uint32_t kind, Range token, Quoting quoting);
  void push_pooled(uint32_t kind, Range token, std::string_view content);
  void push_escaped(uint32_t kind, Range token, Range content, uint32_t invalid);
  void copy(Range range, char* out) const;

  void member_complete(Frame& frame, uint32_t key);
  bool is_duplicate(const Frame& frame, uint32_t key) const;
  void note_duplicate(Frame& frame, uint32_t key);
  std::string pointer_to(uint32_t key) const;
  uint32_t make_index(uint32_t object, uint32_t end);
  bool has_member(const Frame& frame, std::string_view key) const;
  bool fits(uint32_t cell, Quota& quota) const;
  void copy_cells(uint32_t begin, uint32_t end);

  std::unique_ptr<Storage> storage_;
  std::vector<Frame> frames_;
  uint32_t nodes_ = 0;
  std::vector<Problem> problems_;
  bool violated_ = false;
};

}  // namespace vitrine::json
