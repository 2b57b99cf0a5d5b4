#include "app/view/response.h"

#include <span>
#include <string>

#include "app/request/snippet.h"
#include "app/view/card.h"
#include "app/view/highlight.h"

namespace vitrine::view {
namespace {

using session::Exchange;
using session::ResponseTab;
using session::Word;

const std::vector<ui::Span>& coloured(const Context& context, ViewState::Coloured& cache,
                                      const std::string& text, std::string_view lexer) {
  const ui::Theme& theme = context.ui.theme();
  if (cache.spans.empty() || cache.dark != theme.dark || cache.source != text) {
    cache.source = text;
    cache.dark = theme.dark;
    const ui::Font font = context.ui.font_code();
    if (lexer == "json")
      cache.spans = highlight_json(text, font, theme);
    else if (lexer == "shell")
      cache.spans = highlight_shell(text, font, theme);
    else
      cache.spans = {span(text, font, theme.text)};
  }
  return cache.spans;
}

ui::Color status_color(const ui::Theme& theme, std::uint16_t status) {
  return status < 400 ? theme.ok : theme.bad;
}

void headers(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  std::vector<ui::Span> spans;
  for (const auto& [name, value] : exchange.headers) {
    spans.push_back(span(name, ui.font_code(), ui.theme().syntax_key));
    spans.push_back(span(": " + value + "\n", ui.font_code(), ui.theme().text));
  }
  if (!spans.empty()) spans.back().text.pop_back();
  ui.code("headers", context.word(Word::headers), std::move(spans), false);
}

void contents(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  const auto note = [&](std::string_view id, std::string words) {
    ui.label(id, words, ui.font_small(), ui.theme().muted, 22);
  };
  const auto size = [&](std::uint64_t bytes) {
    return session::size_words(bytes, context.language());
  };
  if (exchange.tab == ResponseTab::headers) {
    headers(context, exchange);
    return;
  }
  if (exchange.state == Exchange::State::done && exchange.received == 0) {
    note("empty", context.word(Word::empty_body));
  } else if (!exchange.is_text) {
    note("binary", context.fill(Word::binary_body, {{"size", size(exchange.received)}}));
  } else if (exchange.has_window) {
    const bool raw = exchange.tab == ResponseTab::raw;
    ui.code("body", context.word(raw ? Word::raw : Word::body),
            coloured(context, context.state.answer_body, raw ? exchange.window : exchange.body,
                     raw ? "" : exchange.highlight),
            !raw);
    if (!exchange.complete && exchange.state == Exchange::State::done)
      note("cut", context.fill(Word::cut_body, {{"shown", size(exchange.window.size())},
                                                {"size", size(exchange.received)}}));
  }
}

void failure(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(12);
  ui.begin_container("failure", ui::Role::alert, "");
  ui.paragraph("what", {span(session::text(exchange.failure, context.language()),
                             weighted(ui.font_text(), 500), ui.theme().bad)});
  ui.space(4);
  ui.paragraph("remedy", {span(session::text(exchange.remedy, context.language()), ui.font_text(),
                               ui.theme().text)});
  if (!exchange.detail.empty()) {
    ui.space(4);
    ui.paragraph("detail", {span(exchange.detail, ui.font_code(), ui.theme().muted)}, 20);
  }
  ui.end_container();
  ui.space(12);
  ui.end_inset();
}

void waiting(const Context& context, std::string text) {
  ui::Ui& ui = context.ui;
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(12);
  ui.paragraph("state", {span(text, ui.font_text(), ui.theme().muted)});
  ui.space(12);
  ui.end_inset();
}

void answered(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(8);
  const std::string labels[] = {context.word(Word::body), context.word(Word::headers),
                                context.word(Word::raw)};
  if (auto chosen =
          ui.tabs("tabs", context.word(Word::response), labels, static_cast<int>(exchange.tab)))
    context.act(session::ChooseResponseTab{static_cast<ResponseTab>(*chosen)});
  ui.space(8);
  ui.begin_container("panel", ui::Role::tabpanel, labels[static_cast<std::size_t>(exchange.tab)]);
  contents(context, exchange);
  ui.end_container();
  ui.space(12);
  ui.end_inset();
}

}  // namespace

void code(const Context& context) {
  if (!session::current_form(context.session)) return;
  ui::Ui& ui = context.ui;
  const auto& snippets = request::snippets();
  std::vector<std::string> names;
  for (const request::Snippet& snippet : snippets) names.emplace_back(snippet.title);
  const bool copied = context.session.copied == session::CopyTarget::code;
  ui::ButtonOptions quiet;
  quiet.kind = ui::ButtonKind::quiet;
  quiet.icon = copied ? ui::Icon::check : ui::Icon::copy;
  const std::string copy = context.word(copied ? Word::copied : Word::copy);
  const float widths[] = {76, ui.button_width(copy, quiet)};
  begin_card(context, "code", context.word(Word::code), widths[0] + 4 + widths[1]);
  ui.begin_row(widths, 4, 32);
  if (auto chosen = ui.select("language", context.word(Word::language), names,
                              static_cast<int>(context.session.snippet), {.quiet = true}))
    context.act(session::ChooseSnippet{static_cast<std::uint32_t>(*chosen)});
  ui.next_cell();
  if (ui.button("copy", copy, quiet)) context.act(session::Copy{session::CopyTarget::code});
  ui.end_row();
  card_body(context);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(10);
  const std::string text = session::current_code(context.session);
  const std::string_view lexer = context.session.snippet < snippets.size()
                                     ? snippets[context.session.snippet].highlight
                                     : std::string_view();
  ui.code("text", context.word(Word::code), coloured(context, context.state.snippet, text, lexer),
          false);
  ui.space(10);
  ui.end_inset();
  end_card(context);
}

void response(const Context& context) {
  ui::Ui& ui = context.ui;
  const Exchange* exchange = session::current_exchange(context.session);
  const bool has_status = exchange && exchange->answered();
  const std::string status = has_status ? session::status_line(*exchange) : "";
  const std::string time =
      has_status ? session::duration_words(exchange->elapsed_ms, context.language()) : "";
  const std::string size =
      has_status ? session::size_words(exchange->received, context.language()) : "";
  const ui::Font small = ui.font_small();
  const float widths[] = {ui.status_width(status), ui.measure(time, small).width + 1,
                          ui.measure(size, small).width + 1};
  begin_card(context, "response", context.word(Word::response),
             has_status ? widths[0] + widths[1] + widths[2] + 20 : 0);
  if (has_status) {
    const bool good = exchange->status < 400;
    ui.begin_row(widths, 10, 32);
    ui.status("status", status, status_color(ui.theme(), exchange->status),
              good ? ui.theme().ok_soft : ui.theme().bad_soft);
    ui.next_cell();
    ui.label("time", time, small, ui.theme().muted, 24, ui::Wrap::none);
    ui.next_cell();
    ui.label("size", size, small, ui.theme().muted, 24, ui::Wrap::none);
    ui.end_row();
  }
  card_body(context);
  if (!exchange)
    waiting(context, context.word(Word::no_answer_yet));
  else if (exchange->state == Exchange::State::failed)
    failure(context, *exchange);
  else if (has_status)
    answered(context, *exchange);
  else if (exchange->state == Exchange::State::cancelled)
    waiting(context, context.word(Word::cancelled));
  else
    waiting(context, exchange->slow
                         ? context.fill(Word::still_waiting,
                                        {{"origin", session::origin_of(exchange->request.url)}})
                         : context.word(Word::sending));
  end_card(context);
}

}  // namespace vitrine::view
