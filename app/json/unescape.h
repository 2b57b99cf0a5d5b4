#pragma once

#include <cstddef>
#include <string_view>

namespace vitrine::json {

/// Decodes the content of a JSON string (RFC 8259 §7) to valid UTF-8 and returns the number of
/// bytes written. Faults that the tokenizer has reported still get a meaning: lone
/// surrogates and bytes that are not UTF-8 become U+FFFD, unknown escapes stay as they are spelled,
/// an escape that is cut off is dropped. `invalid` is the number of sequences that are not UTF-8,
/// or more; 0 is fast. Writes at most `content.size()` bytes and two more for each of those; `out`
/// may lie in front of `content` in the same buffer by as many.
size_t unescape(std::string_view content, size_t invalid, char* out);

}  // namespace vitrine::json
