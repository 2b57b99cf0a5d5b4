#pragma once
#include <functional>
#include <optional>
#include <string>

#include "server/demo/picture_models.h"

/// Pictures as a table for spreadsheets.
namespace vitrine::demo {

/// The lines of a table (RFC 4180), the names of its columns first.
std::function<std::optional<std::string>()> table_of(
    std::function<std::optional<Picture>()> pictures);

}  // namespace vitrine::demo
