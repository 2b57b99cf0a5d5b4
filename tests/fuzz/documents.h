// Texts for the fuzz targets that read documents.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/reader.h"
#include "app/text/utf8.h"
#include "tests/fuzz/input.h"

namespace vitrine::fuzz {

inline bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const text::CodePoint next = text::decode_utf8(text.data(), text.size());
    if (!next.valid) return false;
    text.remove_prefix(next.bytes);
  }
  return true;
}

/// All that can be asked of a reading, as one text: equal for equal readings. On the way it looks
/// at what holds in every document.
inline std::string told(const json::Reading& reading) {
  const json::Document& document = reading.document;
  std::string all = document.text() + '\n';
  const auto put = [&all](std::string_view what, json::Range range) {
    all += std::to_string(range.begin) + '-' + std::to_string(range.end) + ' ';
    all += what;
    all += '\n';
  };
  std::vector<json::Value> open;
  if (document.root()) open.push_back(document.root());
  while (!open.empty()) {
    const json::Value value = open.back();
    open.pop_back();
    const json::Range range = value.range();
    FUZZ_REQUIRE(range.begin <= range.end && range.end <= document.text_size());
    FUZZ_REQUIRE(is_utf8(value.string()));
    FUZZ_REQUIRE(!value.is_number() || json::Number::parse(value.lexeme()));
    put(json::type_name(value.type()), range);
    put(value.is_string() ? value.string() : value.lexeme(), range);
    std::size_t count = 0;
    for (const json::Value element : value.elements()) {
      open.push_back(element);
      ++count;
    }
    for (const json::Member& member : value.members()) {
      FUZZ_REQUIRE(is_utf8(member.key));
      FUZZ_REQUIRE(value[member.key]);
      put(member.key, member.key_range);
      open.push_back(member.value);
      ++count;
    }
    FUZZ_REQUIRE(count == value.size());
  }
  const auto put_error = [&all](const json::Error& error) {
    FUZZ_REQUIRE(!error.message.empty() && is_utf8(error.message));
    all += std::to_string(error.position.line) + ':' + std::to_string(error.position.column) + ' ' +
           error.pointer + ' ' + error.message + '\n';
  };
  for (const json::TextProblem& problem : document.problems()) {
    all += std::to_string(static_cast<int>(problem.severity)) + ' ';
    put_error(problem);
  }
  if (reading.error) put_error(*reading.error);
  return all;
}

/// A reader that has got the text in pieces.
template <class Reader>
void feed_in_pieces(Reader& reader, std::string_view text) {
  for (Pieces pieces(text); !text.empty();) {
    // A copy of its own, so that a reader that keeps a view of it is seen.
    const std::string piece(text.substr(0, pieces.next()));
    reader.feed(piece);
    text.remove_prefix(piece.size());
  }
}

}  // namespace vitrine::fuzz
