#include "app/view/operation.h"

#include <algorithm>
#include <string>

#include "app/view/prose.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using openapi::Location;
using session::Word;

Word heading_of(Location location) {
  switch (location) {
    case Location::path:
      return Word::path_parameters;
    case Location::header:
      return Word::header_parameters;
    case Location::cookie:
      return Word::cookie_parameters;
    default:
      return Word::query_parameters;
  }
}

void crumb(const Context& context, const openapi::Operation& operation) {
  if (operation.tags.empty()) return;
  const auto& groups = context.session.spec->description.groups();
  const auto group = std::find_if(groups.begin(), groups.end(), [&](const openapi::Group& each) {
    return each.tag == operation.tags.front();
  });
  context.ui.label("crumb", group == groups.end() ? operation.tags.front() : group->title,
                   weighted(context.ui.font_text(), 400, 13), context.ui.theme().faint);
  context.ui.space(8);
}

void route(const Context& context, const openapi::Operation& operation) {
  ui::Ui& ui = context.ui;
  const ui::Font mono = weighted(ui.font_code(), 400, 13);
  const ui::Font bold = weighted(mono, 700);
  const float method = ui.measure(operation.method, bold).width;
  const float wanted = 24 + method + 10 + ui.measure(operation.path, mono).width + 1;
  ui.begin_inset(0, std::max(0.0f, ui.width() - wanted));
  ui.begin_box(ui::Ui::Box::code, 12, 5);
  ui.paragraph("route",
               {span(operation.method, bold, ui::method_color(ui.theme(), operation.method)),
                span(" ", weighted(mono, 400, 16), ui.theme().text),
                span(operation.path, mono, ui.theme().text)},
               20);
  ui.end_box();
  ui.end_inset();
  ui.space(16);
}

void parameters(const Context& context, const session::Shown& shown, Location location) {
  const openapi::Operation& operation = shown.operation;
  bool any = false;
  for (std::size_t index = 0; index < operation.parameters.size(); ++index) {
    const openapi::Parameter& parameter = operation.parameters[index];
    if (parameter.in != location || parameter.ignored) continue;
    ui::Ui& ui = context.ui;
    if (!any) {
      const std::string id = "parameters/" + std::string(openapi::name(location));
      section_heading(context, id, context.word(heading_of(location)));
      ui.push_id(id);
    }
    any = true;
    SchemaRow row = describe(shown.views[index]);
    row.key = parameter.name;
    row.required = parameter.required;
    row.deprecated = row.deprecated || parameter.deprecated;
    if (!parameter.description.empty()) row.description = parameter.description;
    schema_row(context, row);
    ui.space(12);
    ui.divider();
  }
  if (any) context.ui.pop_id();
}

void body(const Context& context, const session::Shown& shown) {
  const auto& request_body = shown.operation.request_body;
  if (!request_body || request_body->content.empty()) return;
  const session::Form* form = session::current_form(context.session);
  const std::size_t index =
      std::min<std::size_t>(form ? form->content_type : 0, request_body->content.size() - 1);
  section_heading(context, "body", context.word(Word::body), request_body->content[index].name);
  if (!request_body->description.empty()) {
    context.ui.space(12);
    prose(context, "body-words", request_body->description, {context.ui.theme().text, 22, 12});
  }
  schema_rows(context, "body/" + std::to_string(index), shown.bodies[index].view);
}

void answer(const Context& context, const session::Shown& shown,
            const openapi::Response& response) {
  ui::Ui& ui = context.ui;
  ui.push_id(response.status);
  ui.space(12);
  if (!response.description.empty()) {
    prose(context, "words", response.description, {ui.theme().muted, 21, 6}, 3);
    ui.space(6);
  }
  for (const openapi::MediaType& media : response.content) {
    const openapi::SchemaView schema(context.session.spec->documents, media.schema,
                                     shown.operation.dialect);
    std::vector<ui::Span> words = {span(media.name, ui.font_code(), ui.theme().faint)};
    if (media.schema.value) {
      const std::string name = schema.reference_name();
      words.push_back(span("  " + (name.empty() ? "" : name + " ") + schema.type_words(),
                           ui.font_code(), ui.theme().text));
    }
    ui.paragraph(media.name, std::move(words), 20);
    if (media.schema.value)
      schema_rows(context, "answer/" + response.status + "/" + media.name, schema);
    ui.space(8);
  }
  for (const openapi::Header& header : response.headers) {
    SchemaRow row = describe(openapi::SchemaView(context.session.spec->documents, header.schema,
                                                 shown.operation.dialect));
    row.key = header.name;
    if (!header.description.empty()) row.description = header.description;
    schema_row(context, row);
    ui.space(12);
    ui.divider();
  }
  ui.pop_id();
}

void answers(const Context& context, const session::Shown& shown) {
  const std::vector<openapi::Response>& responses = shown.operation.responses;
  if (responses.empty()) return;
  ui::Ui& ui = context.ui;
  std::vector<std::string> labels;
  for (const openapi::Response& response : responses) labels.push_back(response.status);
  std::size_t& index = context.state.answer;
  index = std::min(index, responses.size() - 1);
  const std::string title = context.word(Word::answers);
  const float tabs = ui.tabs_width(labels);
  ui.space(26);
  const bool beside =
      ui.measure(title, weighted(ui.font_text(), 620, 16)).width + 16 + tabs < ui.width();
  if (beside) {
    const float widths[] = {-1, tabs};
    ui.begin_row(widths, 16, 28);
    ui.heading("answers", context.session.settings.heading_level + 1, title,
               weighted(ui.font_text(), 620, 16), 24);
    ui.next_cell();
  } else {
    ui.heading("answers", context.session.settings.heading_level + 1, title,
               weighted(ui.font_text(), 620, 16), 24);
    ui.space(8);
  }
  if (auto chosen = ui.tabs("statuses", title, labels, static_cast<int>(index)))
    index = static_cast<std::size_t>(*chosen);
  if (beside) ui.end_row();
  ui.space(8);
  ui.divider();
  answer(context, shown, responses[index]);
}

}  // namespace

std::string heading(const openapi::Operation& operation) {
  return operation.summary.empty() ? operation.method + " " + operation.path : operation.summary;
}

void section_heading(const Context& context, std::string_view id, std::string_view title,
                     std::string_view right) {
  ui::Ui& ui = context.ui;
  const float detail =
      right.empty() ? 0 : ui.measure(right, weighted(ui.font_code(), 400, 12)).width + 1;
  const float widths[] = {-1, std::min(detail, ui.width() * 0.6f)};
  ui.space(26);
  ui.begin_row(std::span(widths, right.empty() ? 1 : 2), 12, 24);
  ui.heading(id, context.session.settings.heading_level + 1, title,
             weighted(ui.font_text(), 620, 16), 24);
  if (!right.empty()) {
    ui.next_cell();
    ui.label(std::string(id) + "/detail", right, weighted(ui.font_code(), 400, 12),
             ui.theme().faint, 24, ui::Wrap::ellipsis, true);
  }
  ui.end_row();
  ui.space(8);
  ui.divider();
}

void operation(const Context& context) {
  const session::Shown& shown = *context.session.shown;
  const openapi::Operation& operation = shown.operation;
  ui::Ui& ui = context.ui;
  ui.push_id(shown.key);
  crumb(context, operation);
  const float size = context.narrow ? 24.0f : 27.0f;
  ui.heading("title", context.session.settings.heading_level, heading(operation),
             weighted(ui.font_text(), 650, size), context.narrow ? 30.0f : 34.0f);
  ui.space(12);
  if (operation.deprecated) {
    ui.status("deprecated", context.word(Word::deprecated), ui.theme().warn, ui.theme().code);
    ui.space(12);
  }
  route(context, operation);
  prose(context, "words", operation.description, {ui.theme().text, 22, 12},
        context.session.settings.heading_level);
  for (const Location location :
       {Location::path, Location::query, Location::querystring, Location::header, Location::cookie})
    parameters(context, shown, location);
  body(context, shown);
  answers(context, shown);
  ui.pop_id();
}

}  // namespace vitrine::view
