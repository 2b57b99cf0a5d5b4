#include "app/request/typed.h"

#include "app/json/number.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/json/writer.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

namespace vitrine::request {

using openapi::Kinds;
using openapi::SchemaView;

Instance make_instance(const std::string& json_text) {
  Instance instance;
  instance.present = true;
  instance.document = std::move(json::read(json_text).document);
  return instance;
}

Instance make_instance_of(std::string_view text) {
  json::Reading reading = json::read(text);
  if (!reading.error && reading.document.problems().empty()) {
    Instance instance;
    instance.present = true;
    instance.document = std::move(reading.document);
    return instance;
  }
  Instance instance = make_instance(json::quote(text));
  instance.error = reading.error.value_or(json::Error());
  if (!reading.error) instance.error = reading.document.problems().front();
  return instance;
}

std::string typed_scalar(const Kinds& kinds, std::string_view text) {
  if (!kinds.any) {
    if (kinds.boolean && (text == "true" || text == "false")) return std::string(text);
    if (kinds.numeric() && json::Number::parse(text)) return std::string(text);
    if (kinds.null && !kinds.string && text == "null") return "null";
  }
  return json::quote(text);
}

std::string typed_value(const SchemaView& schema, std::string_view text) {
  const Kinds kinds = schema.kinds();
  const std::string_view plain = text::trim(text);
  const char first = plain.empty() ? '\0' : plain.front();
  if ((kinds.array && first == '[') || (kinds.object && first == '{')) {
    json::Reading reading = json::read(plain);
    if (!reading.error && reading.document.problems().empty()) return std::string(plain);
  }
  return typed_scalar(kinds, text);
}

namespace {

/// The elements of an array typed with commas.
std::string from_commas(const SchemaView& schema, std::string_view text) {
  std::string out;
  json::Writer writer(out);
  writer.begin_array();
  size_t index = 0;
  while (!text.empty()) {
    const size_t comma = text.find(',');
    writer.raw(typed_value(schema.item(index++), text::trim(text.substr(0, comma))));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
    if (text.empty()) writer.raw(typed_value(schema.item(index), ""));
  }
  writer.end_array();
  return out;
}

}  // namespace

Instance instance(const ParameterValue& typed, const Serialisation& rule,
                  const SchemaView& schema) {
  switch (typed.state) {
    case State::unset:
      return {};
    case State::null:
      return make_instance("null");
    case State::empty:
      return make_instance("\"\"");
    case State::value:
      break;
  }
  if (!rule.media_type.empty() && !text::is_json_media_type(rule.media_type) &&
      rule.in != openapi::Location::querystring) {
    return make_instance(json::quote(typed.text));
  }
  const Kinds kinds = schema.kinds();
  const std::string_view plain = text::trim(typed.text);
  if (kinds.any && !rule.media_type.empty()) {
    Instance read = make_instance_of(plain);
    if (read.error) return make_instance(json::quote(typed.text));
    return read;
  }
  const char first = plain.empty() ? '\0' : plain.front();
  if ((kinds.array && first == '[') || (kinds.object && first == '{')) {
    Instance read = make_instance_of(plain);
    if (read.error && kinds.string) return make_instance(json::quote(typed.text));
    return read;
  }
  if (kinds.array && !kinds.string && !kinds.object) {
    // A lone number or word may be meant for another kind that the schema allows.
    const std::string scalar = typed_scalar(kinds, plain);
    if (scalar.front() != '"') return make_instance(scalar);
    return make_instance(from_commas(schema, plain));
  }
  if (kinds.object && !kinds.scalar() && !kinds.array) return make_instance_of(plain);
  const std::string scalar = typed_scalar(kinds, plain);
  // White space around a number does not matter, in a string it does.
  return make_instance(scalar.front() == '"' ? json::quote(typed.text) : scalar);
}

}  // namespace vitrine::request
