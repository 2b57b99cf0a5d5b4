// Writes an operation as Markdown: all that a client of it has to know.
#include <algorithm>
#include <utility>

#include "app/json/write.h"
#include "app/markdown/markdown.h"
#include "app/openapi/example.h"
#include "app/session/reference/markdown_text.h"
#include "app/session/reference/messages.h"
#include "app/session/reference/operation_facts.h"
#include "app/session/reference/place_names.h"
#include "app/session/reference/sheet.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::session {
namespace {

constexpr std::size_t kExampleBytes = 8'000;
/// Of a response that is not chosen.
constexpr std::size_t kFoundBytes = 4096;

template <class Holder>
std::string media_type_of(const Holder& holder) {
  return holder.content.empty() ? std::string() : holder.content.front().name;
}

void parameters(Sheet& sheet, const openapi::Operation& operation) {
  for (const ParameterPlace& place : kParameterPlaces) {
    bool any = false;
    for (const openapi::Parameter& parameter : operation.parameters) {
      if (parameter.in != place.in || parameter.ignored) continue;
      if (!std::exchange(any, true)) {
        sheet.heading(sheet.level + 1, sheet.word(place.heading));
        sheet.gap();
      }
      list_schema(
          sheet,
          {code_span(parameter.name), parameter.required, parameter.deprecated,
           parameter.description, short_examples(examples_of(parameter)), media_type_of(parameter)},
          sheet.description.schema(schema_of(parameter), operation.dialect));
    }
    sheet.end_list();
  }
}

bool is_json(std::string_view media_type) {
  return media_type.find("json") != std::string_view::npos;
}

void put_example(Sheet& sheet, std::string text, std::string_view language) {
  const bool cut = text.size() > kExampleBytes;
  if (cut) text = text::shortened(text, kExampleBytes);
  sheet.gap();
  sheet.out += fenced(text, language);
  if (cut) sheet.paragraph(sheet.word(Word::left_out));
}

}  // namespace

void write_example(Sheet& sheet, const openapi::MediaType& media,
                   const openapi::SchemaView& schema) {
  sheet.cut = sheet.cut || sheet.out.size() >= sheet.end;
  if (sheet.cut) return sheet.end_list();
  const std::string_view language = is_json(media.name) ? "json" : "";
  const auto title = [&](std::string_view words) {
    std::string line = sheet.word(Word::example);
    if (!words.empty()) line.append(": ").append(one_line(words));
    sheet.paragraph(line);
  };
  if (!media.examples.empty()) {
    const openapi::Example& first = media.examples.front();
    title(first.summary.empty() ? first.name : first.summary);
    sheet.prose(first.description, 5);
    if (!first.value.value && first.serialized.empty())
      return sheet.paragraph(first.external_value);
    return put_example(sheet, example_text(first, kExampleBytes + 1), language);
  }
  if (const json::Value value = schema.example(); value.is_object() || value.is_array()) {
    title({});
    return put_example(sheet, json::pretty(value, kExampleBytes + 1), "json");
  }
  // One for each operation would make a document as long as its schemas are deep.
  if (sheet.sections || !is_json(media.name)) return;
  schema::ExampleOptions options;
  options.direction = sheet.written ? schema::Direction::request : schema::Direction::response;
  options.bytes = kExampleBytes;
  if (const auto made = openapi::example(schema, options)) {
    title({});
    put_example(sheet, *made, "json");
  }
}

namespace {

void content(Sheet& sheet, const std::vector<openapi::MediaType>& content,
             schema::Dialect dialect) {
  std::vector<std::pair<std::string, openapi::SchemaView>> before;
  for (const openapi::MediaType& media : content) {
    const openapi::SchemaView schema = sheet.description.schema(schema_of(media), dialect);
    const std::string name = code_span(media.name);
    const auto same = std::find_if(before.begin(), before.end(), [&](const auto& other) {
      return other.second && other.second.is_same(schema);
    });
    if (!schema)
      sheet.paragraph(name);
    else if (same != before.end())
      sheet.paragraph(name + " · " + sheet.fill(Word::see_above, {{"name", same->first}}));
    else
      write_schema(sheet, name, schema);
    if (same == before.end() || !media.examples.empty()) write_example(sheet, media, schema);
    before.emplace_back(name, schema);
  }
}

void security(Sheet& sheet, const openapi::Operation& operation) {
  if (operation.security.empty()) return;
  const auto& schemes = sheet.description.security_schemes();
  std::string line = sheet.word(Word::needs) + ' ';
  for (const openapi::SecurityRequirement& requirement : operation.security) {
    if (&requirement != &operation.security.front()) line += ' ' + sheet.word(Word::or_else) + ' ';
    if (requirement.schemes.empty()) line += sheet.word(Word::needs_nothing);
    for (const openapi::RequiredScheme& scheme : requirement.schemes) {
      if (&scheme != &requirement.schemes.front()) line += " + ";
      line += code_span(scheme.key);
      const std::string kind =
          scheme.scheme < 0 ? "" : scheme_words(schemes[static_cast<std::size_t>(scheme.scheme)]);
      if (!kind.empty()) line += " (" + kind + ')';
      for (const std::string& scope : scheme.scopes)
        line += (&scope == &scheme.scopes.front() ? " " : ", ") + code_span(scope);
    }
  }
  sheet.paragraph(line);
}

bool same_servers(const std::vector<openapi::Server>& a, const std::vector<openapi::Server>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& one, const auto& other) { return one.url == other.url; });
}

void links(Sheet& sheet, const openapi::Response& response) {
  if (response.links.empty()) return;
  sheet.paragraph(sheet.word(Word::links) + ':');
  sheet.gap();
  for (const openapi::Link& link : response.links) {
    std::string line = code_span(link.name);
    const std::string to = link.operation_id + link.operation_ref;
    if (const auto target = sheet.description.target(link))
      line += " → " + sheet.link(code_span(to), sheet.description.operations()[*target].link);
    else if (!to.empty())
      line += " → " + code_span(to);
    for (const json::Member& passed : link.cursor.value["parameters"].members())
      line += " · " + code_span(passed.key) + " = " + code_span(value_text(passed.value));
    sheet.item(0, line, link.description);
  }
}

void response(Sheet& sheet, const openapi::Response& response, schema::Dialect dialect) {
  sheet.heading(sheet.level + 2, response.status);
  sheet.prose(response.description.empty() ? response.summary : response.description,
              sheet.level + 2);
  content(sheet, response.content, dialect);
  if (!response.headers.empty()) {
    sheet.paragraph(sheet.word(Word::headers) + ':');
    sheet.gap();
  }
  for (const openapi::Header& header : response.headers)
    list_schema(sheet,
                {code_span(header.name), header.required, header.deprecated, header.description,
                 short_examples(examples_of(header), Spelling::sent), media_type_of(header)},
                sheet.description.schema(schema_of(header), dialect));
  sheet.end_list();
  links(sheet, response);
}

/// The messages of a WebSocket.
void messages(Sheet& sheet, const openapi::Operation& operation) {
  if (!is_socket(operation)) return;
  const std::string names = text::join(subprotocols(operation), ", ");
  sheet.heading(sheet.level + 1, "WebSocket");
  sheet.prose(socket_of(operation)["description"].string(), sheet.level + 1);
  if (!names.empty()) sheet.paragraph(sheet.fill(Word::subprotocol, {{"name", one_line(names)}}));
  openapi::MediaType media;
  media.name = "application/json";
  for (const bool sent : {true, false}) {
    const openapi::SchemaView schema = sheet.description.schema(
        message_schema(operation, sent ? "send" : "receive"), operation.dialect);
    if (!schema) continue;
    sheet.written = sent;
    sheet.heading(sheet.level + 1,
                  sheet.word(sent ? Word::messages_you_send : Word::messages_you_get));
    write_schema(sheet, sheet.word(Word::message), schema);
    write_example(sheet, media, schema);
  }
}

void callbacks(Sheet& sheet, const openapi::Operation& operation) {
  if (operation.callbacks.empty()) return;
  sheet.heading(sheet.level + 1, sheet.word(Word::callbacks));
  sheet.gap();
  for (const openapi::Callback& callback : operation.callbacks) {
    const std::string summary = one_line(callback.summary);
    sheet.item(0,
               code_span(callback.name) + ": " +
                   code_span(callback.method + ' ' + callback.expression) +
                   (summary.empty() ? "" : " · " + summary),
               callback.description);
  }
}

}  // namespace

std::vector<std::string> response_words(const openapi::Description& description,
                                        const openapi::Operation& operation,
                                        schema::Language language) {
  std::vector<std::string> all;
  for (const openapi::Response& each : operation.responses) {
    std::string text;
    Sheet sheet(description, language, text);
    sheet.written = false;
    sheet.end = kFoundBytes;
    response(sheet, each, operation.dialect);
    all.push_back(text::shortened(markdown::plain_text(markdown::parse(text)), kFoundBytes));
  }
  return all;
}

void write_operation(Sheet& sheet, const openapi::Operation& operation) {
  const std::string route = operation.method + ' ' + operation.path;
  sheet.heading(sheet.level, operation.summary.empty() ? route : operation.summary);
  std::string line = code_span(route);
  if (operation.webhook) line += " · " + sheet.word(Word::webhooks);
  if (!operation.operation_id.empty())
    line += " · operationId " + code_span(operation.operation_id);
  for (const std::string& tag : operation.tags)
    line += (&tag == &operation.tags.front() ? " · " + sheet.word(Word::tags) + ": " : ", ") +
            sheet.link(one_line(tag), tag_place(tag));
  if (operation.deprecated) line += " · **" + sheet.word(Word::deprecated) + "**";
  sheet.paragraph(line);
  if (!operation.webhook &&
      !(sheet.sections && same_servers(operation.servers, sheet.description.servers())))
    write_servers(sheet, operation.servers);
  sheet.prose(operation.description, sheet.level);
  write_external_docs(sheet, operation.external_docs);
  security(sheet, operation);
  sheet.written = true;
  parameters(sheet, operation);
  if (operation.request_body) {
    sheet.heading(sheet.level + 1, sheet.word(Word::request_body));
    if (operation.request_body->required) sheet.paragraph(sheet.word(Word::required));
    sheet.prose(operation.request_body->description, sheet.level + 1);
    content(sheet, operation.request_body->content, operation.dialect);
  }
  messages(sheet, operation);
  sheet.written = false;
  if (!operation.responses.empty()) sheet.heading(sheet.level + 1, sheet.word(Word::responses));
  for (const openapi::Response& each : operation.responses)
    response(sheet, each, operation.dialect);
  sheet.written = true;
  callbacks(sheet, operation);
}

}  // namespace vitrine::session
