#include "app/schema/identifiers.h"

#include <algorithm>
#include <utility>

#include "app/json/pointer.h"
#include "app/json/uri.h"
#include "app/schema/keywords.h"

namespace vitrine::schema {

namespace {

std::string_view id_keyword(const DialectRules& rules) {
  return rules.dialect == Dialect::draft4 ? "id" : "$id";
}

bool has_identifiers(const DialectRules& rules) {
  return rules.dialect != Dialect::openapi_2_0 && rules.dialect != Dialect::openapi_3_0;
}

/// Members of a description under which no schema stands, whatever it looks like.
bool is_data(std::string_view key) {
  return key == "enum" || key == "const" || key == "default" || key == "example" ||
         key == "examples" || key == "value" || key.starts_with("x-");
}

bool is_map_of_schemas(std::string_view key) {
  return key == "properties" || key == "patternProperties" || key == "$defs" ||
         key == "definitions" || key == "dependentSchemas" || key == "schemas";
}

}  // namespace

Identifiers::Identifiers(const json::DocumentSet& documents, Dialect dialect,
                         MissingDocuments missing_dialects)
    : documents_(documents), dialect_(dialect), missing_dialects_(missing_dialects) {}

std::uint32_t Identifiers::add(Resource resource) {
  const auto index = static_cast<std::uint32_t>(resources_.size());
  const auto [place, added] = by_uri_.emplace(resource.uri, index);
  const Resource* namesake = added ? nullptr : &resources_[place->second];
  if (namesake != nullptr && !(namesake->root == resource.root)) {
    note(resource.root, "the identifier " + resource.uri + " is taken by another schema");
  }
  resources_.push_back(std::move(resource));
  return index;
}

std::string Identifiers::document_uri(const json::Value& value, std::uint32_t resource) const {
  const std::string_view uri = documents_.uri_of(value.document());
  return uri.empty() && resource < resources_.size() ? resources_[resource].uri : std::string(uri);
}

void Identifiers::note(const json::Value& at, std::string message, bool fatal) {
  Problem problem;
  problem.fatal = fatal;
  problem.uri = documents_.uri_of(at.document());
  problem.message = std::move(message);
  problem.pointer = at.pointer();
  problem.position = at.position();
  // The same place may be passed on several ways.
  for (const Problem& known : problems_) {
    if (known.pointer == problem.pointer && known.uri == problem.uri &&
        known.message == problem.message) {
      return;
    }
  }
  problems_.push_back(std::move(problem));
}

std::uint32_t Identifiers::document_resource(const json::Document& document, std::string_view uri,
                                             const DialectRules& inherited) {
  if (const auto known = roots_.find(&document); known != roots_.end()) return known->second;
  Resource resource;
  resource.uri = std::string(json::split_fragment(uri).uri);
  resource.root = document.root();
  const std::string given = resource.uri;
  // A description may say what it is called (OAS 3.2.0 §4.1.1).
  if (const json::Value self = resource.root["$self"]; self && resource.root["openapi"]) {
    const std::string own = json::resolve_uri(given, self.string());
    resource.uri = std::string(json::split_fragment(own).uri);
  }
  resource.rules = rules_of(resource.root, resource.uri, inherited);
  resource.inherits = !resource.root["$schema"] && !is_description(resource.root);
  const std::uint32_t index = add(std::move(resource));
  // The root's own identifier, if any, makes a second resource that is used from then on; the
  // document is found under both names.
  roots_[&document] = index;
  const std::uint32_t entered = enter(document.root(), index);
  roots_[&document] = entered;
  by_uri_[resources_[index].uri] = entered;
  by_uri_[given] = entered;
  return entered;
}

Identifiers::Target Identifiers::start(const json::Cursor& cursor) {
  const std::string_view uri = json::split_fragment(cursor.base_uri).uri;
  std::uint32_t resource = 0;
  DialectRules rules;
  rules.dialect = dialect_;
  if (documents_.find(uri) == cursor.document) {
    const std::uint32_t root = document_resource(*cursor.document, uri, rules);
    resource = walk(root, cursor.value.pointer()).resource;
  } else if (const auto known = by_uri_.find(uri); known != by_uri_.end()) {
    resource = enter(cursor.value, known->second);
  } else if (const std::string own(documents_.uri_of(cursor.document)); !own.empty()) {
    // The base is a name that something in the document has given itself.
    const std::uint32_t root = document_resource(*cursor.document, own, rules);
    resource = walk(root, cursor.value.pointer()).resource;
  } else {
    Resource given;
    given.uri = std::string(uri);
    given.root = cursor.document->root();
    given.rules = rules_of(given.root, given.uri, rules);
    resource = enter(cursor.value, add(std::move(given)));
  }
  return {cursor.value, resource, {}};
}

std::uint32_t Identifiers::enter(const json::Value& schema, std::uint32_t current) {
  if (!schema.is_object()) return current;
  const Key key{schema.document(), schema.id()};
  if (const auto known = by_value_.find(key); known != by_value_.end()) return known->second;
  const Resource& outer = resources_[current];
  Resource inner;
  inner.uri = outer.uri;
  inner.root = outer.root;
  inner.inherits = outer.inherits && !schema["$schema"];
  // The identifier's own keyword depends on the dialect that `$schema` beside it names.
  inner.rules = schema == outer.root || !schema["$schema"]
                    ? outer.rules
                    : rules_of(schema, outer.uri, outer.rules);
  bool changed = inner.rules.dialect != outer.rules.dialect ||
                 inner.rules.vocabularies != outer.rules.vocabularies;
  const json::Value id = schema[id_keyword(inner.rules)];
  const bool void_id = inner.rules.ref_stands_alone() && schema["$ref"].is_string();
  if (id.is_string() && has_identifiers(inner.rules) && !void_id && !is_description(schema)) {
    const std::string resolved = json::resolve_uri(outer.uri, id.string());
    const std::string_view uri = json::split_fragment(resolved).uri;
    const bool only_fragment = !id.string().empty() && id.string().front() == '#';
    if (!only_fragment && !(uri == outer.uri && schema == outer.root)) {
      inner.uri = std::string(uri);
      inner.root = schema;
      changed = true;
    }
  }
  const std::uint32_t index = changed ? add(std::move(inner)) : current;
  if (changed) by_value_.emplace(key, index);
  return index;
}

Identifiers::Target Identifiers::walk(std::uint32_t resource, std::string_view pointer) {
  json::Value value = resources_[resource].root;
  const auto tokens = json::split(pointer);
  if (!tokens) return {};
  for (const std::string& token : *tokens) {
    value = json::step(value, token);
    if (!value) return {};
    resource = enter(value, resource);
  }
  return {value, resource, {}};
}

std::variant<std::uint32_t, json::Missing> Identifiers::find_resource(
    const std::string& uri, const DialectRules& inherited) {
  if (const auto known = by_uri_.find(uri); known != by_uri_.end()) return known->second;
  if (const json::Document* document = documents_.find(uri)) {
    return document_resource(*document, uri, inherited);
  }
  index_all();
  if (const auto known = by_uri_.find(uri); known != by_uri_.end()) return known->second;
  return json::Missing{uri};
}

Identifiers::Resolved Identifiers::resolve(std::uint32_t from, std::string_view reference,
                                           Reference kind) {
  const std::string full = json::resolve_uri(resources_[from].uri, reference);
  const json::SplitFragment split = json::split_fragment(full);
  std::uint32_t resource = from;
  if (split.uri != resources_[from].uri) {
    const auto found = find_resource(std::string(split.uri), DialectRules(resources_[from].rules));
    if (const auto* missing = std::get_if<json::Missing>(&found)) return *missing;
    resource = std::get<std::uint32_t>(found);
    check_inherited(from, resource);
  }
  const std::string fragment = json::percent_decode(split.fragment.value_or(""));
  if (fragment.empty() || fragment.front() == '/') {
    Target target = walk(resource, fragment);
    if (!target.value && resources_[resource].root.id() != 0) {
      // AD-HOC: as DocumentSet::resolve() does for #/components/… inside a schema with an `$id`.
      const json::Document& document = *resources_[resource].root.document();
      const auto root = roots_.find(&document);
      if (root != roots_.end() && is_description(document.root())) {
        target = walk(root->second, fragment);
      }
    }
    if (!target.value) {
      // Follow references on the way, as the set itself does.
      const json::Resolution other = documents_.resolve({}, full);
      if (const auto* cursor = std::get_if<json::Cursor>(&other)) return start(*cursor);
      if (const auto* missing = std::get_if<json::Missing>(&other);
          missing != nullptr && missing->uri != split.uri) {
        return *missing;
      }
      return "nothing is at " + quoted(reference);
    }
    if (is_description(target.value)) {
      return quoted(reference) + " is the whole description and no schema";
    }
    if (kind == Reference::recursive && target.value["$recursiveAnchor"].boolean()) {
      target.dynamic_anchor = kRecursiveAnchor;
    }
    return target;
  }
  index(*resources_[resource].root.document());
  auto anchor = anchors_.find({resources_[resource].uri, fragment});
  if (anchor == anchors_.end() && kind == Reference::dynamic) {
    // AD-HOC: strictly (JSON Schema Core §8.2.3.2) such a name is looked for here first, and where
    // it is not there is nothing to begin with. People leave out that step: what another schema of
    // the document is called can only be meant.
    const json::Document* document = resources_[resource].root.document();
    anchor = std::find_if(anchors_.begin(), anchors_.end(), [&](const auto& entry) {
      return entry.first.second == fragment && entry.second.dynamic &&
             entry.second.value.document() == document;
    });
  }
  if (anchor == anchors_.end()) {
    const bool pointer = fragment.find('/') != std::string::npos;
    return "no schema is called " + quoted(reference) + (pointer ? "; a place begins with #/" : "");
  }
  Target target{anchor->second.value, anchor->second.resource, {}};
  if (anchor->second.dynamic) target.dynamic_anchor = fragment;
  return target;
}

json::Value Identifiers::dynamic_anchor(std::uint32_t resource, std::string_view name) {
  index(*resources_[resource].root.document());
  const auto anchor = anchors_.find({resources_[resource].uri, std::string(name)});
  if (anchor == anchors_.end() || !anchor->second.dynamic) return {};
  return anchor->second.value;
}

void Identifiers::index_all() {
  // Indexing makes resources, never documents.
  std::vector<const json::Document*> documents;
  for (const Resource& resource : resources_) documents.push_back(resource.root.document());
  for (const json::Document* document : documents) index(*document);
}

void Identifiers::index_anchors(const json::Value& schema, std::uint32_t resource) {
  const DialectRules& rules = resources_[resource].rules;
  if (!has_identifiers(rules)) return;
  const auto remember = [&](std::string_view name, bool dynamic) {
    const auto [place, added] =
        anchors_.emplace(std::make_pair(resources_[resource].uri, std::string(name)),
                         Anchor{schema, resource, dynamic});
    if (added) return;
    if (place->second.value == schema) {
      place->second.dynamic = place->second.dynamic || dynamic;
    } else {
      note(schema, "the anchor " + std::string(name) + " is taken by another schema");
    }
  };
  if (rules.ref_stands_alone()) {
    if (schema["$ref"].is_string()) return;
    const json::Value id = schema[id_keyword(rules)];
    const auto fragment = json::split_fragment(id.string()).fragment;
    if (fragment && !fragment->empty()) remember(json::percent_decode(*fragment), false);
    return;
  }
  if (const json::Value name = schema["$anchor"]; name.is_string()) remember(name.string(), false);
  if (rules.dialect == Dialect::draft2019_09) {
    const bool is_root = schema == resources_[resource].root;
    if (is_root && schema["$recursiveAnchor"].boolean()) remember(kRecursiveAnchor, true);
  } else if (const json::Value name = schema["$dynamicAnchor"]; name.is_string()) {
    remember(name.string(), true);
  }
}

void Identifiers::index(const json::Document& document) {
  if (!indexed_.insert(&document).second) return;
  struct Visit {
    json::Value value;
    std::uint32_t resource;
    bool is_map;
  };
  std::uint32_t first = 0;
  if (const auto root = roots_.find(&document); root != roots_.end()) {
    first = root->second;
  } else {
    for (std::uint32_t i = 0; i < resources_.size(); ++i) {
      if (resources_[i].root == document.root()) first = i;
    }
  }
  const bool description = is_description(document.root());
  std::vector<Visit> open = {{document.root(), first, false}};
  std::ptrdiff_t inside = 0;
  while (!open.empty()) {
    // The last is taken first, and of two equal names the first in the text counts.
    std::reverse(open.begin() + inside, open.end());
    Visit visit = open.back();
    open.pop_back();
    inside = static_cast<std::ptrdiff_t>(open.size());
    if (visit.value.is_array()) {
      for (const json::Value element : visit.value.elements()) {
        open.push_back({element, visit.resource, false});
      }
      continue;
    }
    if (!visit.value.is_object()) continue;
    if (!visit.is_map) {
      visit.resource = enter(visit.value, visit.resource);
      index_anchors(visit.value, visit.resource);
    }
    for (const json::Member& member : visit.value.members()) {
      const bool container = member.value.is_object() || member.value.is_array();
      if (!container) continue;
      if (visit.is_map) {
        // The members of `dependencies` may be arrays of names: nothing is found in those.
        open.push_back({member.value, visit.resource, false});
      } else if (description) {
        if (is_data(member.key)) continue;
        open.push_back({member.value, visit.resource, is_map_of_schemas(member.key)});
      } else if (const KeywordRule* rule = find_keyword(member.key)) {
        if (!has_schemas(rule->value)) continue;
        const bool is_map =
            rule->value == ValueKind::schema_map || rule->value == ValueKind::dependencies;
        open.push_back({member.value, visit.resource, is_map});
      }
    }
  }
}

}  // namespace vitrine::schema
