#pragma once
#include <string>
#include <vector>

namespace vitrine::command {

/// The `vitrine` command; arguments without the program's name. Returns the exit code: 0 done, 1
/// problems found, 2 failed.
int run(const std::vector<std::string>& arguments);

}  // namespace vitrine::command
