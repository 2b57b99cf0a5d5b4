#include "server/api/describe/declared_values.h"

#include <memory>
#include <string_view>
#include <variant>

#include "app/schema/format.h"
#include "app/schema/message.h"
#include "app/text/ascii.h"

namespace vitrine {

namespace {

bool is_format(const std::string& name) {
  return schema::find_format(name, schema::Dialect::openapi_3_1) != nullptr;
}

/// A format that is known and one typing mistake away, "" without one. Short names are close to
/// many, so they may be what the author means.
std::string near_format(const std::string& given) {
  constexpr std::size_t kShort = 4;
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  std::string lower = text::lower(given);
  for (char& c : lower) {
    if (c == '_' || c == ' ') c = '-';
  }
  if (is_format(lower)) return lower;
  if (lower.size() < kShort) return {};
  for (std::size_t i = 0; i <= lower.size(); ++i) {
    const std::string before = lower.substr(0, i);
    const std::string after = lower.substr(i);
    if (!after.empty() && is_format(before + after.substr(1))) return before + after.substr(1);
    if (after.size() > 1) {
      const std::string swapped = before + after[1] + after[0] + after.substr(2);
      if (is_format(swapped)) return swapped;
    }
    for (const char c : kLetters) {
      if (is_format(before + c + after)) return before + c + after;
      if (lower.size() > kShort && !after.empty() && is_format(before + c + after.substr(1))) {
        return before + c + after.substr(1);
      }
    }
  }
  return {};
}

struct Bounds {
  std::string_view low;
  std::string_view high;
  bool exclusive = false;
};

constexpr Bounds kBounds[] = {
    {"minimum", "maximum"},
    {"minimum", "exclusiveMaximum", true},
    {"exclusiveMinimum", "maximum", true},
    {"exclusiveMinimum", "exclusiveMaximum", true},
    {"minLength", "maxLength"},
    {"minItems", "maxItems"},
    {"minProperties", "maxProperties"},
};

}  // namespace

void DeclaredValues::check(const std::string& where, json::Value schema) {
  check_bounds(where, schema);
  check_format(where, schema["format"]);
  check_value(where + ": the default", schema, schema["default"]);
  for (const json::Value example : schema["examples"].elements()) {
    check_value(where + ": the example", schema, example);
  }
  if (const json::Value items = schema["items"]) check(where + ", its items", items);
}

void DeclaredValues::check_models() {
  for (const json::Member& model : root_.value["components"]["schemas"].members()) {
    check_bounds(std::string(model.key), model.value);
    for (const json::Member& field : model.value["properties"].members()) {
      check(std::string(model.key) + "." + std::string(field.key), field.value);
    }
  }
}

void DeclaredValues::check_bounds(const std::string& where, json::Value schema) {
  for (const auto& [low, high, exclusive] : kBounds) {
    const json::Value least = schema[low];
    const json::Value most = schema[high];
    if (!least.is_number() || !most.is_number()) continue;
    const auto order = least.number().compare(most.number());
    if (order < 0 || (order == 0 && !exclusive)) continue;
    mistakes_.push_back(where + ": no value fits " + std::string(low) + " " +
                        std::string(least.lexeme()) + " and " + std::string(high) + " " +
                        std::string(most.lexeme()));
  }
}

void DeclaredValues::check_format(const std::string& where, json::Value format) {
  const std::string name(format.string());
  if (name.empty() || is_format(name)) return;
  if (const std::string meant = near_format(name); !meant.empty()) {
    mistakes_.push_back(where + ": the format " + name + " is not known and checks nothing; " +
                        meant + " is");
  }
}

void DeclaredValues::check_value(const std::string& what, json::Value schema, json::Value value) {
  if (!value) return;
  json::Cursor cursor = root_;
  cursor.value = schema;
  const auto compiled = compiler_.compile(cursor);
  const auto* done = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
  if (!done) return;
  const schema::Evaluation evaluation = schema::evaluate(**done, value);
  for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
    const std::string pointer = schema::field_pointer(*violation);
    mistakes_.push_back(what + (pointer.empty() ? "" : " at " + pointer) + " " +
                        schema::message(*violation));
  }
}

}  // namespace vitrine
