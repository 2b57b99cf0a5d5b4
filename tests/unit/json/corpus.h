#pragma once

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::json {

/// The folder of the corpus; it need not be there.
inline std::filesystem::path corpus() {
  const char* folder = std::getenv("VITRINE_CORPUS");
  return folder ? folder : "../shared/corpus";
}

inline bool has_corpus() { return std::filesystem::is_directory(corpus()); }

/// Every *.json of the corpus, in a fixed order.
inline std::vector<std::filesystem::path> corpus_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus())) {
    if (entry.is_regular_file() && entry.path().extension() == ".json")
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Every *.json of specs/, in a fixed order. None where there is no corpus.
inline std::vector<std::filesystem::path> descriptions() {
  std::vector<std::filesystem::path> files;
  if (!has_corpus()) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus() / "specs")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The name of the test that takes a file of the corpus.
inline std::string test_name(const std::filesystem::path& file) {
  std::string name = file.lexically_relative(corpus()).string();
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

/// Bytes in a heap block of exactly their size, so that AddressSanitizer sees the first one read
/// behind them.
class Exact {
 public:
  explicit Exact(std::string_view bytes) : bytes_(new char[bytes.size()]), size_(bytes.size()) {
    if (size_) std::memcpy(bytes_.get(), bytes.data(), size_);
  }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t size_;
};

inline Exact read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return Exact(std::string(std::istreambuf_iterator<char>(file), {}));
}

}  // namespace vitrine::json

#define REQUIRE_CORPUS()                                                                  \
  if (!has_corpus()) {                                                                    \
    GTEST_SKIP() << "No corpus in " << corpus() << ": set VITRINE_CORPUS to its folder. " \
                 << "NOTHING WAS COMPARED.";                                              \
  }
