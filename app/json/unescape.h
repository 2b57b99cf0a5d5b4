#pragma once

#include <cstddef>
#include <string_view>

namespace vitrine::json {

/// The value of a hexadecimal digit, or -1.
int hex_value(char digit);

/// Decodes the content of a JSON string (RFC 8259 §7) to valid UTF-8 and returns the number of
/// bytes written. What a reader has complained about is given a meaning all the same: lone
/// surrogates and bytes that are not UTF-8 become U+FFFD, unknown escapes stay as they are spelled,
/// an escape that is cut off is dropped. Writes at most `content.size()` bytes and two more for
/// each sequence that is not UTF-8; `out` may lie in front of `content` in the same buffer by
/// those.
size_t unescape(std::string_view content, char* out);

}  // namespace vitrine::json
