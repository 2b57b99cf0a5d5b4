// Reader: in pieces and at once give the same document, nlohmann agrees on what is JSON, and what
// was read can be written and read again.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/json/pointer.h"
#include "app/json/write.h"
#include "tests/fuzz/documents.h"

namespace {

using namespace vitrine;

/// What the two readers may see differently: numbers beyond a double, deep nesting, and NUL, which
/// is the end of a text to nlohmann.
bool comparable(std::string_view text, json::Value root) {
  if (text.find('\0') != std::string_view::npos) return false;
  if (std::count_if(text.begin(), text.end(), [](char c) { return c == '[' || c == '{'; }) > 900) {
    return false;
  }
  std::vector<json::Value> open{root};
  while (!open.empty()) {
    const json::Value value = open.back();
    open.pop_back();
    if (value.is_number() && value.lexeme().find_first_of("eE") != std::string_view::npos) {
      return false;
    }
    if (value.is_number() && value.lexeme().size() > 300) return false;
    for (const json::Value element : value.elements()) open.push_back(element);
    for (const json::Member& member : value.members()) open.push_back(member.value);
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const json::Reading reading = json::read(text);
  json::Reader reader;
  fuzz::feed_in_pieces(reader, text);
  FUZZ_REQUIRE(fuzz::told(reading) == fuzz::told(std::move(reader).finish()));

  const json::Value root = reading.document.root();
  if (comparable(text, root)) {
    FUZZ_REQUIRE(!reading.error == nlohmann::json::accept(text));
  }
  for (const std::string& written : {json::compact(root), json::pretty(root)}) {
    const json::Reading again = json::read(written);
    FUZZ_REQUIRE(!root || !again.error);
    FUZZ_REQUIRE(json::compact(again.document.root()) == json::compact(root));
  }
  std::vector<json::Value> some{root};
  for (std::size_t i = 0; i < some.size() && some.size() < 100; ++i) {
    const json::Value value = some[i];
    // Of equal keys the pointer leads to the last.
    FUZZ_REQUIRE(!reading.document.problems().empty() ||
                 json::resolve(root, value.pointer()) == value);
    for (const json::Value element : value.elements()) {
      FUZZ_REQUIRE(element.parent() == value);
      some.push_back(element);
    }
    for (const json::Member& member : value.members()) {
      FUZZ_REQUIRE(member.value.parent() == value);
      some.push_back(member.value);
    }
  }
  return 0;
}
