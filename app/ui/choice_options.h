// Options that choice lists and checkboxes have in common.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace vitrine::ui {

struct ChoiceOptions {
  bool mono = false;
  bool quiet = false;  ///< without a border, as wide as the choice
  bool required = false;
  bool invalid = false;
  bool disabled = false;
  std::string_view described_by{};
  std::string_view placeholder{};         ///< of a select in which nothing is chosen
  std::span<const std::string> groups{};  ///< of a select: for each option, "" for none
};

}  // namespace vitrine::ui
