#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// True when the body shown has a form and a text to choose between.
bool has_body_views(const Context& context);
/// The tabs Form and JSON; their width is body_tabs_width().
void body_tabs(const Context& context);
float body_tabs_width(const Context& context);
/// The group Body: content type, example, and the form or the text.
void body(const Context& context);

}  // namespace vitrine::view
