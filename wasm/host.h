#pragma once

#include <cstdint>

/// The page's functions for the module, declared again as `Host` in src/boundary.ts. A font is the
/// number of a pair of families the page registered, and which of the two: 0 sans, 1 mono. Sizes
/// are logical pixels, letter spacing is in em, colours are 0xRRGGBBAA.
#define VITRINE_HOST(name) __attribute__((import_module("host"), import_name(name)))

extern "C" {

/// The advance of a word, logical pixels.
VITRINE_HOST("measure")
float vitrine_host_measure(uint32_t stack, uint32_t family, float size, uint32_t weight,
                           uint32_t italic, float spacing, float density, const char* text,
                           uint32_t length);

/// Ascent and descent of the primary face, logical pixels, into out[0] and out[1].
VITRINE_HOST("metrics")
void vitrine_host_metrics(uint32_t stack, uint32_t family, float size, uint32_t weight,
                          uint32_t italic, float spacing, float density, float* out);

struct VitrineWord {
  uint32_t page;                                  ///< counts from 0
  float offset_x, offset_y, width, height, x, y;  ///< device pixels
};

/// Draws a word on a page, `phase` (0 to 1) device pixels right of a whole one.
VITRINE_HOST("draw_word")
void vitrine_host_draw_word(uint32_t stack, uint32_t family, float size, uint32_t weight,
                            uint32_t italic, float spacing, float density, uint32_t color,
                            float phase, const char* text, uint32_t length, VitrineWord* out);

/// Forgets all pages.
VITRINE_HOST("drop_words") void vitrine_host_drop_words();

/// Monotonic, milliseconds.
VITRINE_HOST("now") double vitrine_host_now();
}
