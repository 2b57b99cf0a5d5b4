// The values that a schema names: those it allows, its default and its examples.
#include <algorithm>
#include <map>
#include <utility>

#include "app/json/write.h"
#include "app/openapi/schema_parts.h"
#include "app/openapi/schema_view.h"

namespace vitrine::openapi {
namespace {

using json::Value;

/// A value as a key of the maps that have words for it.
std::string spelled(Value value) {
  return std::string(value.is_string() ? value.string() : value.lexeme());
}

std::string joined(std::string first, std::string_view second) {
  if (first.empty() || second.empty()) return first += second;
  return (first += ": ") += second;
}

}  // namespace

Value SchemaView::constant() const {
  for (const SchemaPart& part : parts()) {
    Value value = part.cursor.value["const"];
    const Value values = part.cursor.value["enum"];
    if (!value && values.is_array() && values.size() == 1) value = values.at(0);
    if (value && !value.is_object() && !value.is_array()) return value;
  }
  return {};
}

std::vector<Enumerated> SchemaView::enumerated() const {
  const std::vector<SchemaPart> all = parts();
  std::vector<Enumerated> list;
  const auto take = [&list](std::vector<Enumerated> allowed) {
    if (allowed.empty()) return;
    if (list.empty()) {
      list = std::move(allowed);
      return;
    }
    std::map<std::string, std::string> words;
    for (Enumerated& each : allowed)
      words.emplace(json::compact(each.value), std::move(each.words));
    std::vector<Enumerated> both;
    for (const Enumerated& each : list) {
      const auto found = words.find(json::compact(each.value));
      if (found == words.end()) continue;
      both.push_back({each.value, each.words.empty() ? found->second : each.words});
    }
    // Lists that contradict each other leave nothing: the first one is shown.
    if (!both.empty()) list = std::move(both);
  };
  for (const SchemaPart& part : all) {
    std::vector<Enumerated> allowed;
    const Value values = part.cursor.value["enum"];
    if (values.is_array()) {
      for (Value value : values.elements()) allowed.push_back({value, {}});
    }
    for (const std::string_view name : kWordsOfValues) {
      if (allowed.empty()) break;
      const Value given = keyword(name);
      auto each = given.elements().begin();
      for (Enumerated& entry : allowed) {
        if (given.is_object()) {
          entry.words = joined(entry.words, given[spelled(entry.value)].string());
        } else if (given.is_array() && each != given.elements().end()) {
          entry.words = joined(entry.words, (*each).string());
          ++each;
        }
      }
    }
    take(std::move(allowed));
    if (const Value only = part.cursor.value["const"]) take({Enumerated{only, {}}});
  }
  for (const Union& constants : unions(all, true)) {
    std::vector<Enumerated> allowed;
    for (Value member : constants.members.elements()) {
      const SchemaView each = at(*constants.part, member);
      std::string words = joined(each.title(), each.description());
      const Value value = each.constant();
      if (value && !(value.is_null() && words.empty()))
        allowed.push_back({value, std::move(words)});
    }
    take(std::move(allowed));
  }
  return list;
}

std::vector<Value> SchemaView::enum_values() const {
  std::vector<Value> values;
  for (const Enumerated& each : enumerated()) values.push_back(each.value);
  return values;
}

std::vector<std::string> SchemaView::enum_descriptions() const {
  std::vector<std::string> words;
  bool any = false;
  for (Enumerated& each : enumerated()) {
    any = any || !each.words.empty();
    words.push_back(std::move(each.words));
  }
  if (!any) words.clear();
  return words;
}

Value SchemaView::default_value() const { return keyword("default"); }

std::vector<Value> SchemaView::examples() const {
  std::vector<Value> list;
  for (const char* name : {"example", "x-example"}) {
    if (Value value = annotation(name); value && list.empty()) list.push_back(value);
  }
  const Value given = annotation("examples");
  if (!given.is_array()) return list;
  for (Value value : given.elements()) list.push_back(value);
  return list;
}

Value SchemaView::example() const {
  const std::vector<Value> list = examples();
  return list.empty() ? Value() : list.front();
}

}  // namespace vitrine::openapi
