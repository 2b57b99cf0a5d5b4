// A list to choose one of.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/choice_options.h"
#include "app/ui/ui.h"

namespace vitrine::ui {

/// Returns the chosen index.
std::optional<int> select(Ui& ui, std::string_view id, std::string_view name,
                          std::span<const std::string> options, int selected,
                          const ChoiceOptions& choice = {});

}  // namespace vitrine::ui
