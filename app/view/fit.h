#pragma once

#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace vitrine::view {

/// Shortens a name or path, whose end identifies it: the longest end that fits
/// after an ellipsis.
std::string end_that_fits(ui::Ui& ui, std::string_view text, ui::Font font, float width);

/// Cuts a name in two at one of its parts, so that the second line is as long as it can be; the
/// first line may be empty.
struct TwoLines {
  std::string first;
  std::string second;
};
TwoLines in_two_lines(ui::Ui& ui, std::string_view name, ui::Font font, ui::Font first_font,
                      float width);

}  // namespace vitrine::view
