// Character references of HTML: `&amp;`, `&#xAC00;`.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vitrine::markdown {

/// Reads the reference that `text` begins with, as WHATWG HTML §13.2.5.72 does; in the value of an
/// attribute fewer are read. Appends its characters, or '&' where there is none, and returns how
/// much of `text` that was. The names are those of HTML 4 and `apos`.
std::size_t read_reference(std::string_view text, bool in_attribute, std::string& out);

/// The text of a whole reference as Markdown finds it; an unknown one stays as it is.
std::string decode_entity(std::string_view entity);

}  // namespace vitrine::markdown
