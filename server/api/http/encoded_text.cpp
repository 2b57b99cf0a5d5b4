#include "server/api/http/encoded_text.h"

#include <string>

#include "app/json/uri.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine {

bool is_clean_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return false;
  if (text::is_ascii(text)) return true;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode_utf8(text.data() + at, text.size() - at);
    if (!point.valid) return false;
    at += point.bytes;
  }
  return true;
}

bool is_clean_encoded_text(std::string_view text) {
  const auto first = text.find('%');
  if (first == std::string_view::npos) return is_clean_text(text);
  for (auto at = first; at != std::string_view::npos; at = text.find('%', at + 3)) {
    if (at + 2 >= text.size() || !text::is_hex(text[at + 1]) || !text::is_hex(text[at + 2])) {
      return false;
    }
  }
  return is_clean_text(json::percent_decode(text));
}

}  // namespace vitrine
