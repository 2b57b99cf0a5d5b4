#include "server/api/http/negotiation.h"

#include <string>

#include "app/text/ascii.h"

namespace vitrine {

namespace {

bool is_known(std::string_view range) {
  const std::string_view primary = range.substr(0, range.find('-'));
  for (const std::string_view known : {"en", "ko", "ja"}) {
    if (text::equals_ignoring_case(primary, known)) return true;
  }
  return false;
}

/// The weight after a range in thousandths (RFC 9110 §12.4.2); 0 for what is no weight.
int weight(std::string_view parameters) {
  if (parameters.empty()) return 1000;
  const auto equals = parameters.find('=');
  if (equals == std::string_view::npos) return 0;
  std::string_view digits = text::trim_blanks(parameters.substr(equals + 1));
  if (digits.empty() || (digits.front() != '0' && digits.front() != '1')) return 0;
  int value = (digits.front() - '0') * 1000;
  digits.remove_prefix(1);
  if (!digits.empty()) digits.remove_prefix(1);
  for (int unit = 100; unit > 0 && !digits.empty(); unit /= 10, digits.remove_prefix(1)) {
    if (!text::is_digit(digits.front())) return 0;
    value += (digits.front() - '0') * unit;
  }
  return value;
}

}  // namespace

schema::Language accepted_language(std::string_view header) {
  auto best = schema::Language::en;
  int best_weight = 0;
  while (!header.empty()) {
    std::string_view parameters = text::take_piece(header, ',');
    const std::string_view range = text::trim_blanks(text::take_piece(parameters, ';'));
    if (!is_known(range)) continue;
    if (const int found = weight(parameters); found > best_weight) {
      best = schema::language_of(text::lower(range));
      best_weight = found;
    }
  }
  return best;
}

bool accepts_encoding(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    std::string_view parameters = text::take_piece(header, ',');
    const std::string_view range = text::trim_blanks(text::take_piece(parameters, ';'));
    if (text::equals_ignoring_case(range, coding)) return weight(parameters) > 0;
  }
  return false;
}

void add_vary(Headers& headers, std::string_view name) {
  std::string all = headers.joined("Vary");
  for (std::string_view rest = all; !rest.empty();) {
    const std::string_view known = text::trim_blanks(text::take_piece(rest, ','));
    if (known == "*" || text::equals_ignoring_case(known, name)) return;
  }
  headers.set("Vary", all.empty() ? std::string(name) : all + ", " + std::string(name));
}

}  // namespace vitrine
