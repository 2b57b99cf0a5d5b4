// Links that their callers draw: rows of navigation, cards.
#pragma once

#include <string_view>

#include "app/ui/function_ref.h"
#include "app/ui/ui.h"

namespace vitrine::ui {

/// A link as high as `height`, drawn by `draw`. While that runs the column is the link's rectangle
/// and no nodes are recorded: the link's name is enough. True when it was followed.
bool link(Ui& ui, std::string_view id, std::string_view name, std::string_view href, float height,
          FunctionRef<void(bool hovered)> draw);

}  // namespace vitrine::ui
