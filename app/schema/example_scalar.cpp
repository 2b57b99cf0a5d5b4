// Texts and numbers made up for a schema.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "app/json/write.h"
#include "app/schema/example_maker.h"
#include "app/schema/example_pattern.h"
#include "app/text/ascii.h"

namespace vitrine::schema {

namespace {

/// A text by the name of a format or of a property. `##` stands for two digits that differ between
/// siblings, `#` for the place where a text can be made longer or made to differ from its siblings.
struct Sample {
  std::string_view name;
  std::string_view text;
};

constexpr Sample kFormats[] = {
    {"date-time", "2026-01-31T09:##:00Z"},
    {"date", "20##-01-31"},
    {"time", "09:##:00Z"},
    {"duration", "PT##M"},
    {"email", "ada#@example.com"},
    {"idn-email", "ada#@example.com"},
    {"hostname", "api#.example.com"},
    {"idn-hostname", "api#.example.com"},
    {"ipv4", "192.0.2.##"},
    {"ipv6", "2001:db8::##"},
    {"uri", "https://example.com/#"},
    {"uri", "a:#"},
    {"url", "https://example.com/#"},
    {"iri", "https://example.com/#"},
    {"uri-reference", "/path#"},
    {"iri-reference", "/path#"},
    {"uri-template", "/users/{id}#"},
    {"uuid", "3f2b8c1e-7d4a-4e6b-9a5c-0d1e2f3a4b##"},
    {"guid", "3f2b8c1e-7d4a-4e6b-9a5c-0d1e2f3a4b##"},
    {"json-pointer", "/name#"},
    {"relative-json-pointer", "1/name#"},
    {"regex", "^[a-z]+#$"},
    {"byte", "VGV4dA=="},
};

/// Samples by the end of a property's name, in small letters and without `_` and `-`.
constexpr Sample kNames[] = {
    {"email", "ada#@example.com"},
    {"username", "ada#"},
    {"login", "ada#"},
    {"firstname", "Ada#"},
    {"lastname", "Lovelace#"},
    {"fullname", "Ada Lovelace#"},
    {"phone", "+1 555 01##"},
    {"phonenumber", "+1 555 01##"},
    {"url", "https://example.com/#"},
    {"uri", "https://example.com/#"},
    {"href", "https://example.com/#"},
    {"website", "https://example.com/#"},
    {"country", "KR"},
    {"city", "Seoul#"},
    {"currency", "EUR"},
    {"language", "en"},
    {"locale", "en-US"},
    {"timezone", "Asia/Seoul"},
    {"color", "#336699"},
    {"title", "Title#"},
    {"description", "Some text#"},
    {"name", "Name#"},
    {"tags", "tag#"},
};

std::string plain_letters(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (text::is_alpha(c)) letters += static_cast<char>(c | 0x20);
  }
  return letters;
}

/// The sample as number `ordinal` of its siblings, with at least `least` characters if it can.
std::string fill(std::string_view sample, std::uint32_t ordinal, std::size_t least) {
  constexpr std::uint32_t kFirst = 26;
  constexpr std::string_view kFiller = "string";
  const std::size_t at = sample.find('#');
  if (at == std::string_view::npos || sample.starts_with('#')) return std::string(sample);
  std::string text(sample.substr(0, at));
  if (sample.substr(at, 2) == "##") {
    const std::uint32_t number = (kFirst + ordinal) % 100;
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
    return text += sample.substr(at + 2);
  }
  const std::string_view rest = sample.substr(at + 1);
  const std::string suffix = ordinal == 0 ? "" : std::to_string(ordinal + 1);
  for (std::size_t i = 0; text.size() + suffix.size() + rest.size() < least; ++i) {
    text += kFiller[i % kFiller.size()];
  }
  return (text += suffix) += rest;
}

/// mantissa × 10^exponent.
struct Decimal {
  std::int64_t mantissa = 0;
  int exponent = 0;

  double to_double() const {
    double value = static_cast<double>(mantissa);
    for (int i = exponent; i < 0; ++i) value /= 10;
    for (int i = 0; i < exponent; ++i) value *= 10;
    return value;
  }
};

constexpr int kDigits = 15;

std::optional<Decimal> decimal(const json::Number& number) {
  const std::string text = number.canonical();
  const std::size_t e = std::min(text.find('e'), text.size());
  if (e > kDigits) return std::nullopt;
  Decimal decimal;
  decimal.mantissa = std::strtoll(text.c_str(), nullptr, 10);
  if (e < text.size()) decimal.exponent = static_cast<int>(std::strtol(&text[e + 1], nullptr, 10));
  if (std::abs(decimal.exponent) > kDigits) return std::nullopt;
  return decimal;
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// The least number that both divide; nothing when it has too many digits.
std::optional<Decimal> common_multiple(Decimal a, Decimal b) {
  constexpr std::int64_t kLargest = 1'000'000'000;
  const int exponent = std::min(a.exponent, b.exponent);
  if (a.exponent - exponent > 9 || b.exponent - exponent > 9) return std::nullopt;
  if (a.mantissa > kLargest || b.mantissa > kLargest) return std::nullopt;
  a.mantissa *= power_of_ten(a.exponent - exponent);
  b.mantissa *= power_of_ten(b.exponent - exponent);
  if (a.mantissa <= 0 || b.mantissa <= 0) return std::nullopt;
  const std::int64_t factor = b.mantissa / std::gcd(a.mantissa, b.mantissa);
  if (a.mantissa > INT64_MAX / factor) return std::nullopt;
  return Decimal{a.mantissa * factor, exponent};
}

/// Writes a number as people do: 0.25, 1200.
std::string spell(const Decimal& step, std::int64_t times) {
  const std::int64_t value = step.mantissa * times;
  if (value == 0) return "0";
  std::string text = std::to_string(value < 0 ? -value : value);
  if (step.exponent > 0) {
    text.append(static_cast<std::size_t>(step.exponent), '0');
  } else if (step.exponent < 0) {
    const auto places = static_cast<std::size_t>(-step.exponent);
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, 1, '.');
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return value < 0 ? '-' + text : text;
}

}  // namespace

Maker::Text Maker::make_string(const Place& place, const Shape& shape) {
  constexpr std::uint32_t kVariants = 12;
  const std::uint64_t least = shape.most_of("minLength");
  const std::uint64_t most = shape.least_of("maxLength", UINT64_MAX);
  if (least > options_.bytes) {
    return fail(place,
                "needs a text of " + std::to_string(least) + " characters, which is too long");
  }
  Text found;
  const auto offer = [&](std::string_view text) {
    if (!found) found = checked(place, json::quote(text));
  };
  bool has_format = false;
  for (const Shape::Source& source : shape.sources) {
    const std::string_view format = source.schema["format"].string();
    for (const Sample& sample : kFormats) {
      if (sample.name != format) continue;
      has_format = true;
      offer(fill(sample.text, place.ordinal, least));
    }
  }
  if (!has_format) {
    const std::string name = plain_letters(place.name);
    for (const Sample& sample : kNames) {
      if (!found && name.ends_with(sample.name)) offer(fill(sample.text, place.ordinal, least));
    }
    const std::string text = fill("string#", place.ordinal, least);
    offer(std::string_view(text).substr(0, most));
    if (text.size() > most && most > 0) {
      offer(std::string(1, static_cast<char>('a' + place.ordinal % 26)));
    }
  }
  shape.each("pattern", [&](const Keyword& keyword, const Node&) {
    for (std::uint32_t i = 0; i < kVariants && !found; ++i) {
      const std::uint32_t variant = i + 2 * place.ordinal;
      const auto text = text_from_pattern(keyword.value.string(), variant, least, options_.bytes);
      if (text) offer(*text);
    }
    if (!found) fail(place, "no text was found for the pattern");
  });
  // Formats that nothing is known of, and values that something else forbids.
  for (const std::string_view text : {"a", "A", "1", ""}) offer(text);
  if (!found && !shape.has("pattern")) {
    return fail(place, "no text was found that satisfies the schema");
  }
  return found;
}

Maker::Text Maker::make_number(const Place& place, const Shape& shape, bool integer) {
  constexpr double kExact = 9e15;
  constexpr int kFineness[] = {0, -1, -2, -4, -8};
  Text found;
  const auto offer = [&](std::string text) {
    if (!found) found = checked(place, std::move(text));
  };
  std::vector<json::Number> lowest;
  std::vector<json::Number> highest;
  std::vector<std::string> limits;
  for (const Node* part : shape.parts) {
    for (const Keyword& keyword : part->keywords) {
      const bool low = keyword.name == "minimum" || keyword.name == "exclusiveMinimum";
      const bool high = keyword.name == "maximum" || keyword.name == "exclusiveMaximum";
      if (!low && !high) continue;
      std::vector<json::Number>& bounds = low ? lowest : highest;
      bounds.push_back(keyword.number);
      limits.emplace_back(keyword.value.lexeme());
    }
  }
  const auto largest = std::max_element(lowest.begin(), lowest.end());
  const auto smallest = std::min_element(highest.begin(), highest.end());
  std::optional<Decimal> step = Decimal{1, 0};
  bool stepped = integer;
  shape.each("multipleOf", [&](const Keyword& keyword, const Node&) {
    const auto divisor = decimal(keyword.number);
    step = !divisor || !step ? std::nullopt : stepped ? common_multiple(*step, *divisor) : divisor;
    stepped = true;
    limits.emplace_back(keyword.value.lexeme());
  });
  const auto ordinal = static_cast<std::int64_t>(place.ordinal);
  for (const int fineness : kFineness) {
    if (!step || (stepped && fineness != 0)) break;
    Decimal grid = *step;
    grid.exponent += fineness;
    const double unit = grid.to_double();
    const auto offer_at = [&](double value, std::int64_t direction) {
      const double times = direction > 0 ? std::ceil(value / unit) : std::floor(value / unit);
      if (!(std::abs(times) * static_cast<double>(grid.mantissa) < kExact)) return;
      for (std::int64_t i = 0; i < 3; ++i) {
        offer(spell(grid, static_cast<std::int64_t>(times) + direction * (ordinal + i)));
      }
    };
    if (fineness == 0) {
      offer(spell(grid, ordinal + 1));
      offer(spell(grid, ordinal));
    }
    if (largest != lowest.end()) offer_at(largest->to_double(), 1);
    if (smallest != highest.end()) offer_at(smallest->to_double(), -1);
    for (const std::int64_t times : {ordinal + 1, std::int64_t{10}, std::int64_t{-1}}) {
      offer(spell(grid, times));
    }
  }
  // Beyond the exact integers: the limits themselves, and what lies next to them.
  for (const std::string& limit : limits) {
    offer(limit);
    if (limit.find_first_of("eE") == std::string::npos) {
      offer(limit + (limit.find('.') == std::string::npos ? ".5" : "5"));
      offer(limit + "e1");
    } else {
      offer(limit + "0");
    }
  }
  if (!found) return fail(place, "no number was found between the limits");
  return found;
}

}  // namespace vitrine::schema
