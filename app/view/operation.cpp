#include "app/view/operation.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/view/answers.h"
#include "app/view/notices.h"
#include "app/view/prose.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using openapi::Location;
using session::Word;

ui::Font small(const ui::Ui& ui) { return weighted(ui.font_text(), 400, 13); }

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
  ui::Ui& ui = context.ui;
  std::vector<ui::Span> spans;
  if (!session::can_send(context.session))
    spans.push_back(span(context.word(Word::webhooks), small(ui), ui.theme().muted));
  for (const std::string& tag : operation.tags) {
    const auto& groups = context.session.spec->description.groups();
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const openapi::Group& each) { return each.tag == tag; });
    if (group == groups.end()) continue;
    if (!spans.empty()) spans.push_back(span(" · ", small(ui), ui.theme().faint));
    spans.push_back(span(group->title, small(ui), ui.theme().muted));
    spans.back().href = "#/tags/" + json::encode_component(tag);
  }
  if (spans.empty()) return;
  ui.paragraph("crumb", std::move(spans), 20);
  ui.space(8);
}

void badges(const Context& context, const openapi::Operation& operation) {
  const bool internal =
      context.session.spec->description.operations()[context.session.shown->index].internal;
  if (!operation.deprecated && !internal) return;
  ui::Ui& ui = context.ui;
  ui.begin_flow(6, 6);
  if (operation.deprecated) ui.chip("deprecated", context.word(Word::deprecated));
  if (internal) ui.chip("internal", context.word(Word::internal));
  ui.end_flow();
  ui.space(12);
}

void route(const Context& context, const openapi::Operation& operation) {
  ui::Ui& ui = context.ui;
  const ui::Font mono = weighted(ui.font_code(), 400, 13);
  const ui::Font bold = weighted(mono, 700);
  const float method = ui.measure(operation.method, bold).width;
  const float wanted = 24 + method + 10 + ui.measure(operation.path, mono).width + 1;
  // Where the form stands at the end of the page, a way to it is at the beginning.
  const bool far = context.request_pane == "main" && session::can_send(context.session);
  const std::string try_it = context.word(Word::try_it);
  const float widths[] = {-1, ui.button_width(try_it)};
  if (far) {
    ui.begin_row(widths, 12);
    ui.space(2);
  }
  ui.begin_inset(0, std::max(0.0f, ui.width() - wanted));
  ui.begin_box(ui::Ui::Box::code, 12, 5);
  ui.paragraph("route",
               {span(operation.method, bold, ui::method_color(ui.theme(), operation.method)),
                span(" ", weighted(mono, 400, 16), ui.theme().text),
                span(operation.path, mono, ui.theme().text)},
               20);
  ui.end_box();
  ui.end_inset();
  if (far) {
    ui.next_cell();
    if (ui.button("try-it", try_it))
      context.state.scrolls.push_back({"main", context.state.request_top - 14});
    ui.end_row();
  }
  ui.space(16);
}

/// A value that fits in a line, else nothing.
std::string short_example(const openapi::Example& example) {
  std::string text = example.value.value ? json::compact(example.value.value) : example.serialized;
  return text.size() <= 60 ? text : std::string();
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
    const std::string place = "parameter/" + std::to_string(index);
    SchemaRow row = described(context, place, shown.views[index]);
    row.id = row.key = parameter.name;
    row.required = parameter.required;
    row.deprecated = row.deprecated || parameter.deprecated;
    if (!parameter.description.empty()) row.description = parameter.description;
    if (row.example.empty() && !parameter.examples.empty())
      row.example = short_example(parameter.examples.front());
    schema_row(context, row);
    ui.space(12);
    ui.divider();
    ui.begin_inset(24, 0);
    schema_rows(context, place, shown.views[index]);
    ui.end_inset();
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
  const openapi::SchemaView& view = shown.bodies[index].view;
  if (!view) return;
  const std::string place = "body/" + std::to_string(index);
  context.ui.space(12);
  schema(context, place, view);
  // Elsewhere the form has them.
  if (!session::can_send(context.session))
    examples(context, place, request_body->content[index], view);
}

/// "Needs bearerAuth or apiKey": the alternatives of the operation.
void security(const Context& context, const openapi::Operation& operation) {
  if (operation.security.empty()) return;
  ui::Ui& ui = context.ui;
  const auto words = [&](const std::string& text) {
    return span(text, small(ui), ui.theme().muted);
  };
  std::vector<ui::Span> spans = {words(context.word(Word::needs) + "  ")};
  for (std::size_t index = 0; index < operation.security.size(); ++index) {
    const openapi::SecurityRequirement& requirement = operation.security[index];
    if (index > 0) spans.push_back(words(" " + context.word(Word::or_else) + " "));
    if (requirement.schemes.empty()) spans.push_back(words(context.word(Word::needs_nothing)));
    for (std::size_t at = 0; at < requirement.schemes.size(); ++at) {
      const openapi::RequiredScheme& scheme = requirement.schemes[at];
      if (at > 0) spans.push_back(words(" + "));
      spans.push_back(span(scheme.key, ui.font_code(), ui.theme().text));
      spans.back().code = true;
      std::string scopes;
      for (const std::string& scope : scheme.scopes) scopes += (scopes.empty() ? "" : ", ") + scope;
      if (!scopes.empty()) spans.push_back(words(" " + scopes));
    }
  }
  if (!operation.description.empty() || operation.external_docs) ui.space(12);
  ui.paragraph("security", std::move(spans), 22);
}

void callbacks(const Context& context, const openapi::Operation& operation) {
  if (operation.callbacks.empty()) return;
  ui::Ui& ui = context.ui;
  section_heading(context, "callbacks", context.word(Word::callbacks));
  for (std::size_t index = 0; index < operation.callbacks.size(); ++index) {
    const openapi::Callback& callback = operation.callbacks[index];
    ui.push_id("callback/" + std::to_string(index));
    ui.space(12);
    ui.paragraph("name",
                 {span(callback.name, weighted(ui.font_code(), 600, 13), ui.theme().text),
                  span("  " + callback.method + " ", weighted(ui.font_code(), 600),
                       ui::method_color(ui.theme(), callback.method)),
                  span(callback.expression, ui.font_code(), ui.theme().faint)},
                 20);
    ui.space(3);
    prose(context, "summary", callback.summary, {ui.theme().muted, 21, 6}, 3);
    prose(context, "words", callback.description, {ui.theme().muted, 21, 6}, 3);
    ui.space(12);
    ui.divider();
    ui.pop_id();
  }
}

}  // namespace

void external_docs(const Context& context, const std::optional<openapi::ExternalDocs>& docs) {
  if (!docs) return;
  const std::string href = markdown::safe_href(docs->url);
  const std::string& words = docs->description.empty() ? docs->url : docs->description;
  if (words.empty()) return;
  ui::Ui& ui = context.ui;
  ui.space(12);
  ui::Span link = span(words, ui.font_text(), href.empty() ? ui.theme().muted : ui.theme().accent);
  link.href = href;
  ui.paragraph("external-docs", {std::move(link)}, 22);
}

void page_heading(const Context& context, std::string_view text) {
  context.ui.heading("title", context.session.settings.heading_level, text,
                     weighted(context.ui.font_text(), 650, context.narrow ? 24.0f : 27.0f),
                     context.narrow ? 30.0f : 34.0f);
  context.ui.space(12);
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
  page_heading(context, session::page_name(context.session));
  badges(context, operation);
  route(context, operation);
  prose(context, "words", operation.description, {ui.theme().text, 22, 12},
        context.session.settings.heading_level);
  external_docs(context, operation.external_docs);
  security(context, operation);
  for (const Location location :
       {Location::path, Location::query, Location::querystring, Location::header, Location::cookie})
    parameters(context, shown, location);
  body(context, shown);
  answers(context);
  callbacks(context, operation);
  // What is missing behind an error of the text may be missing here.
  const session::Spec& spec = *context.session.spec;
  std::vector<openapi::Problem> found;
  std::copy_if(spec.problems.begin(),
               spec.problems.begin() + static_cast<std::ptrdiff_t>(spec.text_problems),
               std::back_inserter(found), [](const openapi::Problem& problem) {
                 return problem.severity == openapi::Severity::error;
               });
  found.insert(found.end(), operation.problems.begin(), operation.problems.end());
  problems(context, found);
  ui.pop_id();
}

}  // namespace vitrine::view
