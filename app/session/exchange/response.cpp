// Takes a response as the host reports it: head, progress, end, windows of the body, failure.
#include <utility>

#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/request/reason_phrase.h"
#include "app/session/credentials/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

namespace vitrine::session {
namespace {

Exchange* find(Session& session, Id id) {
  if (id == 0) return nullptr;
  for (auto& [key, exchange] : session.exchanges) {
    if (exchange.id == id) return &exchange;
  }
  return nullptr;
}

Exchange* find_running(Session& session, Id id) {
  Exchange* exchange = find(session, id);
  return exchange && exchange->running() ? exchange : nullptr;
}

/// The host of a page may always ask itself over http (W3C Secure Contexts §3.1).
bool is_loopback(std::string_view origin) {
  const json::Uri uri = json::split_uri(origin);
  const std::string_view host = uri.authority.value_or(std::string_view());
  return host.substr(0, 9) == "localhost" || host.substr(0, 4) == "127." ||
         host.substr(0, 5) == "[::1]";
}

void explain(Exchange& exchange, Word failure, Word remedy, Message::Pairs values) {
  exchange.failure = {failure, values};
  exchange.remedy = {remedy, std::move(values)};
}

/// Judges a response and puts its errors into the form of the operation it belongs to.
void learn(Session& session, Exchange& exchange, Effects& effects) {
  exchange.complete = true;
  for (const auto& [key, each] : session.exchanges) {
    if (&each != &exchange) continue;
    const auto form = session.forms.find(key);
    if (exchange.status >= 400 && exchange.status < 500 && form != session.forms.end()) {
      take_response_errors(form->second, body_value(session, exchange));
    }
    if (!session.shown || session.shown->key != key) return;
    if (form != session.forms.end()) show_response_errors(session, form->second, effects);
    judge_response(session, exchange, effects);
    return;
  }
}

}  // namespace

Exchange* editable_exchange(Session& session) {
  if (!session.shown) return nullptr;
  const auto exchange = session.exchanges.find(session.shown->key);
  return exchange == session.exchanges.end() ? nullptr : &exchange->second;
}

void apply(Session& session, ResponseHead&& event, Effects& effects) {
  Exchange* exchange = find_running(session, event.id);
  if (!exchange) return;
  exchange->state = Exchange::State::receiving;
  exchange->slow = false;
  exchange->status = event.status;
  exchange->status_text = event.status_text.empty()
                              ? std::string(request::reason_phrase(event.status))
                              : std::move(event.status_text);
  exchange->headers = std::move(event.headers);
  exchange->elapsed_ms = exchange->waited_ms = event.elapsed_ms;
  exchange->redirected = std::move(event.url);
  for (const auto& [name, value] : exchange->headers) {
    if (text::equals_ignoring_case(name, "content-type")) exchange->content_type = value;
  }
  const text::MediaTypeTraits& traits = text::media_type_traits(exchange->content_type);
  exchange->highlight = traits.lexer;
  exchange->renderer = traits.renderer;
  begin_stream(session, *exchange, effects);
}

void apply(Session& session, Held&& event, Effects&) {
  Exchange* exchange = find_running(session, event.id);
  if (!exchange) return;
  exchange->held = event.held;
  exchange->waited_s = 0;
}

void apply(Session& session, ResponseProgress&& event, Effects&) {
  Exchange* exchange = find_running(session, event.id);
  if (!exchange) return;
  exchange->received = event.received;
  if (exchange->stream) exchange->stream->note_time(event.elapsed_ms);
}

void apply(Session& session, ResponseEnd&& event, Effects& effects) {
  if (take_sign_in_end(session, event.id, effects)) return;
  Exchange* exchange = find_running(session, event.id);
  if (!exchange) return;
  exchange->state = Exchange::State::done;
  exchange->slow = false;
  exchange->received = event.size;
  exchange->elapsed_ms = event.elapsed_ms;
  exchange->transferred = event.transferred;
  exchange->phases = event.phases;
  exchange->broken_off = std::move(event.error);
  if (exchange->stream) exchange->stream->end();
  const bool raw = !exchange->stream || event.size <= kRawStreamBytes;
  if (!raw) exchange->is_text = false;  // none is here to be copied
  if (event.size > 0 && raw) {
    read_body(*exchange, effects);
  } else {
    exchange->has_body = true;
    learn(session, *exchange, effects);
  }
}

void apply(Session& session, BodyWindow&& event, Effects& effects) {
  if (take_sign_in_response(session, event.id, &event.text, effects)) {
    send_renewed(session, effects);
    return;
  }
  Exchange* exchange = find(session, event.id);
  if (!exchange || !exchange->has_response()) return;
  exchange->has_body = true;
  if (!event.is_text) {
    take_bytes(session, *exchange, std::move(event), effects);
    if (!exchange->complete) learn(session, *exchange, effects);
  } else if (take_text(session, *exchange, std::move(event), effects)) {
    learn(session, *exchange, effects);
  }
}

void request_failed(Session& session, Failed&& event) {
  Exchange* exchange = find_running(session, event.id);
  if (!exchange) return;
  exchange->state = Exchange::State::failed;
  exchange->slow = false;
  exchange->detail = std::move(event.message);
  // A WebSocket begins with a request over http.
  const std::string& url = exchange->request.url;
  const std::string origin = origin_of(exchange->socket ? "http" + url.substr(2) : url);
  const std::string page = origin_of(session.settings.page_url);
  const Message::Pairs values = {{"origin", origin}, {"page", page}};
  const bool mixed = page.substr(0, 6) == "https:" && origin.substr(0, 5) == "http:";
  if (exchange->socket)
    return explain_socket(*exchange, event.kind, mixed && !is_loopback(origin), values);
  switch (event.kind) {
    case FailureKind::network:
      if (mixed && !is_loopback(origin)) {
        explain(*exchange, Word::request_mixed, Word::request_mixed_remedy, values);
      } else if (origin == page) {
        explain(*exchange, Word::request_no_response, Word::request_no_response_remedy_here,
                values);
      } else {
        explain(*exchange, Word::request_no_response, Word::request_no_response_remedy, values);
      }
      break;
    case FailureKind::cross_origin:
      explain(*exchange, Word::request_cross_origin, Word::request_cross_origin_remedy, values);
      break;
    case FailureKind::origin_refused:
      explain(*exchange, Word::request_cross_origin, Word::request_refused_remedy, values);
      break;
    case FailureKind::timeout:
      if (exchange->sent && exchange->sent->timeout_ms > 0) {
        // The words of the page itself are English.
        const schema::Language language = session.settings.language;
        exchange->detail = fill(Word::no_response_within, language,
                                {{"time", duration_words(exchange->sent->timeout_ms, language)}});
      }
      explain(*exchange, Word::request_timeout, Word::request_timeout_remedy, values);
      break;
    case FailureKind::unreachable:
      explain(*exchange, Word::request_no_response, Word::request_unreachable_remedy, values);
      break;
    case FailureKind::policy:
      explain(*exchange, Word::request_policy, Word::request_policy_remedy, values);
      break;
    case FailureKind::aborted:
      explain(*exchange, Word::request_aborted, Word::request_aborted_remedy, values);
      break;
    case FailureKind::status:
    case FailureKind::other:
      explain(*exchange, Word::request_other, Word::request_other_remedy, values);
      break;
  }
}

void apply(Session& session, ChooseResponseTab&& action, Effects&) {
  if (Exchange* exchange = editable_exchange(session)) exchange->tab = action.tab;
}

}  // namespace vitrine::session
