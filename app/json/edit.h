#pragma once

#include <string>
#include <string_view>

#include "app/json/result.h"

namespace vitrine::json {

/// Edits of a JSON text at a JSON Pointer (RFC 6901). Only the source range concerned changes:
/// order, spelling, unknown fields and white space of everything else survive, and what is added
/// is laid out like its neighbours. Each gives the whole new text, or an Error when `text` (or
/// `json_value`) does not parse or the pointer cannot be followed. Of duplicate keys the last one
/// is meant, as everywhere.

/// Replaces the value at `pointer`, or adds it: as a last member of an object, or after the last
/// element of an array (token `-` or the array's size). Missing parents are made: arrays where the
/// next token is `0` or `-`, else objects. `json_value` is put in as it is spelled; if it has
/// several lines, they are indented to the place. An empty text counts as a missing root. A new
/// member stands before the member `before`, where there is one.
Result<std::string> set(std::string_view text, std::string_view pointer,
                        std::string_view json_value, std::string_view before = {});

/// Gives the member at `pointer` another name; only its key changes. Without such a member the text
/// comes back unchanged.
Result<std::string> rename(std::string_view text, std::string_view pointer, std::string_view name);

/// Removes the member or element at `pointer` with its comma; of duplicate keys all. Without
/// such a value the text comes back unchanged. Removing "" leaves an empty text.
Result<std::string> remove(std::string_view text, std::string_view pointer);

}  // namespace vitrine::json
