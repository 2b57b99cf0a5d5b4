#include "app/request/snippet_parts.h"
#include "app/text/ascii.h"

/// cURL, wget and HTTPie, for any POSIX shell.
namespace vitrine::request {
namespace {

/// Goes on in a new line.
std::string next_line(const std::string& words) { return " \\\n  " + words; }

/// Within single quotes a shell takes everything as it is, but the single quote itself.
std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\0') continue;
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + '\'';
}

bool is_safe_unquoted(std::string_view text) {
  if (text.empty()) return false;
  for (char c : text) {
    const bool safe = text::is_alphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '/';
    if (!safe) return false;
  }
  return text[0] != '-';
}

std::string plain_word(std::string_view text) {
  return is_safe_unquoted(text) ? std::string(text) : single_quoted(text);
}

/// A name that no program takes for an option or for its input.
std::string path(const std::string& name) {
  return !name.empty() && name[0] == '-' ? "./" + name : name;
}

/// The argument of `printf` that writes the text, NUL bytes as well.
std::string printf_word(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) return "%s " + single_quoted(text);
  std::string format;
  for (char c : text) {
    if (c == '\0') {
      format += "\\000";
    } else {
      format += c;
      if (c == '\\' || c == '%') format += c;
    }
  }
  return single_quoted(format);
}

/// Commands that write a body which an argument cannot hold.
std::string written_body(const Body& body, Secrets secrets) {
  std::string commands;
  for (const BodyPiece& run : body) {
    const auto* text = std::get_if<SecretText>(&run);
    if (!text) {
      commands += "cat " + plain_word(path(std::get<FileRef>(run).name)) + "; ";
      continue;
    }
    for (const Piece& piece : pieces(*text, secrets)) {
      commands += "printf ";
      commands += piece.secret ? "%s \"$" + piece.text + '"' : printf_word(piece.text);
      commands += "; ";
    }
  }
  return "{ " + commands + "}";
}

bool holds_nul(const Body& body) { return body_text(body).text.find('\0') != std::string::npos; }

SecretText prefixed(std::string prefix, const SecretText& value) {
  SecretText text{std::move(prefix), {}};
  text.append(value);
  return text;
}

/// Parts that the program can write as options; else none.
std::vector<FormPart> parts_where(const HttpRequest& request, bool (*suits)(const FormPart&)) {
  std::vector<FormPart> parts = form_parts(request);
  for (const FormPart& part : parts) {
    if (!suits(part)) return {};
  }
  return parts;
}

/// curl looks for a type after `;` and takes quotes around a text that has one; no quotes may then
/// come from a secret.
bool suits_curl(const FormPart& part) {
  return part.file || part.type.empty() || part.text.secrets.empty();
}

/// `-F` where the text means itself there, else `--form-string`.
std::string curl_part(const FormPart& part, Secrets secrets) {
  if (part.file)
    return "-F " + plain_word(part.name + "=@" + part.file->name + ";type=" + part.type);
  const std::string& text = part.text.text;
  if (!part.type.empty()) {
    std::string quoted = part.name + "=\"";
    for (char c : text) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
    return "-F " + plain_word(quoted + "\";type=" + part.type);
  }
  const bool plain = part.text.secrets.empty() && text.find(';') == std::string::npos &&
                     (text.empty() || std::string_view("@<\"").find(text[0]) == std::string::npos);
  return (plain ? "-F " : "--form-string ") +
         shell_word(prefixed(part.name + '=', part.text), secrets);
}

/// All but the body.
std::string curl_head(const HttpRequest& request, Secrets secrets, bool typed) {
  std::string out = "curl";
  // A GET without body is what curl does by itself; HEAD needs its own flag to end.
  if (request.method == "HEAD") {
    out += " --head";
  } else if (request.method != "GET" || request.body) {
    out += " -X " + plain_word(request.method);
  }
  out += ' ' + shell_word(request.url, secrets);
  // curl reads brackets in an address as patterns without this option. Braces only stand around the
  // name of a parameter without a value.
  if (request.url.text.find_first_of("[]") != std::string::npos) out += " --globoff";
  for (const HeaderField& field : joined_headers(request)) {
    if (!typed && text::equals_ignoring_case(field.name, "content-type")) continue;
    const char* colon = field.value.text.empty() ? ";" : ": ";
    out += next_line("-H " + shell_word(prefixed(field.name + colon, field.value), secrets));
  }
  return out;
}

/// Empty where `-F` cannot say the body. Most operations need none of this, and the page gets it
/// after it is shown.
[[gnu::noinline]] std::string write_curl_form(const HttpRequest& request, Secrets secrets) {
  const std::vector<FormPart> parts = parts_where(request, suits_curl);
  if (parts.empty()) return {};
  std::string out = curl_head(request, secrets, false);
  for (const FormPart& part : parts) out += next_line(curl_part(part, secrets));
  return out;
}

std::string curl_form(const HttpRequest& request, Secrets secrets) {
  const HeaderField* type = request.header("content-type");
  const bool form = type && type->value.text.starts_with("multipart/form-data");
  return form ? write_curl_form(request, secrets) : std::string();
}

/// An item of HTTPie takes `\` before `:;=@` for an escape, which nothing can escape.
bool keeps_backslashes(std::string_view value) {
  for (size_t i = 0; i + 1 < value.size(); ++i) {
    if (value[i] == '\\' && std::string_view(":;=@").find(value[i + 1]) != std::string_view::npos) {
      return false;
    }
  }
  return true;
}

bool suits_httpie(const FormPart& part) {
  return part.name[0] != '-' &&
         (part.file || (part.type.empty() && keeps_backslashes(part.text.text)));
}

/// A value as the second half of an item: `=` and `@` at its beginning belong to it.
SecretText httpie_item(std::string prefix, const SecretText& value) {
  const std::string& text = value.text;
  if (!text.empty() && (text[0] == '=' || text[0] == '@')) prefix += '\\';
  return prefixed(std::move(prefix), value);
}

}  // namespace

std::string shell_word(const SecretText& text, Secrets secrets) {
  std::string out;
  for (const Piece& piece : pieces(text, secrets)) {
    out += piece.secret ? "\"$" + piece.text + '"' : single_quoted(piece.text);
  }
  return out.empty() ? "''" : out;
}

std::string curl(const HttpRequest& request, Secrets secrets) {
  std::string out = curl_form(request, secrets);
  if (!out.empty()) return out;
  out = curl_head(request, secrets, true);
  if (!request.body) return out;
  // Otherwise curl would call any body a form.
  if (!request.header("content-type")) out += next_line("-H 'Content-Type:'");
  const Body& body = *request.body;
  out += next_line("");
  if (body.size() == 1 && has_files(body)) {
    return out + "--data-binary " + plain_word('@' + path(std::get<FileRef>(body.front()).name));
  }
  if (has_files(body) || holds_nul(body)) {
    return written_body(body, secrets) + " | " + out + "--data-binary @-";
  }
  // `--data-raw` takes a leading @ as it is.
  return out + "--data-raw " + shell_word(body_text(body), secrets);
}

std::string wget(const HttpRequest& request, Secrets secrets) {
  std::string out = "wget -qO- --content-on-error";
  if (request.method != "GET" || request.body) out += " --method=" + plain_word(request.method);
  for (const HeaderField& field : joined_headers(request)) {
    out += next_line("--header=" + shell_word(prefixed(field.name + ": ", field.value), secrets));
  }
  const std::string address = next_line(shell_word(request.url, secrets));
  if (!request.body) return out + address;
  const Body& body = *request.body;
  const std::string note =
      request.header("content-type")
          ? ""
          : "# wget will call this body application/x-www-form-urlencoded: it sends none without a "
            "type.\n";
  if (!has_files(body) && !holds_nul(body)) {
    return note + out + next_line("--body-data=" + shell_word(body_text(body), secrets)) + address;
  }
  if (body.size() == 1) {
    if (const auto* file = std::get_if<FileRef>(&body.front())) {
      return note + out + next_line("--body-file=" + plain_word(file->name)) + address;
    }
  }
  // wget asks a file for its size, and a pipe has none.
  return note + written_body(body, secrets) + " > request-body\n" + out +
         next_line("--body-file=request-body") + address;
}

std::string httpie(const HttpRequest& request, Secrets secrets) {
  const std::vector<FormPart> parts = parts_where(request, suits_httpie);
  const bool piped =
      request.body && parts.empty() && (has_files(*request.body) || holds_nul(*request.body));
  std::string out = piped ? "http " : "http --ignore-stdin ";
  if (!parts.empty()) out += "--multipart ";
  out += plain_word(request.method) + ' ' + shell_word(request.url, secrets);
  std::string left_out;
  for (const HeaderField& field : joined_headers(request)) {
    if (!parts.empty() && text::equals_ignoring_case(field.name, "content-type")) continue;
    if (field.name[0] == '-' || !keeps_backslashes(field.value.text)) {
      left_out += "# HTTPie cannot send this value of the header " + field.name + "\n";
      continue;
    }
    const char* colon = field.value.text.empty() ? ";" : ":";
    out += next_line(shell_word(httpie_item(field.name + colon, field.value), secrets));
  }
  for (const FormPart& part : parts) {
    const SecretText item =
        part.file ? SecretText{part.name + '@' + part.file->name + ";type=" + part.type, {}}
                  : httpie_item(part.name + '=', part.text);
    out += next_line(shell_word(item, secrets));
  }
  if (!request.body || !parts.empty()) return left_out + out;
  // Otherwise HTTPie would call any body JSON.
  if (!request.header("content-type")) out += next_line("Content-Type:");
  if (piped) return left_out + written_body(*request.body, secrets) + " | " + out;
  return left_out + out + next_line("--raw " + shell_word(body_text(*request.body), secrets));
}

}  // namespace vitrine::request
