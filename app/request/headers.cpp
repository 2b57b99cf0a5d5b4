#include <algorithm>
#include <array>

#include "app/request/request.h"
#include "app/text/ascii.h"

/// Rules for header fields (RFC 9110 §5, Fetch §2.2.2).
namespace vitrine::request {
namespace {

bool is_token_character(char c) {
  if (text::is_alphanumeric(c)) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos && c != '\0';
}

}  // namespace

bool forbidden_in_browsers(std::string_view header_name) {
  static constexpr std::array<std::string_view, 22> kNames = {
      "accept-charset",
      "accept-encoding",
      "access-control-request-headers",
      "access-control-request-method",
      "access-control-request-private-network",
      "connection",
      "content-length",
      "cookie",
      "cookie2",
      "date",
      "dnt",
      "expect",
      "host",
      "keep-alive",
      "origin",
      "referer",
      "set-cookie",
      "te",
      "trailer",
      "transfer-encoding",
      "upgrade",
      "via"};
  const std::string name = text::lower(header_name);
  if (name.starts_with("proxy-") || name.starts_with("sec-")) return true;
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::optional<std::string> refuse_header(std::string_view name, std::string_view value) {
  if (name.empty()) return "a header needs a name";
  if (!std::all_of(name.begin(), name.end(), is_token_character)) {
    return "a header name is made of letters, digits and signs such as - and _, without spaces";
  }
  for (char c : value) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '\r' || c == '\n') return "a header value cannot hold a line break";
    if ((byte < 0x20 && c != '\t') || byte == 0x7F) {
      return "a header value cannot hold control characters";
    }
    if (byte >= 0x80) return "a header value is made of ASCII characters only";
  }
  return std::nullopt;
}

const HeaderField* HttpRequest::header(std::string_view name) const {
  for (const HeaderField& field : headers) {
    if (text::equals_ignoring_case(field.name, name)) return &field;
  }
  return nullptr;
}

std::string SecretText::masked() const {
  std::string out;
  size_t at = 0;
  for (const Secret& secret : secrets) {
    if (secret.begin < at || secret.end > text.size()) continue;
    out.append(text, at, secret.begin - at);
    out += '$' + secret.name;
    at = secret.end;
  }
  return out.append(text, at, std::string::npos);
}

void SecretText::append(const SecretText& piece) {
  const uint32_t shift = static_cast<uint32_t>(text.size());
  text += piece.text;
  for (Secret secret : piece.secrets) {
    secret.begin += shift;
    secret.end += shift;
    secrets.push_back(std::move(secret));
  }
}

uint64_t size_bytes(const Body& body) {
  uint64_t size = 0;
  for (const BodyPiece& run : body) {
    if (const auto* text = std::get_if<SecretText>(&run)) {
      size += text->text.size();
    } else {
      size += std::get<FileRef>(run).size;
    }
  }
  return size;
}

}  // namespace vitrine::request
