// What a description says, by the places where it says it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "app/json/document_set.h"
#include "app/json/segmented.h"
#include "app/openapi/description.h"
#include "app/search/terms.h"

/// A search over all of a description.
///
///     search::Gatherer gatherer(description);
///     while (!gatherer.step(1000)) {}  // or some steps a task
///     search::Found found = search::find(gatherer.index(), description, "emial user", {});
namespace vitrine::search {

/// The places that a search leads to.
enum class Kind : uint8_t {
  overview,
  operation,  ///< `name` is its index into Description::operations(),
  tag,        ///< into Description::groups(),
  schema,     ///< into Description::schemas()
  parameter,
  body,
  message,  ///< of a WebSocket: its name is `send` or `receive`
  response,
  header,
  link,
  field,     ///< a property, of what the parent is
  callback,  ///< of an operation, or of the callback that is the parent; `way` is its index there
  server,    ///< `way` is its index into Description::servers()
  scheme,    ///< a security scheme
  scope,     ///< `cell` is that of the object which has its words
  heading    ///< in the description of the parent; `cell` is the name of its anchor
};

/// The terms of an entry, from those that count most to those that count least.
enum class Layer : uint8_t { names, values, words };
inline constexpr size_t kLayers = 3;

inline constexpr uint32_t kNone = UINT32_MAX;

struct Entry {
  uint32_t parent = kNone;  ///< the index of one before it
  uint32_t name = kNone;    ///< see Index::name
  uint32_t cell = kNone;    ///< json::Value::id of the object that describes it
  uint16_t document = 0;    ///< the document of that
  Kind kind = Kind::overview;
  /// The lists and maps between the parent and a property, after a leading 1: a bit each, 1 for a
  /// map. Of a parameter its openapi::Location.
  uint8_t way = 1;
};

/// Entries with their terms; bounded, and only added to. The texts stay where they are, in the
/// documents. A query reads all terms: even of the largest descriptions they are half a million
/// numbers of one or two bytes.
class Index {
 public:
  /// Most memory that it takes. GitHub's description of 13 MB needs a quarter of that.
  static constexpr size_t kMostBytes = 8u << 20;

  explicit Index(size_t most_bytes = kMostBytes) : most_bytes_(most_bytes) {}

  /// kNone when the index is full.
  uint32_t add(Kind kind, uint32_t parent, std::string_view name, json::Value source);
  Entry& at(uint32_t entry) { return entries_[entry]; }
  /// Adds the terms of a text; of each layer the entries come in order.
  void add_terms(Layer layer, uint32_t entry, std::string_view text, bool markup = false);

  uint32_t size() const { return entries_.size(); }
  const Entry& operator[](uint32_t entry) const { return entries_[entry]; }
  /// As written; empty where an entry has none.
  std::string_view name(uint32_t number) const {
    return number == kNone ? std::string_view() : names_[number];
  }
  uint32_t add_name(std::string_view name) { return names_.add(name); }
  const Terms& terms() const { return terms_; }
  /// The object that describes the entry; absent where there is none.
  json::Value source(const Entry& entry) const;
  size_t memory_bytes() const;
  /// The rest of the description is not in it.
  bool full() const { return full_; }

  /// The terms of a layer, entry by entry: of one entry there may be several runs.
  class Run {
   public:
    Run(const Index& index, Layer layer)
        : bytes_(index.layers_[static_cast<size_t>(layer)].bytes) {}
    bool next();  ///< false at the end
    uint32_t entry() const { return entry_; }
    uint32_t count() const { return static_cast<uint32_t>(terms_.size()); }
    const std::vector<uint32_t>& terms() const { return terms_; }

   private:
    uint32_t number();

    const json::Segmented<unsigned char>& bytes_;
    uint32_t at_ = 0;
    uint32_t entry_ = 0;
    std::vector<uint32_t> terms_;
  };

 private:
  struct Bytes {
    json::Segmented<unsigned char> bytes;
    uint32_t last = 0;  ///< entry
  };

  static void write(json::Segmented<unsigned char>& bytes, uint32_t number);
  size_t document_of(const json::Document* document);
  void see_size();

  size_t most_bytes_;
  json::Segmented<Entry> entries_;
  Terms names_;
  Terms terms_;
  Bytes layers_[kLayers];
  std::vector<const json::Document*> documents_;
  bool full_ = false;
};

}  // namespace vitrine::search
