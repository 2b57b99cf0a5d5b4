#include "app/view/answers.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/json/write.h"
#include "app/view/highlight.h"
#include "app/view/operation.h"
#include "app/view/prose.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using session::Word;

/// More of an example than this is no example any more.
constexpr std::size_t kMostExampleBytes = 20'000;

std::string example_text(const openapi::Example& example) {
  std::string text = !example.serialized.empty()       ? example.serialized
                     : example.value.value.is_string() ? std::string(example.value.value.string())
                     : example.value.value             ? json::pretty(example.value.value)
                                                       : example.external_value;
  if (text.size() <= kMostExampleBytes) return text;
  std::size_t end = kMostExampleBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

void example_box(const Context& context, const std::string& place,
                 const openapi::Example& example) {
  ui::Ui& ui = context.ui;
  auto& made = context.state.examples[place];
  if (made.spans.empty() || made.dark != ui.theme().dark) {
    made.dark = ui.theme().dark;
    made.source = example_text(example);
    made.spans = highlight_json(made.source, ui.font_code(), ui.theme());
  }
  const std::string words = example.summary.empty() ? example.description : example.summary;
  prose(context, "words", words, {ui.theme().muted, 21, 6}, 3);
  if (!words.empty()) ui.space(6);
  if (made.spans.empty()) return;
  ui.begin_box(ui::Ui::Box::code, 14, 10);
  ui.paragraph("text", made.spans, 20);
  ui.end_box();
}

}  // namespace

void examples(const Context& context, const std::string& place, const openapi::MediaType& media,
              const openapi::SchemaView& schema) {
  std::vector<openapi::Example> own;
  if (media.examples.empty()) {
    // A schema often carries the example of the whole.
    const json::Value value = schema.example();
    if (!value.is_object() && !value.is_array()) return;
    own.emplace_back().value.value = value;
  }
  const std::vector<openapi::Example>& all = own.empty() ? media.examples : own;
  ui::Ui& ui = context.ui;
  ui.push_id("examples");
  ui.space(16);
  ui.heading("title", context.session.settings.heading_level + 2,
             context.word(all.size() > 1 ? Word::example_values : Word::example),
             weighted(ui.font_text(), 600, 13), 20);
  ui.space(6);
  std::vector<std::string> names;
  for (const openapi::Example& example : all)
    names.push_back(example.name.empty() ? std::to_string(names.size() + 1) : example.name);
  const std::size_t index = choose(context, place + "/example", context.word(Word::answers), names);
  if (all.size() > 1) ui.space(8);
  example_box(context, place + "/" + std::to_string(index), all[index]);
  ui.pop_id();
}

namespace {

void content(const Context& context, const session::Shown& shown,
             const openapi::Response& response) {
  if (response.content.empty()) return;
  ui::Ui& ui = context.ui;
  const std::string place = "answer/" + response.status;
  std::vector<std::string> names;
  for (const openapi::MediaType& media : response.content) names.push_back(media.name);
  ui.push_id("content");
  const std::size_t index = choose(context, place, context.word(Word::media_type), names);
  ui.space(names.size() > 1 ? 10 : 0);
  const openapi::MediaType& media = response.content[index];
  const std::string each = place + "/" + media.name;
  const bool streamed = !media.schema.value && media.item_schema.value;
  const openapi::SchemaView view(context.session.spec->documents,
                                 streamed ? media.item_schema : media.schema,
                                 shown.operation.dialect);
  if (names.size() == 1) {
    ui.paragraph("media", {span(media.name, ui.font_code(), ui.theme().faint)}, 20);
    ui.space(2);
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
  ui.space(16);
  ui.heading("title", context.session.settings.heading_level + 2, context.word(Word::headers),
             weighted(ui.font_text(), 600, 13), 20);
  ui.space(4);
  ui.divider();
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
    schema_row(context, row);
    ui.space(12);
    ui.divider();
  }
  ui.pop_id();
}

void links(const Context& context, const openapi::Response& response) {
  if (response.links.empty()) return;
  ui::Ui& ui = context.ui;
  const openapi::Description& description = context.session.spec->description;
  ui.push_id("links");
  ui.space(16);
  ui.heading("title", context.session.settings.heading_level + 2, context.word(Word::links),
             weighted(ui.font_text(), 600, 13), 20);
  for (const openapi::Link& link : response.links) {
    ui.push_id(link.name);
    ui.space(8);
    std::vector<ui::Span> spans = {
        span(link.name, weighted(ui.font_code(), 600, 13), ui.theme().text)};
    if (const auto index = description.find_operation_id(link.operation_id)) {
      const openapi::OperationEntry& entry = description.operations()[*index];
      spans.push_back(span("  ", ui.font_code(), ui.theme().faint));
      spans.push_back(span(session::operation_name(entry), ui.font_text(), ui.theme().accent));
      spans.back().href = session::operation_href(entry);
    } else {
      spans.push_back(
          span("  " + link.operation_id + link.operation_ref, ui.font_code(), ui.theme().faint));
    }
    ui.paragraph("to", std::move(spans), 20);
    prose(context, "words", link.description, {ui.theme().muted, 21, 6}, 3);
    ui.pop_id();
  }
  ui.pop_id();
}

}  // namespace

void answers(const Context& context) {
  const session::Shown& shown = *context.session.shown;
  const std::vector<openapi::Response>& responses = shown.operation.responses;
  if (responses.empty()) return;
  ui::Ui& ui = context.ui;
  std::vector<std::string> labels;
  for (const openapi::Response& response : responses) labels.push_back(response.status);
  const std::string title = context.word(Word::answers);
  const ui::Font font = weighted(ui.font_text(), 620, 16);
  const float tabs = labels.size() > 1 ? ui.tabs_width(labels) : 0;
  const bool beside = tabs > 0 && ui.measure(title, font).width + 16 + tabs < ui.width();
  const float widths[] = {-1, tabs};
  ui.space(26);
  ui.begin_row(std::span(widths, beside ? 2 : 1), 16, beside ? 28.0f : 24.0f);
  ui.heading("answers", context.session.settings.heading_level + 1, title, font, 24);
  ui.push_id("statuses");
  if (beside) {
    ui.next_cell();
  } else {
    ui.end_row();
    ui.space(tabs > 0 ? 8 : 0);
  }
  const openapi::Response& response =
      responses[choose(context, "answers", title, labels, Choices::tabs)];
  ui.pop_id();
  if (beside) ui.end_row();
  ui.space(8);
  ui.divider();
  ui.push_id("answer/" + response.status);
  ui.space(12);
  if (labels.size() == 1) {
    ui.paragraph("status",
                 {span(response.status, weighted(ui.font_code(), 600, 13), ui.theme().text)}, 20);
    ui.space(4);
  }
  const std::string& words = response.description.empty() ? response.summary : response.description;
  if (!words.empty()) {
    prose(context, "words", words, {ui.theme().muted, 21, 6}, 3);
    ui.space(8);
  }
  content(context, shown, response);
  headers(context, shown, response);
  links(context, response);
  ui.pop_id();
}

}  // namespace vitrine::view
