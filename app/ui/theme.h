// The colours of the look, light and dark; scale.h has its numbers.
#pragma once

#include <string_view>

#include "app/ui/geometry.h"

namespace vitrine::ui {

/// The colour tokens of the look. Text has at least 4.5:1 against its ground, field borders 3:1, in
/// both themes (a test walks the pairs).
struct Theme {
  Color bg, surface, raised, line, line_strong, text, muted, faint, field, accent, accent_soft,
      on_accent, get, post, put, patch, del, ok, ok_soft, bad, bad_soft, warn, code, syntax_key,
      syntax_string, syntax_number, syntax_literal;
  bool dark = false;
  float roundness = 1;  ///< of the radii of scale.h
  bool shapes = false;  ///< lines and callouts are nodes, for a layer that shows itself

  bool operator==(const Theme&) const = default;
};

const Theme& light_theme();
const Theme& dark_theme();

/// Colours that a page gives in place of the theme's own, opaque; 0: none.
struct Palette {
  Color background = 0, surface = 0, text = 0, line = 0, accent = 0;

  bool operator==(const Palette&) const = default;
};

/// The theme in the colours of a page; a background decides whether it is dark. What is not given
/// is derived. Where a colour leaves less contrast than BothThemes (theme_test.cpp) asks for, it is
/// moved as far as that takes.
Theme themed(bool dark, const Palette& palette);
/// True for grounds on which white is read better than black.
bool is_dark(Color ground);

/// The same theme with stronger lines and text, for users who prefer more contrast.
Theme strengthened(const Theme& theme);

Color mix(Color from, Color to, float amount);
/// The same colour at another opacity, 0 to 1.
constexpr Color faded(Color color, float opacity) {
  return (color & ~0xFFu) | static_cast<Color>(opacity * 255);
}
/// Colour of an HTTP method's name; unknown methods are muted.
Color method_color(const Theme& theme, std::string_view method);

/// WCAG 2.2 contrast ratio, 1 to 21; `foreground` is blended over `background` first.
float contrast(Color foreground, Color background);

}  // namespace vitrine::ui
