#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The request as a program, ready to copy.
void code(const Context& context);
/// The response: status, time, size, and its body, headers and raw text.
void response(const Context& context);
/// Enter in the search of a body goes to another match; true when the key meant something.
bool response_key(const ViewState& state, const ui::Ui& ui, std::string_view key, bool shift,
                  session::Actions& actions);

}  // namespace vitrine::view
