#include "app/json/uri.h"
#include "app/request/snippet_parts.h"

/// The message of a request, as it is on the wire (RFC 9112 §3).
namespace vitrine::request {
namespace {

/// Line ends would begin a header of their own; the request has none in these places.
void put(std::string& out, const SecretText& text, Secrets secrets) {
  for (const Piece& piece : pieces(text, secrets)) {
    out += piece.secret ? '$' + piece.text : piece.text;
  }
}

}  // namespace

std::string raw_http(const HttpRequest& request, Secrets secrets) {
  std::string out = request.method + ' ';
  put(out, without_origin(request.url), secrets);
  out += " HTTP/1.1\n";
  const auto authority = json::split_uri(request.url.text).authority;
  if (authority && !request.header("host")) {
    // Without the user's name; npos + 1 is 0.
    out += "Host: ";
    out += authority->substr(authority->rfind('@') + 1);
    out += '\n';
  }
  for (const HeaderField& field : joined_headers(request)) {
    out += field.name + ": ";
    put(out, field.value, secrets);
    out += '\n';
  }
  if (!request.body) return out;
  // Masked secrets leave the length unknown, and the length must not reveal theirs.
  const bool masked = secrets == Secrets::masked && !body_text(*request.body).secrets.empty();
  if (!masked && !request.header("content-length")) {
    uint64_t size = 0;
    for (const BodyPiece& run : *request.body) {
      const auto* text = std::get_if<SecretText>(&run);
      if (!text) size += std::get<FileRef>(run).size;
      for (const Piece& piece : text ? pieces(*text, Secrets::shown) : std::vector<Piece>()) {
        size += piece.text.size();
      }
    }
    out += "Content-Length: " + std::to_string(size) + '\n';
  }
  out += '\n';
  for (const BodyPiece& run : *request.body) {
    if (const auto* text = std::get_if<SecretText>(&run)) {
      put(out, *text, secrets);
    } else {
      out += "< ";
      for (char c : std::get<FileRef>(run).name)
        out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
  }
  return out;
}

}  // namespace vitrine::request
