// The columns of tables in prose.
#pragma once

#include <vector>

#include "app/markdown/markdown.h"
#include "app/ui/ui.h"

namespace vitrine::view {

/// Widths that fill the column, in the shares that the contents of the cells ask for. No column is
/// narrower than its longest word, as far as there is room; `gap` gives way too.
std::vector<float> column_widths(ui::Ui& ui, const markdown::Block& table, float& gap);

/// The width of a cell that reaches over `count` columns from `first`.
float cell_width(const std::vector<float>& widths, std::size_t first, std::size_t count, float gap);

}  // namespace vitrine::view
