#pragma once
#include <cstdint>
#include <string>
#include <vector>

/// Writes PNG files.
namespace vitrine::demo {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
};

/// A PNG file of up to 256 colours; `pixels` are indices into the palette, row by row. Small for
/// pictures of plain areas: runs are all it compresses.
std::string write_png(std::uint32_t width, std::uint32_t height, const std::vector<Colour>& palette,
                      const std::vector<std::uint8_t>& pixels);

}  // namespace vitrine::demo
