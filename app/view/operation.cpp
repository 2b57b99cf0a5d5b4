#include "app/view/operation.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"
#include "app/ui/button.h"
#include "app/ui/chip.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/field_place.h"
#include "app/view/neighbours.h"
#include "app/view/notices.h"
#include "app/view/prose.h"
#include "app/view/responses.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using openapi::Location;
using session::Word;

/// A space at this size is about as wide as the gaps of the theme.
constexpr ui::Font kGap{ui::Family::mono, 16, 400};
constexpr float kRoutePadding = 5;

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
    spans.push_back(span(context.word(Word::webhooks), ui::type::kCaption, ui.theme().muted));
  for (const std::string& tag : operation.tags) {
    const auto& groups = context.session.spec->description.groups();
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const openapi::Group& each) { return each.tag == tag; });
    if (group == groups.end()) continue;
    if (!spans.empty()) spans.push_back(span(" · ", ui::type::kCaption, ui.theme().faint));
    spans.push_back(span(group->title, ui::type::kCaption, ui.theme().muted));
    spans.back().href = "#/tags/" + json::encode_component(tag);
  }
  if (spans.empty()) return;
  ui::paragraph(ui, "crumb", std::move(spans), ui::leading::kText);
  ui.space(ui::gap::kClose);
}

/// A summary that is longer than a heading: its first sentence, or what fits.
std::string headline(const std::string& summary) {
  constexpr std::size_t kMostBytes = 140;
  if (summary.size() <= kMostBytes) return summary;
  std::size_t end = std::string::npos;
  for (const std::string_view mark : {". ", "。", "\n", "! ", "? "}) {
    const std::size_t found = summary.find(mark);
    if (found != std::string::npos)
      end = std::min(end, found + (mark.size() == 3 ? 3 : mark == "\n" ? 0 : 1));
  }
  return text::shortened(summary.substr(0, end), kMostBytes);
}

/// The words of a summary, some of which are written as Markdown.
std::string plain(const std::string& summary) {
  if (summary.find_first_of("*_`[<&\\\n") == std::string::npos) return summary;
  return std::string(text::trim(markdown::plain_text(markdown::parse(summary))));
}

void title(const Context& context) {
  const std::string name = session::page_name(context.session);
  const std::string words = plain(name);
  const std::string heading = headline(words);
  page_heading(context, heading);
  if (heading == words) return;
  prose(context, "summary", name, page_prose(context.ui));
  context.ui.space(ui::gap::kBlock);
}

void badges(const Context& context, const openapi::Operation& operation) {
  const bool internal =
      context.session.spec->description.operations()[context.session.shown->index].internal;
  if (!operation.deprecated && !internal) return;
  ui::Ui& ui = context.ui;
  ui.begin_flow(ui::gap::kSmall, ui::gap::kSmall);
  if (operation.deprecated) ui::chip(ui, "deprecated", context.word(Word::deprecated));
  if (internal) ui::chip(ui, "internal", context.word(Word::internal));
  ui.end_flow();
  ui.space(ui::gap::kRow);
}

void route(const Context& context, const openapi::Operation& operation) {
  ui::Ui& ui = context.ui;
  const ui::Font mono = ui::type::mono(ui::type::kCaption);
  const ui::Font bold = ui::type::bold(mono);
  const float method = ui.measure(operation.method, bold).width;
  const float wanted =
      2 * ui::gap::kRow + method + ui::gap::kMedium + ui.measure(operation.path, mono).width + 1;
  // If the form is at the end of the page, link to it at the beginning.
  const bool far = context.request_pane == "main" && session::can_send(context.session);
  const std::string try_it = context.word(Word::try_it);
  const float widths[] = {-1, ui::button_width(ui, try_it)};
  if (far) {
    ui.begin_row(widths, ui::gap::kRow);
    ui.space(ui::gap::kHair);
  }
  ui.begin_inset(0, std::max(0.0f, ui.width() - wanted));
  ui.begin_box(ui::Box::code, ui::gap::kRow, kRoutePadding);
  ui::paragraph(ui, "route",
                {span(operation.method, bold, ui::method_color(ui.theme(), operation.method)),
                 span(" ", kGap, ui.theme().text), span(operation.path, mono, ui.theme().text)},
                ui::leading::kText);
  ui.end_box();
  ui.end_inset();
  if (far) {
    ui.next_cell();
    if (ui::button(ui, "try-it", try_it))
      context.state.scrolls.push_back({"main", context.state.request_top - ui::gap::kCard});
    ui.end_row();
  }
  ui.space(ui::gap::kBlock);
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
    if (row.examples.empty()) {
      for (const openapi::Example& example : parameter.examples) {
        if (std::string text = short_example(example); !text.empty())
          row.examples.push_back(std::move(text));
      }
    }
    const bool wanted = is_field(context, place);
    const float begin = wanted ? begin_field(context, row.key) : 0;
    schema_row(context, row);
    ui.space(ui::gap::kRow);
    if (wanted) end_field(context, begin);
    ui::divider(ui);
    ui.begin_inset(ui::gap::kIndent, 0);
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
  if (has_field(context) && choose_media(context, shown, index)) return;
  section_heading(context, "body", context.word(Word::body), request_body->content[index].name);
  const std::string place = "body/" + std::to_string(index);
  const bool wanted = is_field(context, place);
  const float begin = wanted ? begin_field(context, context.word(Word::body)) : 0;
  if (!request_body->description.empty()) {
    context.ui.space(ui::gap::kRow);
    prose(context, "body-words", request_body->description, page_prose(context.ui));
  }
  if (wanted) end_field(context, begin);
  const openapi::SchemaView& view = shown.bodies[index].view;
  if (!view) return;
  context.ui.space(ui::gap::kRow);
  schema(context, place, view);
  // In other layouts the form has them.
  if (!session::can_send(context.session))
    examples(context, place, request_body->content[index], view);
}

/// "Needs bearerAuth or apiKey": the alternatives of the operation.
void security(const Context& context, const openapi::Operation& operation) {
  if (operation.security.empty()) return;
  ui::Ui& ui = context.ui;
  const auto words = [&](const std::string& text) {
    return span(text, ui::type::kCaption, ui.theme().muted);
  };
  std::vector<ui::Span> spans = {words(context.word(Word::needs) + "  ")};
  for (std::size_t index = 0; index < operation.security.size(); ++index) {
    const openapi::SecurityRequirement& requirement = operation.security[index];
    if (index > 0) spans.push_back(words(" " + context.word(Word::or_else) + " "));
    if (requirement.schemes.empty()) spans.push_back(words(context.word(Word::needs_nothing)));
    for (std::size_t at = 0; at < requirement.schemes.size(); ++at) {
      const openapi::RequiredScheme& scheme = requirement.schemes[at];
      if (at > 0) spans.push_back(words(" + "));
      spans.push_back(span(scheme.key, ui::type::kCode, ui.theme().text));
      spans.back().code = true;
      const std::string scopes = text::join(scheme.scopes, ", ");
      if (!scopes.empty()) spans.push_back(words(" " + scopes));
    }
  }
  if (!operation.description.empty() || operation.external_docs) ui.space(ui::gap::kRow);
  ui::paragraph(ui, "security", std::move(spans));
}

void callbacks(const Context& context, const openapi::Operation& operation) {
  if (operation.callbacks.empty()) return;
  ui::Ui& ui = context.ui;
  section_heading(context, "callbacks", context.word(Word::callbacks));
  for (std::size_t index = 0; index < operation.callbacks.size(); ++index) {
    const openapi::Callback& callback = operation.callbacks[index];
    ui.push_id("callback/" + std::to_string(index));
    ui.space(ui::gap::kRow);
    ui::paragraph(ui, "name",
                  {span(callback.name, ui::type::kName, ui.theme().text),
                   span("  " + callback.method + " ", ui::type::strong(ui::type::kCode),
                        ui::method_color(ui.theme(), callback.method)),
                   span(callback.expression, ui::type::kCode, ui.theme().faint)},
                  ui::leading::kText);
    ui.space(ui::gap::kWords);
    prose(context, "summary", callback.summary, row_prose(ui), 3);
    prose(context, "words", callback.description, row_prose(ui), 3);
    ui.space(ui::gap::kRow);
    ui::divider(ui);
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
  ui.space(ui::gap::kRow);
  ui::Span link = span(words, ui::type::kText, href.empty() ? ui.theme().muted : ui.theme().accent);
  link.href = href;
  ui::paragraph(ui, "external-docs", {std::move(link)});
}

void page_heading(const Context& context, std::string_view text) {
  ui::heading(context.ui, "title", context.session.settings.heading_level, text,
              context.narrow ? ui::type::kNarrowTitle : ui::type::kTitle,
              context.narrow ? ui::leading::kNarrowTitle : ui::leading::kTitle);
  context.ui.space(ui::gap::kRow);
}

void section_heading(const Context& context, std::string_view id, std::string_view title,
                     std::string_view right) {
  ui::Ui& ui = context.ui;
  const float detail =
      right.empty() ? 0 : ui.measure(right, ui::type::mono(ui::type::kFine)).width + 1;
  const float beside = ui.measure(title, ui::type::kHeading).width + 1;
  const float widths[] = {-1, std::min(detail, ui.width() - beside - ui::gap::kRow)};
  ui.space(ui::gap::kSection);
  ui.begin_row(std::span(widths, right.empty() ? 1 : 2), ui::gap::kRow, ui::leading::kHeading);
  ui::heading(ui, id, context.session.settings.heading_level + 1, title, ui::type::kHeading,
              ui::leading::kHeading);
  if (!right.empty()) {
    ui.next_cell();
    ui::label(ui, std::string(id) + "/detail", right, ui::type::mono(ui::type::kFine),
              ui.theme().faint, ui::leading::kHeading, ui::Wrap::ellipsis, ui::Align::right);
  }
  ui.end_row();
  ui.space(ui::gap::kClose);
  ui::divider(ui);
}

void operation(const Context& context) {
  const session::Shown& shown = *context.session.shown;
  const openapi::Operation& operation = shown.operation;
  ui::Ui& ui = context.ui;
  ui.push_id(shown.key);
  crumb(context, operation);
  title(context);
  badges(context, operation);
  route(context, operation);
  prose(context, "words", operation.description, page_prose(ui),
        context.session.settings.heading_level);
  external_docs(context, operation.external_docs);
  security(context, operation);
  for (const Location location :
       {Location::path, Location::query, Location::querystring, Location::header, Location::cookie})
    parameters(context, shown, location);
  body(context, shown);
  responses(context);
  callbacks(context, operation);
  // After an error of the text, parts of this operation may be missing.
  const session::Spec& spec = *context.session.spec;
  std::vector<openapi::Problem> found;
  std::copy_if(spec.problems.begin(),
               spec.problems.begin() + static_cast<std::ptrdiff_t>(spec.text_problems),
               std::back_inserter(found), [](const openapi::Problem& problem) {
                 return problem.severity == openapi::Severity::error;
               });
  found.insert(found.end(), operation.problems.begin(), operation.problems.end());
  problems(context, found);
  neighbours(context);
  if (has_field(context)) give_up_field(context);
  ui.pop_id();
}

}  // namespace vitrine::view
