#pragma once

#include "app/session/form/form.h"
#include "app/view/context.h"

namespace vitrine::view {

/// Bytes may be typed as text too, until a file is chosen; pictures and sounds may not.
bool is_file_or_text(const session::Form& form);
/// True when the body shown has a form and a text to choose between.
bool has_body_views(const Context& context);
/// The tabs Form and JSON; their width is body_tabs_width().
void body_tabs(const Context& context);
float body_tabs_width(const Context& context);
/// The group Body: content type, example, and the form or the text.
void body(const Context& context);

}  // namespace vitrine::view
