// Buttons that copy, and the sign that they did.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/icon.h"
#include "app/view/context.h"

namespace vitrine::view {

/// For a while after the node with that whole id copied.
bool has_copied(const Context& context, session::CopyTarget target, const std::string& whole);

struct CopyButton {
  session::Word name;
  session::CopyTarget target = session::CopyTarget::text;
  ui::Icon icon = ui::Icon::copy;
  bool disabled = false;
};

/// A quiet button of an icon. True when it was pressed: the caller asks for the copy.
bool copy_button(const Context& context, std::string_view id, const CopyButton& options);

}  // namespace vitrine::view
