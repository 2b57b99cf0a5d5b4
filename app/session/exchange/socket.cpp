// Opens WebSockets, reads the messages that the host reports, and sends those that the user writes.
#include "app/session/exchange/socket.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "app/json/reader.h"
#include "app/openapi/example.h"
#include "app/request/variables.h"
#include "app/session/credentials/update.h"
#include "app/session/description/update.h"
#include "app/session/exchange/update.h"
#include "app/session/reference/messages.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

constexpr uint32_t kExampleBytes = 16 * 1024;
/// Of a line that was cut: a character, or an escape, that is not whole.
constexpr size_t kMostOfACharacter = 12;

uint32_t whole(const json::Value& number) {
  uint32_t value = 0;
  for (const char digit : number.lexeme().substr(0, 9)) {
    if (digit < '0' || digit > '9') break;
    value = value * 10 + static_cast<uint32_t>(digit - '0');
  }
  return value;
}

/// Of a line that was cut, what there is of the message.
json::Reading read_line(const text::StreamItem& item) {
  json::Reading line = json::read(item.data);
  const bool bytes = item.data.find("\":{\"") < kSent.size() + kReceived.size();
  for (size_t back = 0; line.error && item.cut && back < kMostOfACharacter; ++back) {
    const std::string closed =
        item.data.substr(0, item.data.size() - back) + (bytes ? "\"}}" : "\"}");
    line = json::read(closed);
  }
  return line;
}

StreamSchemas message_schemas(Session& session, const Exchange& exchange, Effects& effects) {
  StreamSchemas schemas;
  schemas.kind = text::StreamKind::messages;
  if (!session.shown || editable_exchange(session) != &exchange) return schemas;
  const openapi::Operation& operation = session.shown->operation;
  const auto compiled = [&](std::string_view way) {
    return compile_schema(session, message_schema(operation, way), operation.dialect, effects);
  };
  schemas.sent = compiled("send");
  schemas.item = compiled("receive");
  return schemas;
}

/// A message that may be sent; empty where the description says nothing of them.
std::string first_message(const Session& session) {
  const openapi::Operation& operation = session.shown->operation;
  const openapi::SchemaView schema =
      session.spec->description.schema(message_schema(operation, "send"), operation.dialect);
  if (!schema) return {};
  schema::ExampleOptions options;
  options.direction = schema::Direction::request;
  options.bytes = kExampleBytes;
  json::Result<std::string> made = openapi::example(schema, options);
  if (!made) {
    options.members = schema::Members::required;
    made = openapi::example(schema, options);
  }
  return made ? std::move(*made) : std::string();
}

}  // namespace

bool Stream::read_message(text::StreamItem& item) {
  const json::Reading reading = read_line(item);
  const json::Value line = reading.document.root();
  if (const json::Value code = line["closed"]) {
    closed_ = {static_cast<uint16_t>(whole(code)), std::string(line["reason"].string())};
    return false;
  }
  skipped_ += whole(line["skipped"]);
  const json::Value sent = line["sent"];
  const json::Value data = sent ? sent : line["received"];
  const json::Value digits = data["hex"];
  item.event = sent ? kSent : kReceived;
  item.binary = static_cast<bool>(digits);
  item.data = std::string(digits ? digits.string() : data.string());
  return static_cast<bool>(data);
}

void make_handshake(request::HttpRequest& request, const openapi::Operation& operation) {
  request::SecretText& url = request.url;
  if (url.text.starts_with("http")) {
    url.text.replace(0, 4, "ws");
    for (request::Secret& secret : url.secrets) {
      secret.begin -= 2;
      secret.end -= 2;
    }
  }
  request.headers.clear();
  request.body.reset();
  const std::string names = text::join(subprotocols(operation), ", ");
  if (!names.empty()) request.headers.push_back({"Sec-WebSocket-Protocol", {names, {}}});
}

void begin_messages(Session& session, Exchange& exchange, Effects& effects) {
  exchange.content_type = "application/jsonl";  // as the host keeps them
  exchange.socket->closing = false;
  if (exchange.stream) {
    exchange.stream->end();
    exchange.stream->reopen();
  } else {
    exchange.stream = std::make_shared<Stream>(text::StreamKind::messages);
  }
  exchange.stream->schemas = message_schemas(session, exchange, effects);
  if (!exchange.socket->text.empty() || exchange.stream->schemas.sent == nullptr) return;
  exchange.socket->text = first_message(session);
  ++exchange.socket->revision;
}

bool send_message(const Session& session, Effects& effects) {
  const Exchange* exchange = current_exchange(session);
  const bool open = exchange && exchange->socket && !exchange->socket->closing &&
                    exchange->state == Exchange::State::receiving;
  if (!open) return false;
  SendMessage message{exchange->id, exchange->socket->text, exchange->socket->text};
  if (const request::Variables* variables = session.shown->variables) {
    const bool json = !json::read(message.text).error;
    message.text = request::resolve(message.text, *variables,
                                    json ? request::Place::json : request::Place::text);
    request::HttpRequest sent;
    sent.body = request::Body{request::SecretText{message.text, {}}};
    request::mark_values(sent, *variables);
    if (const auto* text = std::get_if<request::SecretText>(&sent.body->front()))
      message.shown = text->masked();
  }
  emit(effects, std::move(message));
  return true;
}

void explain_socket(Exchange& exchange, FailureKind kind, bool mixed, Message::Pairs values) {
  for (auto& [name, value] : values) {
    if (name == "origin" && value.starts_with("http")) value.replace(0, 4, "ws");
  }
  // Browsers say why only where they do not try.
  if (kind != FailureKind::other) exchange.detail.clear();
  Word failure = Word::socket_failed;
  Word remedy = Word::socket_failed_remedy;
  switch (kind) {
    case FailureKind::network:
      if (mixed) {
        failure = Word::socket_mixed;
        remedy = Word::socket_mixed_remedy;
      }
      break;
    case FailureKind::cross_origin:
      remedy = Word::socket_refused_remedy;
      break;
    case FailureKind::origin_refused:
      remedy = Word::request_refused_remedy;
      break;
    case FailureKind::timeout:
      failure = Word::request_timeout;
      break;
    case FailureKind::unreachable:
      remedy = Word::request_unreachable_remedy;
      break;
    case FailureKind::policy:
      failure = Word::request_policy;
      remedy = Word::request_policy_remedy;
      break;
    case FailureKind::aborted:
      failure = Word::request_aborted;
      remedy = Word::request_aborted_remedy;
      break;
    case FailureKind::status:
    case FailureKind::other:
      remedy = Word::request_other_remedy;
      break;
  }
  exchange.failure = {failure, values};
  exchange.remedy = {remedy, std::move(values)};
}

void apply(Session& session, EditMessage&& action, Effects&) {
  Exchange* exchange = editable_exchange(session);
  if (exchange && exchange->socket) exchange->socket->text = std::move(action.text);
}

}  // namespace vitrine::session
