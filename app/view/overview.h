// The page of the description itself: its words, servers, authorization, tags and problems.
#pragma once

#include "app/view/context.h"

namespace vitrine::view {

inline constexpr float kBesideGap = 40;
/// With what stands beside the text.
inline constexpr float kOverviewWidth = kTextWidth + kBesideGap + 360;

/// Draws the description's own page: title, text, contact, licence, servers, problems.
void overview(const Context& context);
/// Each server with its words and variables.
void server_list(const Context& context);

}  // namespace vitrine::view
