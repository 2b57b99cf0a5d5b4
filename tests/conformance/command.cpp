// Runs the official JSON Schema test suite through `vitrine validate`: every schema is a file with
// its `$schema`, every instance another, and what a reference leads to is fetched as --allow-remote
// fetches it. Only the process is left out.
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/reader.h"
#include "server/command/validate.h"
#include "tests/conformance/suite.h"

namespace {

namespace fs = std::filesystem;
namespace json = vitrine::json;
using vitrine::command::Unreadable;
using vitrine::conformance::Case;
using vitrine::conformance::Draft;
using vitrine::conformance::Kind;

/// The suite's remotes stand for the server that it asks to run; there is no other machine.
std::variant<std::string, Unreadable> fetch(const std::string& uri) {
  constexpr std::string_view kServer = "http://localhost:1234/";
  if (uri.substr(0, kServer.size()) == kServer) {
    const fs::path file = *vitrine::conformance::find_corpus() / "schema-suite" / "remotes" /
                          uri.substr(kServer.size());
    if (fs::exists(file)) return vitrine::conformance::read_file(file);
  }
  return Unreadable{"there is nothing"};
}

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

/// The schema as a file has to say it: with the dialect that the suite's folder implies.
std::string with_dialect(const json::Value& schema, std::string text, const Draft& draft) {
  if (!schema.is_object() || schema["$schema"]) return text;
  const std::string said = "{\"$schema\": \"" + draft.uri + (schema.empty() ? "\"" : "\", ");
  return text.replace(0, 1, said);
}

/// A folder that goes away.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("vitrine-suite-" + std::to_string(::getpid()));

  Folder() {
    fs::create_directories(path / "schemas");
    fs::create_directories(path / "instances");
  }
  ~Folder() { fs::remove_all(path); }
};

std::vector<Case> run_file(const fs::path& file, const std::string& name, const fs::path& folder,
                           const Draft& draft, Kind kind) {
  std::vector<Case> cases;
  const json::Reading reading = json::read(vitrine::conformance::read_file(file));
  const fs::path schema = folder / "schemas" / "schema.json";
  const fs::path instance = folder / "instances" / "instance.json";
  for (const json::Value group : reading.document.root().elements()) {
    const json::Value said = group["schema"];
    write(schema, with_dialect(said, std::string(reading.document.text(said.range())), draft));
    for (const json::Value test : group["tests"].elements()) {
      write(instance, std::string(reading.document.text(test["data"].range())));
      std::string output;
      std::string messages;
      const int status = vitrine::command::validate(
          {schema.string(), instance.string(), false, fetch, kind == Kind::format}, output,
          messages);
      Case result;
      result.name = name + ": " + std::string(group["description"].string()) + ": " +
                    std::string(test["description"].string());
      const bool valid = test["valid"].boolean();
      result.passed = status == (valid ? 0 : 1) && output.empty() == valid;
      if (!result.passed && !messages.empty()) std::printf("  %s", messages.c_str());
      cases.push_back(std::move(result));
    }
  }
  return cases;
}

}  // namespace

int main() {
  constexpr int kSkipped = 77;
  const auto corpus = vitrine::conformance::find_corpus();
  if (!corpus) {
    std::printf("SKIPPED: no corpus; set VITRINE_CORPUS to its folder\n");
    return kSkipped;
  }
  const Folder folder;
  return vitrine::conformance::run_suite(
      *corpus, [&](const fs::path& file, const std::string& name, const Draft& draft, Kind kind) {
        return run_file(file, name, folder.path, draft, kind);
      });
}
