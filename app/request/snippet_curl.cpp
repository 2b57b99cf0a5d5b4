#include "app/request/snippet.h"

/// cURL, for any POSIX shell.
namespace vitrine::request {
namespace {

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
    const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_' || c == '.' || c == '/';
    if (!safe) return false;
  }
  return text[0] != '-';
}

std::string plain_word(std::string_view text) {
  return is_safe_unquoted(text) ? std::string(text) : single_quoted(text);
}

/// The words of the body. `--data-raw` takes a leading @ as it is.
void write_body(std::string& out, const Body& body, Secrets secrets) {
  constexpr std::string_view kNext = " \\\n  ";
  bool files = false;
  for (const Run& run : body) files = files || std::holds_alternative<FileRef>(run);
  if (!files) {
    SecretText whole;
    bool binary = false;
    for (const Run& run : body) {
      const SecretText& text = std::get<SecretText>(run);
      const uint32_t shift = static_cast<uint32_t>(whole.text.size());
      whole.text += text.text;
      for (Secret secret : text.secrets) {
        secret.begin += shift;
        secret.end += shift;
        whole.secrets.push_back(std::move(secret));
      }
      binary = binary || text.text.find('\0') != std::string::npos;
    }
    if (binary) {
      out += kNext;
      out += "--data-binary @body.bin";
      out = "# the body holds NUL bytes: save it as body.bin first\n" + out;
      return;
    }
    out += kNext;
    out += "--data-raw " + shell_word(whole, secrets);
    return;
  }
  if (body.size() == 1) {
    out += kNext;
    out += "--data-binary " + plain_word("@" + std::get<FileRef>(body.front()).name);
    return;
  }
  // Several runs: the shell joins them, and curl reads the result from its input.
  std::string parts;
  for (const Run& run : body) {
    if (!parts.empty()) parts += " ";
    if (const auto* text = std::get_if<SecretText>(&run)) {
      parts += "printf %s " + shell_word(*text, secrets) + ";";
    } else {
      parts += "cat -- " + plain_word(std::get<FileRef>(run).name) + ";";
    }
  }
  out = "{ " + parts + " } | " + out;
  out += kNext;
  out += "--data-binary @-";
}

}  // namespace

std::string shell_word(const SecretText& text, Secrets secrets) {
  if (secrets == Secrets::shown || text.secrets.empty()) return single_quoted(text.text);
  std::string out;
  size_t at = 0;
  for (const Secret& secret : text.secrets) {
    if (secret.begin < at || secret.end > text.text.size()) continue;
    if (secret.begin > at) {
      out += single_quoted(std::string_view(text.text).substr(at, secret.begin - at));
    }
    out += "\"$" + secret.name + '"';
    at = secret.end;
  }
  if (at < text.text.size()) out += single_quoted(std::string_view(text.text).substr(at));
  return out;
}

std::string curl(const HttpRequest& request, Secrets secrets) {
  constexpr std::string_view kNext = " \\\n  ";
  std::string out = "curl";
  // A GET without body is what curl does by itself; HEAD needs its own flag to end.
  if (request.method == "HEAD") {
    out += " --head";
  } else if (request.method != "GET" || request.body) {
    out += " -X " + plain_word(request.method);
  }
  out += ' ' + shell_word(request.url, secrets);
  // Brackets and braces in an address are patterns to curl, unless told otherwise.
  if (request.url.text.find_first_of("[]{}") != std::string::npos) out += " --globoff";
  for (const HeaderField& field : request.headers) {
    const std::string prefix = field.name + (field.value.text.empty() ? ";" : ": ");
    SecretText line{prefix + field.value.text, {}};
    for (Secret secret : field.value.secrets) {
      secret.begin += static_cast<uint32_t>(prefix.size());
      secret.end += static_cast<uint32_t>(prefix.size());
      line.secrets.push_back(std::move(secret));
    }
    out += kNext;
    out += "-H " + shell_word(line, secrets);
  }
  if (request.body) {
    // Otherwise curl would call any body a form.
    if (!request.header("content-type")) {
      out += kNext;
      out += "-H 'Content-Type:'";
    }
    write_body(out, *request.body, secrets);
  }
  return out;
}

}  // namespace vitrine::request
