#pragma once

#include <optional>
#include <string_view>

#include "app/json/document.h"
#include "app/session/action.h"

namespace vitrine::wasm {

/// Events of the host that concern the session (`Event` in src/boundary.ts); none for those that
/// concern the widgets. The bytes of chunks do not come this way.
std::optional<session::Action> read_action(json::Value event);

/// A number of an event, to within a few units in the last place; 0 when there is none.
double number(json::Value event, std::string_view key);

}  // namespace vitrine::wasm
