#include "app/ui/theme.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

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

constexpr Color kWhite = 0xFFFFFFFF;
constexpr Color kBlack = 0x000000FF;
/// Ratios of WCAG 2.2: of text (1.4.3), of the borders of controls (1.4.11). Grounds leave more,
/// for the softer ones that are mixed from them.
constexpr float kText = 4.5f;
constexpr float kBorder = 3.0f;
constexpr float kGround = 6.5f;

/// `color`, moved towards `to` until `holds`.
template <class Holds>
Color moved(Color color, Color to, Holds holds) {
  constexpr int kSteps = 20;
  for (int step = 0; step < kSteps; ++step) {
    const Color there = mix(color, to, static_cast<float>(step) / kSteps);
    if (holds(there)) return there;
  }
  return to;
}

bool stands_out(Color ink, std::initializer_list<Color> grounds, float ratio) {
  return std::all_of(grounds.begin(), grounds.end(),
                     [&](Color ground) { return contrast(ink, ground) >= ratio; });
}

/// The grounds, as far as the page gives them. `extreme` is what is read best on them.
void set_grounds(Theme& t, const Palette& palette, Color extreme) {
  const auto ground = [&](Color color, Color to) {
    return moved(color, to, [&](Color there) { return contrast(extreme, there) >= kGround; });
  };
  if (palette.background != 0) {
    t.bg = ground(palette.background, t.dark ? kBlack : kWhite);
    t.surface = mix(t.bg, extreme, 0.035f);
    t.raised = t.dark ? mix(t.bg, extreme, 0.05f) : t.bg;
    t.code = t.dark ? mix(t.bg, kBlack, 0.25f) : mix(t.bg, extreme, 0.045f);
    t.ok_soft = mix(t.bg, t.ok, 0.1f);
    t.bad_soft = mix(t.bg, t.bad, 0.1f);
  }
  if (palette.surface != 0) t.surface = ground(palette.surface, t.bg);
}

/// The accent, and what is mixed from it or stands on it.
void set_accent(Theme& t, const Palette& palette, Color extreme) {
  const auto soft = [&](Color accent) { return mix(t.bg, accent, 0.12f); };
  t.accent = moved(palette.accent != 0 ? palette.accent : t.accent, extreme, [&](Color there) {
    return stands_out(there, {t.bg, t.surface, t.raised, soft(there)}, kText);
  });
  t.accent_soft = soft(t.accent);
  if (!stands_out(t.on_accent, {t.accent}, kText))
    t.on_accent = is_dark(t.accent) ? kWhite : kBlack;
}

}  // namespace

bool is_dark(Color ground) { return contrast(kWhite, ground) > contrast(kBlack, ground); }

Theme themed(bool dark, const Palette& palette) {
  if (palette.background != 0) dark = is_dark(palette.background);
  Theme t = dark ? dark_theme() : light_theme();
  if (palette == Palette{}) return t;
  const Color extreme = dark ? kWhite : kBlack;
  set_grounds(t, palette, extreme);
  set_accent(t, palette, extreme);
  const std::initializer_list<Color> grounds = {
      t.bg,      t.surface, mix(t.surface, extreme, 0.06f), t.raised, t.code, t.accent_soft,
      t.ok_soft, t.bad_soft};
  const auto legible = [&](Color ink, Color to, float ratio = kText) {
    return moved(ink, to, [&](Color there) { return stands_out(there, grounds, ratio); });
  };
  t.text = legible(palette.text != 0 ? palette.text : t.text, extreme);
  if (palette.background != 0 || palette.text != 0) {
    t.muted = mix(t.bg, t.text, 0.72f);
    t.faint = mix(t.bg, t.text, 0.66f);
    t.line = mix(t.bg, t.text, 0.12f);
    t.line_strong = mix(t.bg, t.text, 0.2f);
    t.field = mix(t.bg, t.text, 0.5f);
  }
  if (palette.line != 0) {
    t.line = palette.line;
    t.line_strong = mix(t.line, t.text, 0.1f);
  }
  t.field = legible(t.field, t.text, kBorder);
  for (Color* ink : {&t.muted, &t.faint, &t.get, &t.post, &t.put, &t.patch, &t.del, &t.ok, &t.bad,
                     &t.warn, &t.syntax_key, &t.syntax_string, &t.syntax_number, &t.syntax_literal})
    *ink = legible(*ink, t.text);
  return t;
}

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
