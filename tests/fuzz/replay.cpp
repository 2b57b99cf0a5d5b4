// The functions of the fuzzers without libFuzzer: `fuzz_replay TARGET FILE|FOLDER…` gives the
// target every file, and fails by what it stops at.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#define FUZZ_TARGET(name) extern "C" int fuzz_##name(const std::uint8_t* data, std::size_t size);
#include "fuzz_targets.h"
#undef FUZZ_TARGET

namespace {

namespace fs = std::filesystem;
using Target = int (*)(const std::uint8_t*, std::size_t);

Target find(std::string_view wanted) {
#define FUZZ_TARGET(name) \
  if (wanted == #name) return fuzz_##name;
#include "fuzz_targets.h"
#undef FUZZ_TARGET
  return nullptr;
}

void run(Target target, const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  // As long as the text and no longer, so that the sanitizer sees what is read behind it.
  const std::unique_ptr<std::uint8_t[]> bytes(new std::uint8_t[text.size()]);
  if (!text.empty()) std::memcpy(bytes.get(), text.data(), text.size());
  std::fprintf(stderr, "%s\n", path.c_str());
  target(bytes.get(), text.size());
}

}  // namespace

int main(int argc, char** argv) {
  const Target target = argc > 1 ? find(argv[1]) : nullptr;
  if (target == nullptr) {
    std::fprintf(stderr, "usage: fuzz_replay TARGET FILE|FOLDER…\n");
    return 2;
  }
  std::set<fs::path> files;
  for (int i = 2; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) {
      if (fs::exists(argv[i])) files.insert(argv[i]);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) files.insert(entry.path());
    }
  }
  for (const fs::path& file : files) run(target, file);
  std::printf("%s: %zu inputs\n", argv[1], files.size());
  return files.empty() ? 1 : 0;
}
