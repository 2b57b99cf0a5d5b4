// The columns of tables in prose.
#pragma once

#include <cstddef>
#include <vector>

#include "app/view/context.h"

namespace vitrine::view {

inline constexpr float kColumnGap = ui::gap::kBlock;

/// Widths that fill the column of the page, in the shares that the contents of the cells ask for.
/// No column is narrower than its longest word: where there is no room for that, they are wider
/// together than the page, as wide as their contents read well.
const std::vector<float>& column_widths(const Context& context, const markdown::Markdown& markdown,
                                        const markdown::Block& table);

/// The width of a cell that reaches over `count` columns from `first`.
float cell_width(const std::vector<float>& widths, std::size_t first, std::size_t count);

}  // namespace vitrine::view
