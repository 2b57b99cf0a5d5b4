#pragma once
#include <string>

#include "server/api/model/types.h"

namespace vitrine {

/// The same value as YAML 1.2 in block style. Text that could be read as anything but text is
/// quoted; numbers, booleans and null are plain.
std::string to_yaml(const FreeForm& value);

}  // namespace vitrine
