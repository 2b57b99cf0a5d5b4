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

/// Why something could not be read: the end of a sentence.
struct Unreadable {
  std::string reason;
  /// It may well be there, on another machine that was not to be asked.
  bool elsewhere = false;
};

/// Gets what an address of http or https has; none is for who may not ask other machines.
using Fetch = std::variant<std::string, Unreadable> (*)(const std::string& uri);

/// The whole of a file, `-` for standard input.
std::variant<std::string, Unreadable> read_input(const std::string& path);

/// The documents a command works on: one file, JSON or YAML, and what its references lead to. Those
/// are read from the folder of that file and below, by whatever name they go, never from elsewhere
/// on the machine; from the network only when allowed.
class Documents {
 public:
  explicit Documents(Fetch fetch) : fetch_(fetch) {}

  /// Reads the file everything starts at. A text that is wrong in places is read as far as it goes.
  std::optional<Unreadable> open(const std::string& path);
  /// Reads a document that a reference needs and that is not there yet.
  std::optional<Unreadable> load(const std::string& uri);

  const json::DocumentSet& set() const { return set_; }
  json::DocumentSet& set() { return set_; }
  /// Of the file everything starts at.
  const std::string& uri() const { return uri_; }

  /// A text that is neither JSON nor YAML.
  struct Broken {
    std::string uri;
    json::Error error;
  };
  /// The first one.
  const std::optional<Broken>& broken() const { return broken_; }

  /// How the document of the URI is called in messages: a path as the caller would write it, or an
  /// address.
  std::string name_of(std::string_view uri) const;

 private:
  std::optional<Unreadable> add(const std::string& uri, std::string_view text);
  std::optional<std::filesystem::path> file_of(const std::string& uri);
  void find_identifiers();

  Fetch fetch_;
  json::DocumentSet set_;
  std::optional<Broken> broken_;
  std::string uri_;
  std::string given_;             ///< the path of that file
  std::filesystem::path folder_;  ///< resolved
  std::string base_uri_;          ///< of the folder, `file:///…/`
  std::string own_uri_;  ///< what the first document calls itself, its last segment left out
  std::map<std::string, std::filesystem::path, std::less<>> files_;  ///< in the folder, by URI
  std::map<std::string, std::filesystem::path> by_identifier_;
  bool identifiers_known_ = false;
};

}  // namespace vitrine::command
