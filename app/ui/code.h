// Preformatted lines.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/ui.h"

namespace vitrine::ui {

/// Selectable text; long lines scroll sideways.
void code(Ui& ui, std::string_view id, std::string_view name, std::vector<Span> spans);

/// Code in a box that has a button `copy` at its top right, which shows while the pointer or the
/// focus is there, or what it says was `done`. True when it was pressed.
bool code_box(Ui& ui, std::string_view id, std::vector<Span> spans, std::string_view copy,
              bool done);

}  // namespace vitrine::ui
