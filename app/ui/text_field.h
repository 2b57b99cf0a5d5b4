// Fields for text of one line or several.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/ui/icon.h"
#include "app/ui/ui.h"

namespace vitrine::ui {

enum class FieldKind : std::uint8_t { text, number, password, search, multiline };

struct FieldOptions {
  FieldKind kind = FieldKind::text;
  std::string_view value{};
  std::uint32_t revision = 0;  ///< of `value`, see Node::revision
  std::string_view placeholder{};
  std::string_view described_by{};
  std::string_view autocomplete{};
  Icon icon = Icon::none;
  std::string_view hint{};  ///< at the right edge, e.g. a key
  bool required = false;
  bool invalid = false;
  bool readonly = false;
  bool disabled = false;
  /// Takes no place, paints nothing and is passed over by the Tab key; what reaches for it by its
  /// name gets the focus there, so that a view can show it.
  bool hidden = false;
  bool mono = false;
  int min_lines = 1;  ///< of a multiline field; it grows with its text up to max_lines
  int max_lines = 20;
};

struct Change {
  std::string text;
};

/// Records the node of a field whose text is the page's own; a widget may change its looks.
Node& record_field(Ui& ui, std::string_view whole_id, std::string_view name,
                   const FieldOptions& options, const Rect& rect);

/// Draws a text field; returns the user's change in this frame.
std::optional<Change> text_field(Ui& ui, std::string_view id, std::string_view name,
                                 const FieldOptions& options);

}  // namespace vitrine::ui
