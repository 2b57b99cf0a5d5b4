// Cuts code into tokens for its colours. A language is a row of a table.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace vitrine::text {

enum class TokenKind : std::uint8_t {
  plain,
  comment,
  string,
  number,
  keyword,
  name  ///< of a member, a header, an attribute, a variable, a function that is called
};

/// Tokens follow each other and make up the whole text; no two neighbours are of one kind.
struct Token {
  TokenKind kind = TokenKind::plain;
  std::string_view text;
};

struct CodeLanguage;

/// The language of that name as authors write it after a fence or in `x-codeSamples`, in any case;
/// null for one that has no row.
const CodeLanguage* find_code_language(std::string_view name);
/// JSON, if the text begins like it; else null.
const CodeLanguage* guess_code_language(std::string_view code);

/// Without a language it is one plain token. Any text is accepted; work is linear in its length.
std::vector<Token> tokens(std::string_view code, const CodeLanguage* language);

}  // namespace vitrine::text
