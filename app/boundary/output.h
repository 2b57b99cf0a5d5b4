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
  ui::Color bg, surface, raised, line, line_strong, text, muted, faint, field, accent, accent_soft,
      on_accent, get, post, put, patch, del, bad, bad_soft, code;
};

/// Empty when nothing happened. Lives until the next event.
struct Output {
  enum class Stage : std::uint8_t { none, outlined, ready, failed };

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
  /// When it changed: the operations are there and respond, those of an outline without what the
  /// whole has; or `problem` is why they are not.
  Stage stage = Stage::none;
  std::string problem;
  std::vector<Effect> effects;  ///< to be performed in their order, after the patch

  bool empty() const {
    return !framed && !handled && !patch && stage == Stage::none && effects.empty();
  }
};

template <>
struct Declared<ThemeColors> {
  using T = ThemeColors;
  static constexpr std::string_view kName = "Theme";
  static constexpr auto fields = boundary::fields(
      field<&T::bg>("bg").as<Hex>(), field<&T::surface>("surface").as<Hex>(),
      field<&T::raised>("raised").as<Hex>(), field<&T::line>("line").as<Hex>(),
      field<&T::line_strong>("line-strong").as<Hex>(), field<&T::text>("text").as<Hex>(),
      field<&T::muted>("muted").as<Hex>(), field<&T::faint>("faint").as<Hex>(),
      field<&T::field>("field").as<Hex>(), field<&T::accent>("accent").as<Hex>(),
      field<&T::accent_soft>("accent-soft").as<Hex>(), field<&T::on_accent>("on-accent").as<Hex>(),
      field<&T::get>("get").as<Hex>(), field<&T::post>("post").as<Hex>(),
      field<&T::put>("put").as<Hex>(), field<&T::patch>("patch").as<Hex>(),
      field<&T::del>("delete").as<Hex>(), field<&T::bad>("bad").as<Hex>(),
      field<&T::bad_soft>("bad-soft").as<Hex>(), field<&T::code>("code").as<Hex>());
};

template <>
struct Names<Output::Stage> {
  static constexpr std::string_view kNames[] = {"", "outlined", "ready", "failed"};
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
