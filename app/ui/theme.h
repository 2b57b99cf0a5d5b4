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
  bool shapes = false;  ///< lines and callouts are nodes, for a layer that shows itself

  bool operator==(const Theme&) const = default;
};

const Theme& light_theme();
const Theme& dark_theme();

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
