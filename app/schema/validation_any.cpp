// The validation vocabulary for any type (JSON Schema Validation §6.1).
#include <algorithm>
#include <iterator>

#include "app/json/write.h"
#include "app/schema/equality.h"
#include "app/schema/keywords.h"
#include "app/schema/run.h"
#include "app/text/utf8.h"

namespace vitrine::schema {

namespace {

struct TypeName {
  std::string_view name;
  std::uint8_t bits;
};

constexpr TypeName kTypeNames[] = {
    {"null", kNull},     {"boolean", kBoolean}, {"integer", kInteger}, {"number", kNumber},
    {"string", kString}, {"array", kArray},     {"object", kObject},
};

std::uint8_t bits_of(std::string_view name) {
  for (const TypeName& type : kTypeNames) {
    if (type.name == name) return type.bits;
  }
  return 0;
}

/// Draft 4 §3.5: an integer is spelled without fraction and exponent. Later drafts go by value.
bool is_integer(const json::Value& value, bool by_spelling) {
  if (by_spelling) return value.lexeme().find_first_of(".eE") == std::string_view::npos;
  return value.number().is_integer();
}

std::uint8_t bits_of(const json::Value& value, json::Type type, bool by_spelling) {
  switch (type) {
    case json::Type::null:
      return kNull;
    case json::Type::boolean:
      return kBoolean;
    case json::Type::number:
      return is_integer(value, by_spelling) ? kInteger : kFraction;
    case json::Type::string:
      return kString;
    case json::Type::array:
      return kArray;
    case json::Type::object:
      return kObject;
  }
  return 0;
}

/// `count` is 1 where integers go by their spelling.
bool type(const Keyword& keyword, Run& run, Frame& frame) {
  const bool is_number = frame.type == json::Type::number;
  if (is_number && (keyword.types & kNumber) == kNumber) return true;
  if (is_number && !run.charge(frame.instance.lexeme().size() / 64)) return false;
  const std::uint8_t actual = bits_of(frame.instance, frame.type, keyword.count == 1);
  if ((keyword.types & actual) != 0) return true;
  return run.fail(frame, keyword.name, [&](Violation& violation) {
    std::vector<Parameter::Item> expected;
    if (keyword.value.is_string()) expected.push_back({std::string(keyword.value.string())});
    for (const json::Value name : keyword.value.elements()) {
      expected.push_back({std::string(name.string())});
    }
    const bool null_is_named =
        std::any_of(expected.begin(), expected.end(),
                    [](const Parameter::Item& item) { return item.text == "null"; });
    if ((keyword.types & kNull) != 0 && !null_is_named) expected.push_back({"null"});
    add_list(violation, "expected", std::move(expected));
    add_text(violation, "actual", actual == kInteger ? "integer" : json::type_name(frame.type));
  });
}

void add_allowed(Violation& violation, const std::vector<json::Value>& values) {
  std::vector<Parameter::Item> allowed;
  for (std::size_t i = 0; i < values.size() && i < kAllowedShown; ++i) {
    const json::Value& value = values[i];
    allowed.push_back({value.is_string() ? std::string(value.string()) : json::compact(value),
                       value.is_string()});
  }
  add_list(violation, "allowed", std::move(allowed));
  add_number(violation, "count", values.size());
}

bool enum_(const Keyword& keyword, Run& run, Frame& frame) {
  const Charge charge = [&run](std::uint64_t steps) { return run.charge(steps); };
  const std::vector<HashedValue>& values = keyword.operands->values;
  const std::uint64_t wanted = hash(frame.instance, charge);
  auto at = std::lower_bound(
      values.begin(), values.end(), wanted,
      [](const HashedValue& value, std::uint64_t number) { return value.hash < number; });
  for (; at != values.end() && at->hash == wanted && !run.stopped(); ++at) {
    if (equal(frame.instance, at->value, charge)) return true;
  }
  return run.fail(frame, keyword.name, [&](Violation& violation) {
    std::vector<json::Value> allowed;
    for (const json::Value value : keyword.value.elements()) allowed.push_back(value);
    add_allowed(violation, allowed);
  });
}

bool const_(const Keyword& keyword, Run& run, Frame& frame) {
  const Charge charge = [&run](std::uint64_t steps) { return run.charge(steps); };
  if (equal(frame.instance, keyword.value, charge)) return true;
  return run.fail(frame, keyword.name,
                  [&](Violation& violation) { add_allowed(violation, {keyword.value}); });
}

}  // namespace

void compile_type(Build& build, const json::Value& value) {
  const DialectRules& rules = build.rules();
  const bool openapi_2_or_3_0 = rules.is_openapi() && rules.is_draft4_like();
  std::uint8_t types = 0;
  const auto add = [&](const json::Value& name) {
    const std::uint8_t bits = bits_of(name.string());
    if (name.string() == "file" && rules.dialect == Dialect::openapi_2_0) return true;
    if (bits == 0) {
      const std::string said =
          name.is_string() ? '"' + text::shortened_to_code_points(name.string(), 60) + '"' : "this";
      build.problem(name, Problem::Kind::other,
                    said + " is not the name of a type, the keyword is ignored");
    }
    types |= bits;
    return bits != 0;
  };
  if (value.is_array()) {
    if (openapi_2_or_3_0)
      build.problem(value, Problem::Kind::type_list,
                    "type must be one name in this version of OpenAPI");
    for (const json::Value name : value.elements()) {
      if (!add(name)) return;
    }
  } else if (!build.expect(value, json::Type::string) || !add(value)) {
    return;
  }
  // OAS 3.0.3 §4.7.24.1: `nullable` adds null to the type beside it and does nothing without one.
  const bool nullable =
      (rules.dialect == Dialect::openapi_3_0 && build.schema()["nullable"].boolean()) ||
      (rules.dialect == Dialect::openapi_2_0 && build.schema()["x-nullable"].boolean());
  if (nullable) types |= kNull;
  if (types == 0) return;
  Keyword& keyword = build.add("type", value, type);
  keyword.types = types;
  keyword.count = rules.dialect == Dialect::draft4 ? 1 : 0;
}

void compile_enum(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::array)) return;
  Keyword& keyword = build.add("enum", value, enum_);
  keyword.operands = std::make_unique<Operands>();
  std::vector<HashedValue>& values = keyword.operands->values;
  const Charge unlimited = [](std::uint64_t) { return true; };
  for (const json::Value element : value.elements()) {
    values.push_back({hash(element, unlimited), element});
  }
  std::sort(values.begin(), values.end(),
            [](const HashedValue& a, const HashedValue& b) { return a.hash < b.hash; });
}

void compile_const(Build& build, const json::Value& value) { build.add("const", value, const_); }

}  // namespace vitrine::schema
