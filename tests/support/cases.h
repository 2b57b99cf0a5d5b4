#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

/// Small inputs from public bug reports, with the right behaviour of each (INDEX.md beside them).
namespace vitrine {

/// The folder of the cases, beside the corpus; it need not be there.
inline std::filesystem::path cases() {
  const char* corpus = std::getenv("VITRINE_CORPUS");
  return std::filesystem::path(corpus ? corpus : "../shared/corpus").parent_path() / "cases";
}

/// The text of the file `name` below the folder of the cases.
inline std::string case_text(const std::string& name) {
  std::ifstream file(cases() / name, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// The files below `folder` among the cases, by their paths inside it.
inline std::map<std::string, std::string> case_files(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(cases() / folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().lexically_relative(cases() / folder).generic_string();
    files[path] = case_text(folder + "/" + path);
  }
  return files;
}

}  // namespace vitrine

/// Skips the test, by name, where the cases are not there.
#define REQUIRE_CASE(name)                                                                   \
  if (!std::filesystem::exists(vitrine::cases() / (name))) {                                 \
    GTEST_SKIP() << "No " << (name) << " in " << vitrine::cases() << ": NOTHING WAS TRIED."; \
  }
