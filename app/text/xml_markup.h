// What stands between `<` and `>` in XML as it is typed, which need not be well-formed yet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vitrine::text {

/// Comments, instructions, declarations and empty elements are other; CDATA is text.
enum class XmlMarkup : std::uint8_t { text, opens, closes, other };

XmlMarkup kind_of_markup(std::string_view markup);

/// Where what begins with `<` ends; npos where it does not.
std::size_t end_of_markup(std::string_view rest);

/// Where the tag begins that closes the one at `at`. Names are not compared: while one types they
/// differ.
std::optional<std::size_t> closing_tag(std::string_view xml, std::size_t at);

}  // namespace vitrine::text
