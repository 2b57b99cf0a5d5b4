#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/request/parameter.h"
#include "app/view/context.h"

// One input of a form with its label: parameters, fields of a body and variables of a server all
// look and behave alike.
namespace vitrine::view {

/// Ids of fields end with the name that links and FocusField use, see session/field.h.
std::string field_id(const std::string& field);
/// Remembers a field that has the keyboard focus, so that leaving it shows its verdict.
void notice_focus(const Context& context, const std::string& field);

/// Names of the description are code, the interface's own words are not.
enum class Label { name, words };

struct LabelText {
  std::string_view name;
  bool required = false;
  bool deprecated = false;
  Label kind = Label::name;
};

/// Label and field beside each other, one below the other where it is narrow.
void labelled(const Context& context, std::string_view id, const LabelText& label,
              const std::function<void()>& draw);

struct Input {
  enum class Kind { text, number, choice, checkbox };

  std::string field;  ///< its name, see session/field.h
  std::string name;   ///< accessible
  Kind kind = Kind::text;
  std::string text;
  std::uint32_t revision = 0;
  std::string placeholder;
  std::string message;
  std::vector<std::string> choices;  ///< as they are read
  int chosen = -1;
  bool required = false;
  bool secret = false;
  bool multiline = false;
  bool mono = false;
  bool disabled = false;
};

/// Behind a field whose empty text is not a value: makes it the empty value, or unset again. What
/// the user chose.
std::optional<request::ParameterValue> empty_button(const Context& context,
                                                    const std::string& field,
                                                    const std::string& name, bool is_empty,
                                                    bool disabled);
float empty_button_width(const Context& context, bool is_empty);

/// Draws the input alone, with its message below; the value that the reader gave it. Of a choice
/// it is the index as text.
std::optional<request::ParameterValue> input(const Context& context, const Input& input);

}  // namespace vitrine::view
