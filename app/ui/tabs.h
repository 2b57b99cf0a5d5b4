// A row of tabs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace vitrine::ui {

/// A tablist. The index of the tab that was chosen; the selected one is no choice. `folded`: the
/// texts that the tabs show, some KB each, for the browser to find; none are known where it is
/// empty.
std::optional<int> tabs(Ui& ui, std::string_view id, std::string_view name,
                        std::span<const std::string> labels, int selected,
                        Align align = Align::left, std::span<const std::string> folded = {});
float tabs_width(Ui& ui, std::span<const std::string> labels);

}  // namespace vitrine::ui
