// Output: the result of an event for the host of a playground.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/boundary/effect.h"
#include "app/boundary/node.h"

namespace vitrine::boundary {

/// The colours that the layer of the page uses.
struct ThemeColors {
  ui::Color bg, raised, text, faint, field, line_strong, accent;
};

/// Empty when nothing happened. Lives until the next event.
struct Output {
  enum class Stage : std::uint8_t { none, ready, failed };

  std::uint32_t frames = 0;  ///< since the playground was made
  /// A frame is to be shown: the patch, and the picture when the display is ready for one.
  bool framed = false;
  /// Comes with the frame that it belongs to, or in a task before it: then the host keeps it.
  std::optional<Patch> patch;
  std::string cursor;                ///< CSS
  bool animating = false;            ///< asks for a Frame event
  bool handled = false;              ///< the key meant something, and loses its default
  std::optional<ThemeColors> theme;  ///< when it changed
  bool dark = false;                 ///< of that theme
  std::string title;                 ///< of the page, when it changed
  /// When it changed: the operations are there and respond, or `problem` is why they are not.
  Stage stage = Stage::none;
  std::string problem;
  std::vector<Effect> effects;  ///< to be performed in their order, after the patch

  bool empty() const { return !framed && !handled && !patch && effects.empty(); }
};

template <>
struct Declared<ThemeColors> {
  using T = ThemeColors;
  static constexpr std::string_view kName = "Theme";
  static constexpr auto fields = boundary::fields(
      field<&T::bg>("bg").as<Hex>(), field<&T::raised>("raised").as<Hex>(),
      field<&T::text>("text").as<Hex>(), field<&T::faint>("faint").as<Hex>(),
      field<&T::field>("field").as<Hex>(), field<&T::line_strong>("line-strong").as<Hex>(),
      field<&T::accent>("accent").as<Hex>());
};

template <>
struct Names<Output::Stage> {
  static constexpr std::string_view kNames[] = {"", "ready", "failed"};
};

template <>
struct Declared<Output> {
  using O = Output;
  static constexpr std::string_view kName = "Output";
  static constexpr auto fields = boundary::fields(
      field<&O::frames>("frames"), inside<&O::framed>(), inside<&O::patch>(),
      field<&O::cursor>("cursor").optional(), field<&O::animating>("animating").optional(),
      field<&O::handled>("handled").optional(), field<&O::theme>("theme").optional(),
      field<&O::dark>("dark").optional(), field<&O::title>("title").optional(),
      field<&O::stage>("stage").optional(), field<&O::problem>("problem").optional(),
      field<&O::effects>("effects").optional());
};

}  // namespace vitrine::boundary
