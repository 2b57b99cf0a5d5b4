// Environments: named sets of variables, of which one is used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/request/variables.h"

namespace vitrine::session {

inline constexpr size_t kMostEnvironments = 50;
inline constexpr size_t kMostVariables = 200;

struct Environment {
  std::string name;
  request::Variables variables;
};

struct Environments {
  std::vector<Environment> list;
  int32_t active = -1;    ///< index into `list`; -1: none is used, braces are plain text
  uint32_t revision = 0;  ///< counts the changes that came from elsewhere than typing
  std::string origin;     ///< that secret values are given for now
};

/// As the browser keeps them: without the values of secret variables.
std::string environments_text(const Environments& environments);
/// Never fails: what is no environment is passed over.
Environments read_environments(std::string_view text);

}  // namespace vitrine::session
