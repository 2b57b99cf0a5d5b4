// The place that the link to this page names by `?field=`, see session/form/field.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/view/context.h"

namespace vitrine::view {

/// What the page's link names below `field`, "" for `field` itself; nothing where it names another
/// place.
std::optional<std::string_view> wanted_below(const Context& context, std::string_view field);
/// True until that place has been shown: what hides it is unfolded.
bool is_arriving(const Context& context);
/// Marks what stands from `top` to the pen as that place, and scrolls to it once. `focus`: whole id
/// of the node there that takes the keyboard focus, or empty.
void mark_field(const Context& context, float top, std::string focus = {});

/// Draws the sign that links to the place, at the end of its row. `name` is that of what stands
/// there. Nothing yet: anchor_link.h will have it.
inline void field_sign(const Context&, const std::string& /*field*/, std::string_view /*name*/) {}

}  // namespace vitrine::view
