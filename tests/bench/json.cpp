// How fast app/json reads a document, as a ratio to nlohmann's SAX parser in the same run.
//   bench_json FILE [ROUNDS]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/json/reader.h"

namespace {

/// Takes every event and keeps nothing: the least a reader can do.
struct Listener : nlohmann::json_sax<nlohmann::json> {
  size_t events = 0;
  bool count() { return ++events != 0; }
  bool null() override { return count(); }
  bool boolean(bool) override { return count(); }
  bool number_integer(number_integer_t) override { return count(); }
  bool number_unsigned(number_unsigned_t) override { return count(); }
  bool number_float(number_float_t, const string_t&) override { return count(); }
  bool string(string_t&) override { return count(); }
  bool binary(binary_t&) override { return count(); }
  bool start_object(std::size_t) override { return count(); }
  bool key(string_t&) override { return count(); }
  bool end_object() override { return count(); }
  bool start_array(std::size_t) override { return count(); }
  bool end_array() override { return count(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }
};

template <class Function>
double milliseconds(const Function& function) {
  const auto start = std::chrono::steady_clock::now();
  function();
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  return taken.count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FILE [ROUNDS]\n", argv[0]);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s: cannot be read\n", argv[1]);
    return 2;
  }
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 9;
  constexpr size_t kSlice = 256 * 1024;

  double ours = 1e9;
  double slice = 1e9;
  double theirs = 1e9;
  size_t memory = 0;
  for (int i = 0; i < rounds; ++i) {
    double longest = 0;
    ours = std::min(ours, milliseconds([&] {
                      vitrine::json::Reader reader;
                      std::string_view rest = text;
                      while (!rest.empty()) {
                        longest = std::max(longest, milliseconds([&] {
                                             rest.remove_prefix(reader.feed(rest, kSlice));
                                           }));
                      }
                      longest = std::max(longest, milliseconds([&] {
                                           const auto reading = std::move(reader).finish();
                                           if (reading.error) std::abort();
                                           memory = reading.document.memory_bytes();
                                         }));
                    }));
    slice = std::min(slice, longest);
    theirs = std::min(theirs, milliseconds([&] {
                        Listener listener;
                        if (!nlohmann::json::sax_parse(text, &listener)) std::abort();
                      }));
  }
  const double megabytes = static_cast<double>(text.size()) / 1e6;
  std::printf("%s: %.1f MB, best of %d\n", argv[1], megabytes, rounds);
  std::printf("  app/json       %7.1f ms  %6.0f MB/s  memory %.2f x text  longest slice %.1f ms\n",
              ours, megabytes / ours * 1e3,
              static_cast<double>(memory) / static_cast<double>(text.size()), slice);
  std::printf("  nlohmann SAX   %7.1f ms  %6.0f MB/s\n", theirs, megabytes / theirs * 1e3);
  std::printf("  ratio          %7.2f\n", ours / theirs);
  return 0;
}
