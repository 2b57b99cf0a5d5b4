#include "server/command/prefer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/request/media_range.h"
#include "app/text/ascii.h"

/// What a client prefers among responses.
namespace vitrine::command {

namespace {

constexpr int kMost = 1000;

/// The piece up to a separator that does not stand in quotes; takes both off the text.
std::string_view take_outside_quotes(std::string_view& text, char separator) {
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (quoted && text[at] == '\\') ++at;
    if (!quoted && at < text.size() && text[at] == separator) break;
  }
  at = std::min(at, text.size());
  const std::string_view piece = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return text::trim_blanks(piece);
}

std::string without_quotes(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string plain;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '\\' && i + 2 < text.size()) ++i;
    plain += text[i];
  }
  return plain;
}

/// A weight such as 0.25 (RFC 9110 §12.4.2).
int weight(std::string_view text) {
  if (text.empty() || text.front() != '0') return kMost;
  int value = 0;
  int unit = kMost / 10;
  for (std::size_t i = 2; i < text.size() && text::is_digit(text[i]); ++i, unit /= 10) {
    value += (text[i] - '0') * unit;
  }
  return value;
}

}  // namespace

std::optional<std::string> preference(std::string_view field, std::string_view name) {
  while (!field.empty()) {
    std::string_view whole = take_outside_quotes(field, ',');
    const std::string_view item = take_outside_quotes(whole, ';');
    const std::size_t equals = item.find('=');
    if (!text::equals_ignoring_case(text::trim_blanks(item.substr(0, equals)), name)) continue;
    if (equals == std::string_view::npos) return std::string();
    return without_quotes(text::trim_blanks(item.substr(equals + 1)));
  }
  return std::nullopt;
}

int liking(std::string_view accept, std::string_view media_type) {
  if (text::trim_blanks(accept).empty()) return kMost;
  std::vector<openapi::MediaType> ranges;
  std::vector<int> weights;
  while (!accept.empty()) {
    std::string_view item = take_outside_quotes(accept, ',');
    openapi::MediaType range;
    int liked = kMost;
    while (!item.empty()) {
      const std::string_view piece = take_outside_quotes(item, ';');
      if (piece.starts_with("q=") || piece.starts_with("Q=")) {
        liked = weight(piece.substr(2));
      } else {
        range.name += (range.name.empty() ? "" : ";") + std::string(piece);
      }
    }
    if (range.name.empty()) continue;
    ranges.push_back(std::move(range));
    weights.push_back(liked);
  }
  const openapi::MediaType* best = request::described_by(ranges, media_type);
  return best ? weights[static_cast<std::size_t>(best - ranges.data())] : 0;
}

}  // namespace vitrine::command
