#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::schema {

/// A text that a regular expression of ECMA-262 most likely matches; the caller has to check. Of
/// `|` one alternative is taken and of a quantifier its least number, and more of it until the text
/// has `least` code points. Assertions that look around are passed over; with an odd `variant`
/// characters come from all parts of their class in turn, which satisfies most of them. Other
/// variants choose other alternatives and characters. Nothing when the text would have more than
/// `most` bytes or the expression cannot be read. Deterministic; `source` must nest at most as
/// Pattern allows.
std::optional<std::string> text_from_pattern(std::string_view source, std::uint32_t variant,
                                             std::size_t least, std::size_t most);

}  // namespace vitrine::schema
