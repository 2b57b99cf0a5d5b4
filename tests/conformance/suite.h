#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
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

/// One draft of the suite.
struct Draft {
  std::string folder;  ///< "draft2020-12"
  std::string uri;     ///< its `$schema`
  schema::Dialect dialect;
};

const std::vector<Draft>& drafts();

/// What a folder of the suite is, and how it is to be run.
enum class Kind { required, optional, format };

/// Judges the cases of a file; `name` is its name below tests/.
using RunFile = std::function<std::vector<Case>(
    const std::filesystem::path& file, const std::string& name, const Draft& draft, Kind kind)>;

/// Runs what the corpus has of every draft and prints counts by draft and kind. Returns the exit
/// status: 0 when all cases pass but those that skips.json lists, each with its reason, and none of
/// those listed does.
int run_suite(const std::filesystem::path& corpus, const RunFile& run_file);

}  // namespace vitrine::conformance
