#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/json/result.h"

namespace vitrine::json {

/// JSON Pointer, RFC 6901. A pointer is "" (the whole document) or a run of tokens, each after a
/// `/`, in which `~` is written `~0` and `/` is written `~1`.

/// Adds `/` and the escaped token.
void append(std::string& pointer, std::string_view token);
void append(std::string& pointer, size_t index);

/// The unescaped tokens. Error when `pointer` is neither empty nor begins with `/`, or where a `~`
/// is followed by something other than 0 or 1.
Result<std::vector<std::string>> split(std::string_view pointer);

/// The number an array token stands for: digits without leading zeros (RFC 6901 §4).
std::optional<size_t> array_index(std::string_view token);

/// One step: the member or element that an unescaped token leads to; absent when there is none.
Value step(Value from, std::string_view token);

/// Follows the pointer; absent when it leads nowhere or is malformed.
Value resolve(Value root, std::string_view pointer);

}  // namespace vitrine::json
