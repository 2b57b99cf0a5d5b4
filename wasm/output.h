#pragma once

#include <string>
#include <string_view>

#include "app/session/effect.h"
#include "app/ui/theme.h"

namespace vitrine::wasm {

/// Appends members to a JSON object that is being written: `Output` in src/boundary.ts.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  ObjectWriter& text(std::string_view key, std::string_view value);
  ObjectWriter& number(std::string_view key, double value);
  ObjectWriter& boolean(std::string_view key, bool value);
  /// `json` is JSON already.
  ObjectWriter& raw(std::string_view key, std::string_view json);
  void end() { out_ += '}'; }

 private:
  void key(std::string_view key);

  std::string& out_;
  bool first_ = true;
};

std::string to_json(const session::Effect& effect);
/// Colour tokens that the layer uses, as `#rrggbbaa`.
std::string to_json(const ui::Theme& theme);

}  // namespace vitrine::wasm
