#include "app/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace vitrine::ui {
namespace {

float channel(Color color, int shift) { return static_cast<float>((color >> shift) & 0xFFu); }

/// WCAG 2.2, relative luminance.
float luminance(Color color) {
  const auto linear = [&](int shift) {
    const float c = channel(color, shift) / 255.0f;
    return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
  };
  return 0.2126f * linear(24) + 0.7152f * linear(16) + 0.0722f * linear(8);
}

}  // namespace

const Theme& light_theme() {
  static const Theme kTheme = {.bg = 0xFFFFFFFF,
                               .surface = 0xF7F8FAFF,
                               .raised = 0xFFFFFFFF,
                               .line = 0xE3E6EBFF,
                               .line_strong = 0xCFD4DCFF,
                               .text = 0x161B26FF,
                               .muted = 0x566072FF,
                               .faint = 0x646F7FFF,
                               .field = 0x838D9CFF,
                               .accent = 0x2457D6FF,
                               .accent_soft = 0xE9EFFDFF,
                               .on_accent = 0xFFFFFFFF,
                               .get = 0x16794FFF,
                               .post = 0x2457D6FF,
                               .put = 0x96570AFF,
                               .patch = 0x6D45C4FF,
                               .del = 0xBD2A3CFF,
                               .ok = 0x16794FFF,
                               .ok_soft = 0xE5F4ECFF,
                               .bad = 0xBD2A3CFF,
                               .bad_soft = 0xFCEBEDFF,
                               .warn = 0x96570AFF,
                               .code = 0xF4F5F8FF,
                               .syntax_key = 0x6D45C4FF,
                               .syntax_string = 0x16794FFF,
                               .syntax_number = 0xA3480FFF,
                               .syntax_literal = 0xBD2A3CFF,
                               .dark = false};
  return kTheme;
}

const Theme& dark_theme() {
  static const Theme kTheme = {.bg = 0x0F131AFF,
                               .surface = 0x141922FF,
                               .raised = 0x1A202BFF,
                               .line = 0x262D3AFF,
                               .line_strong = 0x384152FF,
                               .text = 0xE7EAF0FF,
                               .muted = 0x9FA9BAFF,
                               .faint = 0x8F9AACFF,
                               .field = 0x6B778BFF,
                               .accent = 0x7AA2FFFF,
                               .accent_soft = 0x1B2743FF,
                               .on_accent = 0x0B1020FF,
                               .get = 0x4CC38AFF,
                               .post = 0x7AA2FFFF,
                               .put = 0xE0A458FF,
                               .patch = 0xB095F2FF,
                               .del = 0xF2778AFF,
                               .ok = 0x4CC38AFF,
                               .ok_soft = 0x12291FFF,
                               .bad = 0xF2778AFF,
                               .bad_soft = 0x33171DFF,
                               .warn = 0xE0A458FF,
                               .code = 0x0B0E14FF,
                               .syntax_key = 0xB095F2FF,
                               .syntax_string = 0x4CC38AFF,
                               .syntax_number = 0xE8A26BFF,
                               .syntax_literal = 0xF2778AFF,
                               .dark = true};
  return kTheme;
}

Theme strengthened(const Theme& theme) {
  Theme strong = theme;
  strong.text = theme.dark ? 0xFFFFFFFF : 0x000000FF;
  strong.line = strong.line_strong = theme.field;
  strong.field = theme.muted;
  for (Color* color : {&strong.muted, &strong.faint}) *color = mix(theme.muted, strong.text, 0.6f);
  for (Color* color : {&strong.accent, &strong.get, &strong.post, &strong.put, &strong.patch,
                       &strong.del, &strong.ok, &strong.bad, &strong.warn, &strong.syntax_key,
                       &strong.syntax_string, &strong.syntax_number, &strong.syntax_literal})
    *color = mix(*color, strong.text, 0.3f);
  return strong;
}

Color mix(Color from, Color to, float amount) {
  const float t = std::clamp(amount, 0.0f, 1.0f);
  Color mixed = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const float c = channel(from, shift) + (channel(to, shift) - channel(from, shift)) * t;
    mixed |= static_cast<Color>(c + 0.5f) << shift;
  }
  return mixed;
}

Color method_color(const Theme& theme, std::string_view method) {
  if (method == "GET") return theme.get;
  if (method == "POST") return theme.post;
  if (method == "PUT") return theme.put;
  if (method == "PATCH") return theme.patch;
  if (method == "DELETE") return theme.del;
  return theme.muted;
}

float contrast(Color foreground, Color background) {
  const Color solid = mix(background, foreground | 0xFFu, channel(foreground, 0) / 255.0f);
  const float a = luminance(solid);
  const float b = luminance(background);
  return (std::max(a, b) + 0.05f) / (std::min(a, b) + 0.05f);
}

}  // namespace vitrine::ui
