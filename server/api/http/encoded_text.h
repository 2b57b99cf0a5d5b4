#pragma once
#include <string_view>

/// Text that comes percent-encoded, in paths, queries and forms. What would be text for one program
/// and something else for the next is refused: escapes that are none, bytes that are not UTF-8,
/// NUL.
namespace vitrine {

/// True for UTF-8 without NUL.
bool is_clean_text(std::string_view text);

/// True when each `%` begins an escape (RFC 3986 §2.1) and the decoded text is clean.
bool is_clean_encoded_text(std::string_view text);

}  // namespace vitrine
