// Links to places of a page: the sign beside a heading, and how the page scrolls to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/view/context.h"

namespace vitrine::view {

inline constexpr float kAnchorWidth = 20;
/// What a heading leaves for its sign.
inline constexpr float kAnchorRoom = kAnchorWidth + ui::gap::kTight;

/// A quiet sign in the layout that copies the address of a place of this page and goes there.
/// `shown`: the pointer is on what it belongs to; else it shows under the pointer or with the
/// focus.
void anchor_link(const Context& context, std::string_view id, const std::string& href,
                 std::string_view name, bool shown = false);

/// The same, there only while the pointer is on `line`: a sign for each of many rows would be as
/// many Tab stops.
void anchor_over(const Context& context, std::string_view id, const std::string& href,
                 const ui::Rect& line);

/// A heading that links lead to under the name `anchor`, with the sign at its end while the pointer
/// is on it.
void anchored_heading(const Context& context, std::string_view id, int level,
                      std::vector<ui::Span> spans, float line_height, std::string_view anchor);

/// Scrolls here and takes the focus, once, if the route names that anchor. For what has no heading.
void note_anchor(const Context& context, std::string_view anchor, std::string_view name);

}  // namespace vitrine::view
