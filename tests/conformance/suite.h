#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/json/document_set.h"
#include "app/schema/dialect.h"

namespace vitrine::conformance {

/// The folder of the corpus: VITRINE_CORPUS, or where it lies beside the repository.
std::optional<std::filesystem::path> find_corpus();

std::string read_file(const std::filesystem::path& path);

/// All documents that the suite's references lead to: `remotes` under http://localhost:1234/, and
/// the meta-schemas under their own URIs.
json::DocumentSet load_remotes(const std::filesystem::path& corpus);

/// One case of the suite.
struct Case {
  std::string name;  ///< "draft7/ref.json: group: test"
  bool passed = false;
};

/// Runs a file of the suite, each group's schema compiled once.
std::vector<Case> run_file(const std::filesystem::path& file, const std::string& name,
                           json::DocumentSet& documents, schema::Dialect dialect,
                           bool assert_formats);

}  // namespace vitrine::conformance
