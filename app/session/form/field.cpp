// Derives a field's kind and choices from its schema, and names fields.
#include "app/session/form/field.h"

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/session/reference/operation_facts.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using Kind = Field::Kind;
using request::State;

bool is_only_boolean(const openapi::Kinds& kinds) {
  return kinds.boolean && !kinds.numeric() && !kinds.string && !kinds.array && !kinds.object;
}

Field::Picker picker_of(std::string_view format) {
  if (format == "date") return Field::Picker::date;
  if (format == "date-time") return Field::Picker::date_time;
  return format == "time" ? Field::Picker::time : Field::Picker::none;
}

void add_choice(Field& field, std::string label, std::string json_text) {
  const State state = json_text == "null" ? State::null : State::value;
  if (state == State::null) json_text.clear();
  field.choices.push_back({std::move(label), {state, std::move(json_text)}});
}

}  // namespace

std::string_view value_pointer(std::string_view pointer) {
  // In a pointer 0 or 1 follows the sign (RFC 6901 §3).
  for (size_t at = pointer.find('~'); at != std::string_view::npos;
       at = pointer.find('~', at + 1)) {
    if (at + 1 < pointer.size() && text::is_alpha(pointer[at + 1])) return pointer.substr(0, at);
  }
  return pointer;
}

void describe(Field& field, const openapi::SchemaView& schema) {
  field.kinds = schema.kinds();
  field.secret = schema.secret();
  const openapi::Kinds& kinds = field.kinds;
  const std::vector<json::Value> allowed = schema.enum_values();
  const bool boolean = allowed.empty() && is_only_boolean(kinds);
  if (boolean && field.required && !field.nullable) {
    field.kind = Kind::checkbox;
  } else if (boolean || !allowed.empty()) {
    field.kind = Kind::choice;
    field.chosen = 0;
    field.choices.push_back({});
    for (const json::Value& each : allowed)
      add_choice(field, value_text(each), json::compact(each));
    if (boolean) {
      for (const char* each : {"true", "false"}) add_choice(field, each, each);
      if (field.nullable) add_choice(field, "null", "null");
    }
    if (field.may_be_empty) field.choices.push_back({{}, {State::empty, {}}});
  } else if (kinds.scalar() && !kinds.array && !kinds.object) {
    field.kind = kinds.string || kinds.boolean ? Kind::text : Kind::number;
    if (kinds.string) field.picker = picker_of(schema.format());
  } else {
    field.kind = Kind::json;
  }
}

std::string placeholder_of(const openapi::SchemaView& schema, json::Value example) {
  if (const json::Value preset = schema.default_value()) return value_text(preset);
  if (example) return value_text(example);
  std::string words;
  if (schema.kinds().array) {
    Field items;
    describe(items, schema.items());
    for (const Field::Choice& choice : items.choices) {
      if (!choice.label.empty()) words += (words.empty() ? "" : ", ") + choice.label;
    }
  }
  if (words.empty()) words = schema.format();
  return words.empty() ? schema.type_words() : words;
}

request::ParameterValue example_value(const openapi::Example& example) {
  const json::Value value = example.value.value;
  return value ? parameter_value(value) : request::ParameterValue{State::value, example.serialized};
}

request::ParameterValue parameter_value(const json::Value& value) {
  if (value.is_null()) return {State::null, {}};
  std::string text = value_text(value);
  return {text.empty() ? State::empty : State::value, std::move(text)};
}

int32_t choice_of(const Field& field) {
  for (size_t i = 0; i < field.choices.size(); ++i) {
    const request::ParameterValue& value = field.choices[i].value;
    if (value.state != field.value.state) continue;
    if (value.state != State::value || value.text == field.value.text) {
      return static_cast<int32_t>(i);
    }
  }
  return field.choices.empty() || !field.choices.front().label.empty() ? -1 : 0;
}

bool names_parameter(std::string_view key, openapi::Location in, std::string_view name) {
  if (name == key) return true;
  const std::string_view place = openapi::name(in);
  return key.size() == place.size() + 1 + name.size() && key.starts_with(place) &&
         key[place.size()] == '.' && key.ends_with(name);
}

std::string parameter_field(openapi::Location in, std::string_view name) {
  std::string field;
  json::append(field, openapi::name(in));
  json::append(field, name);
  return field;
}

std::string body_field(std::string_view pointer) {
  std::string field = "/body";
  field += pointer;
  return field;
}

std::string request_field(std::string_view path) {
  std::string field = "/request";
  field += path;
  return field;
}

std::string message_field(std::string_view way) {
  std::string field = "/message/";
  field += way;
  return field;
}

std::string response_field(std::string_view status, std::string_view path) {
  std::string field = "/response";
  json::append(field, status);
  field += path;
  return field;
}

std::string response_header_field(std::string_view status, std::string_view name) {
  std::string field = "/response-header";
  json::append(field, status);
  json::append(field, name);
  return field;
}

std::string response_link_field(std::string_view status, std::string_view name) {
  std::string field = "/response-link";
  json::append(field, status);
  json::append(field, name);
  return field;
}

std::string server_field(size_t index) {
  std::string field = "/servers";
  json::append(field, index);
  return field;
}

std::string scheme_field(std::string_view name) {
  std::string field = "/security";
  json::append(field, name);
  return field;
}

std::string callback_field(size_t index, std::string_view field) {
  std::string whole = "/callback";
  json::append(whole, index);
  whole += field;
  return whole;
}

bool is_reading_field(std::string_view field) {
  for (const std::string_view place :
       {"/request", "/response", "/message", "/response-header", "/response-link", "/callback"}) {
    if (field_below(field, place)) return true;
  }
  return false;
}

std::optional<std::string_view> field_below(std::string_view field, std::string_view place) {
  if (!field.starts_with(place)) return std::nullopt;
  field.remove_prefix(place.size());
  if (!field.empty() && field[0] != '/') return std::nullopt;
  return field;
}

std::string field_path(std::string_view pointer) {
  const auto tokens = json::split(pointer);
  if (!tokens) return std::string(pointer);
  std::string path;
  for (const std::string& token : *tokens) {
    if (json::array_index(token)) {
      path += '[' + token + ']';
    } else {
      if (!path.empty()) path += '.';
      path += token;
    }
  }
  return path;
}

}  // namespace vitrine::session
