#pragma once

#include <string>
#include <string_view>

#include "app/json/document.h"

namespace vitrine::json {

/// A JSON string literal, quotes included. Control characters are escaped, everything else stays as
/// it is; invalid UTF-8 becomes U+FFFD.
std::string quote(std::string_view text);
void append_quoted(std::string& out, std::string_view text);

/// The value as JSON text: numbers as spelled, members in order, duplicates included. `pretty`
/// gives one member or element a line, indented by two spaces a level, and `{}` and `[]` where
/// empty; `compact` has no white space. An absent value gives "". No recursion.
std::string pretty(Value value);
std::string compact(Value value);

}  // namespace vitrine::json
