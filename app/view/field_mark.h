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
/// Marks what stands from `top` to the pen as that place and scrolls to it once. It takes the focus
/// then, unless something else does: the input of the form.
/// `path` is that of the place, where it is not the very one that the link names.
void mark_field(const Context& context, float top, bool focuses = true, std::string_view path = {});

/// Draws the sign that links to the place, in a cell `kAnchorWidth` wide, while the pointer is on
/// the line that it belongs to.
void field_sign(const Context& context, const std::string& field, const ui::Rect& line);

}  // namespace vitrine::view
