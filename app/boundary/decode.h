// Reads the events that cross as JSON.
#pragma once

#include <optional>

#include "app/boundary/event.h"
#include "app/json/document.h"

namespace vitrine::boundary {

/// Nothing for an unknown `type`. Members that are missing or of another type keep their
/// defaults; numbers beyond a type become the nearest that it has.
std::optional<Event> decode(json::Value event);

/// The value of a number, to within a few units in the last place; 0 for everything else.
double number(json::Value value);

}  // namespace vitrine::boundary
