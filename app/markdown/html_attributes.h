// Attributes of tags: only those that elements.h lists count.
#pragma once

#include <cstdint>
#include <string>

#include "app/markdown/elements.h"
#include "app/markdown/html_tokens.h"
#include "app/markdown/markdown.h"

namespace vitrine::markdown {

/// The value of an attribute (one of `attribute::k…`), null without it or where it has no meaning.
const std::string* find_attribute(const HtmlToken& token, const Element& element,
                                  std::uint16_t attribute);
/// The same, "" without it.
std::string value_of(const HtmlToken& token, const Element& element, std::uint16_t attribute);
/// A number without a unit, or in pixels.
std::uint32_t number_of(const HtmlToken& token, const Element& element, std::uint16_t attribute,
                        std::uint32_t otherwise);
Alignment alignment_of(const HtmlToken& token, const Element& element);

}  // namespace vitrine::markdown
