// Runs the official JSON Schema test suite and counts every case. Exit status 0 when all required
// cases pass but those listed in skips.json, and none of those listed does.
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/json/reader.h"
#include "tests/conformance/suite.h"

namespace {

namespace fs = std::filesystem;
using vitrine::conformance::Case;
using vitrine::schema::Dialect;

/// Reasons by case or file name.
std::map<std::string, std::string> read_skips() {
  std::map<std::string, std::string> skips;
  const std::string text = vitrine::conformance::read_file("tests/conformance/skips.json");
  const vitrine::json::Reading reading = vitrine::json::read(text);
  for (const auto& skip : reading.document.root().elements()) {
    skips[std::string(skip["name"].string())] = std::string(skip["reason"].string());
  }
  return skips;
}

class Suite {
 public:
  explicit Suite(const fs::path& corpus)
      : tests_(corpus / "schema-suite" / "tests"),
        documents_(vitrine::conformance::load_remotes(corpus)),
        skips_(read_skips()) {}

  void run(const std::string& draft, const std::string& kind, const std::string& folder,
           Dialect dialect, bool assert_formats) {
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(tests_ / folder)) {
      if (entry.path().extension() == ".json") files.insert(entry.path());
    }
    std::size_t passed = 0;
    std::size_t total = 0;
    std::size_t skipped = 0;
    for (const fs::path& file : files) {
      const std::string name = folder + "/" + file.filename().string();
      const std::vector<Case> cases =
          vitrine::conformance::run_file(file, name, documents_, dialect, assert_formats);
      if (skips_.count(name) != 0) {
        used_.insert(name);
        skipped += cases.size();
        if (std::all_of(cases.begin(), cases.end(), [](const Case& c) { return c.passed; })) {
          fail("passes, but is skipped", name);
        }
        continue;
      }
      for (const Case& result : cases) {
        if (skips_.count(result.name) != 0) {
          used_.insert(result.name);
          ++skipped;
          if (result.passed) fail("passes, but is skipped", result.name);
          continue;
        }
        ++total;
        passed += result.passed ? 1 : 0;
        if (!result.passed) fail("fails", result.name);
      }
    }
    if (total == 0) fail("is empty", folder);
    std::printf("%s: %zu of %zu %s", draft.c_str(), passed, total, kind.c_str());
    if (skipped > 0) std::printf(" (%zu skipped, see skips.json)", skipped);
    std::printf("\n");
  }

  int finish() {
    for (const auto& [name, reason] : skips_) {
      if (used_.count(name) == 0) fail("is skipped, but is not in the suite", name);
      if (reason.empty()) fail("is skipped without a reason", name);
    }
    return failed_ ? 1 : 0;
  }

 private:
  void fail(const char* what, const std::string& name) {
    std::printf("  %s: %s\n", what, name.c_str());
    failed_ = true;
  }

  fs::path tests_;
  vitrine::json::DocumentSet documents_;
  std::map<std::string, std::string> skips_;
  std::set<std::string> used_;
  bool failed_ = false;
};

}  // namespace

int main() {
  constexpr int kSkipped = 77;
  const auto corpus = vitrine::conformance::find_corpus();
  if (!corpus) {
    std::printf("SKIPPED: no corpus; set VITRINE_CORPUS to its folder\n");
    return kSkipped;
  }
  Suite suite(*corpus);
  suite.run("2020-12", "required", "draft2020-12", Dialect::draft2020_12, false);
  suite.run("draft 7", "required", "draft7", Dialect::draft7, false);
  suite.run("draft 4", "required", "draft4", Dialect::draft4, false);
  suite.run("2020-12", "optional formats", "draft2020-12/optional/format", Dialect::draft2020_12,
            true);
  return suite.finish();
}
