// A schema's facts in words: its limits, default, examples, and what its parts are for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/session/reference/schema_facts.h"
#include "app/session/words.h"

namespace vitrine::session {

/// A piece of a sentence: words, or a value of the description, or a link.
struct Piece {
  enum class Kind : std::uint8_t { words, value, link };

  Kind kind = Kind::words;
  std::string text;
  std::string href = {};
};

/// Limits, pattern, default and examples as one line.
std::vector<Piece> fact_pieces(const SchemaFacts& facts, schema::Language language);

/// What a schema that is no property is for: "each item", "when {subject} is given"; empty where
/// `role` needs no words.
std::string role_words(schema::Display role, const std::string& subject, schema::Language language);

}  // namespace vitrine::session
