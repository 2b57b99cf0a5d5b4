#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/text_reader.h"
#include "app/openapi/check.h"
#include "app/openapi/description.h"

namespace vitrine::openapi {

/// What check() reports: a line "FILE:LINE severity rule pointer" for each problem, FILE only
/// where it is not the description itself.
inline std::string lines_of(const std::vector<Problem>& problems, std::string_view own) {
  std::string all;
  for (const Problem& problem : problems) {
    if (problem.uri != own) all += problem.uri.substr(problem.uri.rfind('/') + 1) + ":";
    all += std::to_string(problem.position.line) + " " + name(problem.severity) + " " +
           std::string(problem.rule) + " " + problem.pointer + "\n";
  }
  return all;
}

/// A description with the documents below its folder, as check() reports about it.
struct Reported {
  explicit Reported(std::string_view text) {
    add("openapi.yaml", text);
    run();
  }

  /// The files of a folder, of which openapi.yaml is the description.
  static Reported of_folder(const std::filesystem::path& folder) {
    Reported reported;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      reported.add(std::filesystem::relative(entry.path(), folder).generic_string(),
                   std::string(std::istreambuf_iterator<char>(file), {}));
    }
    reported.run();
    return reported;
  }

  std::string lines() const { return lines_of(problems, kOwn); }
  std::string messages() const {
    std::string all;
    for (const Problem& problem : problems) all += problem.message + "\n";
    return all;
  }

  std::vector<Problem> problems;

 private:
  Reported() = default;

  static constexpr const char* kOwn = "file:///d/openapi.yaml";

  void add(const std::string& name, std::string_view text) {
    (void)set_.add("file:///d/" + name, std::move(json::read_text(text).document));
  }
  void run() { problems = check(Description::read(set_, kOwn)); }

  json::DocumentSet set_;
};

}  // namespace vitrine::openapi
