#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "app/json/document_set.h"
#include "app/json/reader.h"

namespace vitrine::command {

/// Whether documents that are not in the folder may be asked for over the network.
enum class Remote { refuse, allow };

/// Why something could not be read: the end of a sentence.
struct Unreadable {
  std::string reason;
};

/// The whole of a file, `-` for standard input.
std::variant<std::string, Unreadable> read_input(const std::string& path);

/// Reads a text as what the name of its file says it is: JSON where it ends in `.json`, else JSON
/// or YAML.
json::Reading read_named(const std::filesystem::path& path, std::string_view text);

/// The documents a command works on: one file, and what its references lead to. Those are read from
/// the folder of that file and below, never from elsewhere on the machine; from the network only
/// when allowed.
class Documents {
 public:
  explicit Documents(Remote remote) : remote_(remote) {}

  /// Reads the file everything starts at and gives its root; else what is wrong, without the file's
  /// name. `error()` then says where, if it is the text that is wrong.
  std::variant<json::Cursor, std::string> open(const std::string& path);
  /// Reads a document that a reference needs; a reason when it cannot.
  std::optional<std::string> load(const std::string& uri);

  const json::DocumentSet& set() const { return set_; }
  json::DocumentSet& set() { return set_; }
  const std::optional<json::Error>& error() const { return error_; }
  /// How the document of the URI is called in messages: a path as the caller would write it.
  std::string name_of(std::string_view uri) const;

 private:
  std::optional<std::string> add(const std::string& uri, json::Reading reading);
  std::optional<std::filesystem::path> file_of(const std::string& uri);
  void find_identifiers();

  Remote remote_;
  json::DocumentSet set_;
  std::optional<json::Error> error_;
  std::filesystem::path folder_;  ///< resolved
  std::filesystem::path given_folder_;
  std::string base_uri_;  ///< of the folder, `file:///…/`
  std::string own_uri_;   ///< what the first document calls itself, its last segment left out
  std::map<std::string, std::filesystem::path> by_identifier_;
  bool identifiers_known_ = false;
};

}  // namespace vitrine::command
