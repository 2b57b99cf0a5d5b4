// Judges bodies that are too long for one task: the elements of their lists, some at a time.
#include <algorithm>
#include <utility>

#include "app/json/pointer.h"
#include "app/session/description/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"

namespace vitrine::session {
namespace {

constexpr size_t kSliceBytes = 128 * 1024;
/// A value within objects that are too long.
constexpr int kDeepest = 4;
constexpr size_t kMostViolations = 200;

/// Finds what can be judged by itself: values that are short, and the elements of lists. What the
/// schema says of the long ones around them stays unsaid.
void collect(Session& session, const openapi::SchemaView& view, const json::Value& value,
             const std::string& pointer, int depth, std::vector<ValuesToJudge>& found,
             Effects& effects) {
  if (!view || depth == 0) return;
  const bool is_long = value.range().size() > kSliceBytes;
  const bool is_list = is_long && value.is_array() && view.tuple_size() == 0;
  if (is_long && value.is_object()) {
    for (const json::Member& member : value.members()) {
      std::string place = pointer;
      json::append(place, member.key);
      collect(session, view.property(member.key), member.value, place, depth - 1, found, effects);
    }
    return;
  }
  const openapi::SchemaView of = is_list ? view.items() : view;
  if (!of || (is_long && !is_list)) return;
  ValuesToJudge values;
  values.pointer = pointer;
  values.schema = compile_schema(session, of.cursor(), of.dialect(), effects);
  if (!values.schema) return;
  if (is_list) {
    const json::Elements elements = value.elements();
    values.at = elements.begin();
    values.end = elements.end();
  } else {
    values.value = value;
  }
  found.push_back(std::move(values));
}

void judge(const ValuesToJudge& values, const json::Value& value, const std::string& pointer,
           Verdict& verdict) {
  schema::EvaluateOptions options;
  options.direction = schema::Direction::response;
  const schema::Evaluation evaluation = schema::evaluate(*values.schema, value, options);
  if (evaluation.valid || evaluation.too_expensive) return;
  for (schema::Violation& violation : flattened(evaluation.violations)) {
    if (verdict.violations.size() >= kMostViolations) return;
    violation.instance_pointer = pointer + violation.instance_pointer;
    verdict.violations.push_back(std::move(violation));
  }
}

}  // namespace

void judge_in_slices(Session& session, const Exchange& exchange, const openapi::SchemaView& view,
                     Effects& effects) {
  const auto body = session.work->bodies.find(exchange.id);
  if (body == session.work->bodies.end()) return;
  body->second.rest.clear();
  body->second.page = session.page;
  collect(session, view, body->second.reading.document.root(), {}, kDeepest, body->second.rest,
          effects);
}

bool go_on_judging(Session& session, Exchange& exchange) {
  const auto found = session.work->bodies.find(exchange.id);
  if (found == session.work->bodies.end()) return false;
  BodyJson& body = found->second;
  // Schemas belong to the page that they were compiled for.
  if (body.page != session.page) body.rest.clear();
  for (size_t done = 0; !body.rest.empty() && done < kSliceBytes;) {
    ValuesToJudge& next = body.rest.back();
    const bool over = exchange.verdict.violations.size() >= kMostViolations;
    if (over || (next.at && *next.at == *next.end)) {
      body.rest.pop_back();
      continue;
    }
    const json::Value value = next.at ? **next.at : next.value;
    std::string pointer = next.pointer;
    if (next.at) json::append(pointer, next.index++);
    judge(next, value, pointer, exchange.verdict);
    done += value.range().size() + 1;
    if (next.at) {
      ++*next.at;
    } else {
      body.rest.pop_back();
    }
  }
  return !body.rest.empty();
}

}  // namespace vitrine::session
