#pragma once

#include <cstdint>

namespace vitrine::ui {

/// Lengths are logical pixels (CSS px) everywhere in `app/`; the density is applied once, by the
/// maker of glyphs and by the renderer.
struct Point {
  float x = 0;
  float y = 0;
};

struct Size {
  float width = 0;
  float height = 0;
};

struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  bool operator==(const Rect&) const = default;
  float right() const { return x + width; }
  float bottom() const { return y + height; }
  bool contains(Point point) const {
    return point.x >= x && point.x < right() && point.y >= y && point.y < bottom();
  }
};

/// 0xRRGGBBAA, not premultiplied.
using Color = std::uint32_t;

}  // namespace vitrine::ui
