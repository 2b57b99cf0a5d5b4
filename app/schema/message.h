// Words violations in the user's language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/schema/violation.h"

namespace vitrine::schema {

enum class Language : std::uint8_t { en, ko, ja };

/// The language of a BCP 47 tag ("ko-KR"), English for all that is not known.
Language language_of(std::string_view tag);

/// A violation as a phrase that follows the field's name: "must be at least 12 characters
/// (is 5)". No full stop. Made of the keyword and the parameters only, so server and page say the
/// same; long numbers, values and patterns are shortened with "…".
std::string message(const Violation& violation, Language language = Language::en);

}  // namespace vitrine::schema
