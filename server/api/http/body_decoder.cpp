#include "server/api/http/body_decoder.h"

#include <algorithm>

#include "app/text/ascii.h"

namespace vitrine {

namespace {

/// 60 bits, longer than any body.
constexpr std::size_t kMaxSizeDigits = 15;
/// RFC 9112 §7.1.1: the extensions of all chunks together have to be limited.
constexpr std::size_t kMaxOverhead = 8192;

void skip_whitespace(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

/// Takes a token or a quoted string from the front.
bool take_extension_value(std::string_view& text) {
  if (text.empty() || text.front() != '"') {
    std::size_t size = 0;
    while (size < text.size() && is_token(text.substr(size, 1))) ++size;
    text.remove_prefix(size);
    return size > 0;
  }
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return true;
    }
  }
  return false;
}

/// `*( BWS ";" BWS name [ BWS "=" BWS value ] )`, without control characters.
bool is_extension_list(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), [](char c) {
        return c != '\t' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f);
      })) {
    return false;
  }
  while (!text.empty()) {
    skip_whitespace(text);
    if (text.empty() || text.front() != ';') return false;
    text.remove_prefix(1);
    skip_whitespace(text);
    if (!text.empty() && text.front() == '"') return false;
    if (!take_extension_value(text)) return false;
    std::string_view after = text;
    skip_whitespace(after);
    if (after.empty() || after.front() != '=') continue;
    after.remove_prefix(1);
    skip_whitespace(after);
    if (!take_extension_value(after)) return false;
    text = after;
  }
  return true;
}

}  // namespace

BodyDecoder::BodyDecoder(Framing framing)
    : stage_(framing.kind == Framing::Kind::chunked  ? Stage::size_line
             : framing.kind == Framing::Kind::length ? Stage::content
                                                     : Stage::end),
      left_(framing.length) {}

BodyDecoder::Line BodyDecoder::take_line(std::string_view& bytes) {
  while (!bytes.empty()) {
    const char c = bytes.front();
    bytes.remove_prefix(1);
    if (!line_.empty() && line_.back() == '\r') {
      line_.pop_back();
      return c == '\n' ? Line::whole : Line::broken;
    }
    if (c == '\n' || c == '\0' || line_.size() > kMaxOverhead) return Line::broken;
    line_ += c;
  }
  return Line::incomplete;
}

bool BodyDecoder::read_size_line() {
  std::size_t digits = 0;
  left_ = 0;
  while (digits < line_.size() && text::hex_value(line_[digits]) >= 0) {
    if (digits == kMaxSizeDigits) return false;
    left_ = left_ * 16 + static_cast<std::uint64_t>(text::hex_value(line_[digits++]));
  }
  if (digits == 0) return false;
  const std::string_view extensions = std::string_view(line_).substr(digits);
  overhead_ += extensions.size();
  return overhead_ <= kMaxOverhead && is_extension_list(extensions);
}

bool BodyDecoder::read_trailer_line() {
  overhead_ += line_.size();
  return overhead_ <= kMaxOverhead && read_field_line(line_).has_value();
}

BodyDecoder::State BodyDecoder::take(std::string_view& bytes, const Sink& sink) {
  while (stage_ != Stage::end) {
    if (stage_ == Stage::content || stage_ == Stage::chunk) {
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
      if (size == 0) return State::more;
      const std::string_view piece = bytes.substr(0, size);
      bytes.remove_prefix(size);
      left_ -= size;
      if (!sink(piece)) return State::stopped;
      if (left_ == 0) stage_ = stage_ == Stage::content ? Stage::end : Stage::chunk_end;
      continue;
    }
    const Line line = take_line(bytes);
    if (line == Line::broken) return State::malformed;
    if (line == Line::incomplete) return State::more;
    if (stage_ == Stage::size_line) {
      if (!read_size_line()) return State::malformed;
      stage_ = left_ == 0 ? Stage::trailer : Stage::chunk;
    } else if (stage_ == Stage::chunk_end) {
      if (!line_.empty()) return State::malformed;
      stage_ = Stage::size_line;
    } else if (line_.empty()) {
      stage_ = Stage::end;
    } else if (!read_trailer_line()) {
      return State::malformed;
    }
    line_.clear();
  }
  return State::done;
}

}  // namespace vitrine
