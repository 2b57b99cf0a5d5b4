// The interface between a playground and its maker of glyphs.
#pragma once

#include <cstdint>

#include "app/ui/glyphs.h"

namespace vitrine::playground {

/// Measuring and drawing a word takes a browser long, and a page has hundreds: the first picture
/// of a description guesses their widths, gets them some at a time, and is then drawn with them.
class Glyphs : public ui::GlyphMaker {
 public:
  /// Other families, late fonts or another density: all that was measured is stale.
  virtual void change(std::uint32_t stack, float density) = 0;
  /// From now on a word never met before is taken for as wide as words of its length mostly are, is
  /// not drawn, and waits.
  virtual void postpone() = 0;
  /// Measures and draws some of the words that wait. True after the last: what was laid out
  /// meanwhile is stale, and no word is postponed any more.
  virtual bool catch_up() = 0;
  /// Between frames: may forget words that were drawn.
  virtual void make_room() = 0;
};

}  // namespace vitrine::playground
