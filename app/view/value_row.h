// The row of one field of a body: its input, and the buttons after it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/session/form/form.h"
#include "app/view/context.h"
#include "app/view/field_row.h"

namespace vitrine::view {

/// What stands after an input.
enum class Tool : std::uint8_t {
  type,
  set_empty,
  set_null,
  reset,
  words,
  move_up,
  move_down,
  remove
};

/// The last part of a field's path; the whole is the accessible name.
std::string short_name(const session::Field& field);

/// What a field of a body offers besides typing. `type` is the choice of its type, or null.
std::vector<Tool> tools_of(const session::Form& form, const session::Field& field,
                           const session::Field* type);
/// Begins the row of an input with those after it; the input comes first.
void begin_tools(const Context& context, const std::vector<Tool>& tools);
void end_tools(const Context& context, const session::Form& form, const session::Field& field,
               const std::vector<Tool>& tools, const session::Field* type);

/// Draws the row of a field that is no group, under that label.
void value_row(const Context& context, const session::Form& form, const session::Field& field,
               const LabelText& label, const session::Field* type);
/// The input alone, without what stands after it.
void value_cell(const Context& context, const session::Form& form, const session::Field& field);
/// The words that explain a field, where the user asked for them.
void field_words(const Context& context, const session::Field& field);
bool shows_words(const Context& context, const session::Field& field);
/// The button that adds an element, a member or an object, with the errors on the whole value.
void add_button(const Context& context, const session::Form& form, const session::Field& field);

/// The file chosen for a place; null where there is none.
const request::FileRef* chosen_file(const session::Form& form, const std::string& pointer);

}  // namespace vitrine::view
