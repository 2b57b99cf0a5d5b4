#include "server/demo/samples.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <utility>

#include "server/demo/png.h"

/// Paints the pictures of a new gallery.
namespace vitrine::demo {

namespace {

constexpr int kWidth = 480;
constexpr int kHeight = 320;
constexpr int kSkyBands = 24;
constexpr int kRidges = 4;

struct Landscape {
  Colour sky_above, sky_below, sun, far, near;
  double sun_x, sun_y, sun_radius;
  /// Roughness of the ridges: 0 is a sea, 1 are mountains.
  double rough;
  bool snow;
};

constexpr Landscape kLandscapes[] = {
    {{24, 60, 110},
     {214, 226, 232},
     {250, 240, 214},
     {92, 132, 168},
     {18, 44, 84},
     .76,
     .30,
     .09,
     .18,
     false},
    {{198, 205, 204},
     {240, 238, 230},
     {250, 250, 246},
     {168, 176, 176},
     {40, 50, 56},
     .3,
     .28,
     .06,
     1,
     false},
    {{94, 84, 76},
     {222, 208, 188},
     {240, 232, 214},
     {160, 142, 122},
     {52, 44, 40},
     .5,
     .34,
     .08,
     .12,
     false},
    {{146, 168, 160},
     {226, 226, 208},
     {238, 220, 170},
     {196, 206, 202},
     {74, 84, 72},
     .18,
     .3,
     .05,
     .8,
     true},
    {{224, 196, 140},
     {248, 236, 206},
     {206, 120, 60},
     {196, 158, 100},
     {98, 70, 42},
     .64,
     .36,
     .11,
     .45,
     false},
    {{120, 58, 34},
     {226, 152, 84},
     {250, 214, 140},
     {158, 84, 48},
     {46, 24, 20},
     .4,
     .42,
     .13,
     .7,
     false},
    {{6, 8, 20},
     {26, 34, 66},
     {120, 176, 224},
     {104, 106, 114},
     {40, 42, 50},
     .6,
     .3,
     .15,
     .25,
     true},
    {{64, 74, 112},
     {232, 214, 222},
     {252, 232, 214},
     {168, 170, 200},
     {238, 240, 248},
     .7,
     .26,
     .08,
     .55,
     true},
};

Colour between(Colour a, Colour b, double part) {
  const auto mix = [&](std::uint8_t from, std::uint8_t to) {
    return static_cast<std::uint8_t>(std::lround(from + (to - from) * part));
  };
  return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue)};
}

/// A number from 0 to 1 that looks like chance and is the same on every machine.
double scattered(std::uint32_t seed) {
  seed = (seed ^ 61) ^ (seed >> 16);
  seed *= 9;
  seed ^= seed >> 4;
  seed *= 0x27d4eb2d;
  seed ^= seed >> 15;
  return (seed & 0xFFFF) / 65535.0;
}

/// The height of a ridge above the lower edge, from 0 to 1.
double ridge(const Landscape& land, unsigned kind, int index, double x) {
  double height = 0.52 - 0.12 * index;
  double wave = 3.0 + index;
  double size = 0.02 + 0.09 * land.rough;
  for (int octave = 0; octave < 4; ++octave) {
    const double phase = 6.3 * scattered(kind * 97 + static_cast<unsigned>(index * 13 + octave));
    // Folded waves have peaks.
    height += size * (1 - 2 * std::fabs(std::sin(wave * x + phase)) * land.rough +
                      std::sin(wave * x * 1.7 + phase) * (1 - land.rough) * 0.4);
    wave *= 2.1;
    size *= 0.45;
  }
  return height;
}

}  // namespace

std::string paint_landscape(unsigned kind) {
  const Landscape& land = kLandscapes[kind % std::size(kLandscapes)];
  std::vector<Colour> palette;
  for (int i = 0; i < kSkyBands; ++i) {
    palette.push_back(between(land.sky_above, land.sky_below, i / (kSkyBands - 1.0)));
  }
  const auto sun = static_cast<std::uint8_t>(palette.size());
  palette.push_back(land.sun);
  const auto ridges = static_cast<std::uint8_t>(palette.size());
  for (int i = 0; i < kRidges; ++i) {
    palette.push_back(between(land.far, land.near, i / (kRidges - 1.0)));
  }
  const auto flake = static_cast<std::uint8_t>(palette.size());
  palette.push_back({255, 255, 255});

  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(kWidth) * kHeight);
  for (int px = 0; px < kWidth; ++px) {
    const double x = px / static_cast<double>(kHeight);
    double tops[kRidges];
    for (int i = 0; i < kRidges; ++i) tops[i] = 1 - ridge(land, kind, i, x);
    for (int py = 0; py < kHeight; ++py) {
      const double y = py / static_cast<double>(kHeight);
      auto colour = static_cast<std::uint8_t>(std::min(y / 0.75, 0.999) * kSkyBands);
      const double aside = x - land.sun_x * kWidth / kHeight;
      const double above = y - land.sun_y;
      if (aside * aside + above * above < land.sun_radius * land.sun_radius) colour = sun;
      for (int i = 0; i < kRidges; ++i) {
        if (y > tops[i]) colour = static_cast<std::uint8_t>(ridges + i);
      }
      pixels[static_cast<std::size_t>(py) * kWidth + px] = colour;
    }
  }
  if (land.snow) {
    for (std::uint32_t i = 0; i < 260; ++i) {
      const int px = static_cast<int>(scattered(kind * 7919 + i * 2) * (kWidth - 2));
      const int py = static_cast<int>(scattered(kind * 7919 + i * 2 + 1) * (kHeight - 2));
      const int size = i % 5 == 0 ? 2 : 1;
      for (int dy = 0; dy < size; ++dy) {
        for (int dx = 0; dx < size; ++dx) {
          pixels[static_cast<std::size_t>(py + dy) * kWidth + px + dx] = flake;
        }
      }
    }
  }
  return write_png(kWidth, kHeight, palette, pixels);
}

void hang_first_pictures(Pictures& pictures, Collections& collections) {
  const PictureCreate first[] = {
      {"The Great Wave",
       1831,
       Medium::print,
       {"sea", "mountain", "blue"},
       Origin{"神奈川", std::nullopt, "https://en.wikipedia.org/wiki/The_Great_Wave_off_Kanagawa"},
       {{"ja", "神奈川沖浪裏"}, {"fr", "La Grande Vague"}}},
      {"Mountains after rain",
       1734,
       Medium::drawing,
       {"ink", "mountain"},
       Origin{"서울", std::nullopt, std::nullopt},
       {{"ko", "인왕제색도"}}},
      {"Migrant mother",
       1936,
       Medium::photograph,
       {"portrait", "california"},
       Origin{"Nipomo", std::nullopt, std::nullopt}},
      {"The Hunters in the Snow",
       1565,
       Medium::painting,
       {"snow", "winter", "dogs"},
       Origin{"Antwerpen", std::nullopt, std::nullopt},
       {{"nl", "Jagers in de Sneeuw"}}},
      {"Young hare",
       1502,
       Medium::drawing,
       {"animal", "watercolour"},
       Origin{"Nürnberg", std::nullopt, std::nullopt},
       {{"de", "Feldhase"}}},
      {"A bull on the wall",
       std::nullopt,
       Medium::painting,
       {"animal", "cave"},
       Origin{"Lascaux", "1940-09-12", std::nullopt}},
      {"Earthrise", 1968, Medium::photograph, {"earth", "moon", "blue"}, std::nullopt},
      {"겨울 산책 ❄",
       1904,
       Medium::painting,
       {"snow", "ink"},
       Origin{"京都", std::nullopt, std::nullopt},
       {{"en", "A winter walk"}, {"ja", "冬の散歩"}}},
  };
  CollectionCreate snow{"Snow, mostly", "Best looked at from indoors.", Visibility::everyone, {}};
  CollectionCreate blue{"Nothing but blue", std::nullopt, Visibility::everyone, {}};
  unsigned kind = 0;
  for (const PictureCreate& picture : first) {
    const Picture made = pictures.add(picture, kHouse);
    auto image = std::make_shared<const std::string>(paint_landscape(kind++));
    pictures.set_image(made.id, kHouse, File(image, *image, "image/png"));
    for (const std::string& tag : made.tags) {
      if (tag == "snow") snow.pictures.push_back(made.id);
      if (tag == "blue") blue.pictures.push_back(made.id);
    }
  }
  collections.add(snow, kHouse);
  collections.add(blue, kHouse);
}

}  // namespace vitrine::demo
