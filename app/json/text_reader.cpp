// Reads a text as JSON or as YAML, whichever it is.
#include "app/json/text_reader.h"

#include <algorithm>
#include <utility>

#include "app/json/yaml_reader.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::json {
namespace {

/// White space may go on for as long before it is taken for an empty text.
constexpr size_t kMaxHead = 64 * 1024;

constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// The first character that is not white space at `at` or after; NUL when there is none.
char next_sign(std::string_view text, size_t& at) {
  at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
  return at < text.size() ? text[at++] : '\0';
}

}  // namespace

Language language_of(std::string_view name) {
  name = name.substr(0, name.find_first_of("?#"));
  const auto ends = [name](std::string_view ending) {
    return name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending;
  };
  if (ends(".json")) return Language::json;
  return ends(".yaml") || ends(".yml") ? Language::yaml : Language::unknown;
}

TextReader::TextReader(Limits limits, Language said) : limits_(limits), said_(said) {}
TextReader::TextReader(TextReader&&) noexcept = default;
TextReader& TextReader::operator=(TextReader&&) noexcept = default;
TextReader::~TextReader() = default;

size_t TextReader::feed(std::string_view bytes, size_t budget) {
  bytes = bytes.substr(0, budget);
  if (encoding_ == Encoding::unknown) {
    head_ += bytes;
    find_encoding(false);
  } else {
    decode(bytes);
  }
  return bytes.size();
}

void TextReader::find_encoding(bool at_end) {
  if (head_.size() < 2 && !at_end) return;
  std::string head = std::exchange(head_, {});
  encoding_ = Encoding::utf8;
  if (head.starts_with("\xFF\xFE")) encoding_ = Encoding::utf16_little;
  if (head.starts_with("\xFE\xFF")) encoding_ = Encoding::utf16_big;
  if (encoding_ != Encoding::utf8) head.erase(0, 2);
  decode(head);
}

void TextReader::decode(std::string_view bytes) {
  if (encoding_ == Encoding::utf8) {
    take(bytes);
    return;
  }
  std::string text;
  char32_t high = 0;
  size_t done = 0;
  unit_ += bytes;
  for (size_t i = 0; i + 1 < unit_.size(); i += 2) {
    const auto first = static_cast<unsigned char>(unit_[i]);
    const auto second = static_cast<unsigned char>(unit_[i + 1]);
    const auto unit = static_cast<char32_t>(
        encoding_ == Encoding::utf16_little ? second << 8 | first : first << 8 | second);
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (high != 0 && !low) text::append_utf8(text, 0xFFFD);
    if (low) {
      text::append_utf8(text,
                        high != 0 ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD);
    }
    const bool leads = unit >= 0xD800 && unit < 0xDC00;
    if (!low && !leads) text::append_utf8(text, unit);
    high = leads ? unit : 0;
    done = leads ? i : i + 2;
  }
  unit_.erase(0, done);
  take(text);
}

void TextReader::take(std::string_view text) {
  if (yaml_) {
    yaml_->feed(text);
  } else if (json_) {
    read_json(text);
  } else {
    head_ += text;
    find_language(false);
  }
}

void TextReader::find_language(bool at_end) {
  const bool last = at_end || head_.size() > kMaxHead;
  size_t at = head_.starts_with(kMark) ? kMark.size() : 0;
  const char first = next_sign(head_, at);
  const char second = next_sign(head_, at);
  if (second == '\0' && !last) return;
  // If the text is empty or in another language (as HTML), report the errors of the JSON parser.
  // A comment is a mistake in JSON, and none in YAML.
  json_only_ = first == '\0' || first == '<' || (first == '/' && (second == '/' || second == '*'));
  bool json = json_only_;
  if (first == '{' && std::string_view("\"}/\0", 4).find(second) != std::string_view::npos)
    json = true;
  if (first == '[') json = true;
  if (said_ == Language::json && json) json_only_ = true;
  if (said_ == Language::yaml && !json_only_) json = false;
  if (json) {
    json_ = std::make_unique<Reader>(limits_);
  } else {
    yaml_ = std::make_unique<YamlReader>(limits_);
  }
  take(std::exchange(head_, {}));
}

/// Feeds the reader of JSON; where it fails, YAML is tried from the beginning.
void TextReader::read_json(std::string_view text) {
  json_->feed(text);
  json_bytes_ += text.size();
  if (json_only_ || json_->status() != Status::failed) return;
  const uint32_t stop = json_->stopped_at();
  const std::string_view rest = json_->piece(stop);
  json_only_ = stop >= limits_.bytes ||
               (rest.size() > 1 && rest[0] == '/' && (rest[1] == '/' || rest[1] == '*'));
  if (json_only_) return;
  yaml_words_ = fails_as_yaml();
  yaml_ = std::make_unique<YamlReader>(limits_);
  uint32_t at = 0;
  for (std::string_view piece; !(piece = json_->piece(at)).empty();) {
    yaml_->feed(piece);
    at += static_cast<uint32_t>(piece.size());
  }
  yaml_->feed(text.substr(text.size() - (json_bytes_ - at)));
}

/// Whether something of YAML stands where the reader of JSON wanted a name or a value.
bool TextReader::fails_as_yaml() const {
  uint32_t at = json_->stopped_at();
  const std::string_view rest = json_->piece(at);
  if (rest.empty()) return false;
  const char c = rest[0];
  if (!text::is_alpha(c) && std::string_view("'#&*!|>~?").find(c) == std::string_view::npos)
    return false;
  while (at > 0) {
    const char before = json_->piece(--at)[0];
    if (before != ' ' && before != '\t' && before != '\r' && before != '\n') {
      return c == '#' || std::string_view("{[,:").find(before) != std::string_view::npos;
    }
  }
  return false;
}

bool TextReader::digest(size_t budget) {
  if (encoding_ == Encoding::unknown) find_encoding(true);
  if (!unit_.empty()) {
    unit_.clear();
    take("\xEF\xBF\xBD");
  }
  if (!json_ && !yaml_) find_language(true);
  return !yaml_ || yaml_->digest(budget);
}

Reading TextReader::finish() && {
  digest();
  if (!yaml_) return std::move(*json_).finish();
  Reading reading = std::move(*yaml_).finish();
  if (!json_ || !reading.error || yaml_words_) return reading;
  return std::move(*json_).finish();
}

Reading read_text(std::string_view text, Limits limits, Language said) {
  TextReader reader(limits, said);
  reader.feed(text);
  return std::move(reader).finish();
}

}  // namespace vitrine::json
