#include "app/view/responses.h"

#include <span>
#include <string>
#include <utility>

#include "app/session/form/field.h"
#include "app/session/reference/operation_facts.h"
#include "app/ui/ornament.h"
#include "app/ui/tabs.h"
#include "app/ui/text.h"
#include "app/view/anchor_link.h"
#include "app/view/examples.h"
#include "app/view/field_mark.h"
#include "app/view/inputs.h"
#include "app/view/operation.h"
#include "app/view/prose.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using session::inner;
using session::reference_of;
using session::Word;

/// The request body of the same operation shows the same properties in full.
bool is_shown_above(const Context& context, const openapi::Operation& operation,
                    const openapi::SchemaView& schema) {
  if (!operation.request_body) return false;
  const openapi::SchemaView own = inner(schema).first;
  if (reference_of(own).empty() || !own.has_properties()) return false;
  const openapi::MediaType* media = body_shown(context, operation);
  if (!media) return false;
  const openapi::SchemaView body = inner(schema_of(context, operation, *media)).first;
  return body && body.resolved().cursor().value == own.resolved().cursor().value;
}

void content(const Context& context, const openapi::Operation& operation,
             const openapi::Response& response) {
  if (response.content.empty()) return;
  ui::Ui& ui = context.ui;
  const std::string place = context.place("response/" + response.status);
  std::vector<std::string> names;
  for (const openapi::MediaType& media : response.content) names.push_back(media.name);
  const std::string field = context.field(session::response_field(response.status));
  if (const auto wanted = wanted_below(context, field);
      wanted && !wanted->empty() && is_arriving(context)) {
    for (std::size_t at = 0; at < names.size(); ++at) {
      begin_levels(context, place + "/" + names[at]);
      if (!unfold(schema_of(context, operation, response.content[at]), context.state.chosen,
                  place + "/" + names[at], *wanted))
        continue;
      context.state.chosen[place] = at;
      break;
    }
  }
  ui.push_id("content");
  const std::size_t index = choose(context, place, context.word(Word::media_type), names);
  if (names.size() > 1) ui.space(ui::gap::kMedium);
  const openapi::MediaType& media = response.content[index];
  const std::string each = place + "/" + media.name;
  const openapi::SchemaView view = schema_of(context, operation, media);
  if (names.size() == 1) {
    ui::paragraph(ui, "media", {span(media.name, ui::type::kCode, ui.theme().faint)},
                  ui::leading::kText);
    ui.space(ui::gap::kHair);
  }
  if (view && is_shown_above(context, operation, view))
    schema_again(context, each, view, field);
  else if (view)
    schema(context, each, view, field);
  if (!is_example_beside(context))
    examples(context, each, {&media, view, schema::Direction::response});
  ui.pop_id();
}

void headers(const Context& context, const openapi::Operation& operation,
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
    const openapi::SchemaView view =
        context.session.spec->description.schema(session::schema_of(header), operation.dialect);
    const std::string place =
        context.place("response/header/" + response.status + "/" + header.name);
    const std::string field =
        context.field(session::response_header_field(response.status, header.name));
    const float top = ui.y();
    SchemaRow row = described(context, place, view, session::Spelling::sent);
    row.id = row.key = header.name;
    row.required = header.required;
    row.deprecated = row.deprecated || header.deprecated;
    add_words(row, header.description);
    const std::vector<openapi::Example>& given = session::examples_of(header);
    add_value(row, header.content, given, session::Spelling::sent);
    schema_row(context, row, field);
    value_examples(context, place, header.content, given);
    ui.space(ui::gap::kRow);
    ui::divider(ui);
    if (const auto wanted = wanted_below(context, field); wanted && wanted->empty())
      mark_field(context, top);
    schema_rows(context, place, view, field);
  }
  ui.pop_id();
}

/// What a link hands on: a parameter, or the body, and the expression that makes it.
void passed(const Context& context, std::string_view name, json::Value value) {
  ui::paragraph(
      context.ui, "passed/" + std::string(name),
      {span(name, ui::type::kCode, context.ui.theme().text),
       span("  " + session::value_text(value), ui::type::kCode, context.ui.theme().faint)},
      ui::leading::kText);
}

/// The server that a link goes to, where it is another than that of its operation.
void link_server(const Context& context, json::Value server) {
  if (!server) return;
  passed(context, context.word(Word::server), server["url"]);
  prose(context, "server-words", server["description"].string(), row_prose(context.ui), 3);
  for (const json::Member& variable : server["variables"].members()) {
    passed(context, variable.key, variable.value["default"]);
    prose(context, "variable/" + std::string(variable.key), variable.value["description"].string(),
          row_prose(context.ui), 3);
  }
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
    const float top = ui.y();
    std::vector<ui::Span> spans = {span(link.name, ui::type::kName, ui.theme().text)};
    const std::string named = link.operation_id + link.operation_ref;
    if (const auto index = description.target(link)) {
      const openapi::OperationEntry& entry = description.operations()[*index];
      spans.push_back(span("  ", ui::type::kCode, ui.theme().faint));
      spans.push_back(span(session::operation_name(entry), ui::type::kText, ui.theme().accent));
      spans.back().href = session::operation_href(entry);
    } else {
      spans.push_back(span("  " + named, ui::type::kCode, ui.theme().faint));
    }
    ui::paragraph(ui, "to", std::move(spans), ui::leading::kText);
    prose(context, "words", link.description, row_prose(ui), 3);
    const json::Value& value = link.cursor.value;
    for (const json::Member& parameter : value["parameters"].members())
      passed(context, parameter.key, parameter.value);
    if (const json::Value body = value["requestBody"])
      passed(context, context.word(Word::request_body), body);
    link_server(context, value["server"]);
    if (wanted_below(context,
                     context.field(session::response_link_field(response.status, link.name))))
      mark_field(context, top);
    ui.pop_id();
  }
  ui.pop_id();
}

}  // namespace

const openapi::MediaType* media_shown(const Context& context, const openapi::Response& response) {
  if (response.content.empty()) return nullptr;
  return &response.content[chosen_of(context, context.place("response/" + response.status),
                                     response.content.size())];
}

openapi::SchemaView schema_of(const Context& context, const openapi::Operation& operation,
                              const openapi::MediaType& media) {
  return context.session.spec->description.schema(session::schema_of(media), operation.dialect);
}

void responses(const Context& context, const openapi::Operation& operation) {
  const std::vector<openapi::Response>& all = operation.responses;
  if (all.empty()) return;
  // Those of a callback stand deeper.
  const bool inside = !context.part.empty();
  const std::string place = context.place("responses");
  for (std::size_t index = 0; index < all.size() && is_arriving(context); ++index) {
    const std::string& status = all[index].status;
    for (std::string field :
         {session::response_field(status, "/"), session::response_header_field(status, {}),
          session::response_link_field(status, {})}) {
      field.pop_back();
      if (wanted_below(context, context.field(field))) context.state.chosen[place] = index;
    }
  }
  ui::Ui& ui = context.ui;
  std::vector<std::string> labels;
  for (const openapi::Response& response : all) labels.push_back(response.status);
  const std::string title = context.word(Word::responses);
  const ui::Font font = inside ? ui::type::kSubheading : ui::type::kHeading;
  const float tabs = labels.size() > 1 && !inside ? ui::tabs_width(ui, labels) : 0;
  const bool beside =
      tabs > 0 && ui.measure(title, font).width + kAnchorRoom + ui::gap::kBlock + tabs < ui.width();
  const float widths[] = {-1, tabs};
  ui.space(inside ? ui::gap::kBlock : ui::gap::kSection);
  const float top = ui.y();
  ui.begin_row(std::span(widths, beside ? 2 : 1), ui::gap::kBlock,
               beside ? ui::height::kQuiet : ui::leading::kHeading);
  if (inside) {
    ui::heading(ui, "responses", context.session.settings.heading_level + 2, title, font,
                ui::leading::kHeading);
  } else {
    anchored_heading(context, "responses", context.session.settings.heading_level + 1,
                     {span(title, font, ui.theme().text)}, ui::leading::kHeading, ".responses");
  }
  ui.push_id("statuses");
  if (beside) {
    ui.next_cell();
  } else {
    ui.end_row();
    if (labels.size() > 1) ui.space(ui::gap::kClose);
  }
  const session::Prepared* prepared = session::current_prepared(context.session);
  std::span<const std::string> folded;
  if (prepared && !inside) folded = prepared->responses;
  const openapi::Response& response =
      all[choose(context, place, title, labels, inside ? Choices::list : Choices::tabs, folded)];
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
  const auto wanted =
      wanted_below(context, context.field(session::response_field(response.status)));
  if (wanted && wanted->empty()) mark_field(context, top);
  prose(context, "summary", response.summary, row_prose(ui), 3);
  prose(context, "words", response.description, row_prose(ui), 3);
  if (!response.summary.empty() || !response.description.empty()) ui.space(ui::gap::kClose);
  content(context, operation, response);
  headers(context, operation, response);
  links(context, response);
  // Nothing below it has that name.
  if (wanted && is_arriving(context)) mark_field(context, top);
  ui.pop_id();
}

}  // namespace vitrine::view
