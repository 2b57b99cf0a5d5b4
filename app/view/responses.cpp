#include "app/view/responses.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/json/write.h"
#include "app/text/utf8.h"
#include "app/ui/ornament.h"
#include "app/ui/tabs.h"
#include "app/ui/text.h"
#include "app/view/field_place.h"
#include "app/view/highlight.h"
#include "app/view/operation.h"
#include "app/view/prose.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using session::Word;

/// Limit of an example's text.
constexpr std::size_t kMostExampleBytes = 20'000;

std::string example_text(const openapi::Example& example) {
  std::string text = !example.serialized.empty()       ? example.serialized
                     : example.value.value.is_string() ? std::string(example.value.value.string())
                     : example.value.value             ? json::pretty(example.value.value)
                                                       : example.external_value;
  return text::shortened(text, kMostExampleBytes);
}

void example_box(const Context& context, const std::string& place,
                 const openapi::Example& example) {
  ui::Ui& ui = context.ui;
  auto& made = context.state.examples[place];
  if (made.spans.empty() || made.dark != ui.theme().dark) {
    made.dark = ui.theme().dark;
    made.source = example_text(example);
    made.spans = highlight_json(made.source, ui::type::kCode, ui.theme());
  }
  prose(context, "summary", example.summary, row_prose(ui), 3);
  prose(context, "words", example.description, row_prose(ui), 3);
  if (!example.summary.empty() || !example.description.empty()) ui.space(ui::gap::kSmall);
  if (made.spans.empty()) return;
  ui.begin_box(ui::Box::code, ui::gap::kCard, ui::gap::kMedium);
  ui::paragraph(ui, "text", made.spans, ui::leading::kText);
  ui.end_box();
}

}  // namespace

void examples(const Context& context, const std::string& place, const openapi::MediaType& media,
              const openapi::SchemaView& schema) {
  std::vector<openapi::Example> own;
  if (media.examples.empty()) {
    // Schemas often have an example of the whole value.
    const json::Value value = schema.example();
    if (!value.is_object() && !value.is_array()) return;
    own.emplace_back().value.value = value;
  }
  const std::vector<openapi::Example>& all = own.empty() ? media.examples : own;
  ui::Ui& ui = context.ui;
  ui.push_id("examples");
  ui.space(ui::gap::kBlock);
  ui::heading(ui, "title", context.session.settings.heading_level + 2,
              context.word(all.size() > 1 ? Word::example_values : Word::example),
              ui::type::kSubheading, ui::leading::kText);
  ui.space(ui::gap::kSmall);
  std::vector<std::string> names;
  for (const openapi::Example& example : all)
    names.push_back(!example.summary.empty() ? example.summary
                    : !example.name.empty()  ? example.name
                                             : std::to_string(names.size() + 1));
  const std::size_t index =
      choose(context, place + "/example", context.word(Word::responses), names);
  if (all.size() > 1) ui.space(ui::gap::kClose);
  example_box(context, place + "/" + std::to_string(index), all[index]);
  ui.pop_id();
}

namespace {

void content(const Context& context, const session::Shown& shown,
             const openapi::Response& response) {
  if (response.content.empty()) return;
  ui::Ui& ui = context.ui;
  const std::string place = "response/" + response.status;
  std::vector<std::string> names;
  for (const openapi::MediaType& media : response.content) names.push_back(media.name);
  const auto view_of = [&](const openapi::MediaType& media) {
    const bool streamed = !media.schema.value && media.item_schema.value;
    return openapi::SchemaView(context.session.spec->documents,
                               streamed ? media.item_schema : media.schema,
                               shown.operation.dialect);
  };
  for (std::size_t other = 0; has_field(context) && other < names.size(); ++other) {
    if (!unfold_field(context, place + "/" + names[other], view_of(response.content[other])))
      continue;
    context.state.chosen[place] = other;
    break;
  }
  ui.push_id("content");
  const std::size_t index = choose(context, place, context.word(Word::media_type), names);
  if (names.size() > 1) ui.space(ui::gap::kMedium);
  const openapi::MediaType& media = response.content[index];
  const std::string each = place + "/" + media.name;
  const openapi::SchemaView view = view_of(media);
  if (names.size() == 1) {
    ui::paragraph(ui, "media", {span(media.name, ui::type::kCode, ui.theme().faint)},
                  ui::leading::kText);
    ui.space(ui::gap::kHair);
  }
  if (view) schema(context, each, view);
  examples(context, each, media, view);
  ui.pop_id();
}

void headers(const Context& context, const session::Shown& shown,
             const openapi::Response& response) {
  if (response.headers.empty()) return;
  ui::Ui& ui = context.ui;
  ui.push_id("headers");
  ui.space(ui::gap::kBlock);
  ui::heading(ui, "title", context.session.settings.heading_level + 2, context.word(Word::headers),
              ui::type::kSubheading, ui::leading::kText);
  ui.space(ui::gap::kTight);
  ui::divider(ui);
  for (const openapi::Header& header : response.headers) {
    const openapi::SchemaView view(
        context.session.spec->documents,
        header.content.empty() ? header.schema : header.content.front().schema,
        shown.operation.dialect);
    SchemaRow row = described(context, "header/" + response.status + "/" + header.name, view);
    row.id = row.key = header.name;
    row.required = header.required;
    row.deprecated = row.deprecated || header.deprecated;
    if (!header.description.empty()) row.description = header.description;
    const std::string place = "response/header/" + response.status + "/" + header.name;
    const bool wanted = is_field(context, place);
    const float begin = wanted ? begin_field(context, header.name) : 0;
    schema_row(context, row);
    ui.space(ui::gap::kRow);
    if (wanted) end_field(context, begin);
    ui::divider(ui);
    schema_rows(context, place, view);
  }
  ui.pop_id();
}

/// What a link hands on: a parameter, or the body, and the expression that makes it.
void passed(const Context& context, std::string_view name, json::Value value) {
  const std::string text = value.is_string() ? std::string(value.string()) : json::compact(value);
  ui::paragraph(context.ui, "passed/" + std::string(name),
                {span(name, ui::type::kCode, context.ui.theme().text),
                 span("  " + text, ui::type::kCode, context.ui.theme().faint)},
                ui::leading::kText);
}

void links(const Context& context, const openapi::Response& response) {
  if (response.links.empty()) return;
  ui::Ui& ui = context.ui;
  const openapi::Description& description = context.session.spec->description;
  ui.push_id("links");
  ui.space(ui::gap::kBlock);
  ui::heading(ui, "title", context.session.settings.heading_level + 2, context.word(Word::links),
              ui::type::kSubheading, ui::leading::kText);
  for (const openapi::Link& link : response.links) {
    ui.push_id(link.name);
    ui.space(ui::gap::kClose);
    std::vector<ui::Span> spans = {span(link.name, ui::type::kName, ui.theme().text)};
    if (const auto index = description.find_operation_id(link.operation_id)) {
      const openapi::OperationEntry& entry = description.operations()[*index];
      spans.push_back(span("  ", ui::type::kCode, ui.theme().faint));
      spans.push_back(span(session::operation_name(entry), ui::type::kText, ui.theme().accent));
      spans.back().href = session::operation_href(entry);
    } else {
      spans.push_back(
          span("  " + link.operation_id + link.operation_ref, ui::type::kCode, ui.theme().faint));
    }
    ui::paragraph(ui, "to", std::move(spans), ui::leading::kText);
    prose(context, "words", link.description, row_prose(ui), 3);
    const json::Value& value = link.cursor.value;
    for (const json::Member& parameter : value["parameters"].members())
      passed(context, parameter.key, parameter.value);
    if (const json::Value body = value["requestBody"])
      passed(context, context.word(Word::body), body);
    ui.pop_id();
  }
  ui.pop_id();
}

}  // namespace

void responses(const Context& context) {
  const session::Shown& shown = *context.session.shown;
  const std::vector<openapi::Response>& all = shown.operation.responses;
  if (all.empty()) return;
  ui::Ui& ui = context.ui;
  std::vector<std::string> labels;
  for (const openapi::Response& response : all) labels.push_back(response.status);
  const std::string title = context.word(Word::responses);
  const ui::Font font = ui::type::kHeading;
  const float tabs = labels.size() > 1 ? ui::tabs_width(ui, labels) : 0;
  const bool beside =
      tabs > 0 && ui.measure(title, font).width + ui::gap::kBlock + tabs < ui.width();
  const float widths[] = {-1, tabs};
  ui.space(ui::gap::kSection);
  ui.begin_row(std::span(widths, beside ? 2 : 1), ui::gap::kBlock,
               beside ? ui::height::kQuiet : ui::leading::kHeading);
  ui::heading(ui, "responses", context.session.settings.heading_level + 1, title, font,
              ui::leading::kHeading);
  ui.push_id("statuses");
  if (beside) {
    ui.next_cell();
  } else {
    ui.end_row();
    if (tabs > 0) ui.space(ui::gap::kClose);
  }
  if (has_field(context)) choose_response(context, labels);
  const openapi::Response& response =
      all[choose(context, "responses", title, labels, Choices::tabs)];
  ui.pop_id();
  if (beside) ui.end_row();
  ui.space(ui::gap::kClose);
  ui::divider(ui);
  ui.push_id("response/" + response.status);
  ui.space(ui::gap::kRow);
  if (labels.size() == 1) {
    ui::paragraph(ui, "status", {span(response.status, ui::type::kName, ui.theme().text)},
                  ui::leading::kText);
    ui.space(ui::gap::kTight);
  }
  const std::string& words = response.description.empty() ? response.summary : response.description;
  const bool wanted = is_field(context, "response/" + response.status);
  const float begin = wanted ? begin_field(context, response.status) : 0;
  if (!words.empty()) {
    prose(context, "words", words, row_prose(ui), 3);
    ui.space(ui::gap::kClose);
  }
  if (wanted) end_field(context, begin);
  content(context, shown, response);
  headers(context, shown, response);
  links(context, response);
  ui.pop_id();
}

}  // namespace vitrine::view
