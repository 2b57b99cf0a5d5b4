#include <algorithm>
#include <cstring>

#include "app/json/utf8.h"
#include "app/json/yaml_reader.h"

// The text between those who feed it and libyaml. It is stored as UTF-8 without what YAML does not
// allow in it, so that libyaml, which would stop there, goes on. Of the characters that libyaml
// takes for line breaks or refuses although YAML 1.2 does not, libyaml sees others of as many
// bytes in their place: noncharacters, which no text has.

namespace vitrine::json {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kMark = "\xEF\xBB\xBF";

struct Disguise {
  std::string_view real;
  std::string_view shown;
};
constexpr Disguise kDisguises[] = {
    {"\xE2\x80\xA8", "\xEF\xB7\x91"},  // U+2028
    {"\xE2\x80\xA9", "\xEF\xB7\x92"},  // U+2029
    {kMark, "\xEF\xB7\x93"},           // U+FEFF
};

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// YAML 1.2 §5.1, "printable".
bool is_printable(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c < 0x7F || c == 0x85 || (c >= 0xA0 && c != 0xFFFE && c != 0xFFFF);
}

std::string hexadecimal(char32_t c) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out = "U+";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[c >> shift & 15];
  return out;
}

}  // namespace

void YamlReader::feed(std::string_view bytes) {
  if (done_) return;
  if (unfinished_.empty()) {
    clean(bytes, false);
    return;
  }
  unfinished_ += bytes;
  clean(std::exchange(unfinished_, {}), false);
}

void YamlReader::clean(std::string_view bytes, bool at_end) {
  size_t fine = 0;  // where a run begins that is stored as it is
  for (size_t i = 0; i < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if ((byte >= 0x20 && byte < 0x7F) || byte == '\n') {
      ++i;
      continue;
    }
    const CodePoint found = decode_utf8(&bytes[i], bytes.size() - i);
    if (found.valid && is_printable(found.value)) {
      i += found.bytes;
      continue;
    }
    store(bytes.substr(fine, i - fine));
    if (!found.valid && !at_end && i + found.bytes == bytes.size() &&
        utf8_lead(byte).following >= found.bytes) {
      unfinished_ = bytes.substr(i);
      return;
    }
    complain(TextProblem::Severity::violation, builder_.text_size(),
             found.valid ? "The control character " + hexadecimal(found.value) +
                               " cannot stand in YAML; remove it, or escape it in double quotes"
                         : "These bytes are not UTF-8; save the text as UTF-8");
    store(kReplacement);
    i += found.bytes;
    fine = i;
  }
  store(bytes.substr(fine));
}

void YamlReader::store(std::string_view text) {
  while (!text.empty()) {
    const uint32_t size = builder_.text_size();
    if (size >= limits_.bytes) {
      if (!done_) {
        fatal(size, "The text has more than " + std::to_string(limits_.bytes) +
                        " bytes, which is the most that is read");
      }
      return;
    }
    text.remove_prefix(builder_.append(text.substr(0, limits_.bytes - size)).size());
  }
}

/// Fills libyaml's buffer, which has room for one character at least.
size_t YamlReader::supply(char* buffer, size_t size) {
  const uint32_t end = builder_.text_size();
  if (supplied_ == 0 && end >= 3 && builder_.spells({0, 3}, kMark)) {
    supplied_ = byte_ = 3;
  }
  size_t filled = 0;
  while (supplied_ < end && filled + 3 <= size) {
    const std::string_view piece = builder_.piece(supplied_).substr(0, size - filled);
    const size_t plain = std::min(piece.find_first_of("\xE2\xEF"), piece.size());
    std::memcpy(buffer + filled, piece.data(), plain);
    filled += plain;
    supplied_ += static_cast<uint32_t>(plain);
    if (plain == piece.size() || filled + 3 > size) continue;
    const uint32_t room = std::min<uint32_t>(3, end - supplied_);
    for (uint32_t i = 0; i < room; ++i) buffer[filled + i] = builder_.piece(supplied_ + i)[0];
    for (const auto& [real, shown] : kDisguises) {
      if (std::memcmp(buffer + filled, real.data(), room) != 0 || room != 3) continue;
      std::memcpy(buffer + filled, shown.data(), 3);
      disguised_ = true;
      break;
    }
    filled += room;
    supplied_ += room;
  }
  return filled;
}

std::string_view YamlReader::restored(std::string_view text) {
  if (!disguised_ || text.find("\xEF\xB7") == std::string_view::npos) return text;
  plain_ = text;
  for (const auto& [real, shown] : kDisguises) {
    for (size_t at = 0; (at = plain_.find(shown, at)) != std::string::npos; at += 3) {
      plain_.replace(at, 3, real);
    }
  }
  return plain_;
}

/// libyaml counts characters, we count bytes. It asks for places mostly in their order.
uint32_t YamlReader::offset_of(size_t character) {
  const uint32_t end = builder_.text_size();
  while (character_ < character && byte_ < end) {
    const std::string_view piece = builder_.piece(byte_);
    size_t i = 0;
    while (i < piece.size() && character_ < character) {
      ++i;
      ++character_;
      while (i < piece.size() && continues(piece[i])) ++i;
    }
    byte_ += static_cast<uint32_t>(i);
    while (byte_ < end && continues(builder_.piece(byte_)[0])) ++byte_;
  }
  while (character_ > character && byte_ > 0) {
    --byte_;
    if (!continues(builder_.piece(byte_)[0])) --character_;
  }
  return byte_;
}

}  // namespace vitrine::json
