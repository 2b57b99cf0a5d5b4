// Checks every document of the corpus as `vitrine check` does: those of specs/ must have as many
// operations as INDEX.md says, every operation and schema of theirs is looked at; those of hostile/
// must give the exit status, the number of problems and the place of the first that hostile.json
// says. UPDATE_GOLDEN=1 writes that table anew, to be compared with the sentences of the corpus.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "server/command/checked.h"
#include "tests/conformance/suite.h"

namespace {

namespace fs = std::filesystem;
namespace openapi = vitrine::openapi;
using vitrine::command::check_file;
using vitrine::command::Checked;
using Json = nlohmann::ordered_json;

int failures = 0;

void fail(const std::string& where, const std::string& what) {
  ++failures;
  std::printf("FAILED %s: %s\n", where.c_str(), what.c_str());
}

/// The cells of a row of a Markdown table.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream row(line);
  for (std::string cell; std::getline(row, cell, '|');) {
    const auto first = cell.find_first_not_of(" `");
    const auto last = cell.find_last_not_of(" `");
    cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
  }
  return cells;
}

/// Documents of specs/ and how many operations and schemas they have, as INDEX.md says.
std::map<std::string, std::pair<std::size_t, std::size_t>> counts(const fs::path& corpus) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> found;
  std::istringstream lines(vitrine::conformance::read_file(corpus / "INDEX.md"));
  for (std::string line; std::getline(lines, line);) {
    const auto cells = cells_of(line);
    if (cells.size() < 10 || (cells[5] != "json" && cells[5] != "yaml")) continue;
    found[cells[1]] = {std::stoul(cells[7]), std::stoul(cells[8])};
  }
  return found;
}

/// Looks at a schema as a page does, some levels deep.
void look(const openapi::SchemaView& schema, int depth) {
  if (!schema || depth > 4) return;
  (void)schema.type_words();
  (void)schema.constraints();
  (void)schema.enum_values();
  (void)schema.enum_descriptions();
  (void)schema.discriminator();
  int count = 0;
  for (const openapi::Property& property : schema.properties()) {
    if (++count <= 20) look(property.schema, depth + 1);
  }
  look(schema.items(), depth + 1);
  look(schema.additional_properties(), depth + 1);
  count = 0;
  for (const openapi::SchemaView& variant : schema.variants()) {
    if (++count <= 3) look(variant, depth + 2);
  }
}

void look(const openapi::Description& description, const std::vector<openapi::MediaType>& content) {
  for (const openapi::MediaType& media : content) {
    look(description.schema(media.schema), 3);
    look(description.schema(media.item_schema), 3);
  }
}

void look_at_all(const openapi::Description& description) {
  for (std::size_t i = 0; i < description.operations().size(); ++i) {
    const openapi::Operation operation = description.operation(i);
    // Below the operation all of the small documents, some of the large ones.
    if (description.operations().size() > 100 && i % 20 != 0) continue;
    for (const openapi::Parameter& parameter : operation.parameters) {
      look(description.schema(parameter.schema, operation.dialect), 4);
      look(description, parameter.content);
    }
    if (operation.request_body) look(description, operation.request_body->content);
    for (const openapi::Response& response : operation.responses) {
      look(description, response.content);
      for (const openapi::Header& header : response.headers) {
        look(description.schema(header.schema), 4);
      }
    }
  }
  std::size_t count = 0;
  for (const openapi::NamedSchema& schema : description.schemas()) {
    look(description.schema(schema.cursor), ++count < 50 ? 3 : 5);
  }
}

std::unique_ptr<const Checked> checked(const fs::path& file) {
  auto result = check_file(file);
  if (const auto* reason = std::get_if<std::string>(&result)) {
    fail(file.string(), *reason);
    return nullptr;
  }
  return std::get<std::unique_ptr<const Checked>>(std::move(result));
}

std::size_t warnings(const Checked& result) {
  return static_cast<std::size_t>(std::count_if(
      result.problems.begin(), result.problems.end(),
      [](const auto& problem) { return problem.severity == openapi::Severity::warning; }));
}

void check_specs(const fs::path& corpus) {
  auto expected = counts(corpus);
  std::size_t right = 0;
  const auto all = expected.size() + 1;
  auto check_one = [&](const std::string& name, std::size_t operations) {
    const auto result = checked(corpus / "specs" / name);
    if (!result) return;
    const auto& description = result->description;
    // The index does not count `x-webhooks`.
    const bool extension =
        bool(description.documents().root(description.uri()).value["x-webhooks"]);
    const std::size_t found =
        extension ? description.path_operations() : description.operations().size();
    if (found != operations) {
      fail(name,
           std::to_string(found) + " operations, INDEX.md says " + std::to_string(operations));
    } else {
      ++right;
    }
    look_at_all(description);
    std::printf("  %-48s %5zu operations %5zu schemas %4zu errors %4zu warnings\n", name.c_str(),
                description.operations().size(), description.schemas().size(), result->errors(),
                warnings(*result));
    if (std::getenv("VITRINE_VERBOSE")) {
      for (const auto& problem : result->problems) {
        std::printf("    %u:%u %s: %s\n", problem.position.line, problem.position.column,
                    openapi::name(problem.severity), problem.message.c_str());
      }
    }
  };
  for (const auto& [name, count] : expected) check_one(name, count.first);
  // The index counts its files, not its operations; these are the ones of its paths and webhooks.
  check_one("multi-file-cafe/openapi.yaml", 13);
  std::printf("specs: %zu of %zu documents have the operations of the index\n", right, all);
}

Json result_of(const Checked& result) {
  Json row = {{"status", result.status()},
              {"errors", result.errors()},
              {"warnings", warnings(result)},
              {"operations", result.description.operations().size()}};
  if (!result.problems.empty()) {
    const auto& first = result.problems.front();
    row["line"] = std::max(first.position.line, 1U);
    row["pointer"] = first.pointer;
  }
  return row;
}

void check_hostile(const fs::path& corpus) {
  const fs::path table = "tests/conformance/hostile.json";
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  Json expected = Json::parse(vitrine::conformance::read_file(table), nullptr, false);
  const Json index =
      Json::parse(vitrine::conformance::read_file(corpus / "hostile" / "index.json"));
  Json found = Json::object();
  std::size_t right = 0;
  double slowest = 0;
  std::string slowest_name;
  for (const Json& entry : index["files"]) {
    const std::string name = entry["file"];
    const auto begin = std::chrono::steady_clock::now();
    const auto result = checked(corpus / "hostile" / name);
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    if (time.count() > slowest) {
      slowest = time.count();
      slowest_name = name;
    }
    if (!result) continue;
    look_at_all(result->description);
    found[name] = result_of(*result);
    if (found[name] == expected.value(name, Json())) {
      ++right;
    } else if (!update) {
      fail(name, "expected " + expected.value(name, Json()).dump() + "\n  found    " +
                     found[name].dump(-1, ' ', false, Json::error_handler_t::replace));
    }
  }
  if (update) {
    std::ofstream out(table);
    out << "{\n";
    for (auto row = found.begin(); row != found.end();) {
      out << "  " << Json(row.key()).dump() << ": "
          << row.value().dump(-1, ' ', false, Json::error_handler_t::replace);
      out << (++row != found.end() ? ",\n" : "\n");
    }
    out << "}\n";
  }
  std::printf("hostile: %zu of %zu documents as the table says; slowest %s, %.2f s\n", right,
              index["files"].size(), slowest_name.c_str(), slowest);
}

/// In bytes.
long largest_memory() {
#ifdef __EMSCRIPTEN__
  return static_cast<long>(__builtin_wasm_memory_size(0)) << 16;  // it never shrinks
#else
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss << 10;
#endif
}

}  // namespace

int main() {
  const auto corpus = vitrine::conformance::find_corpus();
  if (!corpus) {
    std::puts("There is no corpus: set VITRINE_CORPUS to its folder. NOTHING WAS TESTED.");
    return 77;
  }
  check_specs(*corpus);
  check_hostile(*corpus);
  std::printf("largest memory: %ld MB\n", largest_memory() >> 20);
  return failures == 0 ? 0 : 1;
}
