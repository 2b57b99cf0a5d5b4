// The validation vocabulary: the sizes of strings, arrays and objects
// (JSON Schema Validation §6.3.1, §6.3.2, §6.4.1, §6.4.2, §6.5.1, §6.5.2).
#include "app/schema/keywords.h"
#include "app/schema/run.h"
#include "app/text/utf8.h"

namespace vitrine::schema {

namespace {

std::uint64_t length(Run& run, const json::Value& instance) {
  const std::string_view text = instance.string();
  run.charge(text.size() / 64);
  return text::count_code_points(text);
}
std::uint64_t items(Run&, const json::Value& instance) { return instance.size(); }
std::uint64_t members(Run& run, const json::Value& instance) { return run.count_members(instance); }

enum class Bound { least, most };

template <json::Type type, auto size, Bound bound>
bool has_size(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != type) return true;
  const std::uint64_t actual = size(run, frame.instance);
  if (bound == Bound::least ? actual >= keyword.count : actual <= keyword.count) return true;
  return run.fail(frame, keyword.name, [&](Violation& violation) {
    add_json(violation, "limit", keyword.value.lexeme());
    add_number(violation, "actual", actual);
  });
}

template <json::Type type, auto size>
void compile(Build& build, std::string_view name, const json::Value& value, Bound bound) {
  const auto limit = size_limit(build, value);
  if (!limit) return;
  const Evaluate evaluate = bound == Bound::least ? has_size<type, size, Bound::least>
                                                  : has_size<type, size, Bound::most>;
  build.add(name, value, evaluate).count = *limit;
}

}  // namespace

void compile_min_length(Build& build, const json::Value& value) {
  compile<json::Type::string, length>(build, "minLength", value, Bound::least);
}
void compile_max_length(Build& build, const json::Value& value) {
  compile<json::Type::string, length>(build, "maxLength", value, Bound::most);
}
void compile_min_items(Build& build, const json::Value& value) {
  compile<json::Type::array, items>(build, "minItems", value, Bound::least);
}
void compile_max_items(Build& build, const json::Value& value) {
  compile<json::Type::array, items>(build, "maxItems", value, Bound::most);
}
void compile_min_properties(Build& build, const json::Value& value) {
  compile<json::Type::object, members>(build, "minProperties", value, Bound::least);
}
void compile_max_properties(Build& build, const json::Value& value) {
  compile<json::Type::object, members>(build, "maxProperties", value, Bound::most);
}

}  // namespace vitrine::schema
