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

/// Whether the schema of a long value says nothing but its type, its properties and its items.
bool says_no_more(const openapi::SchemaView& view, const json::Value& value) {
  const openapi::Kinds kinds = view.kinds();
  if (!kinds.any && !(value.is_array() ? kinds.array : kinds.object)) return false;
  for (const openapi::Property& property : view.properties()) {
    if (property.required && !value[property.name]) return false;
  }
  return view.constraints().empty() && view.subschemas().empty() && view.other_required().empty() &&
         view.dependencies().empty() && view.enumerated().empty() &&
         view.choice() == openapi::Choice::none;
}

/// Finds what can be judged by itself: values that are short, and the elements of lists. What the
/// schema says besides of the long ones around them stays unsaid; false where that is something.
bool collect(Session& session, const openapi::SchemaView& view, const json::Value& value,
             const std::string& pointer, int depth, std::vector<ValuesToJudge>& found,
             Effects& effects) {
  if (!view) return true;
  if (depth == 0) return false;
  const bool is_long = value.range().size() > kSliceBytes;
  const bool is_list = is_long && value.is_array() && view.tuple_size() == 0;
  bool whole = !is_long || says_no_more(view, value);
  if (is_long && value.is_object()) {
    for (const json::Member& member : value.members()) {
      std::string place = pointer;
      json::append(place, member.key);
      whole = collect(session, view.property(member.key), member.value, place, depth - 1, found,
                      effects) &&
              whole;
    }
    return whole;
  }
  const openapi::SchemaView of = is_list ? view.items() : view;
  if (is_long && !is_list) return false;
  if (!of) return whole;
  ValuesToJudge values;
  values.pointer = pointer;
  values.schema = compile_schema(session, of.cursor(), of.dialect(), effects);
  if (!values.schema) return false;
  if (is_list) {
    const json::Elements elements = value.elements();
    values.at = elements.begin();
    values.end = elements.end();
  } else {
    values.value = value;
  }
  found.push_back(std::move(values));
  return whole;
}

/// False where it could not be judged.
bool judge(const ValuesToJudge& values, const json::Value& value, const std::string& pointer,
           Verdict& verdict) {
  schema::EvaluateOptions options;
  options.direction = schema::Direction::response;
  const schema::Evaluation evaluation = schema::evaluate(*values.schema, value, options);
  if (evaluation.valid || evaluation.too_expensive) return !evaluation.too_expensive;
  for (schema::Violation& violation : flattened(evaluation.violations)) {
    if (verdict.violations.size() >= kMostViolations) break;
    violation.instance_pointer = pointer + violation.instance_pointer;
    verdict.violations.push_back(std::move(violation));
  }
  return true;
}

}  // namespace

void judge_in_slices(Session& session, const Exchange& exchange, const openapi::SchemaView& view,
                     Effects& effects) {
  const auto body = session.work->bodies.find(exchange.id);
  if (body == session.work->bodies.end()) return;
  body->second.rest.clear();
  body->second.page = session.page;
  body->second.judging = true;
  body->second.judged_whole = collect(session, view, body->second.reading.document.root(), {},
                                      kDeepest, body->second.rest, effects);
}

bool go_on_judging(Session& session, Exchange& exchange) {
  const auto found = session.work->bodies.find(exchange.id);
  if (found == session.work->bodies.end()) return false;
  BodyJson& body = found->second;
  // Schemas belong to the page that they were compiled for.
  if (body.page != session.page) {
    body.rest.clear();
    body.judging = false;
  }
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
    body.judged_whole = judge(next, value, pointer, exchange.verdict) && body.judged_whole;
    done += value.range().size() + 1;
    if (next.at) {
      ++*next.at;
    } else {
      body.rest.pop_back();
    }
  }
  if (!body.rest.empty()) return true;
  if (std::exchange(body.judging, false) && exchange.verdict.violations.empty()) {
    exchange.verdict.matches = true;
    exchange.verdict.in_part = !body.judged_whole;
  }
  return false;
}

}  // namespace vitrine::session
