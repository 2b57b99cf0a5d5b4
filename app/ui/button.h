// Buttons.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/ui/icon.h"
#include "app/ui/ui.h"

namespace vitrine::ui {

enum class ButtonKind : std::uint8_t { normal, primary, quiet, link };

struct ButtonOptions {
  ButtonKind kind = ButtonKind::normal;
  Icon icon = Icon::none;
  std::string accessible_name{};  ///< when it differs from the label
  std::string folded{};           ///< the text it unfolds, some KB at most
  bool disabled = false;
  bool fill = false;  ///< as wide as the column; else as wide as its label
  Node::Tri expanded = Node::Tri::unset;
  std::string controls{};
  std::string described_by{};
  std::string drop{};  ///< see Node::drop
};

/// Of a link that folds what follows it.
ButtonOptions fold_options(bool open);

/// True when it was pressed.
bool button(Ui& ui, std::string_view id, std::string_view label, const ButtonOptions& options = {});
float button_width(Ui& ui, std::string_view label, const ButtonOptions& options = {});

}  // namespace vitrine::ui
