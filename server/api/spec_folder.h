#pragma once
#include <filesystem>
#include <memory>
#include <optional>
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
  /// The file's name within its folder.
  const std::string& name() const { return name_; }
  /// The file that a percent-encoded path below the folder means; nullopt when it is not given.
  std::optional<std::filesystem::path> find(std::string_view below) const;
  /// The answer to GET or HEAD of a path below /spec/.
  Response get(const Request& request) const;
  /// Another one when a file that was given has changed since. From any number of threads.
  std::string version() const;

 private:
  struct Given;
  SpecFolder(std::filesystem::path folder, std::string name);

  std::filesystem::path folder_;
  std::string name_;
  std::shared_ptr<Given> given_;
};

}  // namespace vitrine
