#include "app/view/inputs.h"

#include <string>
#include <vector>

#include "app/session/form/field.h"
#include "app/session/reference/operation_facts.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/examples.h"
#include "app/view/field_mark.h"
#include "app/view/operation.h"
#include "app/view/prose.h"
#include "app/view/responses.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using session::Word;

/// The operation has a form, which has the choice of the media type and its examples.
bool has_form(const Context& context) {
  return context.part.empty() && session::can_try(context.session);
}

/// The heading of a part; those of a callback stand deeper.
void heading(const Context& context, std::string_view id, const std::string& title,
             std::string_view right = {}) {
  if (context.part.empty()) return section_heading(context, id, title, right);
  ui::Ui& ui = context.ui;
  ui.space(ui::gap::kBlock);
  ui::heading(ui, id, context.session.settings.heading_level + 2, title, ui::type::kSubheading,
              ui::leading::kText);
  if (!right.empty())
    ui::paragraph(ui, std::string(id) + "/detail", {span(right, ui::type::kCode, ui.theme().faint)},
                  ui::leading::kText);
  ui.space(ui::gap::kTight);
  ui::divider(ui);
}

void parameter(const Context& context, const openapi::Operation& operation, std::size_t index) {
  const openapi::Parameter& parameter = operation.parameters[index];
  ui::Ui& ui = context.ui;
  const float top = ui.y();
  const std::string place = context.place("parameter/" + std::to_string(index));
  const std::string field = context.field(session::parameter_field(parameter.in, parameter.name));
  const openapi::SchemaView view =
      context.session.spec->description.schema(session::schema_of(parameter), operation.dialect);
  SchemaRow row = described(context, place, view);
  row.id = row.key = parameter.name;
  row.required = parameter.required;
  row.deprecated = row.deprecated || parameter.deprecated;
  add_words(row, parameter.description);
  const std::vector<openapi::Example>& given = session::examples_of(parameter);
  add_value(row, parameter.content, given);
  schema_row(context, row, field);
  value_examples(context, place, parameter.content, given);
  ui.space(ui::gap::kRow);
  ui::divider(ui);
  // Links to a parameter lead to its input.
  const auto wanted = wanted_below(context, field);
  if (wanted && wanted->empty()) mark_field(context, top, !has_form(context));
  ui.begin_inset(ui::gap::kIndent, 0);
  schema_rows(context, place, view, field);
  ui.end_inset();
}

void parameters(const Context& context, const openapi::Operation& operation,
                const session::ParameterPlace& place) {
  bool any = false;
  for (std::size_t index = 0; index < operation.parameters.size(); ++index) {
    const openapi::Parameter& each = operation.parameters[index];
    if (each.in != place.in || each.ignored) continue;
    if (!any) {
      const std::string id = "parameters/" + std::string(openapi::name(place.in));
      heading(context, id, context.word(place.heading));
      context.ui.push_id(id);
    }
    any = true;
    parameter(context, operation, index);
  }
  if (any) context.ui.pop_id();
}

void body(const Context& context, const openapi::Operation& operation) {
  const auto& request_body = operation.request_body;
  if (!request_body || request_body->content.empty()) return;
  ui::Ui& ui = context.ui;
  const float top = ui.y();
  const std::vector<openapi::MediaType>& content = request_body->content;
  const openapi::MediaType& media = *body_shown(context, operation);
  heading(context, "body", context.word(Word::request_body), media.name);
  const std::string field = context.field(session::request_field(""));
  const auto wanted = wanted_below(context, field);
  if (wanted && wanted->empty()) mark_field(context, top);
  if (!request_body->description.empty()) {
    ui.space(ui::gap::kRow);
    prose(context, "body-words", request_body->description, page_prose(ui));
  }
  std::size_t index = static_cast<std::size_t>(&media - content.data());
  if (!has_form(context) && content.size() > 1) {
    std::vector<std::string> names;
    for (const openapi::MediaType& each : content) names.push_back(each.name);
    ui.space(ui::gap::kRow);
    ui.push_id("media");
    index = choose(context, context.place("body"), context.word(Word::media_type), names);
    ui.pop_id();
  }
  const openapi::SchemaView view = schema_of(context, operation, content[index]);
  const std::string place = context.place("body/" + std::to_string(index));
  if (view) {
    ui.space(ui::gap::kRow);
    schema(context, place, view, field);
  }
  if (!has_form(context))
    examples(context, place, {&content[index], view, schema::Direction::request});
  if (wanted && is_arriving(context)) mark_field(context, top);
}

}  // namespace

const openapi::MediaType* body_shown(const Context& context, const openapi::Operation& operation) {
  if (!operation.request_body || operation.request_body->content.empty()) return nullptr;
  const std::vector<openapi::MediaType>& content = operation.request_body->content;
  if (!has_form(context))
    return &content[chosen_of(context, context.place("body"), content.size())];
  const session::Form* form = session::current_form(context.session);
  return &content[form && form->content_type < content.size() ? form->content_type : 0];
}

void inputs(const Context& context, const openapi::Operation& operation) {
  for (const session::ParameterPlace& place : session::kParameterPlaces)
    parameters(context, operation, place);
  body(context, operation);
}

}  // namespace vitrine::view
