// The row of tools beside the form, and their dialogs.
#pragma once

#include <string_view>

#include "app/view/context.h"

namespace vitrine::view {

/// The buttons that open the tools.
void tool_buttons(const Context& context);
/// The dialog of the tool that is open.
void tool_dialog(const Context& context, ui::Size size);

// ---- dialog.cpp

/// A dialog in the middle of the element, as high as its contents, with its heading. Where it is
/// higher than the element, it scrolls.
void begin_dialog(const Context& context, std::string_view id, session::Word name, ui::Size size);
void end_dialog(const Context& context);

// ---- history.cpp

void history(const Context& context);

// ---- environments.cpp

/// The choice of the environment that is used, where there are any.
void environment_choice(const Context& context);
void environments(const Context& context);

// ---- import.cpp

void import_dialog(const Context& context);

}  // namespace vitrine::view
