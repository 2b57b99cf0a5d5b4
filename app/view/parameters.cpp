#include "app/view/parameters.h"

#include <algorithm>
#include <string>

#include "app/json/write.h"
#include "app/session/field.h"
#include "app/view/field_row.h"

namespace vitrine::view {
namespace {

using openapi::Location;
using session::Word;

/// The texts of a closed choice: an enum, or true and false. Empty for free text.
std::vector<std::string> choices(const openapi::SchemaView& schema) {
  std::vector<std::string> result;
  for (const json::Value& value : schema.enum_values())
    result.push_back(session::choice_label(json::compact(value)));
  const openapi::Kinds kinds = schema.kinds();
  if (result.empty() && kinds.boolean && !kinds.numeric() && !kinds.string && !kinds.array &&
      !kinds.object)
    result = {"true", "false"};
  return result;
}

std::string placeholder(const openapi::Parameter& parameter, const openapi::SchemaView& schema) {
  if (const json::Value preset = schema.default_value())
    return session::choice_label(json::compact(preset));
  if (!parameter.examples.empty() && parameter.examples.front().value.value)
    return session::choice_label(json::compact(parameter.examples.front().value.value));
  if (const json::Value example = schema.example())
    return session::choice_label(json::compact(example));
  if (schema.kinds().array) {
    std::string list;
    for (const std::string& choice : choices(schema.items()))
      list += (list.empty() ? "" : ", ") + choice;
    if (!list.empty()) return list;
  }
  const std::string format = schema.format();
  return format.empty() ? schema.type_words() : format;
}

void parameter_row(const Context& context, const session::Form& form, std::uint32_t index) {
  const openapi::Parameter& parameter = context.session.shown->operation.parameters[index];
  const openapi::SchemaView& schema = context.session.shown->views[index];
  const session::ParameterField& field = form.parameters[index];
  const openapi::Kinds kinds = schema.kinds();
  Input look;
  look.field = session::parameter_field(parameter.in, parameter.name);
  look.name = parameter.name;
  look.text = field.value.state == request::State::value ? field.value.text : std::string();
  look.revision = field.revision;
  look.required = parameter.required;
  look.message = session::field_message(form, field, context.language());
  look.choices = choices(schema);
  const bool boolean = look.choices.size() == 2 && schema.enum_values().empty();
  const std::string empty = '(' + context.word(Word::empty_value) + ')';
  const bool is_empty = field.value.state == request::State::empty;
  const bool may_be_empty = context.session.shown->rules[index].allow_empty_value;
  if (boolean && parameter.required) {
    look.kind = Input::Kind::checkbox;
  } else if (!look.choices.empty()) {
    look.kind = Input::Kind::choice;
    const auto found = std::find(look.choices.begin(), look.choices.end(), look.text);
    if (field.value.state == request::State::value && found != look.choices.end())
      look.chosen = static_cast<int>(found - look.choices.begin());
    if (may_be_empty) {
      // Behind the others, so that these keep their places.
      if (is_empty) look.chosen = static_cast<int>(look.choices.size());
      look.choices.push_back(empty);
    }
  } else {
    const bool deep = kinds.object || (kinds.array && look.text.substr(0, 1) == "[");
    look.secret = schema.secret();
    look.multiline = deep && kinds.object && !kinds.scalar() && !look.secret;
    look.mono = deep;
    if (kinds.numeric() && !kinds.string && !kinds.array && !kinds.object)
      look.kind = Input::Kind::number;
    look.placeholder = is_empty ? empty : placeholder(parameter, schema);
  }
  LabelText label;
  label.name = parameter.name;
  label.required = parameter.required;
  label.deprecated = parameter.deprecated || schema.deprecated();
  const auto draw = [&] {
    auto value = input(context, look);
    if (!value) return;
    if (look.kind == Input::Kind::choice && value->state == request::State::value) {
      const std::size_t chosen = std::stoul(value->text);
      if (may_be_empty && chosen + 1 == look.choices.size()) {
        *value = {request::State::empty, {}};
      } else {
        value->text = look.choices[chosen];
      }
    }
    context.act(session::EditParameter{index, std::move(*value)});
  };
  const bool has_button = may_be_empty && !parameter.required &&
                          (look.kind == Input::Kind::text || look.kind == Input::Kind::number);
  labelled(context, field_id(look.field), label, [&] {
    if (!has_button) return draw();
    const float widths[] = {-1, empty_button_width(context, is_empty)};
    context.ui.begin_row(widths, 4, 34);
    draw();
    context.ui.next_cell();
    if (auto value = empty_button(context, look.field, look.name, is_empty, false))
      context.act(session::EditParameter{index, std::move(*value)});
    context.ui.end_row();
  });
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
    if (stands_here(parameters[index])) parameter_row(context, form, index);
  ui.end_container();
}

}  // namespace

void parameter_groups(const Context& context) {
  const session::Form& form = *session::current_form(context.session);
  group(context, form, Location::path, Word::path_parameters);
  group(context, form, Location::query, Word::query_parameters);
  group(context, form, Location::querystring, Word::query_parameters);
  group(context, form, Location::header, Word::header_parameters);
  group(context, form, Location::cookie, Word::cookie_parameters);
}

}  // namespace vitrine::view
