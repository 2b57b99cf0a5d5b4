// Takes a streamed response, and what the user does with its items.
#include <memory>
#include <utility>

#include "app/session/credentials/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/text/ascii.h"

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

/// Whether the request was for the server that is chosen now, whose credentials may go with it.
bool is_for_server(const Session& session, const Exchange& exchange) {
  return origin_of(exchange.request.url) == server_origin(session);
}

/// Puts the token of now in the place of the one that was sent, which may have ended.
void put_token(const Session& session, request::HttpRequest& request) {
  for (const auto& [scheme, credential] : current_authorization(session)) {
    if (credential->renewal.refresh_token.empty()) continue;
    for (request::HeaderField& header : request.headers) {
      request::SecretText& value = header.value;
      if (!text::equals_ignoring_case(header.name, "authorization") || value.secrets.empty())
        continue;
      request::Secret& secret = value.secrets.front();
      value.text.replace(secret.begin, secret.end - secret.begin, credential->secret);
      secret.end = secret.begin + static_cast<uint32_t>(credential->secret.size());
    }
  }
}

}  // namespace

void begin_stream(Session& session, Exchange& exchange, Effects& effects) {
  if (exchange.socket) return begin_messages(session, exchange, effects);
  const text::StreamKind kind = text::stream_kind(exchange.content_type);
  if (kind != text::StreamKind::events && !exchange.stream) exchange.sent.reset();
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
  if (exchange->stream->kind() != text::StreamKind::events && !exchange->socket) return;
  exchange->reconnects = true;
  const bool waits = is_for_server(session, *exchange) && renew_first(session, effects);
  if (!waits) reconnect_renewed(session, effects);
}

bool reconnect_renewed(Session& session, Effects& effects) {
  Exchange* exchange = editable_exchange(session);
  if (!exchange || !std::exchange(exchange->reconnects, false)) return false;
  if (!exchange->sent) {
    // The user has taken back what it was sent with.
    request::Built built = build_request(session);
    if (!built.sendable()) return true;
    if (exchange->socket) make_handshake(built.request, session.shown->operation);
    exchange->sent = std::make_shared<SendRequest>(
        SendRequest{exchange->id, std::move(built.request), Redirects::follow,
                    timeout_of(*current_form(session))});
  }
  SendRequest again = *exchange->sent;
  std::vector<request::HeaderField>& headers = again.request.headers;
  const std::string& last = exchange->stream->last_id();
  if (!last.empty()) {
    std::erase_if(headers, [](const request::HeaderField& header) {
      return text::equals_ignoring_case(header.name, "last-event-id");
    });
    headers.push_back({"Last-Event-ID", {last, {}}});
  }
  if (is_for_server(session, *exchange)) put_token(session, again.request);
  exchange->request = summary_of(again.request);
  exchange->state = Exchange::State::sending;
  exchange->failure = exchange->remedy = {};
  exchange->detail.clear();
  exchange->waited_s = 0;
  emit(effects, std::move(again));
  emit(effects, Wake{Timer::slow, kSecondMs});
  return true;
}

}  // namespace vitrine::session
