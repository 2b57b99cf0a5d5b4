// Reads a description for its Index, in steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/document_set.h"
#include "app/openapi/description.h"
#include "app/search/index.h"

namespace vitrine::search {

/// Walks the documents by cursors, without interpreting what it meets. Names come first, then the
/// values of enumerations, then words: an index that gets full lacks the least. Each of the
/// description's schemas is read once, at its own place. The Description must outlive it.
class Gatherer {
 public:
  explicit Gatherer(const openapi::Description& description, size_t most_bytes = Index::kMostBytes);
  ~Gatherer();  // not inline: the first part of the page has no need of it

  /// Goes on for about `budget` units, of about a microsecond; true when the index is as whole as
  /// it gets.
  bool step(size_t budget);
  const Index& index() const { return index_; }
  /// How far it is: names are whole from one number on, values from another.
  uint32_t pass() const { return static_cast<uint32_t>(pass_); }
  bool done() const { return pass_ == Pass::done; }

 private:
  enum class Pass : uint8_t { overview, tags, operations, schemas, fields, values, words, done };

  size_t count() const;
  void take(uint32_t index);
  void take_overview();
  void take_tag(uint32_t index);
  void take_operation(uint32_t index);
  void take_schemes(uint32_t overview, const json::Cursor& root);
  void take_contents(uint32_t operation, const json::Cursor& cursor,
                     const std::vector<json::Cursor>& path_items, int depth);
  void take_parameters(uint32_t operation, const json::Cursor& holder);
  void take_responses(uint32_t operation, const json::Cursor& cursor);
  void take_fields(uint32_t entry);
  void take_values(uint32_t entry);
  void take_words(uint32_t entry);

  uint32_t add(Kind kind, uint32_t parent, std::string_view name, json::Value source);
  uint32_t add_listed(Kind kind, uint32_t index, json::Value source);
  void add_terms(Layer layer, uint32_t entry, std::string_view text, bool markup = false);
  void add_headings(uint32_t entry, std::string_view text);
  /// What `value` is or refers to; absent when that is not there.
  json::Cursor followed(const json::Cursor& from, json::Value value) const;

  /// A schema that speaks of the entry's value or, by `way`, of what is in its lists and maps.
  struct Part {
    json::Value value;
    uint8_t way = 1;
  };
  /// The object that describes the entry first, then the schemas in it, but none of properties.
  void find_parts(uint32_t entry);
  void add_part(json::Value value, uint8_t way);
  bool is_owned(uint32_t entry, json::Value schema);

  const openapi::Description& description_;
  Index index_;
  Pass pass_ = Pass::overview;
  uint32_t next_ = 0;
  size_t spent_ = 0;
  std::vector<Part> parts_;
  // Of the operation that is being read.
  std::set<std::string> parameters_;
  uint32_t form_ = kNone;
  /// Schemas that references lead to, by the entry that they are read for.
  std::map<std::pair<const json::Document*, uint32_t>, uint32_t> owners_;
};

/// The text of an entry in Markdown: its description.
std::string_view text_of(const openapi::Description& description, const Index& index,
                         const Entry& entry);

}  // namespace vitrine::search
