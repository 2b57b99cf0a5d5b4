// Takes a streamed response, and what the user does with its items.
#include <utility>

#include "app/session/exchange/update.h"
#include "app/session/form/update.h"

namespace vitrine::session {
namespace {

constexpr size_t kScanBytes = 1u << 20;

Stream* editable_stream(Session& session) {
  Exchange* exchange = editable_exchange(session);
  return exchange ? exchange->stream.get() : nullptr;
}

const Exchange* find_stream(const Session& session, Id id) {
  for (const auto& [key, exchange] : session.exchanges) {
    if (exchange.id == id) return exchange.stream && exchange.running() ? &exchange : nullptr;
  }
  return nullptr;
}

void scan(Stream& stream, Effects& effects) {
  if (stream.scan(kScanBytes)) emit(effects, Wake{Timer::idle, 0});
}

}  // namespace

void begin_stream(Session& session, Exchange& exchange, Effects& effects) {
  if (exchange.socket) return begin_messages(session, exchange, effects);
  const text::StreamKind kind = text::stream_kind(exchange.content_type);
  if (kind == text::StreamKind::none) return;
  if (exchange.stream && exchange.stream->kind() == kind) {
    exchange.stream->end();
  } else {
    exchange.stream = std::make_shared<Stream>(kind);
  }
  exchange.stream->schemas = stream_schemas(session, exchange, kind, effects);
  emit(effects, FollowBody{exchange.id});
}

bool is_stream(const Session& session, Id id) {
  return !session.exchanges.empty() && find_stream(session, id);
}

void take_stream(Session& session, const Chunk& event) {
  find_stream(session, event.id)->stream->take(event.bytes);
}

void go_on_with_streams(Session& session, Effects& effects) {
  for (auto& [key, exchange] : session.exchanges) {
    if (exchange.stream && exchange.stream->scanning()) scan(*exchange.stream, effects);
  }
}

void apply(Session& session, PauseStream&& action, Effects&) {
  if (Stream* stream = editable_stream(session)) stream->pause(action.paused);
}

void apply(Session& session, ClearStream&&, Effects&) {
  if (Stream* stream = editable_stream(session)) stream->clear();
}

void apply(Session& session, FilterStream&& action, Effects& effects) {
  Stream* stream = editable_stream(session);
  if (!stream) return;
  stream->filter(action.text, action.event);
  scan(*stream, effects);
}

void apply(Session& session, Reconnect&&, Effects& effects) {
  Exchange* exchange = editable_exchange(session);
  const bool ended = exchange && exchange->stream && !exchange->running();
  if (!ended || !can_send(session)) return;
  const bool events = exchange->stream->kind() == text::StreamKind::events;
  if (!events && !exchange->socket) return;
  request::Built built = build_request(session);
  if (!built.sendable()) return;
  if (exchange->socket) make_handshake(built.request, session.shown->operation);
  const std::string& last = exchange->stream->last_id();
  if (!last.empty()) {
    request::HeaderField header{"Last-Event-ID", {}};
    header.value.append(last);
    built.request.headers.push_back(std::move(header));
  }
  exchange->request = summary_of(built.request);
  exchange->state = Exchange::State::sending;
  exchange->failure = exchange->remedy = {};
  exchange->detail.clear();
  exchange->waited_s = 0;
  emit(effects, SendRequest{exchange->id, std::move(built.request)});
  emit(effects, Wake{Timer::slow, kSecondMs});
}

}  // namespace vitrine::session
