#include "tests/conformance/suite.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "app/json/reader.h"
#include "app/schema/schema.h"

namespace vitrine::conformance {

namespace fs = std::filesystem;

std::optional<fs::path> find_corpus() {
  std::error_code error;
  if (const char* given = std::getenv("VITRINE_CORPUS")) {
    if (fs::is_directory(given, error)) return fs::path(given);
  }
  const fs::path beside = "../shared/corpus";
  if (fs::is_directory(beside, error)) return beside;
  return std::nullopt;
}

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

namespace {

void add_folder(json::DocumentSet& documents, const fs::path& folder, const std::string& base) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const std::string uri = base + fs::relative(entry.path(), folder).generic_string();
    if (!documents.add(uri, json::read(read_file(entry.path())).document)) {
      std::printf("%s is there twice\n", uri.c_str());
    }
  }
}

void add_file(json::DocumentSet& documents, const fs::path& file, const std::string& uri) {
  if (!documents.add(uri, json::read(read_file(file)).document)) {
    std::printf("%s is there twice\n", uri.c_str());
  }
}

}  // namespace

json::DocumentSet load_remotes(const fs::path& corpus) {
  json::DocumentSet documents;
  const fs::path metas = corpus / "oas-schemas" / "json-schema";
  const std::string draft2020 = "https://json-schema.org/draft/2020-12/";
  add_folder(documents, corpus / "schema-suite" / "remotes", "http://localhost:1234/");
  add_file(documents, metas / "draft-04" / "schema.json", "http://json-schema.org/draft-04/schema");
  add_file(documents, metas / "draft-07" / "schema.json", "http://json-schema.org/draft-07/schema");
  add_file(documents, metas / "2020-12" / "schema.json", draft2020 + "schema");
  for (const auto& entry : fs::directory_iterator(metas / "2020-12" / "meta")) {
    add_file(documents, entry.path(), draft2020 + "meta/" + entry.path().stem().string());
  }
  return documents;
}

std::vector<Case> run_file(const fs::path& file, const std::string& name,
                           json::DocumentSet& documents, schema::Dialect dialect,
                           bool assert_formats) {
  std::vector<Case> cases;
  const json::Reading reading = json::read(read_file(file));
  int number = 0;
  for (const json::Value group : reading.document.root().elements()) {
    const std::string uri =
        "suite:/" + name + (assert_formats ? "/asserted/" : "/") + std::to_string(number++);
    const std::string text = reading.document.text(group["schema"].range());
    const bool added = documents.add(uri, json::read(text).document).has_value();
    schema::Compiler compiler(documents, {.dialect = dialect, .assert_formats = assert_formats});
    const schema::Compilation compiled = compiler.compile(documents.root(uri));
    const auto* schema = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
    if (const auto* missing = std::get_if<json::Missing>(&compiled)) {
      std::printf("missing %s\n", missing->uri.c_str());
    }
    for (const json::Value test : group["tests"].elements()) {
      Case result;
      result.name = name + ": " + std::string(group["description"].string()) + ": " +
                    std::string(test["description"].string());
      if (added && schema != nullptr) {
        const schema::Evaluation all = schema::evaluate(**schema, test["data"]);
        const schema::Evaluation first =
            schema::evaluate(**schema, test["data"], {.first_only = true});
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

}  // namespace vitrine::conformance
