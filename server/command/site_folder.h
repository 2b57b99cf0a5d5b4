#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace vitrine::command {

/// A folder that an export fills. It keeps a list of the files that are its own: the next export
/// replaces them, removes those it has no more, and touches nothing else. The first thing that
/// fails stays as the reason.
class SiteFolder {
 public:
  explicit SiteFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Makes the folder. One that holds other things and was not written by an export is refused,
  /// unless `force` allows it.
  void open(bool force);
  /// Writes a file, `/` between the parts of its name; one that has these bytes already stays.
  void write(const std::string& name, std::string_view bytes);
  /// The same, with compressed ones beside it where they are smaller: those given, or else made
  /// here.
  void write_compressed(const std::string& name, std::string_view bytes, std::string_view gzip = {},
                        std::string_view brotli = {});
  /// Removes what an earlier export wrote and this one did not.
  void close();

  /// Why it could not be written; empty while all is well.
  const std::string& reason() const { return reason_; }
  std::size_t files() const { return names_.size(); }

 private:
  void remove(const std::string& name);
  void write_list(const std::set<std::string>& names);
  void cannot(const std::filesystem::path& path, const std::string& why);

  std::filesystem::path folder_;
  std::set<std::string> names_;
  std::set<std::string> earlier_;
  std::string reason_;
};

/// Writes the bytes over whatever the file holds; why not otherwise, "" for done.
std::string write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace vitrine::command
