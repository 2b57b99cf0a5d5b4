// A pointer, a value and a text, each on its own before a NUL: after an edit the text is JSON
// again, the value is there, and all that is around it is as it was.
#include "app/json/edit.h"

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "tests/fuzz/documents.h"

namespace {

using namespace vitrine;

std::string compact_of(std::string_view text) {
  return json::compact(json::read(text).document.root());
}

/// Whether the bytes before and behind `range` of `text` are those of `edited`.
bool keeps_around(std::string_view text, json::Range range, std::string_view edited) {
  const std::string_view tail = text.substr(range.end);
  return edited.size() >= range.begin + tail.size() &&
         edited.substr(0, range.begin) == text.substr(0, range.begin) &&
         edited.substr(edited.size() - tail.size()) == tail;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::string_view pointer = input.until('\0');
  const std::string_view value = input.until('\0');
  const std::string_view text = input.rest();
  // Pointers are made of names that were read, which are UTF-8.
  if (!fuzz::is_utf8(pointer)) return 0;
  const json::Reading before = json::read(text);
  const json::Value root = before.document.root();
  const auto tokens = json::split(pointer);
  const auto set = json::set(text, pointer, value);
  const auto removed = json::remove(text, pointer);
  FUZZ_REQUIRE(!set || (tokens && !json::read(value).error));
  FUZZ_REQUIRE(!removed || (tokens && !before.error));

  if (removed && !pointer.empty()) {
    const json::Reading after = json::read(*removed);
    FUZZ_REQUIRE(!after.error);
    const json::Value target = json::resolve(root, pointer);
    const json::Value container = target.parent();
    FUZZ_REQUIRE(target || *removed == text);
    FUZZ_REQUIRE(!target || keeps_around(text, container.range(), *removed));
    FUZZ_REQUIRE(!container.is_object() || !json::resolve(after.document.root(), pointer));
  }
  if (!set) return 0;
  const json::Reading after = json::read(*set);
  // Made deeper than a reader goes.
  if (tokens->size() > 400 || std::count(value.begin(), value.end(), '[') > 100) return 0;
  if (std::count(value.begin(), value.end(), '{') > 100) return 0;
  FUZZ_REQUIRE(!after.error || after.error->message.find("deep") != std::string::npos);
  if (after.error) return 0;
  std::string place(pointer);
  json::Value from = root;
  std::size_t at = 0;
  for (; at < tokens->size(); ++at) {
    const json::Value next = json::step(from, (*tokens)[at]);
    if (!next) break;
    from = next;
  }
  const bool there = root && at == tokens->size();
  const bool made_parents = at + 1 < tokens->size();
  FUZZ_REQUIRE(!root || keeps_around(text, from.range(), *set));
  // `-` is the place behind the last, which then is the last.
  if (made_parents || (!there && !tokens->empty() && tokens->back() == "-")) return 0;
  FUZZ_REQUIRE(json::compact(json::resolve(after.document.root(), place)) == compact_of(value));
  if (place.empty()) return 0;
  const auto undone = json::remove(*set, place);
  FUZZ_REQUIRE(undone);
  FUZZ_REQUIRE(!there || !removed || compact_of(*undone) == compact_of(*removed));
  FUZZ_REQUIRE(there || !root || compact_of(*undone) == compact_of(text));
  return 0;
}
