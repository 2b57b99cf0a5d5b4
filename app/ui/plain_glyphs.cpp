#include "app/ui/plain_glyphs.h"

#include "app/ui/unicode.h"

namespace vitrine::ui {
namespace {

float em_width(char32_t c) {
  if (is_combining(c) || c == 0x200B) return 0;
  if (is_emoji(c)) return 1.25f;
  if (is_ideographic(c) || is_hangul(c)) return 1;
  if (c == ' ' || c == 0xA0) return 0.28f;
  if (c < 0x80) {
    if (std::string_view("ijl|!.,:;'`").find(static_cast<char>(c)) != std::string_view::npos)
      return 0.27f;
    if (std::string_view("frt()[]{}/\\-\"").find(static_cast<char>(c)) != std::string_view::npos)
      return 0.37f;
    if (std::string_view("mwMW@%").find(static_cast<char>(c)) != std::string_view::npos)
      return 0.87f;
    return c >= 'A' && c <= 'Z' ? 0.68f : 0.58f;
  }
  return 0.58f;
}

}  // namespace

float PlainGlyphs::measure(const Font& font, std::string_view word) {
  ++measured_;
  float em = 0;
  std::size_t at = 0;
  while (at < word.size()) {
    // A sequence (flag, family) is one picture: only the first of a cluster has a width.
    const CodePoint first = decode(word, at);
    const float width = em_width(first.value);
    em += (font.family == Family::mono && width > 0 && width < 1 ? 0.6f : width) +
          font.letter_spacing;
    at = cluster_end(word, at);
  }
  const float bold = font.family == Family::sans && font.weight >= 600 ? 1.04f : 1.0f;
  return em * font.size * bold * factor_;
}

FontMetrics PlainGlyphs::metrics(const Font& font) {
  return font.family == Family::mono ? FontMetrics{font.size * 1.02f, font.size * 0.3f}
                                     : FontMetrics{font.size * 0.96875f, font.size * 0.2412f};
}

Glyphs PlainGlyphs::draw(const Font& font, std::string_view word, Color, float) {
  const float width = measure(font, word);
  const FontMetrics box = metrics(font);
  Glyphs glyphs;
  glyphs.offset = {0, -box.ascent};
  glyphs.size = {width, box.ascent + box.descent};
  glyphs.u1 = width / 1024;
  glyphs.v1 = glyphs.size.height / 1024;
  return glyphs;
}

}  // namespace vitrine::ui
