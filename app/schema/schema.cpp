#include "app/schema/schema.h"

#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

Violation at_root(std::string keyword) {
  Violation violation;
  violation.keyword = std::move(keyword);
  return violation;
}

Violation limit(std::string_view exceeded) {
  Violation violation = at_root("limit");
  add_text(violation, "exceeded", exceeded);
  return violation;
}

}  // namespace

Evaluation evaluate(const Schema& schema, const json::Value& instance,
                    const EvaluateOptions& options) {
  Evaluation evaluation;
  if (!instance) {
    evaluation.violations.push_back(at_root("required"));
    return evaluation;
  }
  // Most instances are valid, and violations cost far more than verdicts: so the verdict first.
  const Program& program = schema.program();
  Run verdict(program, options, instance.document());
  evaluation.valid = verdict.judge(instance) && !verdict.exceeded_pattern();
  if (evaluation.valid) return evaluation;
  if (verdict.stopped()) {
    evaluation.too_expensive = true;
    evaluation.violations.push_back(limit(verdict.exceeded()));
    return evaluation;
  }
  Run explanation(program, options, instance.document());
  evaluation.violations = explanation.explain(instance);
  evaluation.too_expensive = verdict.exceeded_pattern() || explanation.exceeded_pattern();
  if (explanation.stopped()) {
    evaluation.too_expensive = evaluation.too_expensive || explanation.exceeded() != "violations";
    evaluation.violations.push_back(limit(explanation.exceeded()));
  } else if (evaluation.violations.empty()) {
    // Only a pattern that decides nothing ran out of steps, as under `not`.
    evaluation.violations.push_back(limit("pattern"));
  }
  return evaluation;
}

}  // namespace vitrine::schema
