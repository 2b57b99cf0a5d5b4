// The keywords, one row each: how its value is written, checked, reported and shown. What else a
// keyword needs says ARCHITECTURE.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/schema/dialect.h"
#include "app/schema/display.h"
#include "app/schema/keywords.h"
#include "app/schema/program.h"

namespace vitrine::schema {

struct KeywordRow {
  std::string_view name;
  Vocabulary vocabulary;
  std::uint8_t dialects;  ///< bits 1 << Dialect
  ValueKind value;
  /// The type of instance that it speaks of, as TypeBits: where a schema names no type, it is
  /// meant.
  std::uint8_t implies;
  Display display;
  /// nullptr: nothing to evaluate by itself.
  Compile compile;
  /// The message of a violation, a template (message_words.h); `=name` for that of another keyword.
  std::string_view en{};
  std::string_view ko{};
  std::string_view ja{};

  constexpr bool in(Dialect dialect) const { return dialects >> static_cast<int>(dialect) & 1; }
};

namespace keyword_table {

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
constexpr std::uint8_t kOas = kOas20 | kOas30 | bit(Dialect::openapi_3_1);
constexpr std::uint8_t kAll = kFrom4 | kOas20 | kOas30;
/// Replaced in 2019-09, and still in the meta-schemas of it and its successor; not in OpenAPI 3.1,
/// where it is a mistake.
constexpr std::uint8_t kDependencies = kUpTo7 | k19 | bit(Dialect::draft2020_12);

using enum Vocabulary;

/// In the order of evaluation: what is cheap and what explains most comes first, `unevaluated*`
/// last (JSON Schema Core §11). Annotations, which the compiler does not know, follow.
inline constexpr KeywordRow kRows[] = {
    {"readOnly", metadata, kFrom7 | kOas20 | kOas30, ValueKind::flag, 0, Display::hidden,
     compile_read_only, "is read-only and must not be sent", "읽기 전용이므로 보낼 수 없습니다",
     "読み取り専用のため送信できません"},
    {"writeOnly", metadata, kFrom7 | kOas30, ValueKind::flag, 0, Display::hidden,
     compile_write_only},
    {"type", validation, kAll, ValueKind::any_value, 0, Display::hidden, compile_type,
     "must be {expected} (is {actual})", "{expected}이어야 합니다 (현재 {actual})",
     "{expected}でなければなりません(現在は{actual})"},
    {"const", validation, kFrom6, ValueKind::any_value, 0, Display::hidden, compile_const,
     "must be {allowed}", "{allowed}이어야 합니다", "{allowed}でなければなりません"},
    {"enum", validation, kAll, ValueKind::list, 0, Display::hidden, compile_enum,
     "must be one of {allowed}", "다음 중 하나여야 합니다: {allowed}",
     "次のいずれかでなければなりません: {allowed}"},
    {"minimum", validation, kAll, ValueKind::number, kNumber, Display::bound, compile_minimum,
     "must be at least {limit} (is {actual})", "{limit} 이상이어야 합니다 (현재 {actual})",
     "{limit}以上でなければなりません(現在は{actual})"},
    {"maximum", validation, kAll, ValueKind::number, kNumber, Display::bound, compile_maximum,
     "must be at most {limit} (is {actual})", "{limit} 이하여야 합니다 (현재 {actual})",
     "{limit}以下でなければなりません(現在は{actual})"},
    {"exclusiveMinimum", validation, kAll, ValueKind::limit, kNumber, Display::bound,
     compile_exclusive_minimum, "must be greater than {limit} (is {actual})",
     "{limit}보다 커야 합니다 (현재 {actual})",
     "{limit}より大きくなければなりません(現在は{actual})"},
    {"exclusiveMaximum", validation, kAll, ValueKind::limit, kNumber, Display::bound,
     compile_exclusive_maximum, "must be less than {limit} (is {actual})",
     "{limit}보다 작아야 합니다 (현재 {actual})",
     "{limit}より小さくなければなりません(現在は{actual})"},
    {"multipleOf", validation, kAll, ValueKind::number, kNumber, Display::step, compile_multiple_of,
     "must be a multiple of {divisor} (is {actual})", "{divisor}의 배수여야 합니다 (현재 {actual})",
     "{divisor}の倍数でなければなりません(現在は{actual})"},
    {"minLength", validation, kAll, ValueKind::count, kString, Display::characters,
     compile_min_length, "must be at least {limit:character|characters} (is {actual})",
     "{limit}자 이상이어야 합니다 (현재 {actual}자)",
     "{limit}文字以上でなければなりません(現在は{actual}文字)"},
    {"maxLength", validation, kAll, ValueKind::count, kString, Display::characters,
     compile_max_length, "must be at most {limit:character|characters} (is {actual})",
     "{limit}자 이하여야 합니다 (현재 {actual}자)",
     "{limit}文字以下でなければなりません(現在は{actual}文字)"},
    {"pattern", validation, kAll, ValueKind::text, kString, Display::pattern, compile_pattern,
     "must match the pattern {pattern}", "패턴 {pattern}에 맞아야 합니다",
     "パターン {pattern} に一致しなければなりません"},
    {"format", format_annotation, kAll, ValueKind::text, 0, Display::hidden, compile_format,
     "must be in the format {format}", "{format} 형식이어야 합니다",
     "{format} 形式でなければなりません"},
    {"minItems", validation, kAll, ValueKind::count, kArray, Display::items, compile_min_items,
     "must have at least {limit:item|items} (has {actual})",
     "항목이 {limit}개 이상이어야 합니다 (현재 {actual}개)",
     "項目は{limit}個以上でなければなりません(現在は{actual}個)"},
    {"maxItems", validation, kAll, ValueKind::count, kArray, Display::items, compile_max_items,
     "must have at most {limit:item|items} (has {actual})",
     "항목이 {limit}개 이하여야 합니다 (현재 {actual}개)",
     "項目は{limit}個以下でなければなりません(現在は{actual}個)"},
    {"uniqueItems", validation, kAll, ValueKind::flag, kArray, Display::unique,
     compile_unique_items, "must not repeat an item: [{first}] and [{second}] are equal",
     "같은 항목이 있으면 안 됩니다: [{first}]과 [{second}]이 같습니다",
     "項目が重複してはいけません: [{first}]と[{second}]が同じです"},
    {"minProperties", validation, kAll, ValueKind::count, kObject, Display::properties,
     compile_min_properties, "must have at least {limit:property|properties} (has {actual})",
     "속성이 {limit}개 이상이어야 합니다 (현재 {actual}개)",
     "プロパティは{limit}個以上でなければなりません(現在は{actual}個)"},
    {"maxProperties", validation, kAll, ValueKind::count, kObject, Display::properties,
     compile_max_properties, "must have at most {limit:property|properties} (has {actual})",
     "속성이 {limit}개 이하여야 합니다 (현재 {actual}개)",
     "プロパティは{limit}個以下でなければなりません(現在は{actual}個)"},
    {"required", validation, kAll, ValueKind::names, kObject, Display::hidden, compile_required,
     "is required", "필수 항목입니다", "必須です"},
    {"dependentRequired", validation, kFrom19, ValueKind::object, kObject, Display::hidden,
     compile_dependent_required, "is required when {because} is given",
     "{because}이(가) 있으면 필수 항목입니다", "{because} があるときは必須です"},
    {"propertyNames", applicator, kFrom6, ValueKind::schema, kObject, Display::names,
     compile_property_names, "`{property}` is not an allowed key",
     "`{property}`은(는) 허용되지 않는 키입니다", "`{property}` は使用できないキーです"},
    {"properties", applicator, kAll, ValueKind::schema_map, kObject, Display::hidden,
     compile_properties},
    {"patternProperties", applicator, kFrom4, ValueKind::schema_map, kObject, Display::pattern_name,
     compile_pattern_properties},
    {"additionalProperties", applicator, kAll, ValueKind::schema, kObject, Display::hidden,
     compile_additional_properties, "=false"},
    {"prefixItems", applicator, kNew, ValueKind::schemas, kArray, Display::position,
     compile_prefix_items},
    {"items", applicator, kAll, ValueKind::schema_or_list, kArray, Display::position, compile_items,
     "=false"},
    {"additionalItems", applicator, kUpTo7 | k19, ValueKind::schema, 0, Display::hidden,
     compile_additional_items, "=false"},
    {"contains", applicator, kFrom6, ValueKind::schema, kArray, Display::matching, compile_contains,
     "=minContains"},
    {"$ref", core, kAll, ValueKind::text, 0, Display::hidden, compile_ref},
    {"$dynamicRef", core, kNew, ValueKind::text, 0, Display::hidden, compile_dynamic_ref},
    {"$recursiveRef", core, k19, ValueKind::text, 0, Display::hidden, compile_recursive_ref},
    {"allOf", applicator, kAll, ValueKind::schemas, 0, Display::hidden, compile_all_of},
    {"anyOf", applicator, kFrom4 | kOas30, ValueKind::schemas, 0, Display::hidden, compile_any_of,
     "=oneOf"},
    {"oneOf", applicator, kFrom4 | kOas30, ValueKind::schemas, 0, Display::hidden, compile_one_of,
     "matches none of the alternatives", "허용되는 형태 중 어느 것에도 맞지 않습니다",
     "許されるどの形にも一致しません"},
    {"discriminator", applicator, kOas20 | kOas30 | bit(Dialect::openapi_3_1), ValueKind::any_value,
     0, Display::hidden, compile_discriminator, "=enum"},
    {"not", applicator, kFrom4 | kOas30, ValueKind::schema, 0, Display::excluded, compile_not,
     "is of a form that is excluded", "제외된 형태입니다", "除外された形です"},
    {"if", applicator, kFrom7, ValueKind::schema, 0, Display::condition, compile_if},
    {"then", applicator, kFrom7, ValueKind::schema, 0, Display::then, nullptr},
    {"else", applicator, kFrom7, ValueKind::schema, 0, Display::otherwise, nullptr},
    {"dependentSchemas", applicator, kFrom19, ValueKind::schema_map, kObject, Display::dependent,
     compile_dependent_schemas},
    {"dependencies", applicator, kDependencies, ValueKind::dependencies, 0, Display::dependent,
     compile_dependencies, "=dependentRequired"},
    {"unevaluatedItems", unevaluated, kFrom19, ValueKind::schema, 0, Display::hidden,
     compile_unevaluated_items, "=false"},
    {"unevaluatedProperties", unevaluated, kFrom19, ValueKind::schema, 0, Display::hidden,
     compile_unevaluated_properties, "=false"},
    {"minContains", validation, kFrom19, ValueKind::count, 0, Display::matching_items, nullptr,
     "must contain at least {limit:matching item|matching items} (has {actual})",
     "조건에 맞는 항목이 {limit}개 이상이어야 합니다 (현재 {actual}개)",
     "条件に合う項目は{limit}個以上でなければなりません(現在は{actual}個)"},
    {"maxContains", validation, kFrom19, ValueKind::count, 0, Display::matching_items, nullptr,
     "must contain at most {limit:matching item|matching items} (has {actual})",
     "조건에 맞는 항목이 {limit}개 이하여야 합니다 (현재 {actual}개)",
     "条件に合う項目は{limit}個以下でなければなりません(現在は{actual}個)"},
    {"$defs", core, kFrom19, ValueKind::schema_map, 0, Display::hidden, nullptr},
    {"definitions", core, kFrom4, ValueKind::schema_map, 0, Display::hidden, nullptr},
    {"contentSchema", content, kFrom19, ValueKind::schema, 0, Display::content, nullptr},
    {"nullable", validation, kOas30, ValueKind::flag, 0, Display::hidden, nullptr},
    {"title", metadata, kAll, ValueKind::text, 0, Display::hidden, nullptr},
    {"description", metadata, kAll, ValueKind::text, 0, Display::hidden, nullptr},
    {"default", metadata, kAll, ValueKind::any_value, 0, Display::hidden, nullptr},
    {"example", metadata, kOas, ValueKind::any_value, 0, Display::hidden, nullptr},
    {"xml", metadata, kOas, ValueKind::object, 0, Display::hidden, nullptr},
    {"externalDocs", metadata, kOas, ValueKind::object, 0, Display::hidden, nullptr},
    {"deprecated", metadata, kFrom19 | kOas30, ValueKind::flag, 0, Display::hidden, nullptr},
    {"examples", metadata, kFrom6, ValueKind::list, 0, Display::hidden, nullptr},
    {"contentEncoding", content, kFrom7, ValueKind::text, 0, Display::plain, nullptr},
    {"contentMediaType", content, kFrom7, ValueKind::text, 0, Display::plain, nullptr},
    {"$schema", core, kFrom4, ValueKind::text, 0, Display::hidden, nullptr},
    {"$id", core, kFrom6, ValueKind::text, 0, Display::hidden, nullptr},
    {"id", core, k4, ValueKind::text, 0, Display::hidden, nullptr},
    {"$anchor", core, kFrom19, ValueKind::text, 0, Display::hidden, nullptr},
    {"$dynamicAnchor", core, kNew, ValueKind::text, 0, Display::hidden, nullptr},
    {"$recursiveAnchor", core, k19, ValueKind::flag, 0, Display::hidden, nullptr},
    {"$vocabulary", core, kFrom19, ValueKind::object, 0, Display::hidden, nullptr},
    {"$comment", core, kFrom7, ValueKind::text, 0, Display::hidden, nullptr},
};

/// The rows that the compiler knows: up to the first annotation.
inline constexpr std::size_t kCompiled = [] {
  std::size_t count = 0;
  while (kRows[count].name != "title") ++count;
  return count;
}();

/// The number of rows that `wanted` holds for, and these rows as `Row{row}`: each user has the
/// columns that it needs, and the module nothing else.
template <class Wanted>
constexpr std::size_t count_rows(Wanted wanted) {
  std::size_t count = 0;
  for (const KeywordRow& row : kRows) count += wanted(row) ? 1 : 0;
  return count;
}

template <class Row, std::size_t count, class Wanted>
constexpr std::array<Row, count> select_rows(Wanted wanted) {
  std::array<Row, count> rows{};
  std::size_t size = 0;
  for (const KeywordRow& row : kRows) {
    if (wanted(row)) rows[size++] = Row(row);
  }
  return rows;
}

}  // namespace keyword_table

}  // namespace vitrine::schema
