// The validation vocabulary: `pattern` (JSON Schema Validation §6.3.3).
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

bool pattern(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::string) return true;
  const Pattern::Verdict verdict = run.search(*keyword.pattern, frame.instance.string());
  if (verdict == Pattern::Verdict::match) return true;
  return run.fail(frame, keyword.name, [&](Violation& violation) {
    add_text(violation, "pattern", keyword.value.string());
    if (verdict == Pattern::Verdict::too_expensive) {
      add_text(violation, "error", "PatternTooExpensive");
    }
  });
}

}  // namespace

void compile_pattern(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::string)) return;
  auto compiled = build.pattern(value, value.string());
  if (compiled != nullptr) build.add("pattern", value, pattern).pattern = std::move(compiled);
}

}  // namespace vitrine::schema
