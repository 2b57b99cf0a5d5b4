// The validation vocabulary: the sizes of strings, arrays and objects
// (JSON Schema Validation §6.3.1, §6.3.2, §6.4.1, §6.4.2, §6.5.1, §6.5.2).
#include "app/schema/keywords.h"
#include "app/schema/run.h"
#include "app/text/utf8.h"

namespace vitrine::schema {

namespace {

bool fail(const Keyword& keyword, Run& run, const Frame& frame, std::uint64_t actual) {
  return run.fail(frame, keyword.name, [&](Violation& violation) {
    add_json(violation, "limit", keyword.value.lexeme());
    add_number(violation, "actual", actual);
  });
}

std::uint64_t length(Run& run, const Frame& frame) {
  const std::string_view text = frame.instance.string();
  run.charge(text.size() / 64);
  return text::count_code_points(text);
}

bool min_length(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::string) return true;
  const std::uint64_t actual = length(run, frame);
  return actual >= keyword.count || fail(keyword, run, frame, actual);
}

bool max_length(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::string) return true;
  const std::uint64_t actual = length(run, frame);
  return actual <= keyword.count || fail(keyword, run, frame, actual);
}

bool min_items(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::array) return true;
  const std::uint64_t actual = frame.instance.size();
  return actual >= keyword.count || fail(keyword, run, frame, actual);
}

bool max_items(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::array) return true;
  const std::uint64_t actual = frame.instance.size();
  return actual <= keyword.count || fail(keyword, run, frame, actual);
}

bool min_properties(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object) return true;
  const std::uint64_t actual = run.count_members(frame.instance);
  return actual >= keyword.count || fail(keyword, run, frame, actual);
}

bool max_properties(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object) return true;
  const std::uint64_t actual = run.count_members(frame.instance);
  return actual <= keyword.count || fail(keyword, run, frame, actual);
}

void compile(Build& build, std::string_view name, const json::Value& value, Evaluate evaluate) {
  if (const auto limit = size_limit(build, value)) build.add(name, value, evaluate).count = *limit;
}

}  // namespace

void compile_min_length(Build& build, const json::Value& value) {
  compile(build, "minLength", value, min_length);
}
void compile_max_length(Build& build, const json::Value& value) {
  compile(build, "maxLength", value, max_length);
}
void compile_min_items(Build& build, const json::Value& value) {
  compile(build, "minItems", value, min_items);
}
void compile_max_items(Build& build, const json::Value& value) {
  compile(build, "maxItems", value, max_items);
}
void compile_min_properties(Build& build, const json::Value& value) {
  compile(build, "minProperties", value, min_properties);
}
void compile_max_properties(Build& build, const json::Value& value) {
  compile(build, "maxProperties", value, max_properties);
}

}  // namespace vitrine::schema
