#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "server/api/front/spec_folder.h"

namespace vitrine::command {

/// A file that is referred to and not given.
struct AbsentFile {
  std::string name;
  std::size_t references = 1;
  std::string reason;
};

/// The files a description consists of, for `serve` and `export`: the documents that `check` reads,
/// and the images, logos, examples and linked files that they mention.
struct DescribedFiles {
  std::filesystem::path description;
  std::string title;
  /// By their absolute paths as references name them; where they are, links resolved.
  std::map<std::filesystem::path, std::filesystem::path> files;
  std::vector<std::filesystem::path> missing;
  std::vector<AbsentFile> absent;  ///< in the order of their first mention
  /// The root, or a folder above it that references name on their way back into it.
  std::filesystem::path root;
  /// The lowest folder that all files, and the ways to them, are in.
  std::filesystem::path common;
};

/// `root` as `find_root` takes it; why the description cannot be read otherwise.
std::variant<DescribedFiles, std::string> described_files(const std::string& file,
                                                          const std::string& root);

/// A file's name below a folder, `/` between its parts.
std::string name_below(const std::filesystem::path& folder, const std::filesystem::path& file);

/// The description as `serve` gives it, by names below `base` or else DescribedFiles::root: they
/// stay the same when an edit makes references reach further.
std::variant<SpecFolder, std::string> open_spec(const std::string& file, const std::string& root,
                                                std::filesystem::path base = {});

/// One description or several, named by their titles, or by their files where a title says not
/// which.
std::variant<SpecFolder, std::string> open_specs(const std::vector<std::string>& files,
                                                 const std::string& root);

}  // namespace vitrine::command
