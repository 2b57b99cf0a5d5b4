#include "app/request/snippet.h"

#include "app/json/uri.h"
#include "app/request/code_language.h"
#include "app/request/snippet_parts.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::request {

namespace {

constexpr Snippet kSnippets[] = {
    {"curl", "Shell", "cURL", "shell", curl, nullptr},
    {"wget", "Shell", "wget", "shell", wget, nullptr},
    {"httpie", "Shell", "HTTPie", "shell", httpie, nullptr},
    {"javascript-fetch", "JavaScript", "JavaScript fetch", "javascript", nullptr, kFetch},
    {"javascript-axios", "JavaScript", "JavaScript axios", "javascript", nullptr, kAxios},
    {"python-requests", "Python", "Python requests", "python", nullptr, kPythonRequests},
    {"python-httpx", "Python", "Python httpx", "python", nullptr, kPythonHttpx},
    {"php", "", "PHP", "php", nullptr, kPhp},
    {"ruby", "", "Ruby", "ruby", nullptr, kRuby},
    {"go", "", "Go", "go", nullptr, kGo},
    {"java", "", "Java", "java", nullptr, kJava},
    {"kotlin", "", "Kotlin OkHttp", "kotlin", nullptr, kKotlin},
    {"swift", "", "Swift", "swift", nullptr, kSwift},
    {"dart", "", "Dart", "dart", nullptr, kDart},
    {"csharp", "", "C#", "csharp", nullptr, kCSharp},
    {"powershell", "", "PowerShell", "powershell", nullptr, kPowerShell},
    {"cpp-httplib", "", "C++ cpp-httplib", "cpp", nullptr, kCpp},
    {"rust", "", "Rust reqwest", "rust", nullptr, kRust},
    {"r", "", "R httr2", "python", nullptr, kR},
    {"http", "", "HTTP", "http", raw_http, nullptr},
};

}  // namespace

std::span<const Snippet> snippets() { return kSnippets; }

const Snippet* find_snippet(std::string_view key) {
  for (const Snippet& snippet : snippets()) {
    if (snippet.key == key) return &snippet;
  }
  return nullptr;
}

std::vector<Piece> pieces(const SecretText& text, Secrets secrets) {
  std::vector<Piece> list;
  auto add = [&list](std::string_view plain) {
    if (plain.empty()) return;
    Piece piece;
    for (size_t i = 0; i < plain.size();) {
      const text::CodePoint point = text::decode_utf8(plain.data() + i, plain.size() - i);
      text::append_utf8(piece.text, point.value);
      i += point.bytes;
    }
    list.push_back(std::move(piece));
  };
  size_t at = 0;
  if (secrets == Secrets::masked) {
    for (const Secret& secret : text.secrets) {
      if (secret.begin < at || secret.end > text.text.size()) continue;
      add(std::string_view(text.text).substr(at, secret.begin - at));
      list.push_back({variable_name(secret.name), true});
      at = secret.end;
    }
  }
  add(std::string_view(text.text).substr(at));
  return list;
}

std::string_view origin(std::string_view url) {
  const auto authority = json::split_uri(url).authority;
  if (!authority) return {};
  return url.substr(0, static_cast<size_t>(authority->data() - url.data()) + authority->size());
}

SecretText without_origin(const SecretText& url) {
  SecretText rest{url.text.substr(origin(url.text).size()), url.secrets};
  if (!rest.text.starts_with('/')) rest.text.insert(0, "/");
  const auto shift = static_cast<uint32_t>(url.text.size() - rest.text.size());
  for (Secret& secret : rest.secrets) {
    secret.begin -= shift;
    secret.end -= shift;
  }
  return rest;
}

std::vector<HeaderField> joined_headers(const HttpRequest& request) {
  std::vector<HeaderField> joined;
  for (const HeaderField& field : request.headers) {
    HeaderField* same = nullptr;
    for (HeaderField& other : joined) {
      if (text::equals_ignoring_case(other.name, field.name)) same = &other;
    }
    if (!same) {
      joined.push_back(field);
      continue;
    }
    same->value.append(text::equals_ignoring_case(field.name, "cookie") ? "; " : ", ");
    same->value.append(field.value);
  }
  return joined;
}

SecretText body_text(const Body& body) {
  SecretText whole;
  for (const BodyPiece& run : body) {
    if (const auto* text = std::get_if<SecretText>(&run)) whole.append(*text);
  }
  return whole;
}

bool has_files(const Body& body) {
  for (const BodyPiece& run : body) {
    if (std::holds_alternative<FileRef>(run)) return true;
  }
  return false;
}

}  // namespace vitrine::request
