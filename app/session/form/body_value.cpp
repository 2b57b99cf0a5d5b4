// The value of one field of a body: what it takes, and the JSON that a typed text stands for.
#include <algorithm>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/typed.h"
#include "app/session/form/body_field.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using Kind = Field::Kind;
using request::State;

/// Longer strings get more than one line.
constexpr int64_t kLongString = 400;

void take_type(Field& field, std::string_view type) {
  field.kind = Kind::json;
  if (type == "json") return;
  field.kinds = {};
  field.kinds.string = type == "string";
  field.kinds.number = type == "number";
  field.kinds.boolean = type == "boolean";
  if (type == "string") field.kind = Kind::text;
  if (type == "number") field.kind = Kind::number;
  if (type == "boolean") field.kind = Kind::checkbox;
  if (type == "null") field.kind = Kind::constant;
}

/// Null is a choice like others.
void offer_null(Field& field) {
  const bool offered =
      std::any_of(field.choices.begin(), field.choices.end(),
                  [](const Field::Choice& each) { return each.value.state == State::null; });
  if (!offered) field.choices.push_back({"null", {State::null, {}}});
}

void take_value(Field& field, json::Value value) {
  if (field.kind == Kind::choice) {
    if (!value.is_null()) field.value.text = json::compact(value);
    field.chosen = choice_of(field);
  }
  if (value.is_null()) return;
  field.value.text = field.kind == Kind::json ? json::pretty(value)
                     : value.is_string()      ? std::string(value.string())
                                              : json::compact(value);
  if (!value.is_string() || !field.value.text.empty()) return;
  field.value.state = State::empty;
  if (field.chosen == 0) field.chosen = choice_of(field);
}

}  // namespace

void describe_value(Field& field, const openapi::SchemaView& schema, json::Value value,
                    std::string_view type) {
  field.may_be_empty = schema.keyword("allowEmptyValue").boolean();
  describe(field, schema);
  if (!type.empty()) take_type(field, type);
  if (field.kind == Kind::choice && field.nullable) offer_null(field);
  if (field.kind == Kind::text && !field.secret) {
    const json::Value most = schema.keyword("maxLength");
    const auto limit = most.is_number() ? most.number().to_int64() : std::nullopt;
    field.multiline = (limit && schema.format().empty() && *limit >= kLongString) ||
                      value.string().find('\n') != std::string_view::npos;
  }
  if (value) take_value(field, value);
  field.placeholder = field.null() ? "null" : placeholder_of(schema);
  // A value that cannot be another one is not asked for.
  const bool sure = field.kind == Kind::choice && field.required && value && !value.is_null();
  if (!sure || field.choices.size() > 3) return;
  const std::vector<json::Value> allowed = schema.enum_values();
  if (allowed.size() == 1 && json::compact(allowed.front()) == json::compact(value))
    field.kind = Kind::constant;
}

Field whole_file_field(bool required) {
  Field field;
  field.kind = Kind::file;
  field.id = body_field("");
  field.required = required;
  field.name = "body";
  return field;
}

std::pair<bool, std::string> typed_json(const Field& field, std::string_view text) {
  if (field.kind == Field::Kind::choice) return {true, std::string(text)};
  if (field.kind != Field::Kind::json) {
    return {true, request::is_literal(field.kinds, text) ? std::string(text) : json::quote(text)};
  }
  const json::Reading reading = json::read(text);
  if (!reading.error && reading.document.problems().empty()) {
    return {true, std::string(text::trim(text))};
  }
  if (field.kinds.any || field.kinds.string) {
    const std::string_view plain = text::trim(text);
    const bool meant = !plain.empty() && (plain[0] == '{' || plain[0] == '[' || plain[0] == '"');
    if (!meant) return {true, json::quote(text)};
  }
  return {false, {}};
}

std::string cleared_json(const Field& field) {
  std::string text = typed_json(field, "").second;
  // No text is no JSON; of null the field shows no text either.
  return text.empty() ? "null" : text;
}

}  // namespace vitrine::session
