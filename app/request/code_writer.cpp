// Writes a request as a program, by the table of its language.
#include <cstdio>

#include "app/json/uri.h"
#include "app/request/code_language.h"
#include "app/request/snippet_parts.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::request {
namespace {

/// Characters that end a line in some language, hide, or turn the direction of what follows.
bool is_deceptive(char32_t c) {
  return (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

std::string format(const char* pattern, unsigned number) {
  char text[16];
  std::snprintf(text, sizeof text, pattern, number);
  return text;
}

std::string escaped(Escape escape, char32_t c, std::string_view bytes) {
  std::string out;
  switch (escape) {
    case Escape::octal:
      for (char byte : bytes) out += format("\\%03o", static_cast<unsigned char>(byte));
      return out;
    case Escape::braces:
      return format("\\u{%x}", c);
    case Escape::hex:
    case Escape::hex16:
      if (c < 0x80) return format("\\x%02x", c);
      break;
    case Escape::utf16:
      // Java reads \u before everything else: a line feed by that name would end the line.
      if (c < 0x80) return format("\\%03o", c);
      break;
    case Escape::utf16s:
      break;
  }
  if (c < 0x10000) return format("\\u%04x", c);
  if (escape == Escape::hex) return format("\\U%08x", c);
  return format("\\u%04x", 0xD7C0 + (c >> 10)) + format("\\u%04x", 0xDC00 + (c & 0x3FF));
}

/// Whether the text may stand between the marks of every language's raw literal.
bool suits_raw(std::string_view text) {
  if (text.empty() || text.front() == '"' || text.back() == '"') return false;
  for (size_t i = 0; i < text.size();) {
    const text::CodePoint point = text::decode_utf8(text.data() + i, text.size() - i);
    const char32_t c = point.value;
    if ((c < 0x20 && c != '\n') || c == '\\' || c == '`' || is_deceptive(c)) return false;
    i += point.bytes;
  }
  for (std::string_view end : {"${", "\"\"\"", ")json\"", "\"#", "</", "<!"}) {
    if (text.find(end) != std::string_view::npos) return false;
  }
  return true;
}

void replace_star(std::string& out, const char* format, std::string_view value) {
  const std::string_view text = format;
  const size_t star = text.find('*');
  out += text.substr(0, star);
  if (star != std::string_view::npos) out.append(value).append(text.substr(star + 1));
}

class CodeWriter {
 public:
  CodeWriter(const Language& language, const HttpRequest& request, Secrets secrets)
      : language_(language),
        request_(request),
        secrets_(secrets),
        headers_(joined_headers(request)) {
    https_ = json::split_uri(request.url.text).scheme == "https";
    note_secrets(request.url);
    for (const HeaderField& field : headers_) note_secrets(field.value);
    if (request.body) {
      note_secrets(body_text(*request.body));
      files_ = has_files(*request.body);
    }
  }

  std::string write() {
    for (std::string_view rest = language_.template_; !rest.empty();) {
      const size_t end = rest.find('\n') + 1;
      const std::string_view line = rest.substr(1, end - 1);
      const char condition = rest.front();
      rest.remove_prefix(end);
      if (condition == 'H' || condition == 'c' || condition == 'C') {
        for (const HeaderField& field : headers_) {
          // Some languages hang headers that begin with Content- on the body.
          const bool of_body = text::lower(field.name).starts_with("content-");
          if (condition == 'H' || (condition == 'C' ? of_body && request_.body : !of_body)) {
            put(line, &field);
          }
        }
      } else if (holds(condition)) {
        put(line, nullptr);
      }
    }
    while (!out_.empty() && out_.back() == '\n') out_.pop_back();
    return std::move(out_);
  }

 private:
  void note_secrets(const SecretText& text) {
    masked_ = masked_ || (secrets_ == Secrets::masked && !text.secrets.empty());
  }

  bool holds(char condition) const {
    const bool body = request_.body.has_value();
    const bool text = body && !files_ && request_.header("content-type");
    switch (condition) {
      case 'h':
        return !headers_.empty();
      case 'b':
        return body;
      case 'n':
        return !body;
      case 't':
        return text;
      case 'r':
        return body && !text;
      case 'u':
        return body && size_bytes(*request_.body) > 0 && !request_.header("content-type");
      case 'F':
        return files_;
      case 'e':
        return files_ || masked_;
      case 's':
        return masked_;
      case 'l':
        return https_;
      default:
        return true;
    }
  }

  void put(std::string_view line, const HeaderField* header) {
    for (size_t i = 0; i < line.size(); ++i) {
      if (line[i] != '$') {
        out_ += line[i];
        continue;
      }
      switch (line[++i]) {
        case 'M':
          out_ += literal(request_.method);
          break;
        case 'U':
          out_ += text(request_.url);
          break;
        case 'O':
          out_ += literal(origin(request_.url.text));
          break;
        case 'P':
          out_ += text(without_origin(request_.url));
          break;
        case 'N':
          out_ += literal(header->name);
          break;
        case 'V':
          out_ += text(header->value);
          break;
        case 'S':
          out_ += text(body_text(*request_.body));
          break;
        case 'B':
          out_ += body();
          break;
        default:
          out_ += line.substr(i - 1, 2);
      }
    }
  }

  std::string literal(std::string_view text) const {
    const bool quotes = text.find('"') != std::string_view::npos;
    const bool lines = text.find('\n') != std::string_view::npos;
    const bool single =
        language_.single_quotes && quotes && !lines && text.find('\'') == std::string_view::npos;
    if (language_.raw && (quotes || lines) && !single && suits_raw(text)) {
      std::string out;
      replace_star(out, language_.raw, text);
      return out;
    }
    const char quote = single ? '\'' : '"';
    std::string out(1, quote);
    for (size_t i = 0; i < text.size();) {
      const text::CodePoint point = text::decode_utf8(text.data() + i, text.size() - i);
      const char32_t c = point.value;
      const std::string_view bytes = text.substr(i, point.bytes);
      i += point.bytes;
      if (c == static_cast<unsigned char>(quote) || c == '\\') {
        out += '\\';
        out += static_cast<char>(c);
      } else if (c == '\n' || c == '\r' || c == '\t') {
        out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
      } else if (c < 0x20 || is_deceptive(c) || (c >= 0x80 && language_.escape == Escape::utf16)) {
        out += escaped(language_.escape, c, bytes);
      } else if ((c == '/' || c == '!' || c == '?') && out.back() == (c == '?' ? '?' : '<')) {
        // The end of a script element around the program, and C++'s trigraphs.
        out += language_.escape == Escape::octal ? format("\\%03o", c)
               : c == '?'                        ? "?"
                                                 : escaped(language_.escape, c, bytes);
      } else {
        text::append_utf8(out, c);
      }
    }
    return out + (single ? "'" : language_.close);
  }

  /// One value of several pieces.
  struct Parts {
    const Expression& expression;
    std::string out;
    size_t count = 0;
    bool literal_only = true;

    void add(const char* pattern, std::string_view value) {
      if (count++ > 0) out += expression.join;
      replace_star(out, pattern, value);
    }
  };

  void add(Parts& parts, const SecretText& text) const {
    for (const Piece& piece : pieces(text, secrets_)) {
      if (piece.secret) {
        parts.literal_only = false;
        parts.add(parts.expression.secret, piece.text);
      } else {
        parts.add(parts.expression.literal, literal(piece.text));
      }
    }
  }

  std::string finish(Parts parts, std::string_view only) const {
    std::string out;
    if (parts.count == 0 || (parts.count == 1 && parts.literal_only)) {
      replace_star(out, parts.expression.alone, literal(only));
      return out;
    }
    return parts.expression.open + parts.out + parts.expression.close;
  }

  std::string text(const SecretText& text) const {
    Parts parts{language_.text, {}};
    add(parts, text);
    return finish(std::move(parts), text.text);
  }

  std::string body() const {
    Parts parts{language_.body, {}};
    for (const BodyPiece& run : *request_.body) {
      if (const auto* piece = std::get_if<SecretText>(&run)) {
        add(parts, *piece);
      } else {
        parts.literal_only = false;
        parts.add(parts.expression.file, literal(std::get<FileRef>(run).name));
      }
    }
    return finish(std::move(parts), body_text(*request_.body).text);
  }

  const Language& language_;
  const HttpRequest& request_;
  Secrets secrets_;
  std::vector<HeaderField> headers_;
  std::string out_;
  bool https_ = false;
  bool masked_ = false;
  bool files_ = false;
};

}  // namespace

std::string Snippet::write(const HttpRequest& request, Secrets secrets) const {
  return function ? function(request, secrets) : CodeWriter(*language, request, secrets).write();
}

}  // namespace vitrine::request
