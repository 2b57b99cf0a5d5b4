// Reads the body of a response from the host, a part at a time.
#include <algorithm>
#include <utility>

#include "app/session/exchange/body_text.h"
#include "app/session/exchange/update.h"

namespace vitrine::session {
namespace {

/// A slice takes some milliseconds in a page.
constexpr uint32_t kSliceBytes = 256 * 1024;

uint64_t readable(const Exchange& exchange) {
  return std::min<uint64_t>(exchange.received, BodyText::kMostBytes);
}

void wake(Effects& effects) { emit(effects, Wake{Timer::idle, 0}); }

/// Lays the text out as the tab asks for it.
void lay_out(Exchange& exchange, bool raw, uint32_t columns) {
  exchange.text->lay_out(exchange.is_json && !raw, columns);
}

/// All of the text is there: what it says is known.
void end_text(Session& session, Exchange& exchange) {
  exchange.text->end();
  const auto body = session.work->bodies.find(exchange.id);
  if (body == session.work->bodies.end()) return;
  body->second.reading = std::move(body->second.reader).finish();
  const bool all = exchange.broken_off.empty() && exchange.read == exchange.received;
  if (!all || !body->second.reading.error) return;
  exchange.is_json = false;
  lay_out(exchange, true, exchange.text->columns());
}

}  // namespace

void read_body(Exchange& exchange, Effects& effects) {
  if (exchange.asked > exchange.read || exchange.read >= readable(exchange)) return;
  const bool first = exchange.read == 0;
  const uint32_t length = first ? kBodyWindowBytes : kSliceBytes;
  exchange.asked = exchange.read + length;
  emit(effects,
       ReadBody{exchange.id, exchange.read, length, first ? BodyForm::text : BodyForm::more_text});
}

bool take_text(Session& session, Exchange& exchange, BodyWindow&& event, Effects& effects) {
  if (!exchange.is_text || event.offset != exchange.read || exchange.asked <= exchange.read) {
    return false;
  }
  if (!exchange.text) {
    exchange.text = std::make_shared<BodyText>();
    exchange.text->reserve(static_cast<size_t>(readable(exchange)));
    exchange.is_json = exchange.highlight == "json";
    if (exchange.is_json) session.work->bodies.try_emplace(exchange.id);
    lay_out(exchange, exchange.tab == ResponseTab::raw, 0);
  }
  BodyText& text = *exchange.text;
  exchange.read = std::min(exchange.asked, exchange.received);
  text.append(event.text);
  const auto body = session.work->bodies.find(exchange.id);
  if (body != session.work->bodies.end()) body->second.reader.feed(event.text);
  const bool all = exchange.read >= readable(exchange);
  if (all) end_text(session, exchange);
  if (text.step(kSliceBytes) || !all) wake(effects);
  return all;
}

void take_bytes(Session& session, Exchange& exchange, BodyWindow&& event, Effects& effects) {
  const bool first = std::exchange(exchange.is_text, false);
  exchange.digits = first ? std::string() : std::move(event.text);
  exchange.digits_from = event.offset;
  if (!first) return;
  exchange.text.reset();
  exchange.is_json = false;
  session.work->bodies.erase(exchange.id);
  emit(effects, ReadBody{exchange.id, 0, kBodyWindowBytes, BodyForm::digits});
}

json::Value body_value(const Session& session, const Exchange& exchange) {
  const auto body = session.work->bodies.find(exchange.id);
  return body == session.work->bodies.end() ? json::Value() : body->second.reading.document.root();
}

void go_on_with_bodies(Session& session, Effects& effects) {
  for (auto& [key, exchange] : session.exchanges) {
    if (!exchange.text) continue;
    read_body(exchange, effects);
    const bool more = exchange.text->step(kSliceBytes);
    if (more || go_on_judging(session, exchange)) wake(effects);
  }
}

void drop_body(Session& session, Exchange& exchange, Effects& effects) {
  emit(effects, DropBody{exchange.id});
  session.work->bodies.erase(exchange.id);
}

std::string body_to_copy(const Exchange& exchange) {
  if (!exchange.text) return {};
  const BodyText& text = *exchange.text;
  return text.json() ? text.all_shown(SIZE_MAX) : text.text();
}

void apply(Session& session, ShowBody&& action, Effects& effects) {
  Exchange* exchange = editable_exchange(session);
  if (!exchange || exchange->state != Exchange::State::done || exchange->is_text) return;
  if (action.offset >= exchange->received) return;
  emit(effects, ReadBody{exchange->id, action.offset, kBodyWindowBytes, BodyForm::digits});
}

void apply(Session& session, LayOutBody&& action, Effects& effects) {
  Exchange* exchange = editable_exchange(session);
  if (!exchange || !exchange->text) return;
  lay_out(*exchange, action.raw, action.columns);
  if (exchange->text->step(kSliceBytes)) wake(effects);
}

void apply(Session& session, FindInBody&& action, Effects& effects) {
  Exchange* exchange = editable_exchange(session);
  if (!exchange || !exchange->text) return;
  exchange->text->find(std::move(action.text));
  if (exchange->text->step(kSliceBytes)) wake(effects);
}

void apply(Session& session, GoToMatch&& action, Effects&) {
  Exchange* exchange = editable_exchange(session);
  if (exchange && exchange->text) exchange->text->go_to_match(action.back);
}

}  // namespace vitrine::session
