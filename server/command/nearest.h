#pragma once
#include <string_view>
#include <vector>

namespace vitrine::command {

/// The name that `given` was probably meant to be: the one with the fewest typing mistakes
/// (letters left out, added, exchanged or swapped), when they are at most a third of it; else "".
std::string_view nearest(std::string_view given, const std::vector<std::string_view>& names);

}  // namespace vitrine::command
