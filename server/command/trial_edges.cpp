#include "server/command/trial_edges.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"

/// Varies values at the bounds of their schema.
namespace vitrine::command {

namespace {

using json::Value;
using openapi::SchemaView;

constexpr std::size_t kMostEdges = 4000;
constexpr int kMostDepth = 8;
/// Longer strings and lists are not made to break a bound.
constexpr std::size_t kMostLength = 100'000;
constexpr std::size_t kMostItems = 1'000;

/// A number as JSON: integers of a double without exponent.
std::string number(double value) {
  char text[40];
  const bool whole = std::floor(value) == value && std::fabs(value) < 1e15;
  std::snprintf(text, sizeof text, whole ? "%.0f" : "%.17g", value);
  return text;
}

class Edges {
 public:
  explicit Edges(const std::string& text) : text_(text) {}

  void walk(const SchemaView& schema, Value value, const std::string& pointer, int depth) {
    if (depth > kMostDepth || made_.size() >= kMostEdges) return;
    of_bounds(schema, value, pointer);
    if (value.is_string()) of_string(schema, value, pointer);
    if (value.is_object()) of_object(schema, value, pointer, depth);
    if (value.is_array()) of_array(schema, value, pointer, depth);
    of_type(schema, pointer);
  }

  std::vector<std::string> take() { return std::move(made_); }

 private:
  void put(const std::string& pointer, const std::string& json) {
    if (made_.size() >= kMostEdges) return;
    if (auto changed = json::set(text_, pointer, json); changed && *changed != text_) {
      made_.push_back(std::move(*changed));
    }
  }

  void of_type(const SchemaView& schema, const std::string& pointer) {
    for (const Value& allowed : schema.enum_values()) put(pointer, json::compact(allowed));
    const openapi::Kinds kinds = schema.kinds();
    if (kinds.boolean) {
      put(pointer, "true");
      put(pointer, "false");
    }
    for (const char* other : {"\"no such value\"", "7", "1.5", "null", "true", "[]", "{}"}) {
      put(pointer, other);
    }
  }

  void of_bounds(const SchemaView& schema, Value value, const std::string& pointer) {
    for (const openapi::Constraint& bound : schema.constraints()) {
      const std::string& keyword = bound.keyword;
      const double limit = std::strtod(bound.value.c_str(), nullptr);
      if (keyword == "multipleOf") {
        for (const double times : {1.5, 1.0, 2.0}) put(pointer, number(limit * times));
      } else if (keyword.ends_with("imum") || keyword.ends_with("Minimum") ||
                 keyword.ends_with("Maximum")) {
        for (const double step : {-1.0, 1.0, 0.0, -0.5, 0.5}) put(pointer, number(limit + step));
      } else if (limit >= 0 && (keyword == "minItems" || keyword == "maxItems")) {
        of_size(value, static_cast<std::size_t>(limit), pointer);
      } else if (keyword == "uniqueItems" && value.size() > 0) {
        const std::string item = json::compact(value.at(0));
        put(pointer, "[" + item + "," + item + "]");
      } else if (limit >= 0 && (keyword == "maxProperties") && limit < kMostItems) {
        more_members(value, static_cast<std::size_t>(limit) + 1, pointer);
      }
    }
  }

  /// Lists of one item fewer and one more than a bound.
  void of_size(Value list, std::size_t bound, const std::string& pointer) {
    if (bound > kMostItems) return;
    for (const std::size_t size : {bound == 0 ? 0 : bound - 1, bound + 1, bound}) {
      if (size > 0 && list.empty()) continue;
      std::string text = "[";
      for (std::size_t i = 0; i < size; ++i) {
        const Value item = list.at(i % list.size());
        if (i > 0) text += ',';
        // Equal items might break another keyword.
        text += i >= list.size() && item.is_string()
                    ? json::quote(std::string(item.string()) + std::to_string(i))
                : i >= list.size() && item.is_number() ? std::to_string(i)
                                                       : json::compact(item);
      }
      put(pointer, text + "]");
    }
  }

  void more_members(Value object, std::size_t size, const std::string& pointer) {
    if (!object.is_object() || object.size() >= size) return;
    std::string text = json::compact(object);
    text.pop_back();
    for (std::size_t i = object.size(); i < size; ++i) {
      text += (text.size() > 1 ? ",\"more " : "\"more ") + std::to_string(i) + "\":\"x\"";
    }
    put(pointer, text + "}");
  }

  void of_string(const SchemaView& schema, Value value, const std::string& pointer) {
    for (const openapi::Constraint& bound : schema.constraints()) {
      if (bound.keyword != "minLength" && bound.keyword != "maxLength") continue;
      const double limit = std::strtod(bound.value.c_str(), nullptr);
      if (limit < 0 || limit > static_cast<double>(kMostLength)) continue;
      const auto length = static_cast<std::size_t>(limit);
      for (const std::size_t size : {length == 0 ? 0 : length - 1, length + 1, length}) {
        // The value's own characters first: they suit its pattern, perhaps.
        std::string own(value.string());
        const bool ascii = std::all_of(own.begin(), own.end(), [](char c) { return c > 0; });
        if (ascii && !own.empty()) {
          const char last = own.back();
          own.resize(size, last);
          put(pointer, json::quote(own));
        }
        put(pointer, json::quote(std::string(size, 'x')));
      }
    }
    if (!schema.format().empty() || schema.keyword("pattern")) {
      // As long as the value first, so that no bound of its length breaks as well.
      const std::string rest(
          value.string().substr(std::min<std::size_t>(1, value.string().size())));
      for (const char* first : {"!", "0", "\n"}) put(pointer, json::quote(first + rest));
      for (const char* other : {"no such format", "!", ""}) put(pointer, json::quote(other));
    }
    put(pointer, "\"\"");
  }

  void of_object(const SchemaView& schema, Value value, const std::string& pointer, int depth) {
    for (const json::Member& member : value.members()) {
      std::string at = pointer;
      json::append(at, member.key);
      if (auto without = json::remove(text_, at)) made_.push_back(std::move(*without));
      walk(schema.property(member.key), member.value, at, depth + 1);
    }
    std::string unknown = pointer;
    json::append(unknown, "no such member");
    put(unknown, "1");
  }

  void of_array(const SchemaView& schema, Value value, const std::string& pointer, int depth) {
    if (value.empty()) return;
    std::string at = pointer;
    json::append(at, std::size_t{0});
    walk(schema.item(0), value.at(0), at, depth + 1);
  }

  const std::string& text_;
  std::vector<std::string> made_;
};

}  // namespace

std::vector<std::string> edges(const SchemaView& schema, const std::string& text) {
  const json::Reading reading = json::read(text);
  Edges edges(text);
  edges.walk(schema, reading.document.root(), "", 0);
  return edges.take();
}

}  // namespace vitrine::command
