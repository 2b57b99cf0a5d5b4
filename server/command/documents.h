#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "app/json/reader.h"
#include "app/openapi/documents.h"

/// Reads documents from disk and, if allowed, from the network.
namespace vitrine::command {

using openapi::Unreadable;

/// Gets the bytes at an http or https address; nullptr when the network is not allowed.
using Fetch = std::variant<std::string, Unreadable> (*)(const std::string& uri);

/// The whole of a file, `-` for standard input.
std::variant<std::string, Unreadable> read_input(const std::string& path);

/// The folder that references of `file` may not leave, resolved: `given` (`--root`), or else the
/// nearest repository around the file, or else the file's own folder.
std::variant<std::filesystem::path, Unreadable> find_root(const std::filesystem::path& file,
                                                          const std::string& given);

/// The documents a command works on: one file, JSON or YAML, and those its references lead to.
/// Files are read below the root only, wherever links on the way may lead; the network is asked
/// only when allowed. This is the one place that knows which file a reference means, for `check`,
/// `validate`, `serve` and `export` alike.
class Documents : public openapi::Documents {
 public:
  /// `root`: as `find_root` takes it.
  explicit Documents(Fetch fetch, std::string root = {})
      : fetch_(fetch), given_root_(std::move(root)) {}

  /// Reads the file everything starts at. A text that is wrong in places is read as far as it goes.
  std::optional<Unreadable> open(const std::string& path);
  /// Reads a document that a reference needs and that is not there yet; the published meta-schemas
  /// are built in.
  std::optional<Unreadable> load(const std::string& uri) override;

  /// The folder that files are read below.
  const std::filesystem::path& root() const { return root_; }

  /// A text that is neither JSON nor YAML.
  struct Broken {
    std::string uri;
    json::Error error;
  };
  /// The first one.
  const std::optional<Broken>& broken() const { return broken_; }

  /// A path as the caller would write it, or an address.
  std::string name_of(std::string_view uri) const override;

  /// A file below the root.
  struct File {
    std::filesystem::path named;  ///< as references name it, absolute
    std::filesystem::path path;   ///< where it is, links resolved
  };
  /// The file of a URI, whether it is there or not; nullopt when it is none below the root.
  std::optional<File> file_of(const std::string& uri);

 private:
  std::optional<Unreadable> add(const std::string& uri, std::string_view text);
  std::optional<File> below_root(const std::filesystem::path& path) const;
  std::optional<File> by_own_address(const std::string& uri) const;
  void find_identifiers();

  Fetch fetch_;
  std::string given_root_;
  std::optional<Broken> broken_;
  std::string given_;             ///< the path of that file
  std::filesystem::path folder_;  ///< of that file, resolved
  std::filesystem::path root_;    ///< resolved
  std::string own_uri_;           ///< the first document's own identifier
  std::map<std::string, std::filesystem::path, std::less<>> files_;  ///< that were read, by URI
  std::map<std::string, std::filesystem::path> by_identifier_;
  bool identifiers_known_ = false;
};

}  // namespace vitrine::command
