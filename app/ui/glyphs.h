// Fonts, and the interface that measures and draws words in them.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/ui/geometry.h"

namespace vitrine::ui {

enum class Family : std::uint8_t { sans, mono };

/// A font as the page names it; the families themselves belong to the host page.
struct Font {
  Family family = Family::sans;
  float size = 14;
  std::uint16_t weight = 400;
  bool italic = false;
  float letter_spacing = 0;  ///< em

  bool operator==(const Font&) const = default;
};

/// Ascent and descent of a font's primary face, logical pixels, both positive.
struct FontMetrics {
  float ascent = 0;
  float descent = 0;
};

/// A drawn word on a texture page. `offset` leads from the pen (on the baseline, on a whole device
/// pixel) to the top left of the picture. A size of zero draws nothing (white space).
struct Glyphs {
  std::uint32_t page = 0;
  Point offset;
  Size size;
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
};

/// Measures and draws words: in the page by a 2D canvas in the host's fonts, in tests by plausible
/// widths. A word is the unit of shaping: kerning, ligatures, joining and bidirectional order
/// happen inside it. Words are cached by the maker, keyed by font, colour, text and density.
class GlyphMaker {
 public:
  virtual ~GlyphMaker() = default;
  /// The advance of `word` in logical pixels.
  virtual float measure(const Font& font, std::string_view word) = 0;
  virtual FontMetrics metrics(const Font& font) = 0;
  /// Draws `word` in its own colour (coloured emoji keep theirs), so that pixels equal the page's.
  /// `phase`, 0 to 1, is the part of a device pixel by which it stands right of the pen.
  virtual Glyphs draw(const Font& font, std::string_view word, Color color, float phase = 0) = 0;
  /// Grows whenever earlier measures became stale (a late font, another family); layouts of an
  /// older generation are made again.
  virtual std::uint32_t generation() const = 0;
  /// Device pixels per logical pixel.
  virtual float density() const = 0;
  /// Texture coordinates of a white texel (with white neighbours), the same on every page: shapes
  /// are drawn from whatever page is bound, so that most surfaces are one draw call.
  virtual Point white() const = 0;
};

}  // namespace vitrine::ui
