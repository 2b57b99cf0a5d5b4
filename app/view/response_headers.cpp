#include "app/view/response_headers.h"

#include <string>
#include <utility>

#include "app/session/exchange/http_words.h"
#include "app/ui/text.h"

namespace vitrine::view {
namespace {

using session::Exchange;
using session::Word;

/// One line, which wraps; what the header means shows under the pointer.
void header_line(const Context& context, const std::string& id, const std::string& name,
                 const std::string& value) {
  ui::Ui& ui = context.ui;
  const auto layout = ui.lay_out({span(name, ui::type::kCode, ui.theme().syntax_key),
                                  span(": " + value, ui::type::kCode, ui.theme().text)},
                                 ui.width(), ui::leading::kText);
  const ui::Rect rect = ui.place(ui.width(), layout->size().height);
  ui::Node& node = ui.record(ui.node_id(id), ui::Role::paragraph, {}, rect);
  node.layout = layout;
  node.tooltip = session::header_words(name, context.language());
  ui.draw_layout(*layout, rect.x, rect.y);
}

/// By phase as far as the browser tells; else until the response began, and from then on.
std::string timing(const Context& context, const Exchange& exchange) {
  std::string words;
  const auto add = [&](std::string_view each) {
    if (!words.empty()) words += "  ·  ";
    words += each;
  };
  const auto duration = [&](Word word, double milliseconds) {
    add(context.fill(word, {{"time", session::duration_words(milliseconds, context.language())}}));
  };
  const session::Phases& phases = exchange.phases;
  if (phases.known()) {
    if (phases.queued_ms >= 1) duration(Word::queued_time, phases.queued_ms);
    if (phases.reused) {
      add(context.word(Word::connection_reused));
    } else {
      duration(Word::dns_time, phases.dns_ms);
      duration(Word::connect_time, phases.connect_ms);
      if (phases.tls_ms > 0) duration(Word::tls_time, phases.tls_ms);
    }
    duration(Word::waiting_time, phases.waiting_ms);
    duration(Word::download_time, phases.download_ms);
  } else {
    duration(Word::waiting_time, exchange.waited_ms);
    duration(Word::download_time, exchange.elapsed_ms - exchange.waited_ms);
  }
  if (exchange.transferred > 0) {
    add(context.fill(Word::transferred,
                     {{"size", session::size_words(exchange.transferred, context.language())}}));
  }
  return words;
}

}  // namespace

void response_headers(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  ui.begin_container("headers", ui::Role::group, context.word(Word::headers));
  std::size_t index = 0;
  for (const auto& [name, value] : exchange.headers)
    header_line(context, std::to_string(index++), name, value);
  ui.end_container();
  if (exchange.state != Exchange::State::done) return;
  ui.space(ui::gap::kSmall);
  ui::label(ui, "timing", timing(context, exchange), ui::type::kSmall, ui.theme().muted,
            ui::leading::kText, ui::Wrap::words);
}

}  // namespace vitrine::view
