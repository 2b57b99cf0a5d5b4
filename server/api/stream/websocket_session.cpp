#include "server/api/stream/websocket_session.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "app/json/reader.h"
#include "app/request/base64.h"
#include "app/text/ascii.h"
#include "server/api/declare/route_info.h"
#include "server/api/respond/call.h"
#include "server/api/respond/endpoint.h"

/// Shakes hands, and leads the conversation.
namespace vitrine {

namespace {

constexpr std::size_t kKeyBytes = 16;
constexpr std::string_view kVersion = "13";

/// True when a header with a list names a token.
bool names(const Headers& headers, std::string_view field, std::string_view token) {
  const std::string all = headers.joined(field);
  for (std::string_view rest = all; !rest.empty();) {
    if (text::equals_ignoring_case(text::trim_blanks(text::take_piece(rest, ',')), token)) {
      return true;
    }
  }
  return false;
}

Response no_handshake(std::string detail) {
  Response response = problem_response(426, std::move(detail));
  response.headers.add("Upgrade", "websocket");
  response.headers.add("Sec-WebSocket-Version", std::string(kVersion));
  return response;
}

std::optional<Response> refusal(const Request& request) {
  const Headers& headers = request.headers;
  if (request.method != "GET" || !names(headers, "Upgrade", "websocket") ||
      !names(headers, "Connection", "upgrade")) {
    return no_handshake("This is a WebSocket: connect by ws: or wss:");
  }
  if (headers.joined("Sec-WebSocket-Version") != kVersion) {
    return no_handshake("Only version 13 of WebSockets is known (RFC 6455)");
  }
  const std::string* key = headers.find("Sec-WebSocket-Key");
  const auto bytes = key ? request::from_base64(*key) : std::nullopt;
  if (!bytes || bytes->size() != kKeyBytes || headers.count("Sec-WebSocket-Key") != 1) {
    return problem_response(400, "Sec-WebSocket-Key is not 16 bytes in base64");
  }
  if (!request.body.empty()) return problem_response(400, "A handshake has no body");
  return std::nullopt;
}

}  // namespace

bool SocketCore::send(const Frame& message, bool wait) {
  if (closing_) return false;
  const std::string bytes = frame(message.binary ? Opcode::binary : Opcode::text, message.bytes);
  return wait ? outlet_->write(bytes) : outlet_->try_write(bytes);
}

void SocketCore::close(int code, std::string_view reason) {
  if (closing_.exchange(true)) return;
  if (!is_close_code(code)) code = 1000;
  note_end(code, reason);
  outlet_->write_raw(frame(Opcode::close, close_payload(code, reason)));
  // The connection has to know that it waits for the client's close frame now.
  outlet_->wake();
}

void SocketCore::note_end(int code, std::string_view reason) {
  const std::lock_guard lock(mutex_);
  if (!end_) end_ = End{code, std::string(reason)};
}

SocketCore::End SocketCore::end() const {
  const std::lock_guard lock(mutex_);
  return end_.value_or(End{});
}

WebSocketSession::WebSocketSession(SocketHandlers handlers,
                                   std::shared_ptr<const schema::Schema> schema)
    : handlers_(std::move(handlers)), schema_(std::move(schema)) {}

void WebSocketSession::on_error(std::function<void(std::string_view)> report) {
  report_ = std::move(report);
}

/// Calls a function of the application.
template <class F>
void WebSocketSession::call(F f) {
  std::string reason = "an exception that is no std::exception";
  try {
    return f();
  } catch (const std::exception& error) {
    reason = error.what();
  } catch (...) {
  }
  if (report_) report_(reason);
  core_->close(1011, "something went wrong in the server");
}

void WebSocketSession::begin(std::shared_ptr<Outlet> outlet, std::size_t max_message_bytes) {
  outlet_ = std::move(outlet);
  core_ = std::make_shared<SocketCore>(outlet_);
  reader_.emplace(max_message_bytes);
  // The session lives until then: its connection ends the outlet first.
  outlet_->on_end([this] {
    if (!handlers_.closed) return;
    const SocketCore::End end = core_->end();
    call([&] { handlers_.closed(core_, end.code, end.reason); });
  });
  if (handlers_.opened) call([this] { handlers_.opened(core_); });
}

void WebSocketSession::take(std::string_view bytes) {
  if (!bytes.empty()) reader_->add(bytes);
  waits_for_room_ = false;
  while (outlet_->open()) {
    if (outlet_->full()) {
      waits_for_room_ = true;
      return;
    }
    auto next = reader_->next();
    if (std::holds_alternative<std::monostate>(next)) return;
    if (const auto* fault = std::get_if<FrameFault>(&next)) {
      return fail(fault->code, fault->reason);
    }
    hear(std::get<Incoming>(std::move(next)));
  }
}

void WebSocketSession::hear(Incoming incoming) {
  switch (incoming.kind) {
    case Opcode::ping:
      if (!closing()) outlet_->write_raw(frame(Opcode::pong, incoming.payload));
      return;
    case Opcode::close:
      return hear_close(incoming.payload);
    case Opcode::text:
    case Opcode::binary:
      break;
    default:
      return;
  }
  // After its goodbye the server listens for that of the client only.
  if (closing()) return;
  const bool binary = incoming.kind == Opcode::binary;
  if (handlers_.frame) {
    call([&] { handlers_.frame(core_, {std::move(incoming.payload), binary}); });
  } else if (binary) {
    fail(1003, "messages are text: JSON");
  } else {
    hear_message(std::move(incoming.payload));
  }
}

void WebSocketSession::hear_message(std::string text) {
  const json::Reading reading = json::read(text);
  if (reading.error) return fail(1007, "not JSON: " + reading.error->message);
  const json::Value value = reading.document.root();
  schema::EvaluateOptions options;
  options.direction = schema::Direction::request;
  const schema::Evaluation evaluation = schema::evaluate(*schema_, value, options);
  std::vector<FieldError> errors;
  for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
    errors.push_back(field_error("message", "", *violation));
  }
  if (evaluation.valid) {
    bool fits = true;
    Invalid found;
    call([&] { fits = handlers_.message(core_, value, found); });
    if (!fits) return fail(1008, "a value does not fit its type");
    for (const Invalid::Entry& entry : found.entries()) {
      errors.push_back(field_error(entry, schema::Language::en));
      errors.back().in = "message";
    }
    if (errors.empty()) return;
  }
  if (handlers_.refused) {
    call([&] { handlers_.refused(core_, errors); });
  } else {
    const std::string name = errors.empty() ? "" : errors.front().name;
    fail(1008, (name.empty() ? "the message" : name) + " " +
                   (errors.empty() ? "is refused" : errors.front().message));
  }
}

void WebSocketSession::hear_close(std::string_view payload) {
  // One byte alone is a fault, found before.
  core_->note_end(close_code(payload), payload.empty() ? payload : payload.substr(2));
  if (!core_->closing_.exchange(true))
    outlet_->write_raw(frame(Opcode::close, payload.substr(0, 2)));
  outlet_->end();
}

void WebSocketSession::fail(int code, std::string_view reason) {
  core_->close(code, reason);
  outlet_->end();
}

void WebSocketSession::stop() { core_->close(1001, "the server ends"); }

void WebSocketSession::ask() { outlet_->write_raw(frame(Opcode::ping, "")); }

namespace detail {

void check_handshake(Call& call) {
  if (std::optional<Response> refused = refusal(call.request())) call.refuse(std::move(*refused));
}

Response websocket_response(const Call& call, SocketHandlers handlers) {
  Response response;
  response.status = 101;
  const Headers& asked = call.request().headers;
  response.headers.add("Upgrade", "websocket");
  response.headers.add("Connection", "Upgrade");
  response.headers.add("Sec-WebSocket-Accept", accept_key(*asked.find("Sec-WebSocket-Key")));
  for (const std::string& one : call.info().websocket->subprotocols) {
    if (!names(asked, "Sec-WebSocket-Protocol", one)) continue;
    response.headers.add("Sec-WebSocket-Protocol", one);
    break;
  }
  response.live = std::make_shared<Live>();
  response.live->dialogue =
      std::make_shared<WebSocketSession>(std::move(handlers), call.message_schema());
  return response;
}

}  // namespace detail

}  // namespace vitrine
