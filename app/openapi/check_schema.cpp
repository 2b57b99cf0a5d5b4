#include <algorithm>
#include <array>

#include "app/json/write.h"
#include "app/openapi/checker.h"
#include "app/schema/equality.h"
#include "app/schema/format.h"
#include "app/schema/keyword_table.h"
#include "app/text/ascii.h"

/// Keywords of the Schema Object (OAS 2.0 "Schema Object", 3.0.3 §4.7.24, 3.1.1 §4.8.24), whether
/// they stand in a schema or, in 2.0, in a parameter, header or Items Object.
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

using schema::ValueKind;
using enum ValueKind;

struct Keyword {
  std::string_view name;
  ValueKind form = any_value;
  uint8_t dialects = 0;

  constexpr Keyword() = default;
  constexpr explicit Keyword(const schema::KeywordRow& row)
      : name(row.name), form(row.value), dialects(row.dialects) {}
};

constexpr bool is_any(const schema::KeywordRow&) { return true; }
constexpr auto kKeywords =
    schema::keyword_table::select_rows<Keyword, schema::keyword_table::count_rows(is_any)>(is_any);

const Keyword* find_keyword(std::string_view name) {
  for (const Keyword& keyword : kKeywords) {
    if (keyword.name == name) return &keyword;
  }
  return nullptr;
}

bool is_one_schema(ValueKind form) {
  return form == ValueKind::schema || form == ValueKind::schema_or_list;
}

/// Common mistakes for a type, and the type that is meant.
constexpr std::pair<std::string_view, std::string_view> kNearly[] = {
    {"int", "integer"},     {"float", "number"},     {"double", "number"},   {"decimal", "number"},
    {"bool", "boolean"},    {"str", "string"},       {"text", "string"},     {"date", "string"},
    {"datetime", "string"}, {"date-time", "string"}, {"uuid", "string"},     {"list", "array"},
    {"dict", "object"},     {"map", "object"},       {"String", "string"},   {"Integer", "integer"},
    {"Object", "object"},   {"Array", "array"},      {"Boolean", "boolean"}, {"Number", "number"},
};

constexpr std::string_view kTypes = " array boolean integer null number object string ";

bool is_type(std::string_view name) {
  return !name.empty() && kTypes.find(" " + std::string(name) + " ") != std::string_view::npos;
}

bool is_of_type(Value value, std::string_view type) {
  if (type == "integer") return value.is_number() && value.number().is_integer();
  return json::type_name(value.type()) == type;
}

/// The required type of a keyword of the form; nullptr when `value` has it.
const char* wanted(ValueKind form, Value value, bool flags, bool boolean_schemas) {
  const auto natural = [&] {
    return value.is_number() && value.number().is_integer() && !value.number().is_negative();
  };
  switch (form) {
    case any_value:
    case names:
      return nullptr;
    case text:
      return value.is_string() ? nullptr : "a string";
    case flag:
      return value.is_boolean() ? nullptr : "true or false";
    case number:
      return value.is_number() ? nullptr : "a number";
    case limit:
      if (flags) return value.is_boolean() ? nullptr : "true or false, beside the bound itself";
      return value.is_number() ? nullptr : "the bound itself, a number, from OpenAPI 3.1 on";
    case count:
      return natural() ? nullptr : "a non-negative integer";
    case list:
      return value.is_array() ? nullptr : "an array";
    case object:
    case schema_map:
    case dependencies:
      return value.is_object() ? nullptr : "an object";
    case ValueKind::schema:
    case schema_or_list:
      if (value.is_object() || (value.is_boolean() && boolean_schemas)) return nullptr;
      return value.is_array() && boolean_schemas ? "one schema; use \"prefixItems\" for a list"
             : value.is_array()                  ? "one schema, not an array of them"
                                                 : "a schema (an object)";
    case schemas:
      return value.is_array() && !value.empty() ? nullptr
             : value.is_array()                 ? "a list of at least one schema"
                                                : "an array of schemas";
  }
  return nullptr;
}

}  // namespace

bool Checker::own_dialect(const Cursor& schema) const {
  if (!context_.at_least(Version::v3_1)) return true;
  return description_.dialect() == schema::Dialect::openapi_3_1 && !schema.value["$schema"];
}

void Checker::check_schema(const Place& place) {
  const Cursor& cursor = place.cursor;
  if (!own_dialect(cursor)) return;
  const bool whole = place.kind == Kind::schema;
  for (const json::Member& member : cursor.value.members()) check_keyword(cursor, member, whole);
  check_type(cursor);
  check_bounds(cursor);
  check_enum(cursor);
  const Value default_value = cursor.value["default"];
  if (!whole) {
    // 2.0 writes the keywords beside those of the parameter: only the type can be looked at.
    const std::string_view type = cursor.value["type"].string();
    if (default_value && is_type(type) && !is_of_type(default_value, type) &&
        !(type == "number" && default_value.is_number())) {
      report(rule::kDefaultType, cursor, default_value,
             "the default must be of type " + std::string(type));
    }
    return;
  }
  check_required(cursor, cursor.value["required"]);
  check_nullable(cursor);
  if (cursor.value["readOnly"].boolean() && cursor.value["writeOnly"].boolean()) {
    report(rule::kReadWriteOnly, cursor, cursor.value["writeOnly"],
           "\"readOnly\" and \"writeOnly\" exclude each other; leave one out");
  }
  const Value xml = cursor.value["xml"];
  if (xml.is_object()) check_xml(cursor, xml);
  check_discriminator(cursor);
  using Direction = schema::Direction;
  if (default_value)
    add_sample(cursor, child(cursor, default_value), Direction::any, Use::default_value);
  if (Value example = cursor.value["example"]) {
    add_sample(cursor, child(cursor, example), Direction::any);
  }
  for (Value example : cursor.value["examples"].elements()) {
    if (context_.at_least(Version::v3_1))
      add_sample(cursor, child(cursor, example), Direction::any);
  }
}

/// `whole` where the object is a schema and nothing else, so that all its members are keywords.
void Checker::check_keyword(const Cursor& schema, const json::Member& member, bool whole) {
  const bool newer = context_.at_least(Version::v3_1);
  const schema::Dialect dialect = default_dialect(context_.version);
  const Keyword* keyword = find_keyword(member.key);
  if (!keyword) {
    if (newer || !whole || is_extension(member.key)) return;
    report(rule::kSchemaUnknownKeyword, schema, member.value,
           quoted(member.key) + " is not a keyword of schemas in OpenAPI " +
               name(context_.version) + "; it is ignored");
    return;
  }
  if (!whole && (keyword->form == text || keyword->form == any_value || keyword->form == names ||
                 is_one_schema(keyword->form) || keyword->name == "examples")) {
    return;
  }
  if (!(keyword->dialects >> static_cast<int>(dialect) & 1)) {
    // JSON Schema allows what it does not know; nullable has a message of its own.
    if (newer || !whole) return;
    const char* instead = member.key == "const"      ? "; use an \"enum\" of one value"
                          : member.key == "examples" ? "; use \"example\""
                          : member.key == "nullable" ? "; \"x-nullable\" is what tools know"
                                                     : "; it is ignored";
    report(rule::kSchemaForeignKeyword, schema, member.value,
           quoted(member.key) + " is not a keyword of schemas in OpenAPI " +
               name(context_.version) + instead);
    return;
  }
  const Value value = member.value;
  const char* needed = wanted(keyword->form, value, !newer, newer);
  if (!needed && keyword->form == schema_map) {
    for (const json::Member& entry : value.members()) {
      if (const char* inner = wanted(ValueKind::schema, entry.value, !newer, newer)) {
        report(
            rule::kSchemaKeyword, schema, entry.value,
            "the entry " + quoted(entry.key) + " of " + quoted(member.key) + " must be " + inner);
      }
    }
  }
  if (!needed && keyword->form == schemas) {
    for (Value entry : value.elements()) {
      if (const char* inner = wanted(ValueKind::schema, entry, !newer, newer)) {
        report(rule::kSchemaKeyword, schema, entry,
               "an entry of " + quoted(member.key) + " must be " + inner);
      }
    }
  }
  if (!needed && member.key == "multipleOf" &&
      (value.number().is_zero() || value.number().is_negative())) {
    needed = "greater than 0";
  }
  if (!needed) return;
  // 2.0 has draft 4's list of `items`.
  if (keyword->name == "items" && value.is_array() && context_.legacy()) return;
  // 2.0 and 3.0 have `additionalProperties: true` as well.
  if (keyword->name == "additionalProperties" && value.is_boolean()) return;
  std::string message = quoted(member.key) + " must be " + needed;
  const bool digits = keyword->form == number || keyword->form == count || keyword->form == limit;
  if (value.is_string() &&
      (digits ? json::Number::parse(value.string()).has_value()
              : keyword->form == flag && (value.string() == "true" || value.string() == "false"))) {
    message += "; remove the quotes around " + std::string(value.string());
  } else if (keyword->form == text &&
             (value.is_number() || value.is_boolean() || value.is_null())) {
    message += "; put quotes around " + std::string(value.lexeme());
  }
  report(keyword->form == text && value.is_number() ? rule::kTextQuotes : rule::kSchemaKeyword,
         schema, value, message);
}

void Checker::check_type(const Cursor& schema) {
  const Value type = schema.value["type"];
  if (!type) return;
  if (type.is_array()) {
    if (context_.version == Version::v3_0) {
      report(rule::kSchemaType, schema, type,
             "\"type\" must be one name in OpenAPI 3.0; use \"nullable\": true for null, \"anyOf\" "
             "for other alternatives");
      return;
    }
    if (type.empty()) report(rule::kSchemaType, schema, type, "\"type\" must not be an empty list");
    for (Value entry : type.elements()) check_type_name(schema, entry);
  } else {
    check_type_name(schema, type);
  }
  if (type.string() == "array" && !context_.at_least(Version::v3_1) && !schema.value["items"]) {
    report(rule::kArrayItems, schema,
           "an array needs \"items\" in OpenAPI " + std::string(name(context_.version)) +
               "; write {} when anything can be in it");
  }
}

void Checker::check_type_name(const Cursor& schema, Value type) {
  const std::string_view word = type.string();
  if (context_.version == Version::v3_0 && (type.is_null() || word == "null")) {
    report(rule::kSchemaType, schema, type,
           "OpenAPI 3.0 has no type null; use \"nullable\": true beside the other type");
  } else if (type.is_null()) {
    report(rule::kSchemaType, schema, type, "put quotes around null: \"type\" names a type");
  } else if (!type.is_string()) {
    report(rule::kSchemaType, schema, type, "\"type\" must be the name of a type");
  } else if (!is_type(word) && !(word == "file" && context_.legacy())) {
    std::string hint = word == "file" ? "; use string with \"format\": \"binary\""
                       : word == "any"
                           ? "; leave \"type\" out to allow any"
                           : "; use one of" + std::string(kTypes.substr(0, kTypes.size() - 1));
    for (const auto& [written, meant] : kNearly) {
      if (word == written) hint = "; use " + std::string(meant);
    }
    report(rule::kSchemaType, schema, type, quoted(word) + " is not a type" + hint);
  }
}

void Checker::check_bounds(const Cursor& schema) {
  const auto check = [&](std::string_view low, std::string_view high) {
    const Value least = schema.value[low];
    const Value most = schema.value[high];
    if (!least.is_number() || !most.is_number()) return;
    const bool exclusive = low[0] == 'e' || high[0] == 'e';
    const auto order = least.number() <=> most.number();
    if (order < 0 || (order == 0 && !exclusive)) return;
    report(rule::kBounds, schema, least,
           quoted(low) + (order > 0 ? " is greater than " : " is not less than ") + quoted(high) +
               "; no value fits");
  };
  for (const Keyword& keyword : kKeywords) {
    if (!keyword.name.starts_with("min")) continue;
    check(keyword.name, "max" + std::string(keyword.name.substr(3)));
  }
  check("exclusiveMinimum", "exclusiveMaximum");
  check("exclusiveMinimum", "maximum");
  check("minimum", "exclusiveMaximum");
}

void Checker::check_required(const Cursor& schema, Value required) {
  if (!required) return;
  if (!required.is_array()) {
    report(rule::kRequiredList, schema, required,
           required.is_boolean()
               ? "\"required\" must be a list of names; name the property in the \"required\" of "
                 "the object that it belongs to"
               : "\"required\" must be a list of names");
    return;
  }
  if (required.empty() && !context_.at_least(Version::v3_1)) {
    report(rule::kRequiredList, schema, required,
           "\"required\" must not be empty in OpenAPI " + std::string(name(context_.version)) +
               "; leave it out");
  }
  std::set<std::string_view> names_seen;
  for (Value entry : required.elements()) {
    if (!entry.is_string()) {
      report(rule::kRequiredList, schema, entry, "an entry of \"required\" must be a string");
    } else if (!names_seen.insert(entry.string()).second) {
      report(rule::kRequiredList, schema, entry,
             quoted(entry.string()) + " stands twice in \"required\"");
    }
  }
}

void Checker::check_enum(const Cursor& schema) {
  const Value values = schema.value["enum"];
  if (!values.is_array()) return;
  if (values.empty()) {
    report(rule::kEnumEmpty, schema, values, "\"enum\" must not be empty: no value would fit");
    return;
  }
  std::vector<std::string> types;
  const Value type = schema.value["type"];
  if (type.is_string()) types.emplace_back(type.string());
  for (Value entry : type.elements()) types.emplace_back(entry.string());
  const bool null_too = schema.value["nullable"].boolean() || schema.value["x-nullable"].boolean();
  const bool judge = !types.empty() && std::all_of(types.begin(), types.end(), is_type);
  const schema::Charge freely = [](std::uint64_t) { return true; };
  std::multimap<std::uint64_t, Value> known;
  for (Value value : values.elements()) {
    const std::uint64_t hashed = schema::hash(value, freely);
    const auto [from, to] = known.equal_range(hashed);
    if (std::any_of(from, to, [&](const auto& entry) {
          return schema::equal(entry.second, value, freely);
        })) {
      report(rule::kEnumUnique, schema, value,
             quoted(value.is_string() ? value.string() : value.lexeme()) +
                 " stands twice in \"enum\"");
      continue;
    }
    known.emplace(hashed, value);
    if (!judge || (null_too && value.is_null())) continue;
    if (std::any_of(types.begin(), types.end(),
                    [&](const std::string& one) { return is_of_type(value, one); })) {
      continue;
    }
    const std::string shown = value.is_string()   ? quoted(value.string())
                              : value.is_array()  ? "an array"
                              : value.is_object() ? "an object"
                                                  : std::string(value.lexeme());
    const bool quote = types[0] == "string" && !value.is_array() && !value.is_object();
    std::string hint = quote ? "; put quotes around it" : "";
    if (value.is_null() && context_.version == Version::v3_0) hint = "; add \"nullable\": true";
    if (value.is_null() && context_.at_least(Version::v3_1)) hint = "; add \"null\" to \"type\"";
    report(rule::kEnumType, schema, value,
           shown + " in \"enum\" is not of the type " + types[0] + hint);
  }
}

void Checker::check_nullable(const Cursor& schema) {
  const Value nullable = schema.value["nullable"];
  if (!nullable.is_boolean()) return;
  if (context_.at_least(Version::v3_1)) {
    report(rule::kNullableIgnored, schema, nullable,
           "\"nullable\" has no effect from OpenAPI 3.1 on; write \"type\": [\u2026, \"null\"]");
  } else if (context_.version == Version::v3_0 && nullable.boolean() && !schema.value["type"]) {
    report(rule::kNullableType, schema, nullable,
           "\"nullable\" has an effect only beside a \"type\"");
  }
}

/// Reports names that cannot stand in XML (Namespaces in XML 1.0 §3).
void Checker::check_xml(const Cursor& schema, Value xml) {
  for (const char* key : {"name", "prefix"}) {
    const Value given = xml[key];
    if (!given) continue;
    const std::string_view text_given = given.string();
    bool wrong = text_given.empty() || text::is_digit(text_given[0]) || text_given[0] == '-' ||
                 text_given[0] == '.';
    for (const char c : text_given) {
      const auto byte = static_cast<unsigned char>(c);
      const bool letter = text::is_alphanumeric(c) || byte >= 0x80;
      wrong = wrong || !(letter || c == '_' || c == '-' || c == '.' || (c == ':' && key[0] == 'n'));
    }
    if (wrong) {
      report(rule::kXmlName, schema, given,
             quoted(key) + " must be a name that XML allows, not " + quoted(text_given));
    }
  }
  const Value space = xml["namespace"];
  if (!space) return;
  const schema::FormatCheck is_uri = schema::find_format("uri", schema::Dialect::draft2020_12);
  if (space.is_string() && (!is_uri || is_uri(space))) return;
  report(rule::kUrl, schema, space, "\"namespace\" must be an absolute URI");
}

}  // namespace vitrine::openapi
