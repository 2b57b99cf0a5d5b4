// Writes a request as a program, by the table of its language.
#include <algorithm>

#include "app/request/code_facts.h"
#include "app/request/snippet_parts.h"
#include "app/text/ascii.h"

namespace vitrine::request {
namespace {

class CodeWriter {
 public:
  CodeWriter(const char* language, const HttpRequest& request, Secrets secrets)
      : language_(language),
        request_(request),
        secrets_(secrets),
        facts_(language_, request, secrets) {}

  std::string write() {
    for (std::string_view rest = language_.program(); !rest.empty();) {
      const std::string_view line = take_line(rest);
      const char condition = line.front();
      if (condition == 'H' || condition == 'c' || condition == 'C') {
        for (const HeaderField& field : facts_.headers()) {
          // Some languages hang headers that begin with Content- on the body.
          const bool of_body = text::lower(field.name).starts_with("content-");
          if (condition == 'H' || (condition == 'C' ? of_body && request_.body : !of_body)) {
            put(line.substr(1), &field, nullptr);
          }
        }
      } else if (is_among({&condition, 1}, "A T G")) {
        std::string_view lines = line;
        while (!rest.empty() && is_among(rest.substr(0, 1), "A T G")) {
          lines = {lines.data(), lines.size() + take_line(rest).size()};
        }
        for (const FormPart& part : facts_.parts()) put_part(lines, part);
      } else if (facts_.holds(condition)) {
        put(line.substr(1), nullptr, nullptr);
      }
    }
    while (!out_.empty() && out_.back() == '\n') out_.pop_back();
    return std::move(out_);
  }

 private:
  static std::string_view take_line(std::string_view& rest) {
    const std::string_view line = rest.substr(0, rest.find('\n') + 1);
    rest.remove_prefix(line.size());
    return line;
  }

  void put_part(std::string_view lines, const FormPart& part) {
    const char kind = part.file ? 'G' : part.type.empty() ? 'A' : 'T';
    while (!lines.empty()) {
      const std::string_view line = take_line(lines);
      if (line.front() == kind) put(line.substr(1), nullptr, &part);
    }
  }

  void put(std::string_view line, const HeaderField* header, const FormPart* part) {
    for (size_t i = 0; i < line.size(); ++i) {
      if (line[i] != '$') {
        out_ += line[i];
        continue;
      }
      ++i;
      if (header && is_among(line.substr(i, 1), "N V H")) {
        put_header(line[i], *header);
      } else if (part && is_among(line.substr(i, 1), "A T Y F D")) {
        put_value(line[i], *part);
      } else if (!put_value(line[i])) {
        out_ += line.substr(i - 1, 2);
      }
    }
  }

  bool put_value(char value) {
    switch (value) {
      case 'M':
        out_ += literal(request_.method);
        return true;
      case 'C':
        out_ += request_.method.substr(0, 1) + text::lower(request_.method.substr(1));
        return true;
      case 'U':
        out_ += text(request_.url);
        return true;
      case 'O':
        out_ += literal(origin(request_.url.text));
        return true;
      case 'P':
        out_ += text(without_origin(request_.url));
        return true;
      case 'S':
        out_ += text(facts_.text());
        return true;
      case 'B':
        out_ += body();
        return true;
      case 'J': {
        const size_t line = out_.rfind('\n') + 1;  // npos + 1 is 0
        const size_t end = std::min(out_.find_first_not_of(' ', line), out_.size());
        out_ += facts_.json().write(out_.substr(line, end - line),
                                    [this](const SecretText& content) { return text(content); });
        return true;
      }
      default:
        return false;
    }
  }

  void put_header(char value, const HeaderField& header) {
    const bool no_type = facts_.is_no_type(header);
    if (value == 'N') {
      out_ += literal(header.name);
    } else if (value == 'V') {
      out_ += no_type ? std::string(language_.setting('c')) : text(header.value);
    } else {
      // For libcurl a colon alone takes a header away.
      SecretText whole{header.name + (!header.value.text.empty() ? ": " : no_type ? ":" : ";"), {}};
      whole.append(header.value);
      out_ += text(whole);
    }
  }

  void put_value(char value, const FormPart& part) {
    if (value == 'T') {
      out_ += text(part.text);
    } else if (value == 'D') {
      std::string disposition = "form-data; name=\"" + part.name + '"';
      if (part.file) disposition += "; filename=\"" + part.file->name + '"';
      out_ += literal(disposition);
    } else {
      out_ += literal(value == 'A' ? part.name : value == 'Y' ? part.type : part.file->name);
    }
  }

  std::string literal(std::string_view text) const { return language_.literal(text); }

  /// One value of several pieces.
  struct Pieces {
    std::string_view join;
    std::string out;
    size_t count = 0;
    bool literal_only = true;

    void add(std::string_view pattern, std::string_view value) {
      if (count++ > 0) append_setting(out, join, "");
      append_setting(out, pattern, value);
    }
  };

  std::string finish(const Pieces& pieces, std::string_view around) const {
    std::string out;
    append_setting(out, around, pieces.out);
    return out;
  }

  std::string text(const SecretText& text) const {
    Pieces all{language_.setting('j', " + "), {}};
    for (const Piece& piece : pieces(text, secrets_)) {
      all.literal_only = all.literal_only && !piece.secret;
      all.add(piece.secret ? language_.setting('s') : "*",
              piece.secret ? piece.text : literal(piece.text));
    }
    if (all.count == 0) return literal("");
    return finish(all, all.count == 1 && all.literal_only ? "*" : language_.setting('o', "*"));
  }

  std::string body() const {
    Pieces all{language_.setting('J'), {}};
    const std::string_view nul = language_.setting('z');
    const std::string_view pattern = language_.setting('b');
    for (const BodyPiece& run : *request_.body) {
      const auto* content = std::get_if<SecretText>(&run);
      if (!content) {
        all.literal_only = false;
        all.add(language_.setting('f'), literal(std::get<FileRef>(run).name));
        continue;
      }
      for (const Piece& piece : pieces(*content, secrets_)) {
        if (piece.secret) {
          all.literal_only = false;
          all.add(language_.setting('S'), piece.text);
          continue;
        }
        std::string_view rest = piece.text;
        while (!nul.empty() && rest.find('\0') != rest.npos) {
          all.literal_only = false;
          const std::string_view before = text::take_piece(rest, '\0');
          if (!before.empty()) all.add(pattern, literal(before));
          all.add(nul, "");
        }
        if (!rest.empty()) all.add(pattern, literal(rest));
      }
    }
    if (all.count == 0 || (all.count == 1 && all.literal_only)) {
      std::string out;
      append_setting(out, language_.setting('a', "*"), literal(facts_.text().text));
      return out;
    }
    return finish(all, language_.setting('O', "*"));
  }

  const Language language_;
  const HttpRequest& request_;
  Secrets secrets_;
  const CodeFacts facts_;
  std::string out_;
};

}  // namespace

std::string Snippet::write(const HttpRequest& request, Secrets secrets) const {
  return function ? function(request, secrets) : CodeWriter(language, request, secrets).write();
}

}  // namespace vitrine::request
