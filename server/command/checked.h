#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "app/openapi/check_documents.h"
#include "server/command/documents.h"

namespace vitrine::command {

/// `--rule NAME=off` and its like.
using openapi::RuleLevels;

struct CheckOptions {
  Fetch fetch = nullptr;
  std::string root = {};  ///< as `find_root` takes it
  RuleLevels levels = {};
};

/// A description with all that is wrong with it, and its documents.
struct Checked {
  Documents documents;
  openapi::Description description;
  std::vector<openapi::Problem> problems;

  std::size_t count(openapi::Severity severity) const;
  std::size_t errors() const { return count(openapi::Severity::error); }
  /// 0 without errors (warnings alone are no reason to stop a build), else 1.
  int status() const { return errors() == 0 ? 0 : 1; }
};

/// Reads and checks, other machines asked by `fetch` if there is one; why it cannot be read
/// otherwise.
std::variant<std::unique_ptr<const Checked>, std::string> check_file(
    const std::filesystem::path& file, const CheckOptions& options = {});

}  // namespace vitrine::command
