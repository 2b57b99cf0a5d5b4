#include "app/schema/keywords.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "app/schema/keyword_table.h"

namespace vitrine::schema {

namespace {

constexpr auto kRules = [] {
  std::array<KeywordRule, keyword_table::kCompiled> rules{};
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const KeywordRow& row = keyword_table::kRows[i];
    rules[i] = {row.name, row.vocabulary, row.dialects, row.value, row.implies, row.compile};
  }
  return rules;
}();

using Order = std::array<std::uint8_t, kRules.size()>;

Order sorted_by_name() {
  Order order{};
  std::iota(order.begin(), order.end(), std::uint8_t{0});
  std::sort(order.begin(), order.end(),
            [](std::uint8_t a, std::uint8_t b) { return kRules[a].name < kRules[b].name; });
  return order;
}

}  // namespace

const KeywordRule* find_keyword(std::string_view name) {
  static const Order order = sorted_by_name();
  const auto found = std::lower_bound(
      order.begin(), order.end(), name,
      [](std::uint8_t index, std::string_view wanted) { return kRules[index].name < wanted; });
  if (found == order.end() || kRules[*found].name != name) return nullptr;
  return &kRules[*found];
}

std::optional<std::size_t> find_row(std::string_view name) {
  const KeywordRule* rule = find_keyword(name);
  if (rule == nullptr) return std::nullopt;
  return static_cast<std::size_t>(rule - kRules.data());
}

Keyword& Build::add(std::string_view name, const json::Value& value, Evaluate evaluate) {
  // The table's name is static, the caller's may not be.
  Keyword keyword;
  const KeywordRule* rule = find_keyword(name);
  keyword.name = rule != nullptr ? rule->name : name;
  keyword.value = value;
  keyword.evaluate = evaluate;
  node().keywords.push_back(std::move(keyword));
  return node().keywords.back();
}

std::unique_ptr<Pattern> Build::pattern(const json::Value& at, std::string_view source) {
  auto compiled = Pattern::compile(source);
  if (!compiled) {
    problem(at, Problem::Kind::pattern,
            "the pattern is not one of ECMA-262: " + compiled.error().message);
    return nullptr;
  }
  return std::make_unique<Pattern>(std::move(*compiled));
}

bool Build::expect(const json::Value& value, json::Type type) {
  if (value.type() == type) return true;
  const bool vowel = type == json::Type::array || type == json::Type::object;
  problem(value, Problem::Kind::value,
          std::string("must be a") + (vowel ? "n " : " ") + std::string(json::type_name(type)) +
              ", is ignored");
  return false;
}

void Build::add_children(Keyword& keyword, const json::Value& value) {
  keyword.operands = std::make_unique<Operands>();
  Operands& operands = *keyword.operands;
  if (value.is_array()) {
    std::size_t index = 0;
    for (const json::Value element : value.elements()) {
      operands.children.push_back({std::to_string(index++), subschema(element)});
    }
    return;
  }
  for (const json::Member& member : value.members()) {
    if (value[member.key].id() != member.value.id()) continue;
    operands.children.push_back({std::string(member.key), subschema(member.value)});
  }
  operands.sort_children();
}

std::optional<std::uint64_t> size_limit(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::number)) return std::nullopt;
  const json::Number number = value.number();
  if (!number.is_integer() || number.is_negative()) {
    build.problem(value, Problem::Kind::value, "must be a non-negative integer, is ignored");
    return std::nullopt;
  }
  return number.to_uint64().value_or(UINT64_MAX);
}

}  // namespace vitrine::schema
