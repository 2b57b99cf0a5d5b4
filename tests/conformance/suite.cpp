#include "tests/conformance/suite.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "app/json/reader.h"

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

void add_file(json::DocumentSet& documents, const fs::path& file, const std::string& uri) {
  if (!documents.add(uri, json::read(read_file(file)).document)) {
    std::printf("%s is there twice\n", uri.c_str());
  }
}

/// Reasons by case or file name.
std::map<std::string, std::string> read_skips() {
  std::map<std::string, std::string> skips;
  const std::string text = read_file("tests/conformance/skips.json");
  const json::Reading reading = json::read(text);
  for (const auto& skip : reading.document.root().elements()) {
    skips[std::string(skip["name"].string())] = std::string(skip["reason"].string());
  }
  return skips;
}

/// The whole suite, and what came out so far.
class Suite {
 public:
  Suite(const fs::path& corpus, const RunFile& run_file)
      : tests_(corpus / "schema-suite" / "tests"), run_file_(run_file), skips_(read_skips()) {}

  void run(const Draft& draft, Kind kind, const std::string& folder) {
    std::set<fs::path> files;
    std::error_code absent;
    for (const auto& entry : fs::directory_iterator(tests_ / folder, absent)) {
      if (entry.path().extension() == ".json") files.insert(entry.path());
    }
    if (absent && kind != Kind::required) return;
    total_ = passed_ = skipped_ = 0;
    for (const fs::path& file : files) {
      const std::string name = folder + "/" + file.filename().string();
      count(name, run_file_(file, name, draft, kind));
    }
    if (files.empty() && kind == Kind::required) fail("is empty", folder);
    if (files.empty()) return;
    constexpr const char* kKinds[] = {"required", "optional", "optional formats"};
    std::printf("%s: %zu of %zu %s", draft.folder.c_str(), passed_, total_,
                kKinds[static_cast<int>(kind)]);
    if (skipped_ > 0) std::printf(" (%zu skipped, see skips.json)", skipped_);
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
  void count(const std::string& file, const std::vector<Case>& cases) {
    if (skips_.count(file) != 0) {
      used_.insert(file);
      skipped_ += cases.size();
      if (std::all_of(cases.begin(), cases.end(), [](const Case& c) { return c.passed; })) {
        fail("passes, but is skipped", file);
      }
      return;
    }
    for (const Case& result : cases) {
      if (skips_.count(result.name) != 0) {
        used_.insert(result.name);
        ++skipped_;
        if (result.passed) fail("passes, but is skipped", result.name);
        continue;
      }
      ++total_;
      passed_ += result.passed ? 1 : 0;
      if (!result.passed) fail("fails", result.name);
    }
  }

  void fail(const char* what, const std::string& name) {
    std::printf("  %s: %s\n", what, name.c_str());
    failed_ = true;
  }

  fs::path tests_;
  const RunFile& run_file_;
  std::map<std::string, std::string> skips_;
  std::set<std::string> used_;
  std::size_t total_ = 0;
  std::size_t passed_ = 0;
  std::size_t skipped_ = 0;
  bool failed_ = false;
};

}  // namespace

json::DocumentSet load_remotes(const fs::path& corpus) {
  json::DocumentSet documents;
  const fs::path remotes = corpus / "schema-suite" / "remotes";
  for (const auto& entry : fs::recursive_directory_iterator(remotes)) {
    if (entry.path().extension() != ".json") continue;
    const std::string name = fs::relative(entry.path(), remotes).generic_string();
    add_file(documents, entry.path(), "http://localhost:1234/" + name);
  }
  const fs::path metas = corpus / "oas-schemas" / "json-schema";
  for (const std::string draft : {"draft-04", "draft-06", "draft-07"}) {
    add_file(documents, metas / draft / "schema.json",
             "http://json-schema.org/" + draft + "/schema");
  }
  for (const std::string draft : {"2019-09", "2020-12"}) {
    const std::string base = "https://json-schema.org/draft/" + draft + "/";
    add_file(documents, metas / draft / "schema.json", base + "schema");
    for (const auto& entry : fs::directory_iterator(metas / draft / "meta")) {
      add_file(documents, entry.path(), base + "meta/" + entry.path().stem().string());
    }
  }
  return documents;
}

const std::vector<Draft>& drafts() {
  static const std::vector<Draft> all = {
      {"draft4", "http://json-schema.org/draft-04/schema#", schema::Dialect::draft4},
      {"draft6", "http://json-schema.org/draft-06/schema#", schema::Dialect::draft6},
      {"draft7", "http://json-schema.org/draft-07/schema#", schema::Dialect::draft7},
      {"draft2019-09", "https://json-schema.org/draft/2019-09/schema",
       schema::Dialect::draft2019_09},
      {"draft2020-12", "https://json-schema.org/draft/2020-12/schema",
       schema::Dialect::draft2020_12},
  };
  return all;
}

int run_suite(const fs::path& corpus, const RunFile& run_file) {
  Suite suite(corpus, run_file);
  for (const Draft& draft : drafts()) {
    suite.run(draft, Kind::required, draft.folder);
    suite.run(draft, Kind::optional, draft.folder + "/optional");
    suite.run(draft, Kind::format, draft.folder + "/optional/format");
  }
  return suite.finish();
}

}  // namespace vitrine::conformance
