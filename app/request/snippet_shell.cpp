#include "app/request/snippet_parts.h"
#include "app/text/ascii.h"

/// cURL and HTTPie, for any POSIX shell.
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

/// Commands that write a body which an argument cannot hold, to be piped.
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
  return "{ " + commands + "} | ";
}

bool holds_nul(const Body& body) { return body_text(body).text.find('\0') != std::string::npos; }

SecretText prefixed(std::string prefix, const SecretText& value) {
  SecretText text{std::move(prefix), {}};
  text.append(value);
  return text;
}

/// An item of HTTPie takes `\` before `:;=@` for an escape, which nothing can escape.
bool suits_httpie(const HeaderField& field) {
  const std::string& value = field.value.text;
  for (size_t i = 0; i + 1 < value.size(); ++i) {
    if (value[i] == '\\' && std::string_view(":;=@").find(value[i + 1]) != std::string_view::npos) {
      return false;
    }
  }
  return field.name[0] != '-';
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
  std::string out = "curl";
  // A GET without body is what curl does by itself; HEAD needs its own flag to end.
  if (request.method == "HEAD") {
    out += " --head";
  } else if (request.method != "GET" || request.body) {
    out += " -X " + plain_word(request.method);
  }
  out += ' ' + shell_word(request.url, secrets);
  // curl reads brackets and braces in an address as patterns without this option.
  if (request.url.text.find_first_of("[]{}") != std::string::npos) out += " --globoff";
  for (const HeaderField& field : joined_headers(request)) {
    const char* colon = field.value.text.empty() ? ";" : ": ";
    out += next_line("-H " + shell_word(prefixed(field.name + colon, field.value), secrets));
  }
  if (!request.body) return out;
  // Otherwise curl would call any body a form.
  if (!request.header("content-type")) out += next_line("-H 'Content-Type:'");
  const Body& body = *request.body;
  out += next_line("");
  if (body.size() == 1 && has_files(body)) {
    return out + "--data-binary " + plain_word('@' + path(std::get<FileRef>(body.front()).name));
  }
  if (has_files(body) || holds_nul(body)) {
    return written_body(body, secrets) + out + "--data-binary @-";
  }
  // `--data-raw` takes a leading @ as it is.
  return out + "--data-raw " + shell_word(body_text(body), secrets);
}

std::string httpie(const HttpRequest& request, Secrets secrets) {
  const bool piped = request.body && (has_files(*request.body) || holds_nul(*request.body));
  std::string out = piped ? "http " : "http --ignore-stdin ";
  out += plain_word(request.method) + ' ' + shell_word(request.url, secrets);
  std::string left_out;
  for (const HeaderField& field : joined_headers(request)) {
    if (!suits_httpie(field)) {
      left_out += "# HTTPie cannot send this value of the header " + field.name + "\n";
      continue;
    }
    const std::string& value = field.value.text;
    std::string prefix = field.name + (value.empty() ? ";" : ":");
    if (!value.empty() && (value[0] == '=' || value[0] == '@')) prefix += '\\';
    out += next_line(shell_word(prefixed(std::move(prefix), field.value), secrets));
  }
  if (!request.body) return left_out + out;
  // Otherwise HTTPie would call any body JSON.
  if (!request.header("content-type")) out += next_line("Content-Type:");
  if (piped) return left_out + written_body(*request.body, secrets) + out;
  return left_out + out + next_line("--raw " + shell_word(body_text(*request.body), secrets));
}

}  // namespace vitrine::request
