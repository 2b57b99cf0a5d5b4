#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

#include "server/api/http.h"

namespace vitrine {

/// A description on disk and its neighbours, as they are: `/spec/NAME`. Nothing outside the folder
/// is given, by no way of writing it; names that begin with a dot and links that lead outside do
/// not exist.
class SpecFolder {
 public:
  /// The folder of `file`, or why it cannot be served (a sentence with the remedy).
  static std::variant<SpecFolder, std::string> open(const std::filesystem::path& file);

  /// "/spec/openapi.json", percent-encoded.
  std::string url() const;
  /// The answer to GET or HEAD of a path below /spec/.
  Response get(const Request& request) const;

 private:
  SpecFolder(std::filesystem::path folder, std::string name)
      : folder_(std::move(folder)), name_(std::move(name)) {}

  std::filesystem::path folder_;
  std::string name_;
};

}  // namespace vitrine
