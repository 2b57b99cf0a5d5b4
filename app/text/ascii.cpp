// ASCII case, and text without the white space around it.
#include "app/text/ascii.h"

#include <algorithm>

namespace vitrine::text {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = upper(c);
  return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view take_piece(std::string_view& list, char separator) {
  const std::string_view piece = list.substr(0, list.find(separator));
  list.remove_prefix(std::min(piece.size() + 1, list.size()));
  return piece;
}

std::string join(const std::vector<std::string>& pieces, std::string_view separator) {
  std::string all;
  for (const std::string& piece : pieces) {
    if (!all.empty()) all += separator;
    all += piece;
  }
  return all;
}

namespace {

std::string_view trim_of(std::string_view text, std::string_view spaces) {
  const size_t first = text.find_first_not_of(spaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

}  // namespace

std::string_view trim(std::string_view text) { return trim_of(text, " \t\r\n"); }
std::string_view trim_blanks(std::string_view text) { return trim_of(text, " \t"); }

}  // namespace vitrine::text
