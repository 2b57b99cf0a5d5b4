#include "app/request/typed.h"

#include <utility>

#include "app/json/number.h"
#include "app/json/reader.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"
#include "app/text/utf8.h"

namespace vitrine::request {

using openapi::Kinds;
using openapi::SchemaView;

namespace {

void add_literal(json::Builder& out, std::string_view text) {
  if (text == "null") {
    out.null({});
  } else if (text == "true" || text == "false") {
    out.boolean({}, text == "true");
  } else {
    out.number({}, text);
  }
}

/// The elements of an array typed with commas.
void add_elements(json::Builder& out, const SchemaView& schema, std::string_view text) {
  size_t index = 0;
  while (!text.empty()) {
    const size_t comma = text.find(',');
    add_typed(out, schema.item(index++), text::trim(text.substr(0, comma)));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
    if (text.empty()) add_string(out, "");
  }
}

bool may_be_json(const Kinds& kinds, std::string_view plain) {
  const char first = plain.empty() ? '\0' : plain.front();
  return (kinds.array && first == '[') || (kinds.object && first == '{');
}

}  // namespace

bool is_literal(const Kinds& kinds, std::string_view text) {
  if (kinds.any) return false;
  return (kinds.boolean && (text == "true" || text == "false")) ||
         (kinds.numeric() && json::Number::parse(text)) ||
         (kinds.null && !kinds.string && text == "null");
}

void add_key(json::Builder& out, std::string_view name) { out.key({}, text::valid_utf8(name)); }

void add_string(json::Builder& out, std::string_view text) {
  out.string({}, text::valid_utf8(text));
}

void add_typed(json::Builder& out, const SchemaView& schema, std::string_view text) {
  const Kinds kinds = schema.kinds();
  if (is_literal(kinds, text)) return add_literal(out, text);
  if (const std::string_view plain = text::trim(text); may_be_json(kinds, plain)) {
    json::Limits limits;
    limits.depth -= out.depth();
    const json::Reading reading = json::read(plain, limits);
    if (!reading.error && reading.document.problems().empty()) return out.value(reading.document);
  }
  add_string(out, text);
}

Instance built(json::Builder&& out) {
  return {true, std::move(out).finish().document, std::nullopt};
}

Instance string_instance(std::string_view text) {
  json::Builder out;
  add_string(out, text);
  return built(std::move(out));
}

Instance json_instance(std::string_view text) {
  json::Reading reading = json::read(text);
  const auto& problems = reading.document.problems();
  if (problems.empty()) return {true, std::move(reading.document), std::nullopt};
  Instance instance = string_instance(text);
  instance.error = reading.error.value_or(problems.front());
  return instance;
}

Instance instance(const ParameterValue& typed, const Serialisation& rule,
                  const SchemaView& schema) {
  if (typed.state == State::unset) return {};
  if (typed.state == State::empty) return string_instance("");
  json::Builder out;
  if (typed.state == State::null) {
    out.null({});
    return built(std::move(out));
  }
  if (!rule.media_type.empty() && !text::is_json_media_type(rule.media_type) &&
      rule.in != openapi::Location::querystring) {
    return string_instance(typed.text);
  }
  const Kinds kinds = schema.kinds();
  const std::string_view plain = text::trim(typed.text);
  const bool as_json = (kinds.any && !rule.media_type.empty()) || may_be_json(kinds, plain) ||
                       (kinds.object && !kinds.scalar() && !kinds.array);
  if (as_json) {
    Instance read = json_instance(plain);
    if (!read.error || !(kinds.string || kinds.any)) return read;
    return string_instance(typed.text);
  }
  // White space around a number does not matter, in a string it does.
  if (is_literal(kinds, plain)) {
    add_literal(out, plain);
  } else if (kinds.array && !kinds.string && !kinds.object) {
    out.begin(json::Type::array, 0);
    add_elements(out, schema, plain);
  } else {
    add_string(out, typed.text);
  }
  return built(std::move(out));
}

}  // namespace vitrine::request
