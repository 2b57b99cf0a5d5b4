// Writes a request as a program, by the table of its language.
#include <algorithm>

#include "app/json/uri.h"
#include "app/request/code_json.h"
#include "app/request/code_language.h"
#include "app/request/snippet_parts.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

namespace vitrine::request {
namespace {

bool is_among(std::string_view word, std::string_view list) {
  while (!list.empty()) {
    if (text::take_piece(list, ' ') == word) return true;
  }
  return false;
}

class CodeWriter {
 public:
  CodeWriter(const char* language, const HttpRequest& request, Secrets secrets)
      : language_(language),
        request_(request),
        secrets_(secrets),
        headers_(joined_headers(request)),
        text_(request.body ? body_text(*request.body) : SecretText()),
        json_(language_, text_, secrets) {
    https_ = json::split_uri(request.url.text).scheme == "https";
    note_secrets(request.url);
    for (const HeaderField& field : headers_) note_secrets(field.value);
    note_secrets(text_);
    files_ = request.body && has_files(*request.body);
    if (request.body) choose_body();
  }

  std::string write() {
    for (std::string_view rest = language_.program(); !rest.empty();) {
      const std::string_view line = take_line(rest);
      const char condition = line.front();
      if (condition == 'H' || condition == 'c' || condition == 'C') {
        for (const HeaderField& field : headers_) {
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
        for (const FormPart& part : parts_) put_part(lines, part);
      } else if (holds(condition)) {
        put(line.substr(1), nullptr, nullptr);
      }
    }
    while (!out_.empty() && out_.back() == '\n') out_.pop_back();
    return std::move(out_);
  }

 private:
  enum class Form : uint8_t { none, raw, json, parts };

  static std::string_view take_line(std::string_view& rest) {
    const std::string_view line = rest.substr(0, rest.find('\n') + 1);
    rest.remove_prefix(line.size());
    return line;
  }

  void note_secrets(const SecretText& text) {
    masked_ = masked_ || (secrets_ == Secrets::masked && !text.secrets.empty());
  }

  void choose_body() {
    const HeaderField* type = request_.header("content-type");
    if (type && !files_ && json_.possible() && text::is_json_media_type(type->value.text)) {
      form_ = Form::json;
      if (language_.has('d') && type->value.text == "application/json") drop_type();
      return;
    }
    if (language_.has('m')) parts_ = form_parts(request_);
    const std::string_view can = language_.setting('m');
    bool suits = !parts_.empty();
    for (const FormPart& part : parts_) {
      const auto lacks = [can](char letter) { return can.find(letter) == can.npos; };
      typed_ = typed_ || !part.type.empty();
      file_parts_ = file_parts_ || part.file;
      if (!part.file && !part.type.empty() && lacks('t')) suits = false;
      if (part.text.text.find_first_of("\r\n") != std::string::npos && lacks('n')) suits = false;
      if (part.file && !lacks('o') && part.type != "application/octet-stream") suits = false;
      for (const FormPart* other = parts_.data(); other != &part && lacks('d'); ++other) {
        if (other->name == part.name) suits = false;
      }
    }
    if (suits) {
      form_ = Form::parts;
      return drop_type();  // libraries choose the boundary
    }
    parts_.clear();
    form_ = Form::raw;
    if (!type && language_.has('c')) headers_.push_back({"Content-Type", {}});
  }

  void drop_type() {
    std::erase_if(headers_, [](const HeaderField& field) {
      return text::equals_ignoring_case(field.name, "content-type");
    });
  }

  /// The header that says that there is no type.
  bool is_no_type(const HeaderField& field) const {
    return field.name == "Content-Type" && !request_.header("content-type");
  }

  bool holds(char condition) const {
    const bool raw = form_ == Form::raw;
    const bool typed = raw && request_.header("content-type");
    const bool parts = form_ == Form::parts;
    switch (condition) {
      case 'h':
        return !headers_.empty();
      case 'd':
        return form_ != Form::none;
      case 'b':
        return raw;
      case 'j':
        return form_ == Form::json;
      case 'm':
        return parts;
      case 'q':
        return !parts;
      case 'n':
        return form_ == Form::none;
      case 't':
        return typed && !files_;
      case 'r':
        return raw && (!typed || files_);
      case 'U':
        return raw && !typed;
      case 'u':
        return raw && !typed && size_bytes(*request_.body) > 0;
      case 'F':
        return raw && files_;
      case 'g':
        return parts && file_parts_;
      case 'f':
        return files_;
      case 'y':
        return parts && typed_;
      case 'e':
        return files_ || masked_;
      case 's':
        return masked_;
      case 'l':
        return https_;
      case 'i':
        return request_.method == "HEAD";
      case 'k':
        return is_known();
      case 'K':
        return !is_known();
      case 'p':
        return form_ == Form::none && is_among(request_.method, "POST PUT PATCH");
      case 'N':
        return form_ == Form::none && !is_among(request_.method, "POST PUT PATCH");
      default:
        return true;
    }
  }

  bool is_known() const {
    return is_among(request_.method, "GET POST PUT PATCH DELETE HEAD OPTIONS TRACE");
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
        out_ += text(text_);
        return true;
      case 'B':
        out_ += body();
        return true;
      case 'J': {
        const size_t line = out_.rfind('\n') + 1;  // npos + 1 is 0
        const size_t end = std::min(out_.find_first_not_of(' ', line), out_.size());
        out_ += json_.write(out_.substr(line, end - line),
                            [this](const SecretText& content) { return text(content); });
        return true;
      }
      default:
        return false;
    }
  }

  void put_header(char value, const HeaderField& header) {
    const bool no_type = is_no_type(header);
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
      append_setting(out, language_.setting('a', "*"), literal(text_.text));
      return out;
    }
    return finish(all, language_.setting('O', "*"));
  }

  const Language language_;
  const HttpRequest& request_;
  Secrets secrets_;
  std::vector<HeaderField> headers_;
  SecretText text_;
  JsonLiterals json_;
  std::vector<FormPart> parts_;
  std::string out_;
  Form form_ = Form::none;
  bool https_ = false;
  bool masked_ = false;
  bool files_ = false;
  bool typed_ = false;
  bool file_parts_ = false;
};

}  // namespace

std::string Snippet::write(const HttpRequest& request, Secrets secrets) const {
  return function ? function(request, secrets) : CodeWriter(language, request, secrets).write();
}

}  // namespace vitrine::request
