// openapi::check of any document: each problem once, in order, at a place that is there.
#include "app/openapi/check.h"

#include <set>
#include <tuple>

#include "app/json/pointer.h"
#include "app/json/text_reader.h"
#include "tests/fuzz/documents.h"

using namespace vitrine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr json::Limits kLimits{.depth = 200, .nodes = 50'000};
  constexpr char kUri[] = "fuzz:/description.yaml";
  json::DocumentSet set;
  FUZZ_REQUIRE(set.add(kUri, json::read_text(fuzz::text_of(data, size), kLimits).document));
  const openapi::Description description = openapi::Description::read(set, kUri);
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  // A pointer into the first of two equal keys leads into the last.
  const bool leads = set.find(kUri)->problems().empty() && set.root(kUri).value;
  json::Position last;
  for (const openapi::Problem& problem : openapi::check(description)) {
    FUZZ_REQUIRE(!problem.message.empty() && fuzz::is_utf8(problem.message));
    FUZZ_REQUIRE(seen.insert({problem.uri, problem.pointer, problem.message}).second);
    if (problem.uri != kUri) continue;
    FUZZ_REQUIRE(!leads || json::resolve(set.root(kUri).value, problem.pointer));
    const json::Position at = problem.position;
    FUZZ_REQUIRE(std::tie(last.line, last.column) <= std::tie(at.line, at.column));
    last = at;
  }
  return 0;
}
