// A checkbox without a label of its own.
#pragma once

#include <optional>
#include <string_view>

#include "app/ui/choice_options.h"
#include "app/ui/ui.h"

namespace vitrine::ui {

/// Draws a checkbox; returns the new state when the user changed it.
std::optional<bool> checkbox(Ui& ui, std::string_view id, std::string_view name, bool checked,
                             const ChoiceOptions& choice = {});

}  // namespace vitrine::ui
