#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/form/field.h"
#include "app/ui/icon.h"
#include "app/view/context.h"

// One input of a form with its label: parameters, fields of a body and variables of a server all
// look and behave alike.
namespace vitrine::view {

/// Ids of fields end with the name that links and FocusField use, see session/form/field.h.
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

/// A hash of all that the row of a field shows, for Ui::begin_part.
std::uint64_t row_key(const Context& context, const session::Field& field);

/// Label and field beside each other, one below the other where it is narrow.
void labelled(const Context& context, std::string_view id, const LabelText& label,
              const std::function<void()>& draw);

/// A quiet button without a label. `name` has the field's in it.
bool icon_button(const Context& context, const std::string& id, ui::Icon icon, session::Word name,
                 const session::Field& field, bool disabled = false,
                 ui::Node::Tri expanded = ui::Node::Tri::unset);

/// The labels of a field's choices.
std::vector<std::string> choice_labels(const Context& context, const session::Field& field);

/// Draws the input alone, with its message below; the value that the user gave it.
std::optional<request::ParameterValue> input(const Context& context, const session::Field& field,
                                             bool disabled = false);
/// The same, and where an empty text is a value of its own the button that gives or takes it.
std::optional<request::ParameterValue> value_input(const Context& context,
                                                   const session::Field& field,
                                                   bool disabled = false);
/// Draws the key of a member of a map, with its message below; the key that the user typed.
std::optional<std::string> key_input(const Context& context, const session::Field& key,
                                     bool disabled = false);

}  // namespace vitrine::view
