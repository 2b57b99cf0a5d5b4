// The meta-data vocabulary, as far as it has a say in verdicts: `readOnly` and `writeOnly`
// (JSON Schema Validation §9.4). `required` reads what is noted here.
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

/// OAS 2.0, Schema Object: a property that is `readOnly` MUST NOT be sent in a request. Later
/// versions only say SHOULD NOT, which is no ground for refusing.
bool read_only(const Keyword& keyword, Run& run, Frame& frame) {
  return run.direction() != Direction::request || run.fail(frame, keyword.name);
}

}  // namespace

void compile_read_only(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::boolean) || !value.boolean()) return;
  build.node().read_only = true;
  if (build.rules().dialect == Dialect::openapi_2_0) build.add("readOnly", value, read_only);
}

void compile_write_only(Build& build, const json::Value& value) {
  if (build.expect(value, json::Type::boolean)) build.node().write_only = value.boolean();
}

}  // namespace vitrine::schema
