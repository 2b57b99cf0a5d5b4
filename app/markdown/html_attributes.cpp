// Attributes of tags: only those that elements.h lists count.
#include "app/markdown/html_attributes.h"

#include <algorithm>
#include <bit>

#include "app/text/ascii.h"

namespace vitrine::markdown {

const std::string* find_attribute(const HtmlToken& token, const Element& element,
                                  std::uint16_t attribute) {
  if ((element.attributes & attribute) == 0) return nullptr;
  const std::string_view name = attribute::kNames[std::countr_zero(attribute)];
  for (const auto& [key, value] : token.attributes) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string value_of(const HtmlToken& token, const Element& element, std::uint16_t attribute) {
  const std::string* value = find_attribute(token, element, attribute);
  return value ? *value : std::string();
}

std::uint32_t number_of(const HtmlToken& token, const Element& element, std::uint16_t attribute,
                        std::uint32_t otherwise) {
  constexpr std::uint32_t kMost = 1'000'000;
  const std::string value = value_of(token, element, attribute);
  if (value.empty() || !text::is_digit(value[0]) || value.back() == '%') return otherwise;
  std::uint32_t number = 0;
  for (const char c : value) {
    if (!text::is_digit(c)) break;
    number = std::min(number * 10 + static_cast<std::uint32_t>(c - '0'), kMost);
  }
  return number;
}

Alignment alignment_of(const HtmlToken& token, const Element& element) {
  const std::string value = text::lower(value_of(token, element, attribute::kAlign));
  if (value == "left") return Alignment::left;
  if (value == "center" || element.name == "center") return Alignment::center;
  if (value == "right") return Alignment::right;
  return Alignment::none;
}

}  // namespace vitrine::markdown
