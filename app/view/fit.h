#pragma once

#include <span>
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

/// A name on at most two lines, the second of which may still be too long. Where it is, the part
/// that tells the name from `others`, those beside it, is shown; of a path that is the end.
TwoLines wrapped(ui::Ui& ui, std::string_view name, ui::Font font, float width,
                 std::span<const std::string_view> others);
/// How wide a name is, about and rather too wide, without measuring its words: a list has to know
/// how high it is before it is drawn.
float about_width(std::string_view name, ui::Font font);

}  // namespace vitrine::view
