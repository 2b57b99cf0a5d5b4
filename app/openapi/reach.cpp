// Walks the references of a description from document to document.
#include "app/openapi/reach.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <utility>
#include <variant>

#include "app/json/uri.h"
#include "app/openapi/survey.h"
#include "app/schema/dialect.h"
#include "app/text/ascii.h"

namespace vitrine::openapi {

namespace {

using json::Value;

/// Documents a description may consist of.
constexpr std::size_t kMaxDocuments = 10'000;

bool is_document(std::string_view name) {
  for (const std::string_view ending : {".json", ".yaml", ".yml"}) {
    if (name.size() > ending.size() && name.ends_with(ending)) return true;
  }
  return false;
}

/// The references of one document, in the order of the text. No recursion: documents may be deep.
class Walk {
 public:
  Walk(const json::DocumentSet& set, const std::string& uri) : set_(set), uri_(uri) {
    const json::Cursor root = set.root(uri);
    document_ = root.document;
    if (!root.value) return;
    bases_.push_back(root.base_uri);
    open_.push_back({root.value, 0, true});
  }

  std::vector<OutsideReference> run() {
    while (!open_.empty()) {
      const Visit next = open_.back();
      open_.pop_back();
      const auto inside = static_cast<std::ptrdiff_t>(open_.size());
      visit(next);
      std::reverse(open_.begin() + inside, open_.end());
    }
    return std::move(found_);
  }

 private:
  struct Visit {
    Value value;
    std::uint32_t base;  ///< index of its base URI
    bool keywords;       ///< its names are the specification's, not the author's
  };

  void visit(const Visit& visit) {
    if (visit.value.is_array()) {
      for (const Value element : visit.value.elements())
        open_.push_back({element, visit.base, true});
      return;
    }
    if (!visit.value.is_object()) return;
    const std::uint32_t base = base_of(visit);
    for (const json::Member& member : visit.value.members()) {
      const bool container = member.value.is_object() || member.value.is_array();
      if (!visit.keywords) {
        if (container) open_.push_back({member.value, base, true});
      } else if (member.value.is_string()) {
        take(member, base);
      } else if (member.key == "x-logo") {
        add(OutsideReference::Kind::file, member.value["url"], base);
      } else if (member.key == "discriminator") {
        take_mapping(member.value["mapping"], base);
      } else if (container && !is_data_field(member.key, member.value)) {
        open_.push_back({member.value, base, !is_map_field(member.key)});
      }
    }
  }

  /// A schema, or the document, may have a URI of its own.
  std::uint32_t base_of(const Visit& visit) {
    if (!visit.keywords || !visit.value["$id"]) return visit.base;
    const json::Cursor own = set_.child({document_, bases_[visit.base], {}}, visit.value);
    if (own.base_uri == bases_[visit.base]) return visit.base;
    bases_.push_back(own.base_uri);
    return static_cast<std::uint32_t>(bases_.size() - 1);
  }

  void take(const json::Member& member, std::uint32_t base) {
    if (member.key == "$ref" || member.key == "$dynamicRef" || member.key == "operationRef") {
      add(OutsideReference::Kind::document, member.value, base);
    } else if (member.key == "$schema" || member.key == "jsonSchemaDialect") {
      if (!schema::dialect_of(member.value.string())) {
        add(OutsideReference::Kind::dialect, member.value, base);
      }
    } else if (member.key == "externalValue") {
      add(OutsideReference::Kind::file, member.value, base);
    } else if (member.key == "description") {
      found_.push_back(
          {OutsideReference::Kind::markdown, {document_, bases_[base], member.value}, {}});
    }
  }

  /// Values are names of schemas or references to them (OAS 3.1.0 §4.8.25): `Cat` could be both,
  /// and only what looks like a file is taken for one.
  void take_mapping(Value mapping, std::uint32_t base) {
    if (!mapping.is_object()) return;
    for (const json::Member& member : mapping.members()) {
      if (!member.value.is_string()) continue;
      const std::string_view path = json::split_fragment(member.value.string()).uri;
      if (path.find('/') == std::string_view::npos && !is_document(path)) continue;
      add(OutsideReference::Kind::document, member.value, base);
    }
  }

  void add(OutsideReference::Kind kind, Value value, std::uint32_t base) {
    // Most references stay inside.
    if (!value.is_string() || value.string().starts_with('#')) return;
    const std::string target = json::resolve_uri(bases_[base], value.string());
    std::string uri(json::split_fragment(target).uri);
    if (uri == uri_ || uri == bases_[base]) return;
    found_.push_back({kind, {document_, bases_[base], value}, std::move(uri)});
  }

  const json::DocumentSet& set_;
  const std::string& uri_;
  const json::Document* document_ = nullptr;
  std::vector<std::string> bases_;
  std::vector<Visit> open_;
  std::vector<OutsideReference> found_;
};

bool is_known(const json::DocumentSet& set, const OutsideReference& reference) {
  return set.find(reference.uri) ||
         !std::holds_alternative<json::Missing>(set.resolve(reference.from, reference.uri));
}

}  // namespace

std::string highest_folder(std::string_view base, std::string_view reference) {
  const json::Uri parts = json::split_uri(reference);
  if (parts.scheme || parts.authority || parts.path.starts_with('/')) return {};
  std::string folder(base.substr(0, base.rfind('/') + 1));
  const std::size_t scheme = folder.find("://");
  const std::size_t top = scheme == std::string::npos ? 0 : folder.find('/', scheme + 3);
  const std::size_t below = folder.size();
  std::string highest = folder;
  for (std::string_view path = parts.path; !path.empty();) {
    const std::string_view name = text::take_piece(path, '/');
    if (name == "..") {
      const std::size_t slash =
          folder.size() < 2 ? std::string::npos : folder.rfind('/', folder.size() - 2);
      if (slash == std::string::npos || slash < top) break;
      folder.resize(slash + 1);
      if (folder.size() < highest.size()) highest = folder;
    } else if (name != "." && !path.empty()) {
      folder.append(name) += '/';
    }
  }
  return highest.size() < below ? highest : "";
}

Reach read_all(Documents& documents) {
  Reach reach;
  json::DocumentSet& set = documents.set();
  const Value root = set.root(documents.uri()).value;
  const bool identifiers = !root["swagger"] && !root["openapi"].string().starts_with("3.0");
  std::map<std::string, std::size_t> unread;  // places in the list
  std::deque<std::string> open{documents.uri()};
  std::size_t asked = 1;
  while (!open.empty()) {
    const std::string uri = std::move(open.front());
    open.pop_front();
    Survey(set, uri, identifiers).step(SIZE_MAX);
    for (OutsideReference& reference : Walk(set, uri).run()) {
      if (reference.kind != OutsideReference::Kind::markdown) {
        const json::Cursor& from = reference.from;
        std::string folder = highest_folder(from.base_uri, from.value.string());
        if (!folder.empty()) reach.passed.emplace(std::move(folder), reference.uri);
      }
      const bool dialect = reference.kind == OutsideReference::Kind::dialect;
      if (reference.kind != OutsideReference::Kind::document && !dialect) {
        reach.others.push_back(std::move(reference));
        continue;
      }
      if (const auto known = unread.find(reference.uri); known != unread.end()) {
        reach.unread[known->second].references.push_back(std::move(reference));
        continue;
      }
      if (is_known(set, reference)) continue;
      std::optional<Unreadable> why;
      if (++asked > kMaxDocuments) {
        why = {"more than " + std::to_string(kMaxDocuments) + " documents are not read"};
      } else {
        why = documents.load(reference.uri);
      }
      if (!why) {
        open.push_back(reference.uri);
        continue;
      }
      if (dialect) continue;  // the schema written in it is reported
      unread.emplace(reference.uri, reach.unread.size());
      const std::string missing = reference.uri;
      reach.unread.push_back({missing, *std::move(why), {}});
      reach.unread.back().references.push_back(std::move(reference));
    }
  }
  // A document that was read later may bear the name.
  const auto found = [&](const Unread& one) { return is_known(set, one.references.front()); };
  std::erase_if(reach.unread, found);
  return reach;
}

}  // namespace vitrine::openapi
