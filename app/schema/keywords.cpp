#include "app/schema/keywords.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <utility>

namespace vitrine::schema {

namespace {

constexpr std::uint8_t bit(Dialect dialect) {
  return static_cast<std::uint8_t>(1 << static_cast<int>(dialect));
}

constexpr std::uint8_t k4 = bit(Dialect::draft4);
constexpr std::uint8_t k19 = bit(Dialect::draft2019_09);
constexpr std::uint8_t kUpTo7 = k4 | bit(Dialect::draft6) | bit(Dialect::draft7);
constexpr std::uint8_t kNew = bit(Dialect::draft2020_12) | bit(Dialect::openapi_3_1);
constexpr std::uint8_t kFrom19 = k19 | kNew;
constexpr std::uint8_t kFrom7 = bit(Dialect::draft7) | kFrom19;
constexpr std::uint8_t kFrom6 = bit(Dialect::draft6) | kFrom7;
constexpr std::uint8_t kFrom4 = k4 | kFrom6;
constexpr std::uint8_t kOas20 = bit(Dialect::openapi_2_0);
constexpr std::uint8_t kOas30 = bit(Dialect::openapi_3_0);
constexpr std::uint8_t kAll = kFrom4 | kOas20 | kOas30;
/// Replaced in 2019-09, and still in the meta-schemas of it and its successor; not in OpenAPI 3.1,
/// where it is a mistake.
constexpr std::uint8_t kDependencies = kUpTo7 | k19 | bit(Dialect::draft2020_12);

using enum Vocabulary;
using enum Shape;

/// In the order of evaluation: what is cheap and what explains most comes first, `unevaluated*`
/// last (JSON Schema Core §11).
constexpr KeywordRule kRules[] = {
    {"readOnly", metadata, kFrom7 | kOas20 | kOas30, value, compile_read_only},
    {"writeOnly", metadata, kFrom7 | kOas30, value, compile_write_only},
    {"type", validation, kAll, value, compile_type},
    {"const", validation, kFrom6, value, compile_const},
    {"enum", validation, kAll, value, compile_enum},
    {"minimum", validation, kAll, value, compile_minimum},
    {"maximum", validation, kAll, value, compile_maximum},
    {"exclusiveMinimum", validation, kAll, value, compile_exclusive_minimum},
    {"exclusiveMaximum", validation, kAll, value, compile_exclusive_maximum},
    {"multipleOf", validation, kAll, value, compile_multiple_of},
    {"minLength", validation, kAll, value, compile_min_length},
    {"maxLength", validation, kAll, value, compile_max_length},
    {"pattern", validation, kAll, value, compile_pattern},
    {"format", format_annotation, kAll, value, compile_format},
    {"minItems", validation, kAll, value, compile_min_items},
    {"maxItems", validation, kAll, value, compile_max_items},
    {"uniqueItems", validation, kAll, value, compile_unique_items},
    {"minProperties", validation, kAll, value, compile_min_properties},
    {"maxProperties", validation, kAll, value, compile_max_properties},
    {"required", validation, kAll, value, compile_required},
    {"dependentRequired", validation, kFrom19, value, compile_dependent_required},
    {"propertyNames", applicator, kFrom6, schema, compile_property_names},
    {"properties", applicator, kAll, schema_map, compile_properties},
    {"patternProperties", applicator, kFrom4, schema_map, compile_pattern_properties},
    {"additionalProperties", applicator, kAll, schema, compile_additional_properties},
    {"prefixItems", applicator, kNew, schemas, compile_prefix_items},
    {"items", applicator, kAll, schema_or_list, compile_items},
    {"additionalItems", applicator, kUpTo7 | k19, schema, compile_additional_items},
    {"contains", applicator, kFrom6, schema, compile_contains},
    {"$ref", core, kAll, value, compile_ref},
    {"$dynamicRef", core, kNew, value, compile_dynamic_ref},
    {"$recursiveRef", core, k19, value, compile_recursive_ref},
    {"allOf", applicator, kAll, schemas, compile_all_of},
    {"anyOf", applicator, kFrom4 | kOas30, schemas, compile_any_of},
    {"oneOf", applicator, kFrom4 | kOas30, schemas, compile_one_of},
    {"discriminator", applicator, kOas20 | kOas30 | bit(Dialect::openapi_3_1), value,
     compile_discriminator},
    {"not", applicator, kFrom4 | kOas30, schema, compile_not},
    {"if", applicator, kFrom7, schema, compile_if},
    {"then", applicator, kFrom7, schema, nullptr},
    {"else", applicator, kFrom7, schema, nullptr},
    {"dependentSchemas", applicator, kFrom19, schema_map, compile_dependent_schemas},
    {"dependencies", applicator, kDependencies, Shape::dependencies, compile_dependencies},
    {"unevaluatedItems", unevaluated, kFrom19, schema, compile_unevaluated_items},
    {"unevaluatedProperties", unevaluated, kFrom19, schema, compile_unevaluated_properties},
    {"minContains", validation, kFrom19, value, nullptr},
    {"maxContains", validation, kFrom19, value, nullptr},
    {"$defs", core, kFrom19, schema_map, nullptr},
    {"definitions", core, kFrom4, schema_map, nullptr},
    {"contentSchema", content, kFrom19, schema, nullptr},
    {"nullable", validation, kOas30, value, nullptr},
};

using Order = std::array<std::uint8_t, std::size(kRules)>;

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
    problem(at, "the pattern is not one of ECMA-262: " + compiled.error().message);
    return nullptr;
  }
  return std::make_unique<Pattern>(std::move(*compiled));
}

bool Build::expect(const json::Value& value, json::Type type) {
  if (value.type() == type) return true;
  const bool vowel = type == json::Type::array || type == json::Type::object;
  problem(value, std::string("must be a") + (vowel ? "n " : " ") +
                     std::string(json::type_name(type)) + ", is ignored");
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
    build.problem(value, "must be a non-negative integer, is ignored");
    return std::nullopt;
  }
  return number.to_uint64().value_or(UINT64_MAX);
}

}  // namespace vitrine::schema
