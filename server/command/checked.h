#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "app/openapi/description.h"
#include "server/command/documents.h"

namespace vitrine::command {

/// A description with all that is wrong with it and with the documents it refers to.
struct Checked {
  Documents documents;
  openapi::Description description;
  std::vector<openapi::Problem> problems;

  std::size_t errors() const;
  /// 0 without errors (warnings alone are no reason to stop a build), else 1.
  int status() const { return errors() == 0 ? 0 : 1; }
};

/// Reads and checks, other machines asked by `fetch` if there is one; why it cannot be read
/// otherwise.
std::variant<std::unique_ptr<const Checked>, std::string> check_file(
    const std::filesystem::path& file, Fetch fetch = nullptr);

}  // namespace vitrine::command
