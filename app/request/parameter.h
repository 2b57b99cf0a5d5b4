#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/json/result.h"
#include "app/openapi/model.h"
#include "app/openapi/schema_view.h"
#include "app/schema/schema.h"
#include "app/schema/violation.h"

/// The way of a parameter, in both directions, shared by page and server:
///
///     text typed ──instance()──▶ JSON value ──serialise()──▶ piece of the URL, header or cookie
///                                     ▲                                  │
///                                     └──────────── parse() ─────────────┘
///
/// so that the form's verdict on a value is the server's (OAS 3.1.0 §4.8.12, RFC 6570).
namespace vitrine::request {

enum class State : uint8_t { unset, null, empty, value };

/// The user's input in a field: the raw text, never a number. `text` counts only in
/// State::value.
struct ParameterValue {
  State state = State::unset;
  std::string text;
};

/// How a parameter travels; all that serialise() and parse() need to know beside the schema.
struct Serialisation {
  std::string name;
  openapi::Location in = openapi::Location::query;
  openapi::Style style = openapi::Style::form;
  bool explode = true;
  bool allow_reserved = false;
  bool required = false;
  std::string media_type;          ///< of a `content` parameter; empty: the style decides
  bool allow_empty_value = false;  ///< `?name=` is valid, whatever the schema says
};

Serialisation serialisation_of(const openapi::Parameter& parameter);
/// The defaults of OAS 3.1.0 §4.8.12.2 for a location: form and explode in query and cookie, else
/// simple.
Serialisation default_serialisation(std::string name, openapi::Location in);

/// A parameter's value as JSON. `present` is false when there is none. `error` is set for text that
/// was to be JSON (arrays and objects typed as such, `content` parameters) and is not; the document
/// then holds the text as a string.
struct Instance {
  bool present = false;
  json::Document document;
  std::optional<json::Error> error;

  json::Value value() const { return present ? document.root() : json::Value(); }
};

/// Text as typed → JSON value by the schema's type: a string stays a string, a number keeps its
/// spelling, `true`/`false` are booleans, arrays and objects are JSON text, and an array may also
/// be typed with commas. Text that fits no type stays a string, so that validation says what was
/// expected.
Instance instance(const ParameterValue& typed, const Serialisation& rule,
                  const openapi::SchemaView& schema);

/// Whether a value has a place in a query, header, path or form: null is undefined there and left
/// out (RFC 6570 §2.3, to which OAS 3.1.1 Appendices B and C refer), a list of nulls like an empty
/// one (§3.2.1). The text "null" would be another value. JSON as a `content` can say null.
bool has_text(json::Value value);

/// JSON value → its piece of the request. Path: what replaces `{name}`. Query: `a=1&a=2`, without
/// `?`. Header: the value. Cookie: `a=1` or `a=1; b=2`. Absent values, null and lists of nothing
/// else give "". Refused: header values with control characters or outside ASCII, and what would
/// end a cookie in style `cookie`, which encodes nothing.
json::Result<std::string> serialise(const Serialisation& rule, json::Value value);

/// One `name=value` of a query or a Cookie header, as it came (percent-encoded).
struct Pair {
  std::string name;
  std::string value;
};

/// At most 10,000 pairs are taken; `&` separates.
std::vector<Pair> split_query(std::string_view query);
std::vector<Pair> split_cookies(std::string_view cookie_header);

/// Text of a request → JSON value, typed by the schema. Never fails: what does not fit its type
/// stays a string for the validator to refuse.
/// - path: `raw` is the text matched by `{name}`, percent-encoded.
Instance parse_path(const Serialisation& rule, const openapi::SchemaView& schema,
                    std::string_view raw);
/// - query: takes the pairs that belong to the parameter and, when `used` is given (same length as
///   `pairs`, grown if not), marks them, so that what is left can be called unknown.
Instance parse_query(const Serialisation& rule, const openapi::SchemaView& schema,
                     const std::vector<Pair>& pairs, std::vector<bool>* used = nullptr);
/// - header: the value of the field, lines of the same name joined by `, ` before; absent: nullopt.
Instance parse_header(const Serialisation& rule, const openapi::SchemaView& schema,
                      std::optional<std::string_view> value);
/// - cookie: of split_cookies().
Instance parse_cookie(const Serialisation& rule, const openapi::SchemaView& schema,
                      const std::vector<Pair>& cookies);

/// The result of checking a value. `instance.error` (not JSON) comes before `violations`.
struct Check {
  Instance instance;
  std::vector<schema::Violation> violations;

  bool valid() const { return !instance.error && violations.empty(); }
};

/// The verdict on an instance: required but absent gives one violation with keyword `required` and
/// an empty instance pointer; else the compiled schema decides (`compiled` may be null: anything
/// goes). An empty text where `allowEmptyValue` says so is valid.
Check check(const Serialisation& rule, Instance instance, const schema::Schema* compiled);
/// The page's short form: check(rule, instance(typed, rule, view), compiled).
Check validate_parameter(const ParameterValue& typed, const Serialisation& rule,
                         const openapi::SchemaView& view, const schema::Schema* compiled);

}  // namespace vitrine::request
