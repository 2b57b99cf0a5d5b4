#include "app/view/response.h"

#include <algorithm>
#include <span>
#include <string>

#include "app/json/uri.h"
#include "app/schema/message.h"
#include "app/session/field.h"
#include "app/view/card.h"
#include "app/view/fold.h"
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
    else if (lexer.empty() || lexer == "xml" || lexer == "http")
      cache.spans = {span(text, font, theme.text)};
    else
      cache.spans = highlight_code(text, font, theme);
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
  ui.code("headers", context.word(Word::headers), std::move(spans));
}

void note(const Context& context, std::string_view id, const std::string& words) {
  context.ui.label(id, words, context.ui.font_small(), context.ui.theme().muted, 22);
}

std::string size_of(const Context& context, std::uint64_t bytes) {
  return session::size_words(bytes, context.language());
}

/// Bodies longer than a window are read part by part.
void parts(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  const std::uint64_t step = session::kBodyWindowBytes;
  const std::uint64_t from = exchange.window_offset;
  const std::uint64_t to = std::min(from + step, exchange.received);
  ui.space(6);
  ui.begin_flow(6, 4);
  ui.label("cut",
           from == 0
               ? context.fill(Word::cut_body, {{"shown", size_of(context, to)},
                                               {"size", size_of(context, exchange.received)}})
               : context.fill(Word::shown_part, {{"from", size_of(context, from)},
                                                 {"to", size_of(context, to)},
                                                 {"size", size_of(context, exchange.received)}}),
           ui.font_small(), ui.theme().muted, 28, ui::Wrap::none);
  ui::ButtonOptions quiet;
  quiet.kind = ui::ButtonKind::quiet;
  if (from > 0 && ui.button("previous", context.word(Word::previous_part), quiet))
    context.act(session::ShowBody{from > step ? from - step : 0});
  if (to < exchange.received && ui.button("next", context.word(Word::next_part), quiet))
    context.act(session::ShowBody{to});
  ui.end_flow();
}

/// Pictures, sound, films and PDF are shown by the page, in a place that is left free for them.
bool media(const Context& context, const Exchange& exchange) {
  if (exchange.state != Exchange::State::done || exchange.received == 0) return false;
  float height = 0;
  switch (exchange.media) {
    case Exchange::Media::none:
      return false;
    case Exchange::Media::audio:
      height = 54;
      break;
    case Exchange::Media::image:
    case Exchange::Media::video:
      height = 280;
      break;
    case Exchange::Media::pdf:
      height = 480;
      break;
  }
  context.ui.media("media", context.word(Word::body), exchange.id, exchange.content_type, height);
  return true;
}

void text(const Context& context, const Exchange& exchange, bool raw) {
  ui::Ui& ui = context.ui;
  ViewState& state = context.state;
  if (raw) {
    ui.code("body", context.word(Word::raw),
            coloured(context, state.answer_body, exchange.window, ""));
    return;
  }
  if (state.folded_in != exchange.id) state.folded.clear();
  state.folded_in = exchange.id;
  const bool json = exchange.complete && exchange.highlight == "json";
  const Folded folded = fold(exchange.body, json, state.folded);
  const auto turned = ui.code("body", context.word(Word::body),
                              coloured(context, state.answer_body, folded.text, exchange.highlight),
                              folded.lines, context.word(Word::line));
  if (!turned) return;
  if (state.folded.erase(*turned) == 0) state.folded.insert(*turned);
  state.again = true;
}

void contents(const Context& context, const Exchange& exchange) {
  if (exchange.tab == ResponseTab::headers) {
    headers(context, exchange);
    return;
  }
  const bool raw = exchange.tab == ResponseTab::raw;
  if (exchange.state == Exchange::State::done && exchange.received == 0) {
    note(context, "empty", context.word(Word::empty_body));
  } else if (!raw && media(context, exchange)) {
    return;
  } else if (!exchange.is_text) {
    note(context, "binary",
         context.fill(Word::binary_body, {{"size", size_of(context, exchange.received)}}));
  } else if (exchange.has_window) {
    text(context, exchange, raw);
    if (!exchange.complete && exchange.state == Exchange::State::done) parts(context, exchange);
  }
}

/// How the answer compares with what the description promises.
void verdict(const Context& context, const session::Verdict& verdict) {
  constexpr std::size_t kShown = 5;
  ui::Ui& ui = context.ui;
  if (!verdict.matches && !verdict.differs()) return;
  ui.divider();
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(8);
  ui.push_id("verdict");
  if (verdict.matches) {
    const float widths[] = {16, -1};
    ui.begin_row(widths, 6, 22);
    ui.icon(ui::Icon::check, {ui.x() + 1, ui.y() + 4, 14, 14}, ui.theme().ok);
    ui.next_cell();
    std::vector<ui::Span> words = {span(
        context.word(verdict.schema_name.empty() ? Word::matches_promise : Word::matches_schema),
        ui.font_small(), ui.theme().muted)};
    if (!verdict.schema_name.empty()) {
      words.push_back(span("  ", ui.font_small(), ui.theme().muted));
      ui::Span link = span(verdict.schema_name, ui.font_small(), ui.theme().accent);
      link.href = "#/schemas/" + json::percent_encode(verdict.schema_name);
      words.push_back(std::move(link));
    }
    ui.paragraph("matches", std::move(words), 22);
    ui.end_row();
  } else {
    ui.paragraph(
        "differs",
        {span(context.word(Word::not_promised), weighted(ui.font_small(), 500), ui.theme().warn)},
        22);
    const auto line = [&](const std::string& id, const std::string& words) {
      ui.paragraph(id, {span(words, ui.font_small(), ui.theme().text)}, 19);
    };
    if (!verdict.difference.empty())
      line("difference", session::text(verdict.difference, context.language()));
    const auto leaves = schema::leaves(verdict.violations);
    for (std::size_t index = 0; index < leaves.size() && index < kShown; ++index) {
      std::string path;
      if (leaves[index]->keyword != "propertyNames") {
        path = session::field_path(schema::field_pointer(*leaves[index]));
      }
      if (!path.empty()) path += ' ';
      line(std::to_string(index), path + schema::message(*leaves[index], context.language()));
    }
    if (leaves.size() > kShown)
      line("more", context.fill(Word::and_more, {{"n", std::to_string(leaves.size() - kShown)}}));
  }
  ui.pop_id();
  ui.space(8);
  ui.end_inset();
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

/// Who sends wants to see what comes back: the answer is scrolled into view when it begins, and
/// once more when its body is there; never up, and never past its own head. Where the form stands
/// beside the words, its end stays in view.
void reveal(const Context& context, const Exchange& exchange, float top) {
  constexpr float kMargin = 14;
  const bool failed = exchange.state == Exchange::State::failed;
  if (!exchange.answered() && !failed) return;
  const std::uint64_t stage = exchange.id * 2ull + (exchange.has_window || failed ? 1 : 0);
  std::uint64_t& seen = context.state.revealed_answer;
  if (stage <= seen) return;
  seen = stage;
  ui::Ui& ui = context.ui;
  const float height = ui.viewport_height();
  const float above = context.request_pane == "main" ? kMargin : height * 0.35f;
  const float wanted = std::min(top - above, ui.y() + kMargin - height);
  if (wanted > ui.scroll_of(context.request_pane))
    context.state.scrolls.push_back({std::string(context.request_pane), wanted});
}

void waiting(const Context& context, std::string text) {
  ui::Ui& ui = context.ui;
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(12);
  ui.paragraph("state", {span(text, ui.font_text(), ui.theme().muted)});
  ui.space(12);
  ui.end_inset();
}

void running(const Context& context, const Exchange& exchange) {
  std::string text = exchange.slow
                         ? context.fill(Word::still_waiting,
                                        {{"origin", session::origin_of(exchange.request.url)}})
                         : context.word(Word::sending);
  if (exchange.waited_s > 0)
    text += "  ·  " + session::duration_words(exchange.waited_s * 1000.0, context.language());
  waiting(context, std::move(text));
}

void answered(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(8);
  const std::string labels[] = {context.word(Word::body), context.word(Word::headers),
                                context.word(Word::raw)};
  const bool done = exchange.state == Exchange::State::done && exchange.received > 0;
  const float widths[] = {-1, 32, 32};
  ui.begin_row(std::span(widths, done ? 3 : 1), 2, 28);
  if (auto chosen =
          ui.tabs("tabs", context.word(Word::response), labels, static_cast<int>(exchange.tab)))
    context.act(session::ChooseResponseTab{static_cast<ResponseTab>(*chosen)});
  if (done) {
    const bool copied = context.session.copied == session::CopyTarget::response;
    ui::ButtonOptions look;
    look.kind = ui::ButtonKind::quiet;
    look.icon = copied ? ui::Icon::check : ui::Icon::copy;
    look.accessible_name = context.word(Word::to_clipboard);
    look.disabled = !exchange.is_text;
    ui.next_cell();
    if (ui.button("copy", "", look)) context.act(session::Copy{session::CopyTarget::response});
    look.icon = ui::Icon::download;
    look.accessible_name = context.word(Word::download);
    look.disabled = false;
    ui.next_cell();
    if (ui.button("download", "", look)) context.act(session::SaveAnswer{});
  }
  ui.end_row();
  ui.space(8);
  if (exchange.status == 401 && !session::security_state(context.session).satisfied)
    note(context, "credentials", context.word(Word::needs_authorization));
  ui.begin_container("panel", ui::Role::tabpanel, labels[static_cast<std::size_t>(exchange.tab)]);
  contents(context, exchange);
  ui.end_container();
  ui.space(12);
  ui.end_inset();
  verdict(context, exchange.verdict);
}

void final_url(const Context& context, const request::Built& built) {
  ui::Ui& ui = context.ui;
  const request::SecretText& url = built.request.url;
  const std::string text = context.session.secrets_shown ? url.text : url.masked();
  ui.paragraph("url",
               {span(context.word(Word::final_url) + "  ", ui.font_small(), ui.theme().muted),
                span(text, ui.font_code(), ui.theme().text)},
               20);
}

/// What does not travel as it was given, and why: a page may not set every header.
void notices(const Context& context, const request::Built& built) {
  ui::Ui& ui = context.ui;
  std::size_t index = 0;
  for (const request::Notice& notice : built.notices) {
    if (notice.severity == openapi::Severity::error) continue;
    const bool warns = notice.severity == openapi::Severity::warning;
    ui.space(6);
    ui.paragraph(
        "notice/" + std::to_string(index++),
        {span((notice.name.empty() ? notice.in : notice.name) + ": ", ui.font_code(),
              ui.theme().text),
         span(notice.message, ui.font_small(), warns ? ui.theme().warn : ui.theme().muted)},
        19);
  }
}

bool has_secrets(const request::HttpRequest& request) {
  bool found = !request.url.secrets.empty();
  for (const request::HeaderField& header : request.headers)
    found = found || !header.value.secrets.empty();
  if (!request.body) return found;
  for (const request::Run& run : *request.body) {
    const auto* text = std::get_if<request::SecretText>(&run);
    found = found || (text && !text->secrets.empty());
  }
  return found;
}

}  // namespace

void code(const Context& context) {
  if (!session::current_form(context.session)) return;
  ui::Ui& ui = context.ui;
  const std::vector<std::string> names = session::snippet_titles(context.session);
  const bool copied = context.session.copied == session::CopyTarget::code;
  ui::ButtonOptions quiet;
  quiet.kind = ui::ButtonKind::quiet;
  quiet.icon = copied ? ui::Icon::check : ui::Icon::copy;
  const std::string copy = context.word(copied ? Word::copied : Word::copy);
  const std::uint32_t chosen_now = session::current_snippet(context.session);
  const float language =
      std::min(ui.measure(names[chosen_now], ui.font_small()).width + 36, 190.0f);
  const float widths[] = {language, ui.button_width(copy, quiet)};
  begin_card(context, "code", context.word(Word::code), widths[0] + 4 + widths[1]);
  ui.begin_row(widths, 4, 32);
  if (auto chosen = ui.select("language", context.word(Word::language), names,
                              static_cast<int>(chosen_now), {.quiet = true}))
    context.act(session::ChooseSnippet{static_cast<std::uint32_t>(*chosen)});
  ui.next_cell();
  if (ui.button("copy", copy, quiet)) context.act(session::Copy{session::CopyTarget::code});
  ui.end_row();
  card_body(context);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(10);
  const request::Built built = session::current_request(context.session);
  ui.code("text", context.word(Word::code),
          coloured(context, context.state.snippet, session::current_code(context.session),
                   session::current_lexer(context.session)));
  ui.space(8);
  final_url(context, built);
  notices(context, built);
  if (has_secrets(built.request)) {
    const bool shown = context.session.secrets_shown;
    ui::ButtonOptions link;
    link.kind = ui::ButtonKind::link;
    ui.space(6);
    if (ui.button("secrets", context.word(shown ? Word::hide_secrets : Word::show_secrets), link))
      context.act(session::ShowSecrets{!shown});
  }
  ui.space(10);
  ui.end_inset();
  end_card(context);
}

void response(const Context& context) {
  ui::Ui& ui = context.ui;
  const float top = ui.y();
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
    running(context, *exchange);
  end_card(context);
  if (exchange) reveal(context, *exchange, top);
}

}  // namespace vitrine::view
