#include "app/view/messages.h"

#include <algorithm>
#include <vector>

#include "app/json/reader.h"
#include "app/session/exchange/socket.h"
#include "app/session/exchange/stream.h"
#include "app/session/form/field.h"
#include "app/session/reference/messages.h"
#include "app/text/ascii.h"
#include "app/ui/button.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/examples.h"
#include "app/view/field_mark.h"
#include "app/view/operation.h"
#include "app/view/prose.h"
#include "app/view/schema_rows.h"
#include "app/view/stream.h"

namespace vitrine::view {
namespace {

using session::Exchange;
using session::Word;

/// A longer message is judged once it was sent.
constexpr std::size_t kJudgedBytes = 256 * 1024;
constexpr std::size_t kViolationsShown = 5;
constexpr std::size_t kRowBytes = 16;

void messages(const Context& context, const openapi::Operation& operation, std::string_view way,
              Word title) {
  const openapi::SchemaView view = context.session.spec->description.schema(
      session::message_schema(operation, way), operation.dialect);
  if (!view) return;
  ui::Ui& ui = context.ui;
  const float top = ui.y();
  const std::string id = "messages/" + std::string(way);
  section_heading(context, id, context.word(title), {});
  const std::string field = context.field(session::message_field(way));
  const auto wanted = wanted_below(context, field);
  if (wanted && wanted->empty()) mark_field(context, top);
  ui.push_id(id);
  ui.space(ui::gap::kRow);
  const std::string place = context.place(id);
  schema(context, place, view, field);
  const bool sent = way == "send";
  examples(context, place,
           {nullptr, view, sent ? schema::Direction::request : schema::Direction::response});
  ui.pop_id();
  if (wanted && is_arriving(context)) mark_field(context, top);
}

/// "Open · Subprotocol v1", "Closed · 1000 All was done: bye".
std::string state_words(const Context& context, const Exchange& exchange) {
  const bool running = exchange.running();
  std::string words = context.word(!running ? Word::socket_closed
                                   : exchange.state == Exchange::State::sending ? Word::connecting
                                   : exchange.socket->closing ? Word::socket_closing
                                                              : Word::socket_open);
  const auto add = [&](const std::string& part) {
    if (!part.empty()) words += "  ·  " + part;
  };
  for (const auto& [name, value] : exchange.headers) {
    if (exchange.state == Exchange::State::receiving &&
        text::equals_ignoring_case(name, "sec-websocket-protocol"))
      add(context.fill(Word::subprotocol, {{"name", value}}));
  }
  const auto& closed = exchange.stream->closed();
  if (!running && closed) {
    add(std::to_string(closed->code));
    add(std::string(session::close_words(closed->code, context.language())));
    add(closed->reason);
  }
  return words;
}

bool is_open(const Exchange& exchange) {
  return exchange.state == Exchange::State::receiving && !exchange.socket->closing;
}

void state(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  const auto& closed = exchange.stream->closed();
  const bool wrong = closed && closed->code != 1000 && closed->code != 1001 && closed->code != 1005;
  ui.begin_container("state", ui::Role::status, "");
  ui::paragraph(ui, "words",
                {span(state_words(context, exchange), ui::type::medium(ui::type::kSmall),
                      is_open(exchange) ? ui.theme().ok
                      : wrong           ? ui.theme().bad
                                        : ui.theme().muted)},
                ui::leading::kText);
  ui.end_container();
  ui.space(ui::gap::kSmall);
}

/// What the description has against the message.
std::vector<std::string> wrong_in(const Context& context, const Exchange& exchange) {
  const session::StreamSchemas& schemas = exchange.stream->schemas;
  const std::string& text = exchange.socket->text;
  if (!schemas.sent || text.size() > kJudgedBytes) return {};
  if (const auto error = json::read(text).error)
    return {context.fill(Word::message_not_json, {{"message", error->message}})};
  session::StreamRow row;
  row.event = session::kSent;
  row.data = text;
  std::vector<std::string> words = verdict_words(context, session::judge(schemas, row, false));
  if (words.size() > kViolationsShown) words.resize(kViolationsShown);
  return words;
}

}  // namespace

void described_messages(const Context& context, const openapi::Operation& operation) {
  prose(context, "socket-words", session::socket_of(operation)["description"].string(),
        page_prose(context.ui));
  const std::string names = text::join(session::subprotocols(operation), ", ");
  if (!names.empty()) {
    context.ui.space(ui::gap::kRow);
    ui::paragraph(context.ui, "subprotocols",
                  {span(context.fill(Word::subprotocol, {{"name", names}}), ui::type::kCaption,
                        context.ui.theme().muted)});
  }
  messages(context, operation, "send", Word::messages_you_send);
  messages(context, operation, "receive", Word::messages_you_get);
}

void unsent_headers(const Context& context) {
  std::string names;
  for (const request::HeaderField& header : context.session.current.request.request.headers) {
    // Those that the page itself would set.
    if (text::equals_ignoring_case(header.name, "accept") ||
        text::equals_ignoring_case(header.name, "content-type"))
      continue;
    names.append(names.empty() ? "" : ", ").append(header.name);
  }
  if (names.empty()) return;
  ui::Ui& ui = context.ui;
  ui::paragraph(ui, "not-sent",
                {span(context.fill(Word::headers_not_sent, {{"names", names}}), ui::type::kSmall,
                      ui.theme().warn)},
                ui::leading::kText);
  ui.space(ui::gap::kSmall);
}

void message_composer(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  state(context, exchange);
  const std::string name = context.word(Word::message);
  const std::vector<std::string> wrong = wrong_in(context, exchange);
  // One field in the page for each connection that was begun.
  ui.push_id("message/" + std::to_string(exchange.id));
  ui::FieldOptions options;
  options.kind = ui::FieldKind::multiline;
  options.value = exchange.socket->text;
  options.revision = exchange.socket->revision;
  options.placeholder = name;
  options.invalid = !wrong.empty();
  options.mono = true;
  options.min_lines = 3;
  options.max_lines = 12;
  if (!wrong.empty()) options.described_by = "wrong";
  if (auto change = ui::text_field(ui, "text", name, options))
    context.act(session::EditMessage{std::move(change->text)});
  if (!wrong.empty()) {
    ui.space(ui::gap::kTight);
    ui.begin_container("wrong", ui::Role::list, "");
    for (std::size_t index = 0; index < wrong.size(); ++index)
      ui::message(ui, std::to_string(index), wrong[index]);
    ui.end_container();
  }
  ui.space(ui::gap::kSmall);
  ui::ButtonOptions primary;
  primary.kind = ui::ButtonKind::primary;
  primary.disabled = !is_open(exchange);
  const std::string send = context.word(Word::send);
  const float widths[] = {-1, ui::button_width(ui, send, primary)};
  ui.begin_row(widths, ui::gap::kMedium, ui::height::kControl);
  if (!context.narrow)
    ui::label(ui, "hint", context.word(Word::send_hint), ui::type::kSmall, ui.theme().muted,
              ui::height::kControl);
  ui.next_cell();
  if (ui::button(ui, "send", send, primary)) context.act(session::Send{});
  ui.end_row();
  ui.pop_id();
  ui.space(ui::gap::kMedium);
}

std::string bytes_dump(std::string_view digits) {
  std::string rows;
  for (std::size_t at = 0; at < digits.size(); at += 2 * kRowBytes) {
    const std::string_view row = digits.substr(at, 2 * kRowBytes);
    std::string letters;
    for (std::size_t place = 0; place + 1 < row.size(); place += 2) {
      const int byte = 16 * text::hex_value(row[place]) + text::hex_value(row[place + 1]);
      rows.append(row.substr(place, 2)).append(" ");
      letters += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '.';
    }
    rows.append(3 * kRowBytes + 1 - 3 * letters.size(), ' ').append(letters).append("\n");
  }
  if (!rows.empty()) rows.pop_back();
  return rows;
}

}  // namespace vitrine::view
