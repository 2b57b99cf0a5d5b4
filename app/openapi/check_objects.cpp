#include <algorithm>
#include <array>

#include "app/json/uri.h"
#include "app/openapi/checker.h"
#include "app/openapi/methods.h"
#include "app/schema/format.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

/// Rules of the Objects around schemas, beside those that are reported where they are read.
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// Fields of which only one can be there.
struct Exclusive {
  Kind kind;
  std::string_view one;
  std::string_view other;
};

constexpr auto kExclusive = std::to_array<Exclusive>({
    {Kind::license, "identifier", "url"},
    {Kind::example, "dataValue", "value"},
    {Kind::example, "serializedValue", "value"},
    {Kind::example, "serializedValue", "externalValue"},
});

/// Fields that hold a URL.
struct Address {
  Kind kind;
  std::string_view key;
};

constexpr auto kAddresses = std::to_array<Address>({
    {Kind::info, "termsOfService"},
    {Kind::contact, "url"},
    {Kind::license, "url"},
    {Kind::external_docs, "url"},
    {Kind::example, "externalValue"},
    {Kind::security_scheme, "openIdConnectUrl"},
    {Kind::security_scheme, "authorizationUrl"},
    {Kind::security_scheme, "tokenUrl"},
    {Kind::flow, "authorizationUrl"},
    {Kind::flow, "tokenUrl"},
    {Kind::flow, "refreshUrl"},
    {Kind::flow, "deviceAuthorizationUrl"},
});

bool has_format(Value value, std::string_view format) {
  const schema::FormatCheck check = schema::find_format(format, schema::Dialect::draft2020_12);
  return !check || check(value);
}

bool is_form(std::string_view media_type) {
  const text::BodyKind editor = text::media_type_traits(media_type).editor;
  return editor == text::BodyKind::form || editor == text::BodyKind::multipart;
}

}  // namespace

void Checker::check_object(const Place& place) {
  for (const Exclusive& pair : kExclusive) {
    if (pair.kind == place.kind) check_exclusive(place.cursor, pair.one, pair.other);
  }
  check_url_texts(place);
  switch (place.kind) {
    case Kind::document:
      check_document(place.cursor);
      check_requirements(context_.array(place.cursor, "security"));
      found_.clear();  // the type has been reported by the indexer
      break;
    case Kind::components:
      check_names(place.cursor);
      break;
    case Kind::operation:
      check_operation(place);
      break;
    case Kind::parameter:
      if (context_.legacy()) {
        check_legacy_parameter(place);
      } else {
        check_value_owner(place);
      }
      break;
    case Kind::header:
      check_value_owner(place);
      break;
    case Kind::media_type:
      check_media_type(place);
      break;
    case Kind::response:
      if (!context_.legacy()) break;
      for (const json::Member& example : place.cursor.value["examples"].members()) {
        if (!text::is_json_media_type(example.key)) continue;
        add_sample(child(place.cursor, place.cursor.value["schema"]),
                   child(place.cursor, example.value), place.direction);
      }
      break;
    case Kind::link:
      check_link(place);
      break;
    case Kind::items:
    case Kind::schema:
      check_schema(place);
      break;
    default:
      break;
  }
}

void Checker::check_exclusive(const Cursor& owner, std::string_view one, std::string_view other) {
  if (!owner.value[one] || !owner.value[other]) return;
  report(rule::kExclusiveFields, owner, owner.value[other],
         quoted(one) + " and " + quoted(other) + " exclude each other; leave one out");
}

void Checker::check_url_texts(const Place& place) {
  for (const Address& address : kAddresses) {
    const Value url = place.kind == address.kind ? place.cursor.value[address.key] : Value();
    if (!url.is_string() || has_format(url, "uri-reference")) continue;
    report(rule::kUrl, place.cursor, url,
           quoted(address.key) + " must be a URL, not " + quoted(url.string()));
  }
  if (place.kind == Kind::contact) {
    const Value email = place.cursor.value["email"];
    if (email.is_string() && !has_format(email, "email")) {
      report(rule::kEmail, place.cursor, email,
             quoted(email.string()) + " is not an email address");
    }
  } else if (place.kind == Kind::server) {
    const Value url = place.cursor.value["url"];
    if (url.string().find_first_of("?#") != std::string_view::npos) {
      report(rule::kServerQuery, place.cursor, url,
             "a server's \"url\" must not have a query or a fragment: paths are appended to it");
    }
  }
}

void Checker::check_document(const Cursor& root) {
  if (!context_.legacy()) return;
  const Value host = root.value["host"];
  if (host.is_string() && host.string().find_first_of("/{ ") != std::string_view::npos) {
    report(rule::kHost, root, host,
           "\"host\" must be a host alone, without scheme and path, not " + quoted(host.string()));
  }
  const Value base = root.value["basePath"];
  if (base.is_string() && !base.string().starts_with('/')) {
    report(rule::kHost, root, base, "\"basePath\" must begin with \"/\"");
  }
  for (Value scheme : root.value["schemes"].elements()) {
    const std::string_view name = scheme.string();
    if (!scheme.is_string() || name == "http" || name == "https" || name == "ws" || name == "wss") {
      continue;
    }
    report(rule::kHost, root, scheme,
           quoted(name) + " is not a scheme of OpenAPI 2.0; use http, https, ws or wss");
  }
}

/// OAS 3.1.1 §4.8.7.1: keys match ^[a-zA-Z0-9\.\-_]+$.
void Checker::check_names(const Cursor& components) {
  for (const json::Member& section : components.value.members()) {
    if (is_extension(section.key)) continue;
    for (const json::Member& member : section.value.members()) {
      const bool fine =
          !member.key.empty() && std::all_of(member.key.begin(), member.key.end(), [](char c) {
            return text::is_alphanumeric(c) || c == '.' || c == '-' || c == '_';
          });
      if (fine) continue;
      report(rule::kComponentName, components, member.value,
             quoted(member.key) +
                 " cannot be the name of a component: use letters, digits and . - _ only");
    }
  }
}

void Checker::check_operation(const Place& place) {
  const Cursor& cursor = place.cursor;
  if (cursor.value["security"].is_array()) {
    check_requirements(child(cursor, cursor.value["security"]));
  }
  const std::string method = text::upper(place.name);
  if (context_.at_least(Version::v3_2) && place.name == method &&
      is_method(text::lower(method), context_.version)) {
    report(rule::kMethod, cursor,
           quoted(place.name) + " has a field of its own in a path item, " +
               quoted(text::lower(method)) + "; use that");
  }
  if (context_.legacy()) check_form_parameters(cursor);
  if (method != "GET" && method != "HEAD" && method != "DELETE" && method != "TRACE") return;
  Value body = cursor.value["requestBody"];
  if (context_.legacy()) {
    body = Value();
    for (Value parameter : cursor.value["parameters"].elements()) {
      if (parameter["in"].string() == "body") body = parameter;
    }
  }
  if (!body) return;
  report(rule::kBodyMeaning, cursor, body,
         "HTTP gives the body of a " + method +
             " request no meaning, and servers and proxies may ignore or refuse it");
}

/// Checks `consumes` and formData by the rules of 2.0 (OAS 2.0 "Parameter Object").
void Checker::check_form_parameters(const Cursor& operation) {
  const Value own = operation.value["consumes"];
  const Value consumes =
      own ? own : description_.documents().root(description_.uri()).value["consumes"];
  if (!consumes.is_array() || consumes.empty()) return;
  for (Value type : consumes.elements()) {
    if (is_form(type.string())) return;
  }
  for (Value element : operation.value["parameters"].elements()) {
    if (element["in"].string() != "formData") continue;
    const bool file = element["type"].string() == "file";
    report(file ? rule::kFileParameter : rule::kFormConsumes, operation, element,
           "formData parameters are sent as multipart/form-data or "
           "application/x-www-form-urlencoded; add one of them to \"consumes\"");
  }
}

/// A Parameter or Header Object of 3.x (or a header of 2.0, which is described like Items).
void Checker::check_value_owner(const Place& place) {
  const Cursor& cursor = place.cursor;
  if (context_.legacy()) {
    check_schema(place);
    return;
  }
  const Cursor schema = description_.documents().child(cursor, cursor.value["schema"]);
  add_samples(cursor, schema, place.direction);
  if (place.kind == Kind::header) {
    if (text::lower(place.name) == "content-type") {
      report(rule::kHeaderIgnored, cursor,
             "OpenAPI ignores a header called " + quoted(place.name) +
                 "; the keys of \"content\" say the media types");
    }
    check_exclusive(cursor, "schema", "content");
    if (!cursor.value["schema"] && !cursor.value["content"]) {
      report(rule::kParameterSchema, cursor,
             "the header " + quoted(place.name) +
                 " has neither \"schema\" nor \"content\"; any text is taken");
    }
    const Value style = cursor.value["style"];
    if (style.is_string() && style.string() != "simple") {
      report(rule::kParameterStyle, cursor, style,
             quoted(style.string()) + " is not a style for headers; only simple is");
    }
    return;
  }
  for (const char* key : {"allowEmptyValue", "allowReserved"}) {
    const std::string_view in = cursor.value["in"].string();
    const bool everywhere = key[5] == 'R' && context_.at_least(Version::v3_2);
    if (!cursor.value[key] || in.empty() || in == "query" || everywhere) continue;
    report(rule::kParameterField, cursor, cursor.value[key],
           quoted(key) + " applies to query parameters only");
  }
}

void Checker::check_legacy_parameter(const Place& place) {
  const Cursor& cursor = place.cursor;
  const std::string_view in = cursor.value["in"].string();
  if (in == "body") {
    context_.check_fields(cursor, "a body parameter", "name! in description required schema!");
    take(found_);
    return;
  }
  context_.check_fields(cursor, "a parameter",
                        "name in description required type format allowEmptyValue items schema "
                        "collectionFormat default maximum exclusiveMaximum minimum "
                        "exclusiveMinimum maxLength minLength pattern maxItems minItems "
                        "uniqueItems enum multipleOf");
  take(found_);
  check_schema(place);
  const Value type = cursor.value["type"];
  if (in == "formData" && cursor.value["name"].string().empty()) {
    report(rule::kMissingField, cursor, "this parameter has no \"name\"");
  }
  if (in == "formData" && !type) {
    report(rule::kParameterSchema, cursor,
           "the parameter " + quoted(cursor.value["name"].string()) + " has no \"type\"");
  }
  if (type.string() == "file" && in != "formData") {
    report(rule::kFileParameter, cursor, type,
           "a parameter of type file must have \"in\": \"formData\"");
  }
  const Value empty = cursor.value["allowEmptyValue"];
  if (empty && in != "query" && in != "formData") {
    report(rule::kParameterField, cursor, empty,
           "\"allowEmptyValue\" applies to query and formData parameters only");
  }
  const Value format = cursor.value["collectionFormat"];
  if (format.string() == "multi" && in != "query" && in != "formData") {
    report(rule::kCollectionFormat, cursor, format,
           "\"collectionFormat\": \"multi\" is for query and formData parameters only");
  }
}

void Checker::check_media_type(const Place& place) {
  const Cursor& cursor = place.cursor;
  const Cursor schema = description_.documents().child(cursor, cursor.value["schema"]);
  if (text::is_json_media_type(place.name)) {
    add_samples(cursor, schema, place.direction);
  } else if (is_form(place.name)) {
    add_samples(cursor, schema, place.direction, Text::stands_for_a_value);
  }
  if (cursor.value["encoding"].is_object()) check_encoding_names(place);
}

void Checker::check_encoding_names(const Place& place) {
  const Cursor encoding = child(place.cursor, place.cursor.value["encoding"]);
  if (!is_form(place.name) && place.name.find('/') != std::string_view::npos) {
    report(rule::kEncodingIgnored, encoding,
           "\"encoding\" is for multipart and application/x-www-form-urlencoded, and ignored for " +
               quoted(place.name));
    return;
  }
  const SchemaView view = description_.schema(
      description_.documents().child(place.cursor, place.cursor.value["schema"]));
  if (!view || !view.missing().empty() || !view.resolved()) return;
  const std::vector<SchemaView> variants = view.variants();
  if (!view.has_properties() && variants.empty()) return;
  for (const json::Member& member : encoding.value.members()) {
    const bool there =
        view.property(member.key) ||
        std::any_of(variants.begin(), variants.end(), [&](const SchemaView& variant) {
          return static_cast<bool>(variant.property(member.key));
        });
    if (there) continue;
    report(rule::kEncodingProperty, encoding, member.value,
           "the encoding " + quoted(member.key) + " is of no property of the schema");
  }
}

void Checker::check_link(const Place& place) {
  const Cursor& cursor = place.cursor;
  for (const json::Member& member : cursor.value["parameters"].members()) {
    const std::string_view text = member.value.string();
    if (!text.starts_with('$') && text.find("{$") == std::string_view::npos) continue;
    if (is_expression_template(text)) continue;
    report(rule::kRuntimeExpression, cursor, member.value,
           quoted(text) + " is not a runtime expression such as $response.body#/id");
  }
  const std::string_view id = cursor.value["operationId"].string();
  if (id.empty()) return;
  const auto index = description_.find_operation_id(id);
  if (!index) {
    report(rule::kLinkTarget, cursor,
           "the link leads to the operation " + quoted(id) + ", which is not there");
    return;
  }
  const Operation target = description_.operation(*index);
  if (!target.missing.empty()) return;
  for (const json::Member& member : cursor.value["parameters"].members()) {
    const bool there = std::any_of(
        target.parameters.begin(), target.parameters.end(), [&](const Parameter& parameter) {
          return parameter.name == member.key ||
                 std::string(openapi::name(parameter.in)) + "." + parameter.name == member.key;
        });
    if (there) continue;
    report(rule::kLinkParameter, cursor, member.value,
           "the operation " + quoted(id) + " has no parameter " + quoted(member.key));
  }
}

/// Scopes of the Security Requirement Objects of a list (OAS 3.0.3 §4.7.30).
void Checker::check_requirements(const Cursor& list) {
  for (Value requirement : list.value.elements()) {
    for (const json::Member& member : requirement.members()) {
      if (!member.value.is_array()) {
        report(rule::kFieldType, list, member.value,
               "the requirement " + quoted(member.key) + " must be a list of scopes, perhaps []");
        continue;
      }
      const auto& schemes = description_.security_schemes();
      const auto scheme = std::find_if(
          schemes.begin(), schemes.end(),
          [&](const SecurityScheme& candidate) { return candidate.key == member.key; });
      if (scheme == schemes.end() || scheme->type == SchemeType::unknown) continue;
      const bool oauth2 = scheme->type == SchemeType::oauth2;
      if (!oauth2 && scheme->type != SchemeType::open_id_connect) {
        if (member.value.empty() || context_.at_least(Version::v3_1)) continue;
        report(
            rule::kScopesEmpty, list, member.value,
            "the scheme " + quoted(member.key) + " is not of oauth2 and has no scopes; write []");
        continue;
      }
      for (Value scope : member.value.elements()) {
        if (!scope.is_string()) {
          report(rule::kFieldType, list, scope, "a scope must be a string");
          continue;
        }
        const bool declared =
            std::any_of(scheme->flows.begin(), scheme->flows.end(), [&](const OAuthFlow& flow) {
              return std::any_of(flow.scopes.begin(), flow.scopes.end(),
                                 [&](const Scope& known) { return known.name == scope.string(); });
            });
        if (declared || !oauth2) continue;
        report(rule::kScopeUndeclared, list, scope,
               "the scope " + quoted(scope.string()) + " is required here, but the scheme " +
                   quoted(member.key) + " does not declare it");
      }
    }
  }
}

}  // namespace vitrine::openapi
