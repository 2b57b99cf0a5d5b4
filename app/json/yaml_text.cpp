#include <utility>

#include "app/json/yaml_reader.h"
#include "app/text/utf8.h"

// The text as it is fed: stored as UTF-8 without what YAML does not allow in it.

namespace vitrine::json {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Everything but control characters: what JSON allows in its strings (YAML 1.2.2 §5.1, "nb-json")
/// is not refused elsewhere.
bool is_allowed(char32_t c) { return c >= 0x20 || c == '\t' || c == '\n' || c == '\r'; }

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
    const text::CodePoint found = text::decode_utf8(&bytes[i], bytes.size() - i);
    if (found.valid && is_allowed(found.value)) {
      if (found.value == 0xFEFF) note_mark(builder_.text_size() + static_cast<uint32_t>(i - fine));
      i += found.bytes;
      continue;
    }
    store(bytes.substr(fine, i - fine));
    if (!found.valid && !at_end && i + found.bytes == bytes.size() &&
        text::utf8_lead(byte).following >= found.bytes) {
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

/// Inside the text a byte order mark is part of a key or a value that looks as if it was not. §5.2
/// allows it in quotes only, where it is as hard to see. The first one is reported: files that were
/// joined have one each.
void YamlReader::note_mark(uint32_t at) {
  if (at == 0 || std::exchange(mark_told_, true)) return;
  complain(TextProblem::Severity::doubt, at,
           "A byte order mark (U+FEFF), which cannot be seen, stands inside the text; remove it");
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

}  // namespace vitrine::json
