#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "app/json/document.h"
#include "app/json/result.h"

namespace vitrine::json {

/// A reference that has been resolved: a value, the document it is in, and the base URI that
/// references inside it are relative to. The document belongs to the DocumentSet.
struct Cursor {
  const Document* document = nullptr;
  std::string base_uri;
  Value value;
};

/// The target of a reference has not been loaded; `uri` has no fragment.
struct Missing {
  std::string uri;
};

using Resolution = std::variant<Cursor, Missing, Error>;

/// The documents of one description, by URI. References between them are resolved here and nothing
/// is ever fetched: the caller loads what is `Missing`, `add`s it and resolves again. Adding is for
/// one thread; everything const may be used by many at once.
class DocumentSet {
 public:
  /// References followed in a row before `follow` gives up.
  static constexpr int kMaxReferences = 10'000;

  DocumentSet();
  DocumentSet(DocumentSet&&) noexcept;
  DocumentSet& operator=(DocumentSet&&) noexcept;
  ~DocumentSet();

  /// Takes the document; it stays at the returned address as long as the set lives. A fragment of
  /// `uri` is ignored. Error when the URI is taken.
  Result<const Document*> add(std::string_view uri, Document document);
  /// The document added under `uri` (its fragment ignored), or nullptr.
  const Document* find(std::string_view uri) const;
  /// The URIs that documents were added under.
  std::vector<std::string> uris() const;
  /// The URI a document was added under; "" for one of another set.
  std::string_view uri_of(const Document* document) const;
  /// Its root as a cursor; no document and an absent value when there is none. Its base is `uri`,
  /// or the URI of its own that the root was given by `add_resource`.
  Cursor root(std::string_view uri) const;

  /// Names `value` by a URI of its own, as `$id` does (JSON Schema Core §8.2.1): references to
  /// `uri` lead to it, and it is the base of references inside it. `value` belongs to a document of
  /// this set. Error when the URI names something else already.
  Result<Cursor> add_resource(std::string_view uri, Value value);
  /// Names `value` by a plain-name fragment, as `$anchor` does (JSON Schema Core §8.2.2), in the
  /// resource that `base_uri` is of. Error when the name is taken.
  Result<Cursor> add_anchor(std::string_view base_uri, std::string_view name, Value value);

  /// Notes that the schema `derived` builds on `base` (OpenAPI's inheritance by `allOf`), so that
  /// those which do can be found from it. Each is kept once.
  void add_derived(Value base, Cursor derived);
  /// In the order they were noted.
  const std::vector<Cursor>& derived(Value base) const;

  /// A value inside `parent`, with the base of its own if it has one.
  Cursor child(const Cursor& parent, Value value) const;

  /// One step: what `reference`, written at `from`, points to. The fragment is percent-decoded; it
  /// is a JSON Pointer or an anchor. Error when it leads nowhere.
  Resolution resolve(const Cursor& from, std::string_view reference) const;

  /// Follows `$ref` from `from` until there is a value without one. Error for a cycle, for a `$ref`
  /// that is not a string, and after kMaxReferences steps.
  Resolution follow(const Cursor& from) const;

 private:
  struct Resource {
    const Document* document;
    uint32_t id;
  };
  struct Place {
    const Document* document;
    uint32_t id;
    friend bool operator==(const Place&, const Place&) = default;
  };
  struct PlaceHash {
    size_t operator()(const Place& place) const;
  };

  /// Takes the base URI of the value's own, if it has one.
  void enter(Cursor& cursor) const;
  const Resource* find_resource(std::string_view uri) const;
  /// `left` counts the references that may still be followed, `depth` those within each other.
  Resolution walk(const std::string& uri, const Resource& resource, std::string_view pointer,
                  const Cursor& from, int& left, int depth) const;
  Resolution resolve(const Cursor& from, std::string_view reference, int& left, int depth) const;
  Resolution follow(const Cursor& from, int& left, int depth) const;

  std::map<std::string, std::unique_ptr<Document>, std::less<>> documents_;
  std::map<std::string, Resource, std::less<>> resources_;
  std::map<std::string, Resource, std::less<>> anchors_;
  std::unordered_map<Place, std::string, PlaceHash> bases_;
  std::unordered_map<Place, std::vector<Cursor>, PlaceHash> derived_;
};

}  // namespace vitrine::json
