#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/json/document_set.h"
#include "app/openapi/model.h"
#include "server/command/documents.h"

namespace vitrine::command {

/// A description on disk and what it refers to, read into a DocumentSet: files of its folder, and,
/// when that is allowed, documents of other machines by http. Nothing outside the folder is read,
/// by no way of writing it.
class DescriptionFiles {
 public:
  /// Reads the file alone; otherwise why it cannot be read, with the remedy.
  static std::variant<DescriptionFiles, std::string> open(const std::filesystem::path& file,
                                                          Remote remote);

  /// Reads all that is referred to, directly or not, and notes what is wrong with the texts and
  /// which references lead to nothing that can be read.
  void load_references();

  const json::DocumentSet& set() const { return set_; }
  json::DocumentSet& set() { return set_; }
  const std::string& uri() const { return uri_; }
  const std::vector<openapi::Problem>& problems() const { return problems_; }

  /// How people know a document: the path as it was given, the neighbours' beside it, or the
  /// address.
  std::string name(std::string_view uri) const;

 private:
  DescriptionFiles(std::filesystem::path folder, std::filesystem::path shown, Remote remote)
      : folder_(std::move(folder)), shown_folder_(std::move(shown)), remote_(remote) {}

  void add(const std::string& uri, std::string_view text);

  json::DocumentSet set_;
  std::string uri_;
  std::string given_;
  std::filesystem::path folder_;        ///< resolved
  std::filesystem::path shown_folder_;  ///< as given
  Remote remote_;
  std::vector<openapi::Problem> problems_;
};

}  // namespace vitrine::command
