#include "app/view/parameters.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/session/reference/operation_facts.h"
#include "app/view/field_row.h"

namespace vitrine::view {
namespace {

using openapi::Location;
using session::Word;

void parameter_row(const Context& context, const session::Field& field, std::uint32_t index) {
  const std::string id = field_id(field.id);
  if (!context.ui.begin_part("row/" + std::to_string(index), row_key(context, field))) return;
  labelled(context, id, {field.name, field.required, field.deprecated}, [&] {
    if (auto value = value_input(context, field))
      context.act(session::EditParameter{index, std::move(*value)});
  });
  context.ui.end_part();
}

void group(const Context& context, const session::Form& form, Location location, Word title) {
  ui::Ui& ui = context.ui;
  const auto& parameters = context.session.shown->operation.parameters;
  const auto stands_here = [&](const openapi::Parameter& parameter) {
    return parameter.in == location && !parameter.ignored;
  };
  if (std::none_of(parameters.begin(), parameters.end(), stands_here)) return;
  ui.begin_container(openapi::name(location), ui::Role::group, context.word(title));
  for (std::uint32_t index = 0; index < parameters.size() && index < form.parameters.size();
       ++index)
    if (stands_here(parameters[index])) parameter_row(context, form.parameters[index], index);
  ui.end_container();
}

}  // namespace

void parameter_groups(const Context& context) {
  const session::Form& form = *session::current_form(context.session);
  for (const session::ParameterPlace& place : session::kParameterPlaces)
    group(context, form, place.in, place.heading);
}

}  // namespace vitrine::view
