#pragma once
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "server/api/api.h"

namespace vitrine {

/// The mistakes of a declaration that can be seen before the document is made, one sentence each.
std::vector<std::string> declaration_problems(
    const Info& info, const std::vector<std::pair<std::string, std::string>>& tags,
    const std::deque<RouteInfo>& routes, const Components& components);

}  // namespace vitrine
