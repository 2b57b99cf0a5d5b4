// The core at work, natively and as WebAssembly under Node.js; core.mjs runs both and compares.
// Prints one JSON object.
//   bench_core read FILE ROUNDS             reads and indexes a description; as WebAssembly in
//   turns
//                                           with JSON.parse of the same text
//   bench_core validate FILE CASES ROUNDS   judges instances: lines of CASES are a JSON Pointer to
//   a
//                                           schema in FILE, a tab, an instance
//   bench_core hostile FILE                 everything that is done with a description
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#else
#include <sys/resource.h>
#endif

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/openapi/description.h"
#include "app/openapi/example.h"
#include "app/schema/schema.h"

namespace {

using vitrine::openapi::Description;
using vitrine::schema::Schema;

template <class Function>
double milliseconds(const Function& function) {
  const auto start = std::chrono::steady_clock::now();
  function();
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  return taken.count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::string contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s: cannot be read\n", path);
    std::exit(2);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

#ifdef __EMSCRIPTEN__
double parse_with_javascript(const char* path) {
  return EM_ASM_DOUBLE(
      {
        const text = require('fs').readFileSync(UTF8ToString($0), 'utf8');
        const start = performance.now();
        JSON.parse(text);
        return performance.now() - start;
      },
      path);
}
#else
double parse_with_javascript(const char*) { return 0; }
#endif

int read(const char* path, int rounds) {
  constexpr std::size_t kSlice = 256 * 1024;
  const std::string text = contents(path);
  std::vector<double> reading;
  std::vector<double> indexing;
  std::vector<double> whole;
  std::vector<double> javascript;
  double slice = 0;
  std::size_t memory = 0;
  std::size_t operations = 0;
  for (int i = 0; i < rounds; ++i) {
    vitrine::json::DocumentSet set;
    double longest = 0;
    reading.push_back(milliseconds([&] {
      vitrine::json::Reader reader;
      std::string_view rest = text;
      while (!rest.empty()) {
        const auto feed = [&] { rest.remove_prefix(reader.feed(rest, kSlice)); };
        longest = std::max(longest, milliseconds(feed));
      }
      auto result = std::move(reader).finish();
      memory = result.document.memory_bytes();
      if (!set.add("a", std::move(result.document))) std::abort();
    }));
    indexing.push_back(
        milliseconds([&] { operations = Description::read(set, "a").operations().size(); }));
    whole.push_back(reading.back() + indexing.back());
    slice = i == 0 ? longest : std::min(slice, longest);
    javascript.push_back(parse_with_javascript(path));
  }
  std::printf(
      R"({"bytes": %zu, "operations": %zu, "read": %.3f, "index": %.3f, "both": %.3f, "slice": %.3f, )"
      R"("memory": %.3f, "javascript": %.3f})"
      "\n",
      text.size(), operations, median(reading), median(indexing), median(whole), slice,
      static_cast<double>(memory) / static_cast<double>(text.size()), median(javascript));
  return 0;
}

int validate(const char* path, const char* cases, int rounds) {
  vitrine::json::DocumentSet set;
  if (!set.add("a", vitrine::json::read(contents(path)).document)) return 2;
  const auto dialect = Description::read(set, "a").dialect();
  vitrine::schema::Compiler compiler(set, {.dialect = dialect, .assert_formats = false});
  struct Case {
    const Schema* schema;
    vitrine::json::Document instance;
  };
  std::map<std::string, std::shared_ptr<const Schema>> schemas;
  std::vector<Case> all;
  const double compiling = milliseconds([&] {
    std::ifstream lines(cases);
    for (std::string line; std::getline(lines, line);) {
      const std::size_t tab = line.find('\t');
      auto& schema = schemas[line.substr(0, tab)];
      if (!schema) {
        vitrine::json::Cursor cursor = set.root("a");
        cursor.value = vitrine::json::resolve(cursor.value, line.substr(0, tab));
        auto compiled = compiler.compile(cursor);
        if (auto* made = std::get_if<std::shared_ptr<const Schema>>(&compiled)) schema = *made;
      }
      if (!schema) std::exit(2);
      all.push_back({schema.get(), vitrine::json::read(line.substr(tab + 1)).document});
    }
  });
  std::size_t valid = 0;
  std::vector<double> verdicts;
  for (int i = 0; i < rounds; ++i) {
    valid = 0;
    verdicts.push_back(milliseconds([&] {
      for (const Case& one : all) {
        valid +=
            vitrine::schema::evaluate(*one.schema, one.instance.root(), {.first_only = true}).valid;
      }
    }));
  }
  std::printf(R"({"cases": %zu, "schemas": %zu, "valid": %zu, "compile": %.3f, "validate": %.4f})"
              "\n",
              all.size(), schemas.size(), valid, compiling, median(verdicts));
  return 0;
}

/// What page and command do with a description: every operation interpreted, an example made for
/// every schema of its requests and responses.
int hostile(const char* path) {
  std::size_t operations = 0;
  std::size_t examples = 0;
  const double taken = milliseconds([&] {
    vitrine::json::DocumentSet set;
    auto reading = vitrine::json::read(contents(path));
    if (!set.add("a", std::move(reading.document))) std::abort();
    const Description description = Description::read(set, "a");
    operations = description.operations().size();
    for (std::size_t i = 0; i < operations; ++i) {
      const auto operation = description.operation(i);
      const auto make = [&](const vitrine::json::Cursor& schema) {
        const auto view = description.schema(schema, operation.dialect);
        if (vitrine::openapi::example(view)) ++examples;
      };
      for (const auto& parameter : operation.parameters) make(parameter.schema);
      if (operation.request_body) {
        for (const auto& media : operation.request_body->content) make(media.schema);
      }
      for (const auto& response : operation.responses) {
        for (const auto& media : response.content) make(media.schema);
      }
    }
  });
  long peak = 0;
#ifndef __EMSCRIPTEN__
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  peak = usage.ru_maxrss;
#endif
  std::printf(R"({"operations": %zu, "examples": %zu, "ms": %.2f, "peak_kb": %ld})"
              "\n",
              operations, examples, taken, peak);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 2 ? argv[1] : "";
  if (mode == "read" && argc == 4) return read(argv[2], std::max(1, std::atoi(argv[3])));
  if (mode == "validate" && argc == 5) {
    return validate(argv[2], argv[3], std::max(1, std::atoi(argv[4])));
  }
  if (mode == "hostile" && argc == 3) return hostile(argv[2]);
  std::fprintf(stderr, "usage: bench_core read|validate|hostile FILE …\n");
  return 2;
}
