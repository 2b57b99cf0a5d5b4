// The validation vocabulary for numbers (JSON Schema Validation §6.2), exact in all digits.
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

constexpr std::uint64_t kDigitsPerStep = 64;

bool charge_digits(Run& run, const Frame& frame, const Keyword& keyword) {
  return run.charge((frame.instance.lexeme().size() + keyword.value.lexeme().size()) /
                    kDigitsPerStep);
}

bool fail(Run& run, const Frame& frame, const Keyword& keyword, std::string_view name) {
  return run.fail(frame, name, [&](Violation& violation) {
    add_json(violation, name == "multipleOf" ? "divisor" : "limit", keyword.value.lexeme());
    add_json(violation, "actual", frame.instance.lexeme());
  });
}

/// The limit in `number`; `count` is 1 when it is excluded.
bool minimum(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::number) return true;
  if (!charge_digits(run, frame, keyword)) return false;
  const auto order = frame.instance.number().compare(keyword.number);
  if (keyword.count == 1 ? order > 0 : order >= 0) return true;
  return fail(run, frame, keyword, keyword.count == 1 ? "exclusiveMinimum" : "minimum");
}

bool maximum(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::number) return true;
  if (!charge_digits(run, frame, keyword)) return false;
  const auto order = frame.instance.number().compare(keyword.number);
  if (keyword.count == 1 ? order < 0 : order <= 0) return true;
  return fail(run, frame, keyword, keyword.count == 1 ? "exclusiveMaximum" : "maximum");
}

bool multiple_of(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::number) return true;
  // Long division: every digit of the one meets every digit of the other.
  const std::uint64_t digits = frame.instance.lexeme().size();
  if (!run.charge(digits * (1 + keyword.value.lexeme().size()) / kDigitsPerStep)) return false;
  if (frame.instance.number().is_multiple_of(keyword.number)) return true;
  return fail(run, frame, keyword, keyword.name);
}

void compile_limit(Build& build, std::string_view name, const json::Value& value, Evaluate evaluate,
                   bool exclusive) {
  if (!build.expect(value, json::Type::number)) return;
  Keyword& keyword = build.add(name, value, evaluate);
  keyword.number = value.number();
  keyword.count = exclusive ? 1 : 0;
}

bool is_excluded(const Build& build, std::string_view name) {
  return build.rules().is_draft4_like() && build.schema()[name].boolean();
}

/// In draft 4 and its relatives a boolean beside the limit, else a limit of its own.
void compile_exclusive(Build& build, std::string_view name, const json::Value& value,
                       Evaluate evaluate) {
  if (!build.rules().is_draft4_like()) {
    compile_limit(build, name, value, evaluate, true);
  } else {
    build.expect(value, json::Type::boolean);
  }
}

}  // namespace

void compile_multiple_of(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::number)) return;
  const json::Number number = value.number();
  if (number.is_zero() || number.is_negative()) {
    build.problem(value, Problem::Kind::value, "must be greater than 0, is ignored");
    return;
  }
  build.add("multipleOf", value, multiple_of).number = number;
}

void compile_minimum(Build& build, const json::Value& value) {
  compile_limit(build, "minimum", value, minimum, is_excluded(build, "exclusiveMinimum"));
}

void compile_maximum(Build& build, const json::Value& value) {
  compile_limit(build, "maximum", value, maximum, is_excluded(build, "exclusiveMaximum"));
}

void compile_exclusive_minimum(Build& build, const json::Value& value) {
  compile_exclusive(build, "exclusiveMinimum", value, minimum);
}

void compile_exclusive_maximum(Build& build, const json::Value& value) {
  compile_exclusive(build, "exclusiveMaximum", value, maximum);
}

}  // namespace vitrine::schema
