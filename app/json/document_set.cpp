#include "app/json/document_set.h"

#include <cassert>
#include <utility>

#include "app/json/pointer.h"
#include "app/json/uri.h"
#include "app/text/utf8.h"

namespace vitrine::json {
namespace {

Error error_at(const Cursor& from, std::string message) {
  return {std::move(message), from.value.pointer(), from.value.position()};
}

/// References in the middle of the pointers of references, within each other.
constexpr int kMaxNested = 8;

/// References come from strangers: in a message they are cut.
std::string quoted(std::string_view reference) {
  return '"' + text::shortened(reference, 200) + '"';
}

}  // namespace

DocumentSet::DocumentSet() = default;
DocumentSet::DocumentSet(DocumentSet&&) noexcept = default;
DocumentSet& DocumentSet::operator=(DocumentSet&&) noexcept = default;
DocumentSet::~DocumentSet() = default;

size_t DocumentSet::PlaceHash::operator()(const Place& place) const {
  return std::hash<const void*>()(place.document) ^ (size_t{place.id} * 0x9E3779B1u);
}

Result<const Document*> DocumentSet::add(std::string_view uri, Document document) {
  const std::string key(split_fragment(uri).uri);
  if (documents_.find(key) != documents_.end() || resources_.find(key) != resources_.end()) {
    return Error{"Two documents have the address " + quoted(key)};
  }
  auto owned = std::make_unique<Document>(std::move(document));
  const Document* at = owned.get();
  documents_.emplace(key, std::move(owned));
  resources_.emplace(key, Resource{at, 0});
  return at;
}

const Document* DocumentSet::find(std::string_view uri) const {
  const auto found = documents_.find(split_fragment(uri).uri);
  return found == documents_.end() ? nullptr : found->second.get();
}

std::vector<std::string> DocumentSet::uris() const {
  std::vector<std::string> list;
  for (const auto& [uri, document] : documents_) list.push_back(uri);
  return list;
}

std::string_view DocumentSet::uri_of(const Document* document) const {
  for (const auto& [uri, owned] : documents_) {
    if (owned.get() == document) return uri;
  }
  return {};
}

Cursor DocumentSet::child(const Cursor& parent, Value value) const {
  Cursor cursor{parent.document, parent.base_uri, value};
  enter(cursor);
  return cursor;
}

Cursor DocumentSet::root(std::string_view uri) const {
  const Document* document = find(uri);
  if (!document) return {};
  Cursor cursor{document, std::string(split_fragment(uri).uri), document->root()};
  enter(cursor);
  return cursor;
}

Result<Cursor> DocumentSet::add_resource(std::string_view uri, Value value) {
  assert(value);
  const std::string key(split_fragment(uri).uri);
  const Cursor cursor{value.document(), key, value};
  const auto [place, added] = resources_.emplace(key, Resource{value.document(), value.id()});
  if (!added && (place->second.document != value.document() || place->second.id != value.id())) {
    return error_at(cursor, "Two values have the URI " + quoted(key));
  }
  bases_[{value.document(), value.id()}] = key;
  return cursor;
}

Result<Cursor> DocumentSet::add_anchor(std::string_view base_uri, std::string_view name,
                                       Value value) {
  assert(value);
  const std::string base(split_fragment(base_uri).uri);
  const Cursor cursor{value.document(), base, value};
  const auto [place, added] =
      anchors_.emplace(base + "#" + std::string(name), Resource{value.document(), value.id()});
  if (!added && (place->second.document != value.document() || place->second.id != value.id())) {
    return error_at(cursor, "Two values have the anchor " + quoted(name));
  }
  return cursor;
}

void DocumentSet::add_derived(Value base, Cursor derived) {
  std::vector<Cursor>& list = derived_[{base.document(), base.id()}];
  for (const Cursor& known : list) {
    if (known.value == derived.value) return;
  }
  list.push_back(std::move(derived));
}

const std::vector<Cursor>& DocumentSet::derived(Value base) const {
  static const std::vector<Cursor> kNone;
  const auto found = derived_.find({base.document(), base.id()});
  return found == derived_.end() ? kNone : found->second;
}

const DocumentSet::Resource* DocumentSet::find_resource(std::string_view uri) const {
  const auto found = resources_.find(uri);
  return found == resources_.end() ? nullptr : &found->second;
}

void DocumentSet::enter(Cursor& cursor) const {
  if (bases_.empty()) return;
  const auto base = bases_.find({cursor.document, cursor.value.id()});
  if (base != bases_.end()) cursor.base_uri = base->second;
}

/// Follows a pointer from a resource. Values inside one with a URI of its own have that as
/// its base (JSON Schema Core §9.2.1).
Resolution DocumentSet::walk(const std::string& uri, const Resource& resource,
                             std::string_view pointer, const Cursor& from, int& left,
                             int depth) const {
  const auto tokens = split(pointer);
  if (!tokens) return error_at(from, tokens.error().message);
  Cursor cursor{resource.document, uri, {}};
  if (!resource.document->root()) return cursor;
  cursor.value = resource.document->value(resource.id);
  enter(cursor);
  for (const std::string& token : *tokens) {
    Value next = step(cursor.value, token);
    // AD-HOC: strictly (RFC 6901 §4) the pointer ends here. People put a whole map such as
    // components.schemas into another file and go on pointing into it.
    if (!next && cursor.value["$ref"].is_string() && depth < kMaxNested) {
      Resolution target = follow(cursor, left, depth + 1);
      Cursor* there = std::get_if<Cursor>(&target);
      if (!there) return target;
      cursor = std::move(*there);
      next = step(cursor.value, token);
    }
    cursor.value = next;
    if (!cursor.value) break;
    enter(cursor);
  }
  return cursor;
}

Resolution DocumentSet::resolve(const Cursor& from, std::string_view reference) const {
  int left = kMaxReferences;
  return resolve(from, reference, left, 0);
}

Resolution DocumentSet::resolve(const Cursor& from, std::string_view reference, int& left,
                                int depth) const {
  const std::string target = resolve_uri(from.base_uri, reference);
  const SplitFragment parts = split_fragment(target);
  const std::string uri(parts.uri);
  const Resource* resource = find_resource(uri);
  if (!resource) return Missing{uri};
  const std::string fragment = percent_decode(parts.fragment.value_or(""));
  if (!fragment.empty() && fragment[0] != '/') {
    const auto anchor = anchors_.find(uri + "#" + fragment);
    if (anchor == anchors_.end()) {
      return error_at(from, "The reference " + quoted(reference) +
                                " leads nowhere: a pointer begins with #/, and there is no anchor "
                                "of this name");
    }
    const auto& [document, id] = anchor->second;
    return Cursor{document, uri, document->value(id)};
  }
  Resolution resolution = walk(uri, *resource, fragment, from, left, depth);
  const Cursor* cursor = std::get_if<Cursor>(&resolution);
  // AD-HOC: inside a schema with an `$id`, people write #/components/… as if it had none. Strictly
  // (JSON Schema Core §8.2.1) that leads nowhere, so nothing is lost by taking them at their word.
  if (cursor && !cursor->value && resource->id != 0 && resource->document->root()["openapi"]) {
    resolution = walk(std::string(uri_of(resource->document)), {resource->document, 0}, fragment,
                      from, left, depth);
    cursor = std::get_if<Cursor>(&resolution);
  }
  if (cursor && !cursor->value) {
    return error_at(from, "The reference " + quoted(reference) + " leads nowhere");
  }
  return resolution;
}

Resolution DocumentSet::follow(const Cursor& from) const {
  int left = kMaxReferences;
  return follow(from, left, 0);
}

Resolution DocumentSet::follow(const Cursor& from, int& left, int depth) const {
  Cursor at = from;
  // A cycle comes back to a value kept from before; keeping a new one after 1, 2, 4 … steps finds
  // it in steps proportional to its length (Brent's method).
  Value kept = from.value;
  int until_next = 1;
  for (int since = 0; left >= 0; --left) {
    const Value reference = at.value["$ref"];
    if (!reference) return at;
    if (!reference.is_string()) {
      return error_at({at.document, at.base_uri, reference}, "A $ref must be a string");
    }
    Resolution next =
        resolve({at.document, at.base_uri, reference}, reference.string(), left, depth);
    Cursor* cursor = std::get_if<Cursor>(&next);
    if (!cursor) return next;
    at = std::move(*cursor);
    if (at.value == kept) {
      return error_at(from, "This reference leads back to itself");
    }
    if (++since == until_next) {
      kept = at.value;
      until_next *= 2;
      since = 0;
    }
  }
  return error_at(from, "This reference leads over more than " + std::to_string(kMaxReferences) +
                            " others, which is the most that is followed");
}

}  // namespace vitrine::json
