#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/code.h"
#include "app/ui/ui.h"

namespace vitrine::view {

/// Lines of pretty-printed JSON with some of them folded: what stands between a bracket at the end
/// of such a line and the one that closes it is left out. Lines keep their numbers.
struct Folded {
  std::string text;
  std::vector<ui::CodeLine> lines;
};
/// Folds lines of JSON; without `json` no line can be folded.
Folded fold(std::string_view text, bool json, const std::set<std::uint32_t>& folded);

}  // namespace vitrine::view
