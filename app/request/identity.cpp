#include "app/request/identity.h"

#include <algorithm>

#include "app/json/reader.h"
#include "app/request/base64.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::request {
namespace {

using json::Value;

constexpr size_t kMostClaims = 64 * 1024;
constexpr size_t kLongestLine = 60;
/// The end of year 9999.
constexpr uint64_t kLastSecond = 253'402'300'799;

bool is_unseen(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xAD ||
         c == 0x61C;
}

/// The second of the three parts (RFC 7519 §3.1).
std::string claims_of(std::string_view token) {
  const size_t from = token.find('.');
  if (from == std::string_view::npos) return {};
  const size_t to = token.find('.', from + 1);
  if (to == std::string_view::npos || to - from > kMostClaims) return {};
  std::string text(token.substr(from + 1, to - from - 1));
  for (char& c : text) {
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  return from_base64(text).value_or(std::string());
}

}  // namespace

std::string plain_line(std::string_view text) {
  std::string line;
  for (size_t at = 0; at < text.size() && line.size() < 8 * kLongestLine;) {
    const char32_t c = text::next_code_point(text, &at);
    if (!is_unseen(c)) text::append_utf8(line, c);
  }
  return text::shortened_to_code_points(line, kLongestLine);
}

std::vector<std::string> split_scopes(std::string_view text) {
  std::vector<std::string> scopes;
  while (!text.empty()) {
    std::string scope(text::take_piece(text, ' '));
    if (!scope.empty() && std::find(scopes.begin(), scopes.end(), scope) == scopes.end())
      scopes.push_back(std::move(scope));
  }
  return scopes;
}

Identity identity_of(std::string_view token) {
  Identity identity;
  const std::string claims = claims_of(token);
  if (claims.empty()) return identity;
  const json::Reading reading = json::read(claims);
  const Value root = reading.document.root();
  if (reading.error || !root.is_object()) return identity;
  for (const char* claim : {"preferred_username", "email", "name", "sub"}) {
    identity.name = plain_line(root[claim].string());
    if (!identity.name.empty()) break;
  }
  if (const auto seconds = root["exp"].number().to_uint64(); seconds && *seconds <= kLastSecond)
    identity.expires_s = static_cast<double>(*seconds);
  for (const char* claim : {"scope", "scp"}) {
    if (!identity.scopes.empty()) break;
    identity.scopes = split_scopes(root[claim].string());
    for (Value each : root[claim].elements()) identity.scopes.emplace_back(each.string());
  }
  return identity;
}

}  // namespace vitrine::request
