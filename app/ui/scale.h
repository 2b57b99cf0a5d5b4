// The scales of the theme: type, line heights, gaps, heights, radii. Views and widgets take their
// numbers from here.
#pragma once

#include <cstdint>

#include "app/ui/glyphs.h"

namespace vitrine::ui {

/// Fonts by their use.
namespace type {

inline constexpr Font kTitle{Family::sans, 27, 650};
inline constexpr Font kNarrowTitle{Family::sans, 24, 650};
inline constexpr Font kSubtitle{Family::sans, 18, 620};  ///< of dialogs
inline constexpr Font kHeading{Family::sans, 16, 620};
inline constexpr Font kBrand{Family::sans, 15, 600};
inline constexpr Font kSubheading{Family::sans, 13, 600};
inline constexpr Font kReading{Family::sans, 15, 400};  ///< the text of a page
inline constexpr Font kText{Family::sans, 14, 400};
inline constexpr Font kCaption{Family::sans, 13, 400};
inline constexpr Font kSmall{Family::sans, 12.5f, 400};
inline constexpr Font kFine{Family::sans, 12, 400};
inline constexpr Font kNote{Family::sans, 11.5f, 500};
inline constexpr Font kTiny{Family::sans, 11, 400};
inline constexpr Font kCode{Family::mono, 12.5f, 400};
inline constexpr Font kName{Family::mono, 13, 600};  ///< of properties, schemes, callbacks
inline constexpr Font kMethod{Family::mono, 10.5f, 600};

constexpr Font weighted(Font font, std::uint16_t weight) {
  font.weight = weight;
  return font;
}
constexpr Font regular(Font font) { return weighted(font, 400); }
constexpr Font medium(Font font) { return weighted(font, 500); }
constexpr Font strong(Font font) { return weighted(font, 600); }
constexpr Font bold(Font font) { return weighted(font, 700); }
constexpr Font mono(Font font) {
  font.family = Family::mono;
  return font;
}

}  // namespace type

/// Heights of lines.
namespace leading {

inline constexpr float kTight = 16;    ///< two lines beside a control
inline constexpr float kMessage = 18;  ///< of fields
inline constexpr float kText = 20;     ///< text, code, small
inline constexpr float kRow = 21;      ///< prose in rows
inline constexpr float kProse = 22;    ///< beside controls
inline constexpr float kReading = 24;  ///< the text of a page
inline constexpr float kHeading = 24;
inline constexpr float kSubtitle = 26;
inline constexpr float kNarrowTitle = 30;
inline constexpr float kTitle = 34;

}  // namespace leading

/// Space between things, and around them.
namespace gap {

inline constexpr float kHair = 2;
inline constexpr float kWords = 3;  ///< between a name and its words
inline constexpr float kTight = 4;
inline constexpr float kSmall = 6;
inline constexpr float kClose = 8;
inline constexpr float kMedium = 10;
inline constexpr float kRow = 12;   ///< above and below the contents of a row
inline constexpr float kCard = 14;  ///< inside cards, and between them
inline constexpr float kBlock = 16;
inline constexpr float kPane = 20;
inline constexpr float kIndent = 24;
inline constexpr float kSection = 26;  ///< above a section's heading
inline constexpr float kPage = 48;

}  // namespace gap

/// Heights of the controls.
namespace height {

inline constexpr float kControl = 34;  ///< buttons, fields, lists
inline constexpr float kQuiet = 28;    ///< the same without a border, and tabs
inline constexpr float kChip = 20;
inline constexpr float kStatus = 24;
inline constexpr float kCardHead = 42;

}  // namespace height

namespace radius {

inline constexpr float kSmall = 6;
inline constexpr float kMedium = 8;
inline constexpr float kLarge = 10;

}  // namespace radius

}  // namespace vitrine::ui
