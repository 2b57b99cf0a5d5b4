#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "server/api/spec_folder.h"

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
  std::string name;  ///< of the description, below the root
  SpecFiles files;
  std::vector<AbsentFile> absent;  ///< in the order of their first mention
};

/// `root` as `find_root` takes it; why the description cannot be read otherwise.
std::variant<DescribedFiles, std::string> described_files(const std::string& file,
                                                          const std::string& root);

/// The description as `serve` gives it.
std::variant<SpecFolder, std::string> open_spec(const std::string& file, const std::string& root);

}  // namespace vitrine::command
