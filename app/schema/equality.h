#pragma once

#include <cstdint>
#include <functional>

#include "app/json/document.h"

namespace vitrine::schema {

/// Charges steps to the caller's allowance; false stops.
using Charge = std::function<bool(std::uint64_t steps)>;

/// JSON equality (JSON Schema Core §4.2.2): numbers by value (1.0 is 1), objects in any order, of
/// duplicate keys the last. No recursion. False when `charge` stops.
bool equal(const json::Value& a, const json::Value& b, const Charge& charge);

/// Equal values have equal hashes, on all machines.
std::uint64_t hash(const json::Value& value, const Charge& charge);

}  // namespace vitrine::schema
