#include "server/command/terminal.h"

#include <algorithm>

#include "app/text/ascii.h"
#include "app/text/hash.h"
#include "app/text/utf8.h"

/// Makes text safe for a terminal.
namespace vitrine::command {

namespace {

constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestSentence = 2'000;

bool is_plain(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool separator = c == 0x2028 || c == 0x2029;
  // Marks, embeddings, overrides and isolates (UAX #9 §2).
  const bool direction = c == 0x061C || c == 0x200E || c == 0x200F ||
                         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return !control && !separator && !direction;
}

void append_escape(std::string& to, char32_t c) {
  if (c == '\n' || c == '\r' || c == '\t') {
    to += '\\';
    to += c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
  } else {
    to += c < 0x20 ? "\\x" + text::hex(c, 2) : "\\u" + text::hex(c, 4);
  }
}

/// The end of a name that begins the text: after its closing quote, or before a space.
std::size_t end_of_name(std::string_view text) {
  if (text.front() != '"') return std::min(text.size(), text.find(' '));
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return text.size();
}

}  // namespace

std::string printable(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  while (!text.empty()) {
    const text::CodePoint point = text::decode_utf8(text.data(), text.size());
    if (!point.valid) {
      for (const char byte : text.substr(0, point.bytes)) {
        made += "\\x" + text::hex(static_cast<unsigned char>(byte), 2);
      }
    } else if (is_plain(point.value)) {
      made += text.substr(0, point.bytes);
    } else {
      append_escape(made, point.value);
    }
    text.remove_prefix(point.bytes);
  }
  return made;
}

std::string shortened(std::string_view text) {
  std::string made;
  while (!text.empty() && made.size() <= kLongestSentence) {
    if (text.front() == ' ') {
      made += ' ';
      text.remove_prefix(1);
      continue;
    }
    const std::string_view name = text.substr(0, end_of_name(text));
    text.remove_prefix(name.size());
    if (name.size() <= kLongestName) {
      made += name;
    } else {
      made.append(text::cut(name, kLongestName - 20)).append("\u2026");
      if (name.front() == '"') made += '"';
    }
  }
  if (made.size() <= kLongestSentence && text.empty()) return made;
  return std::string(text::cut(made, kLongestSentence)) += "\u2026";
}

bool print_line(std::FILE* to, std::string_view line) {
  const std::string text = printable(line) + '\n';
  return std::fwrite(text.data(), 1, text.size(), to) == text.size();
}

bool print_lines(std::FILE* to, std::string_view text) {
  bool written = true;
  while (!text.empty()) {
    written = print_line(to, text::take_piece(text, '\n')) && written;
  }
  return std::fflush(to) == 0 && written;
}

}  // namespace vitrine::command
