#include <array>
#include <variant>

#include "app/json/uri.h"
#include "app/openapi/checker.h"
#include "app/openapi/legacy.h"
#include "app/openapi/methods.h"
#include "app/text/ascii.h"

/// Lists the Objects' fields for each version ("Fixed Fields" of OAS 2.0, 3.0.3 §4.7, 3.1.1 §4.8,
/// 3.2.0 §4), and walks over them.
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

enum class Shape : uint8_t { one, list, map };
using enum Kind;
using enum Shape;

constexpr uint8_t k20 = 1;
constexpr uint8_t k30 = 2;
constexpr uint8_t k31 = 4;
constexpr uint8_t k32 = 8;
constexpr uint8_t k3x = k30 | k31 | k32;
constexpr uint8_t kAll = k20 | k3x;
constexpr uint8_t kNew = k31 | k32;

struct Field {
  Kind owner;
  std::string_view key;
  Kind child;
  Shape shape;
  uint8_t versions;
};

constexpr auto kFields = std::to_array<Field>({
    {document, "info", info, one, kAll},
    {document, "servers", server, list, k3x},
    {document, "tags", tag, list, kAll},
    {document, "externalDocs", external_docs, one, kAll},
    {document, "paths", path_item, map, kAll},
    {document, "webhooks", path_item, map, kNew},
    {document, "x-webhooks", path_item, map, kAll},
    {document, "components", components, one, k3x},
    {document, "definitions", schema, map, k20},
    {document, "parameters", parameter, map, k20},
    {document, "responses", response, map, k20},
    {document, "securityDefinitions", security_scheme, map, k20},
    {info, "contact", contact, one, kAll},
    {info, "license", license, one, kAll},
    {tag, "externalDocs", external_docs, one, kAll},
    {components, "schemas", schema, map, k3x},
    {components, "responses", response, map, k3x},
    {components, "parameters", parameter, map, k3x},
    {components, "examples", example, map, k3x},
    {components, "requestBodies", request_body, map, k3x},
    {components, "headers", header, map, k3x},
    {components, "securitySchemes", security_scheme, map, k3x},
    {components, "links", link, map, k3x},
    {components, "callbacks", callback, map, k3x},
    {components, "pathItems", path_item, map, kNew},
    {components, "mediaTypes", media_type, map, k32},
    {path_item, "parameters", parameter, list, kAll},
    {path_item, "servers", server, list, k3x},
    {path_item, "additionalOperations", operation, map, k32},
    {operation, "externalDocs", external_docs, one, kAll},
    {operation, "parameters", parameter, list, kAll},
    {operation, "requestBody", request_body, one, k3x},
    {operation, "responses", response, map, kAll},
    {operation, "callbacks", callback, map, k3x},
    {operation, "servers", server, list, k3x},
    {parameter, "schema", schema, one, kAll},
    {parameter, "items", items, one, k20},
    {parameter, "content", media_type, map, k3x},
    {parameter, "examples", example, map, k3x},
    {header, "schema", schema, one, k3x},
    {header, "items", items, one, k20},
    {header, "content", media_type, map, k3x},
    {header, "examples", example, map, k3x},
    {items, "items", items, one, k20},
    {request_body, "content", media_type, map, k3x},
    {media_type, "schema", schema, one, k3x},
    {media_type, "itemSchema", schema, one, k32},
    {media_type, "examples", example, map, k3x},
    {media_type, "encoding", encoding, map, k3x},
    {media_type, "prefixEncoding", encoding, list, k32},
    {media_type, "itemEncoding", encoding, one, k32},
    {encoding, "headers", header, map, k3x},
    {encoding, "encoding", encoding, map, k32},
    {encoding, "prefixEncoding", encoding, list, k32},
    {encoding, "itemEncoding", encoding, one, k32},
    {response, "headers", header, map, kAll},
    {response, "schema", schema, one, k20},
    {response, "content", media_type, map, k3x},
    {response, "links", link, map, k3x},
    {link, "server", server, one, k3x},
    {security_scheme, "flows", flows, one, k3x},
    {flows, "implicit", flow, one, k3x},
    {flows, "password", flow, one, k3x},
    {flows, "clientCredentials", flow, one, k3x},
    {flows, "authorizationCode", flow, one, k3x},
    {flows, "deviceAuthorization", flow, one, k32},
    {schema, "properties", schema, map, kAll},
    {schema, "items", schema, one, kAll},
    {schema, "additionalProperties", schema, one, kAll},
    {schema, "allOf", schema, list, kAll},
    {schema, "anyOf", schema, list, k3x},
    {schema, "oneOf", schema, list, k3x},
    {schema, "not", schema, one, k3x},
    {schema, "externalDocs", external_docs, one, kAll},
    {schema, "$defs", schema, map, kNew},
    {schema, "definitions", schema, map, kNew},
    {schema, "patternProperties", schema, map, kNew},
    {schema, "dependentSchemas", schema, map, kNew},
    {schema, "prefixItems", schema, list, kNew},
    {schema, "if", schema, one, kNew},
    {schema, "then", schema, one, kNew},
    {schema, "else", schema, one, kNew},
    {schema, "contains", schema, one, kNew},
    {schema, "propertyNames", schema, one, kNew},
    {schema, "unevaluatedItems", schema, one, kNew},
    {schema, "unevaluatedProperties", schema, one, kNew},
    {schema, "contentSchema", schema, one, kNew},
});

/// A kind of Object that may be a Reference Object instead, and its name in messages.
struct Referable {
  Kind kind;
  const char* what;
  uint8_t versions;
  std::string_view section;  ///< of the components
};

constexpr auto kReferable = std::to_array<Referable>({
    {schema, "schema", kAll, "schemas"},
    {parameter, "parameter", kAll, "parameters"},
    {response, "response", kAll, "responses"},
    {path_item, "path item", kAll, "pathItems"},
    {example, "example", k3x, "examples"},
    {request_body, "request body", k3x, "requestBodies"},
    {header, "header", k3x, "headers"},
    {security_scheme, "security scheme", k3x, "securitySchemes"},
    {link, "link", k3x, "links"},
    {callback, "callback", k3x, "callbacks"},
    {media_type, "media type", k32, "mediaTypes"},
    // OpenAPI does not allow this one, but the intention is clear.
    {operation, "operation", 0, ""},
});

const Referable* referable(Kind kind) {
  for (const Referable& entry : kReferable) {
    if (entry.kind == kind) return &entry;
  }
  return nullptr;
}

/// The kind of the component that a reference such as `#/components/headers/Rate` names, if it is
/// one.
const Referable* component_kind(std::string_view reference, bool legacy) {
  const size_t hash = reference.find('#');
  if (hash == std::string_view::npos) return nullptr;
  std::string_view rest = reference.substr(hash + 1);
  constexpr std::string_view kPrefix = "/components/";
  if (legacy) {
    rest.remove_prefix(std::min<size_t>(1, rest.size()));
  } else {
    if (!rest.starts_with(kPrefix)) return nullptr;
    rest.remove_prefix(kPrefix.size());
  }
  const size_t slash = rest.find('/');
  if (slash == std::string_view::npos || rest.find('/', slash + 1) != std::string_view::npos) {
    return nullptr;
  }
  std::string_view section = rest.substr(0, slash);
  if (legacy && section == "definitions") section = "schemas";
  for (const Referable& entry : kReferable) {
    if (!entry.section.empty() && entry.section == section) return &entry;
  }
  return nullptr;
}

}  // namespace

void Checker::walk() {
  open_.push_back({document, description_.documents().root(description_.uri())});
  while (!open_.empty()) {
    Place place = std::move(open_.back());
    open_.pop_back();
    look(std::move(place));
  }
}

void Checker::look(Place place) {
  const auto [document, id] = node(place.cursor);
  if (!seen_.insert({document, id, place.kind, place.direction}).second) return;
  if (!place.read) read(place);
  if (!place.cursor.value.is_object()) return;
  if (place.cursor.value["$ref"] && !follow(place)) return;
  check_object(place);
  add_children(place);
}

/// Goes on at the target of a `$ref`. True when the fields beside it count as well.
bool Checker::follow(Place& place) {
  const Referable* may = referable(place.kind);
  if (!may) return true;
  const Value reference = place.cursor.value["$ref"];
  const bool siblings = place.kind == path_item || place.kind == operation ||
                        (place.kind == schema && context_.at_least(Version::v3_1));
  if (!reference.is_string()) return place.kind != schema || siblings;
  if (!siblings) {
    for (const json::Member& member : place.cursor.value.members()) {
      const bool fine = member.key == "$ref" || is_extension(member.key) ||
                        (context_.at_least(Version::v3_1) &&
                         (member.key == "summary" || member.key == "description"));
      if (fine) continue;
      report(rule::kRefSiblings, place.cursor, member.value,
             quoted(member.key) + " is ignored beside \"$ref\"" +
                 (place.kind == schema ? "; put both into an \"allOf\"" : ""));
    }
  }
  const json::Resolution found = description_.documents().resolve(place.cursor, reference.string());
  if (const auto* target = std::get_if<Cursor>(&found)) {
    // A reference to the description as a whole is reported as such by the compiler of schemas.
    const bool whole = target->value == description_.documents().root(description_.uri()).value;
    if (!whole && !wrong_kind(place, reference.string(), *target)) {
      Place next = place;
      next.cursor = *target;
      open_.push_back(std::move(next));
    }
  } else if (!place.read && place.kind != schema) {
    // The compiler of schemas knows more of their names than the documents do.
    context_.follow(place.cursor, may->what);
    take(found_);
  }
  return siblings;
}

bool Checker::wrong_kind(const Place& place, std::string_view reference, const Cursor& target) {
  const Referable* wanted = referable(place.kind);
  const Referable* found = component_kind(reference, context_.legacy());
  if (!found || found == wanted || wanted->section.empty()) return false;
  report(rule::kRefKind, place.cursor, place.cursor.value["$ref"],
         "a " + std::string(wanted->what) + " is wanted here, but " + quoted(reference) + " is a " +
             found->what);
  wrong_kinds_.insert({std::string(description_.documents().uri_of(target.value.document())),
                       target.value.pointer()});
  return true;
}

void Checker::add_child(const Place& place, Kind kind, Value value, std::string_view name) {
  Place next{kind, description_.documents().child(place.cursor, value), name, place.direction,
             place.read};
  using Direction = schema::Direction;
  switch (kind) {
    case Kind::parameter:
    case Kind::request_body:
      next.direction = Direction::request;
      break;
    case Kind::response:
      next.direction = Direction::response;
      break;
    case Kind::header:
      next.direction = Direction::response;
      break;
    case Kind::schema:
    case Kind::path_item:
      next.direction = Direction::any;
      break;
    default:
      break;
  }
  // These Objects are not read with the Object around them.
  if (kind == path_item || kind == operation || place.kind == components ||
      place.kind == document) {
    next.read = false;
  }
  const bool inside = place.kind == schema && name != "$defs" && name != "definitions";
  if (kind == schema && !inside && (value.is_object() || value.is_boolean())) {
    schemas_.push_back(next.cursor);
  }
  open_.push_back(std::move(next));
}

void Checker::add_children(const Place& place) {
  const auto version = static_cast<uint8_t>(1 << static_cast<int>(context_.version));
  Place owner = place;
  owner.read = place.read || place.kind == operation || place.kind == parameter ||
               place.kind == header || place.kind == request_body || place.kind == response ||
               place.kind == media_type || place.kind == link;
  if (place.kind == callback) {
    for (const json::Member& member : place.cursor.value.members()) {
      if (!is_extension(member.key)) add_child(owner, path_item, member.value, member.key);
    }
    return;
  }
  for (const json::Member& member : place.cursor.value.members()) {
    if (place.kind == path_item && is_method(member.key, context_.version)) {
      add_child(owner, operation, member.value, member.key);
      continue;
    }
    for (const Field& field : kFields) {
      if (field.owner != place.kind || field.key != member.key || !(field.versions & version)) {
        continue;
      }
      // 2.0 has draft 4's list of them as well.
      const bool tuple = place.kind == schema && context_.legacy() && member.value.is_array();
      if (field.shape == one && !tuple) {
        add_child(owner, field.child, member.value, member.key);
      } else if (field.shape == list || tuple) {
        for (Value element : member.value.elements()) {
          add_child(owner, field.child, element, member.key);
        }
      } else {
        // Names in other maps may begin with x-.
        const bool extensible = field.key == "paths" || place.kind == operation;
        for (const json::Member& entry : member.value.members()) {
          if (extensible && is_extension(entry.key)) continue;
          add_child(owner, field.child, entry.value, place.kind == schema ? member.key : entry.key);
        }
      }
      break;
    }
  }
}

/// Reads an Object for its reports, unless it was read with the Object around it.
void Checker::read(const Place& place) {
  const Cursor& cursor = place.cursor;
  Parameter read;
  Made made;
  switch (place.kind) {
    case operation:
      read_operation(place);
      break;
    case parameter:
      if (cursor.value["$ref"]) break;
      if (!context_.is_object(cursor, "a parameter must be an object; this one is ignored")) break;
      if (!context_.legacy()) {
        read_parameter(context_, cursor, read);
      } else if (const auto in = cursor.value["in"].string(); in != "body" && in != "formData") {
        legacy_parameter(context_, cursor, read, made);
      }
      break;
    case request_body:
      read_request_body(context_, cursor);
      break;
    case response:
      if (!context_.legacy()) {
        read_response(context_, cursor, place.name);
      } else if (!cursor.value["$ref"]) {
        context_.check_fields(cursor, "a response", "description! schema headers examples");
      }
      break;
    case media_type:
      read_media_type(context_, cursor, place.name);
      break;
    case path_item:
      if (!cursor.value.is_object()) break;
      context_.check_path_item_fields(cursor);
      context_.array(cursor, "parameters");
      if (!context_.legacy()) read_servers(context_, context_.array(cursor, "servers"));
      break;
    case components:
      read_headers(context_, context_.object(cursor, "headers"));
      read_examples(context_, cursor);
      read_links(context_, context_.object(cursor, "links"));
      read_callbacks(context_, context_.object(cursor, "callbacks"));
      for (const char* key : {"parameters", "requestBodies", "responses", "pathItems", "mediaTypes",
                              "securitySchemes"}) {
        context_.object(cursor, key);
      }
      break;
    default:
      break;
  }
  take(found_);
}

void Checker::read_operation(const Place& place) {
  if (!place.cursor.value.is_object() || listed_.count(node(place.cursor))) return;
  OperationEntry entry;
  entry.method = text::upper(place.name);
  entry.webhook = true;  // the path is not known, or an expression
  entry.cursor = place.cursor;
  entry.path_item = child(place.cursor, Value());
  Operation operation = description_.operation(entry);
  take(operation.problems);
  const Value id = place.cursor.value["operationId"];
  if (!id.is_string() || id.string().empty()) return;
  const auto [first, added] = callback_ids_.emplace(id.string(), id.pointer());
  if (added && !description_.find_operation_id(id.string())) return;
  report(rule::kOperationIdUnique, place.cursor, id,
         "the operationId " + quoted(id.string()) +
             " is already that of another operation; each must be unique");
}

}  // namespace vitrine::openapi
