// Decodes and encodes UTF-8 and cuts text between characters.
#include "app/text/utf8.h"

namespace vitrine::text {

Utf8Lead utf8_lead(unsigned char byte) {
  if (byte < 0xC2 || byte > 0xF4) return {};
  if (byte < 0xE0) return {1, 0x80, 0xBF};
  // The narrower second bytes keep out overlong forms, surrogates and what is above U+10FFFF.
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte < 0xF0) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {3, 0x80, 0xBF};
}

CodePoint decode_utf8(const char* text, size_t size) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1, true};
  Utf8Lead lead = utf8_lead(first);
  if (lead.following == 0) return {0xFFFD, 1, false};
  char32_t value = first & (0x3F >> lead.following);
  for (uint32_t i = 1; i <= lead.following; ++i) {
    if (i == size) return {0xFFFD, i, false};
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < lead.low || byte > lead.high) return {0xFFFD, i, false};
    lead.low = 0x80;
    lead.high = 0xBF;
    value = value << 6 | (byte & 0x3F);
  }
  return {value, lead.following + 1u, true};
}

char32_t next_code_point(std::string_view text, size_t* offset) {
  const CodePoint point = decode_utf8(text.data() + *offset, text.size() - *offset);
  *offset += point.bytes;
  return point.value;
}

char* encode_utf8(char32_t code_point, char* out) {
  const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
  return out;
}

void append_utf8(std::string& out, char32_t code_point) {
  char bytes[4];
  out.append(bytes, encode_utf8(code_point, bytes));
}

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t offset = 0; offset < text.size();) append_utf8(out, next_code_point(text, &offset));
  return out;
}

size_t boundary_before(std::string_view text, size_t at) {
  if (at >= text.size()) return text.size();
  while (at > 0 && is_continuation(text[at])) --at;
  return at;
}

std::string_view cut(std::string_view text, size_t bytes) {
  return text.substr(0, boundary_before(text, bytes));
}

std::string shortened(std::string_view text, size_t bytes) {
  std::string out(cut(text, bytes));
  if (out.size() < text.size()) out += "…";
  return out;
}

std::string shortened_to_code_points(std::string_view text, size_t longest) {
  if (count_code_points(text) <= longest) return std::string(text);
  size_t end = 0;
  for (size_t i = 0; i + 1 < longest; ++i) next_code_point(text, &end);
  return std::string(text.substr(0, end)) + "…";
}

size_t count_code_points(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += !is_continuation(c);
  return count;
}

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

}  // namespace vitrine::text
