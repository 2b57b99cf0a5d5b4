// A parsed document and its values, with their places in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/number.h"
#include "app/json/result.h"

namespace vitrine::json {

class Builder;
class Document;
struct Member;
struct Storage;
class Value;

template <class Item>
class Children;
using Elements = Children<Value>;
using Members = Children<Member>;

enum class Type : uint8_t { null, boolean, number, string, array, object };

/// The JSON name of a type: "null", "boolean", "number", "string", "array", "object".
std::string_view type_name(Type type);

/// A run of bytes in a document's text: `begin` is its first, `end` the one after its last.
struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  friend bool operator==(const Range&, const Range&) = default;
};

/// A place in the tree of a Document: a small cursor to be passed by value. It lives as long as
/// the Document stays where it is (moving a Document invalidates its cursors; a DocumentSet never
/// moves them). Default-constructed it is *absent*: false, of type null, empty; everything may be
/// asked of an absent value, so `root["info"]["title"].string()` needs no test in between.
class Value {
 public:
  Value() = default;

  /// True unless absent. (A JSON null is there: it is true.)
  explicit operator bool() const { return document_ != nullptr; }

  Type type() const;
  bool is_null() const { return document_ && type() == Type::null; }
  bool is_boolean() const { return document_ && type() == Type::boolean; }
  bool is_number() const { return document_ && type() == Type::number; }
  bool is_string() const { return document_ && type() == Type::string; }
  bool is_array() const { return document_ && type() == Type::array; }
  bool is_object() const { return document_ && type() == Type::object; }

  /// A number, `true`, `false` or `null` as spelled; "" for everything else.
  std::string_view lexeme() const;
  /// The decoded characters, valid UTF-8, possibly with NUL characters; "" when not a string.
  std::string_view string() const;
  /// False when not a boolean.
  bool boolean() const;
  /// The exact value; zero when not a number. It refers to the document's text.
  Number number() const;

  /// Elements of an array, members of an object (duplicates counted); 0 otherwise.
  size_t size() const;
  bool empty() const { return size() == 0; }
  /// The member called `key`; the last one of duplicates, as JSON.parse does. Absent when there is
  /// none or this is no object. Objects of more than 32 members have an index.
  Value operator[](std::string_view key) const;
  /// The element of an array; absent when out of range or not an array. Walks the elements before
  /// it: use `elements()` to visit all.
  Value at(size_t index) const;
  /// Members in the order of the text, duplicates included; empty when not an object.
  Members members() const;
  /// Elements in order; empty when not an array.
  Elements elements() const;

  /// The beginning of the value; 0:0 when absent.
  Position position() const;
  /// Its bytes in the text, quotes and brackets included.
  Range range() const;
  /// The container it is in; absent for the root. Searched from the root: for messages, not loops.
  Value parent() const;
  /// Its JSON Pointer in the document, "" for the root. Searched from the root as well.
  std::string pointer() const;

  const Document* document() const { return document_; }
  /// Identifies the value within its document; grows in the order of reading.
  uint32_t id() const { return cell_; }

  friend bool operator==(const Value&, const Value&) = default;

 private:
  friend class Document;
  template <class Item>
  friend class Children;

  Value(const Document* document, uint32_t cell) : document_(document), cell_(cell) {}

  const Document* document_ = nullptr;
  uint32_t cell_ = 0;
};

struct Member {
  std::string_view key;
  Value value;
  Position key_position() const;
  Range key_range;
};

/// Something wrong or doubtful in a text.
struct TextProblem : Error {
  enum class Severity : uint8_t {
    /// Allowed, and worth saying.
    doubt,
    /// Allowed, but a part of the text counts for nothing: the first of two equal keys.
    loss,
    /// Breaks the rules of the language.
    violation,
  };
  Severity severity = Severity::violation;
};

/// The one JSON type of the application: what a text says, kept as it is said. Order, duplicate
/// keys, positions and the spelling of numbers survive. Owns the text; movable, immutable, and so
/// readable by many threads at once. Made through Builder: by Reader (JSON), by YamlReader, whose
/// aliases and merged members are copies that stand where their anchors are, or value by value,
/// without a text.
class Document {
 public:
  /// An empty document: no text, the root absent.
  Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  /// Absent when not even the beginning of a value could be read.
  Value root() const;
  /// The value that `Value::id()` named. `id` must come from this document.
  Value value(uint32_t id) const;

  /// Size of the text in bytes, a byte order mark included.
  uint32_t text_size() const;
  /// A copy of a run of the text; what lies outside the text is left out.
  std::string text(Range range) const;
  std::string text() const { return text({0, text_size()}); }
  /// Line and column of a byte of the text. Costs a scan of at most 4 KiB.
  Position position(uint32_t offset) const;

  /// The mistakes and doubts in the text: syntax errors, duplicate keys … At most 100, in
  /// the order of the text.
  const std::vector<TextProblem>& problems() const;

  /// All memory the document holds, the text included.
  size_t memory_bytes() const;

 private:
  friend class Builder;
  template <class Item>
  friend class Children;
  friend class Value;

  explicit Document(std::unique_ptr<Storage> storage);

  std::unique_ptr<Storage> storage_;
};

/// The content of a container, in order: `for (Value element : value.elements())`,
/// `for (const auto& [key, value, key_range] : value.members())`.
template <class Item>
class Children {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using pointer = const Item*;
    using reference = Item;

    Item operator*() const;
    iterator& operator++();
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator&, const iterator&) = default;

   private:
    friend class Children;
    iterator(const Document* document, uint32_t cell) : document_(document), cell_(cell) {}
    const Document* document_;
    uint32_t cell_;
  };

  iterator begin() const { return {document_, begin_}; }
  iterator end() const { return {document_, end_}; }

 private:
  friend class Value;
  Children(const Document* document, uint32_t begin, uint32_t end)
      : document_(document), begin_(begin), end_(end) {}
  const Document* document_;
  uint32_t begin_;
  uint32_t end_;
};

template <>
Value Children<Value>::iterator::operator*() const;
template <>
Children<Value>::iterator& Children<Value>::iterator::operator++();
template <>
Member Children<Member>::iterator::operator*() const;
template <>
Children<Member>::iterator& Children<Member>::iterator::operator++();

}  // namespace vitrine::json
