// Runs the official JSON Schema test suite by the library and counts every case, each group's
// schema compiled once.
#include "app/schema/schema.h"

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/reader.h"
#include "tests/conformance/suite.h"

namespace {

namespace fs = std::filesystem;
namespace json = vitrine::json;
namespace schema = vitrine::schema;
using vitrine::conformance::Case;
using vitrine::conformance::Draft;
using vitrine::conformance::Kind;

std::vector<Case> run_file(const fs::path& file, const std::string& name,
                           json::DocumentSet& documents, const Draft& draft, Kind kind) {
  std::vector<Case> cases;
  const json::Reading reading = json::read(vitrine::conformance::read_file(file));
  int number = 0;
  for (const json::Value group : reading.document.root().elements()) {
    const std::string uri = "suite:/" + name + "/" + std::to_string(number++);
    const std::string text = reading.document.text(group["schema"].range());
    const bool added = documents.add(uri, json::read(text).document).has_value();
    schema::Options options;
    options.dialect = draft.dialect;
    options.assert_formats = kind == Kind::format;
    schema::Compiler compiler(documents, options);
    const schema::Compilation compiled = compiler.compile(documents.root(uri));
    const auto* made = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
    if (const auto* missing = std::get_if<json::Missing>(&compiled)) {
      std::printf("missing %s\n", missing->uri.c_str());
    }
    for (const json::Value test : group["tests"].elements()) {
      Case result;
      result.name = name + ": " + std::string(group["description"].string()) + ": " +
                    std::string(test["description"].string());
      if (added && made != nullptr) {
        const schema::Evaluation all = schema::evaluate(**made, test["data"]);
        const schema::Evaluation first =
            schema::evaluate(**made, test["data"], {.first_only = true});
        const bool valid = test["valid"].boolean();
        // An invalid instance has a reason, a valid one has none, however it is asked.
        result.passed = all.valid == valid && first.valid == valid && !all.too_expensive &&
                        all.violations.empty() == valid && first.violations.size() == !valid;
      }
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
  json::DocumentSet documents = vitrine::conformance::load_remotes(*corpus);
  return vitrine::conformance::run_suite(
      *corpus, [&](const fs::path& file, const std::string& name, const Draft& draft, Kind kind) {
        return run_file(file, name, documents, draft, kind);
      });
}
