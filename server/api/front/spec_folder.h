#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "server/api/front/coded_texts.h"
#include "server/api/front/page_server.h"
#include "server/api/http/http.h"

namespace vitrine {

/// The files a description is made of, itself among them.
struct SpecFiles {
  /// By their names below the root (`common/pet.yaml`); the paths with their links resolved.
  std::map<std::string, std::filesystem::path> given;
  /// Files referred to and missing: they may still come.
  std::vector<std::filesystem::path> missing;
};

/// A description on disk and the files its references lead to, as they are: `/spec/NAME`, by the
/// names they have below the root, so that `../common/pet.yaml` leads where it leads on disk. A
/// name may leave out folders that the description is in as well. Everything else on the disk does
/// not exist. Texts are compressed for clients that take that.
class SpecFolder {
 public:
  /// Finds the files. Called when a file is asked for that is not known, and after changes.
  using Find = std::function<SpecFiles()>;

  /// `root` is resolved and has the file in it; by default it is the file's folder. Without `find`
  /// only the description is given. Why it cannot be served (a sentence with the remedy) otherwise.
  static std::variant<SpecFolder, std::string> open(const std::filesystem::path& file,
                                                    std::filesystem::path root = {},
                                                    Find find = nullptr);

  /// Several descriptions below one root, each with the name by which the page lets the user choose
  /// it.
  static SpecFolder several(std::vector<std::pair<std::string, SpecFolder>> named);

  /// "/spec/openapi.json", percent-encoded; of several the first.
  std::string url() const;
  /// Names and addresses of several as JSON, `[{"name": …, "url": …}]`; empty where there is one.
  std::string list() const;
  /// Its outline, or those of several, where there is one now; below a root path as clients see it.
  /// Made when it is first asked for, and when the file has become another.
  std::vector<OutlineLink> outlines(const std::string& root_path) const;
  /// The response to GET or HEAD of a path below /spec/.
  Response get(const Request& request) const;
  /// Changes when a served file has changed. May be called by any number of threads.
  std::string version() const;

 private:
  struct State;
  SpecFolder(std::string name, std::filesystem::path file, Find find);

  std::vector<std::shared_ptr<State>> states_;  ///< one for each description
  std::vector<std::string> names_;              ///< theirs, where there are several
  std::shared_ptr<CodedTexts> coded_ = std::make_shared<CodedTexts>();
};

}  // namespace vitrine
