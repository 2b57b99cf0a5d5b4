// Sends the request of the form, unless something in it is not valid.
#include <memory>
#include <utility>

#include "app/session/credentials/update.h"
#include "app/session/exchange/socket.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"

namespace vitrine::session {

RequestSummary summary_of(const request::HttpRequest& request) {
  RequestSummary summary;
  summary.method = request.method;
  summary.url = request.url.masked();
  for (const request::HeaderField& header : request.headers) {
    summary.headers.emplace_back(header.name, header.value.masked());
  }
  return summary;
}

namespace {

std::string why_not(const request::Built& built, schema::Language language) {
  for (const request::Notice& notice : built.notices) {
    if (notice.severity != openapi::Severity::error) continue;
    const std::string words = notice_words(notice, language);
    return notice.name.empty() ? words : notice.name + ": " + words;
  }
  return {};
}

void dispatch(Session& session, Form& form, Effects& effects) {
  form.send_anyway_offered = false;
  form.response_errors.clear();
  Exchange& exchange = session.exchanges[session.shown->key];
  if (exchange.id != 0) drop_body(session, exchange, effects);
  const ResponseTab tab = exchange.tab;
  std::shared_ptr<Socket> socket = std::move(exchange.socket);
  exchange = {};
  exchange.tab = tab;
  request::Built built = build_request(session);
  if (form.socket) {
    // What the user wrote stays.
    exchange.socket = socket ? std::move(socket) : std::make_shared<Socket>();
    make_handshake(built.request, session.shown->operation);
  }
  exchange.request = summary_of(built.request);
  if (!built.sendable()) {
    exchange.state = Exchange::State::failed;
    const std::string message =
        form.server_error.empty() ? why_not(built, session.settings.language) : form.server_error;
    exchange.failure = {Word::request_not_made, {{"message", message}}};
    exchange.remedy = {Word::request_not_made_remedy, {}};
    return;
  }
  exchange.id = next_id(session);
  exchange.sent = std::make_shared<SendRequest>(
      SendRequest{exchange.id, std::move(built.request), Redirects::follow, timeout_of(form)});
  emit(effects, SendRequest(*exchange.sent));
  emit(effects, Wake{Timer::slow, kSecondMs});
}

/// The form, when it may be sent now: a second press must not send a second request.
Form* sendable_form(Session& session) {
  const Exchange* exchange = current_exchange(session);
  const bool running = exchange && exchange->running();
  return running || !can_send(session) ? nullptr : editable_form(session);
}

}  // namespace

void apply(Session& session, Send&&, Effects& effects) {
  if (send_message(session, effects)) return;
  Form* form = sendable_form(session);
  if (!form) return;
  form->submitted = true;
  validate_all(session, *form, effects);
  const std::string invalid = first_invalid_field(*form);
  if (!invalid.empty()) {
    form->send_anyway_offered = true;
    emit(effects, FocusField{invalid});
    return;
  }
  if (!renew_first(session, effects)) dispatch(session, *form, effects);
}

void apply(Session& session, SendAnyway&&, Effects& effects) {
  Form* form = sendable_form(session);
  if (!form) return;
  form->submitted = true;
  validate_all(session, *form, effects);
  if (!renew_first(session, effects)) dispatch(session, *form, effects);
}

void send_renewed(Session& session, Effects& effects) {
  const std::string key = std::exchange(session.work->renewed, {});
  if (key.empty() || !session.shown || session.shown->key != key) return;
  if (reconnect_renewed(session, effects)) return;
  if (Form* form = sendable_form(session)) dispatch(session, *form, effects);
}

void apply(Session& session, Cancel&&, Effects& effects) {
  Exchange* exchange = editable_exchange(session);
  if (!exchange || !exchange->running()) return;
  // One that is open is closed by both sides, unless the user does not wait for the other.
  const bool open = exchange->socket && exchange->state == Exchange::State::receiving;
  if (!open || std::exchange(exchange->socket->closing, true))
    exchange->state = Exchange::State::cancelled;
  emit(effects, CancelRequest{exchange->id});
}

void count_second(Session& session, Effects& effects) {
  constexpr uint32_t kSlowAfter_s = 8;
  bool any = false;
  for (auto& [key, exchange] : session.exchanges) {
    if (exchange.state != Exchange::State::sending) continue;
    any = true;
    exchange.slow = ++exchange.waited_s >= kSlowAfter_s && !exchange.held;
  }
  if (any) emit(effects, Wake{Timer::slow, kSecondMs});
}

}  // namespace vitrine::session
