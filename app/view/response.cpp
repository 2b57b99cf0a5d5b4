#include "app/view/response.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "app/request/snippet.h"
#include "app/schema/message.h"
#include "app/session/exchange/body_text.h"
#include "app/session/exchange/http_words.h"
#include "app/session/form/field.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"
#include "app/ui/button.h"
#include "app/ui/chip.h"
#include "app/ui/code.h"
#include "app/ui/icon.h"
#include "app/ui/media.h"
#include "app/ui/ornament.h"
#include "app/ui/select.h"
#include "app/ui/tabs.h"
#include "app/ui/text.h"
#include "app/view/authorization.h"
#include "app/view/card.h"
#include "app/view/code_block.h"
#include "app/view/copying.h"
#include "app/view/flow.h"
#include "app/view/prose_image.h"
#include "app/view/response_bytes.h"
#include "app/view/response_headers.h"
#include "app/view/response_table.h"
#include "app/view/response_text.h"
#include "app/view/stream.h"

namespace vitrine::view {
namespace {

using session::Exchange;
using session::ResponseTab;
using session::Word;

/// Of longer code the beginning is shown; what is copied is all of it.
constexpr std::size_t kCodeShown = 65536;
/// Bytes of a text that can be searched here: shorter ones are seen at once.
constexpr std::size_t kSearched = 400;
/// Longer bodies are for a download.
constexpr std::uint64_t kCopied = 8'000'000;

ui::Color status_color(const ui::Theme& theme, std::uint16_t status) {
  return status < 400 ? theme.ok : theme.bad;
}

void note(const Context& context, std::string_view id, const std::string& words) {
  ui::paragraph(context.ui, id, {span(words, ui::type::kSmall, context.ui.theme().muted)});
}

std::string size_of(const Context& context, std::uint64_t bytes) {
  return session::size_words(bytes, context.language());
}

/// The height of the place that the page fills; 0 where the body is drawn as text.
float place_height(text::Renderer renderer) {
  switch (renderer) {
    case text::Renderer::text:
      return 0;
    case text::Renderer::audio:
      return 54;
    case text::Renderer::image:
    case text::Renderer::video:
      return 280;
    case text::Renderer::pdf:
      return 480;
  }
  return 0;
}

/// Leaves a free place, in which the page shows an image, audio, video or PDF. Images are as large
/// as they are, where the column has room.
bool media(const Context& context, const Exchange& exchange) {
  if (exchange.state != Exchange::State::done || exchange.received == 0) return false;
  ui::Ui& ui = context.ui;
  float height = place_height(exchange.renderer);
  if (height == 0) return false;
  if (exchange.renderer == text::Renderer::image) {
    const auto known = context.state.images.find(body_image(exchange.id));
    if (known != context.state.images.end() && known->second.size.width > 0) {
      const ui::Size size = known->second.size;
      height = std::ceil(size.height * std::min(1.0f, ui.width() / size.width));
    }
  }
  ui::media(ui, "media", context.word(Word::body), exchange.id, exchange.content_type, height);
  return true;
}

/// Other ways to look at a text: as a table, as the page that it is.
bool other_view(const Context& context, const Exchange& exchange) {
  constexpr size_t kMostPreview = 1'000'000;
  constexpr float kPreviewHeight = 420;
  ui::Ui& ui = context.ui;
  BodyView& view = body_view(context, exchange);
  const bool has_table = has_response_table(context, exchange);
  const bool is_page = text::essence(exchange.content_type) == "text/html" && exchange.complete &&
                       exchange.text && exchange.text->text().size() <= kMostPreview;
  if (is_too_large_for_table(exchange)) {
    note(context, "no-table",
         context.fill(Word::no_table_over, {{"size", size_of(context, kMostTableBytes)}}));
  }
  if (!has_table && !is_page) return false;
  bool& on = has_table ? view.table : view.preview;
  ui::ButtonOptions quiet;
  quiet.kind = ui::ButtonKind::quiet;
  const Word other = on ? Word::text_view : has_table ? Word::table : Word::preview;
  if (ui::button(ui, "other-view", context.word(other), quiet)) {
    on = !on;
    context.state.again = true;
  }
  ui.space(ui::gap::kSmall);
  if (!on) return false;
  if (has_table) {
    response_table(context, exchange);
  } else {
    ui::preview(ui, "preview", context.word(Word::preview), exchange.text->text(), kPreviewHeight);
  }
  return true;
}

/// What is said of the body before it: where it came from, where it ends.
void remarks(const Context& context, const Exchange& exchange) {
  if (!exchange.redirected.empty())
    note(context, "redirected", context.fill(Word::redirected_to, {{"url", exchange.redirected}}));
  if (!exchange.broken_off.empty()) {
    ui::Ui& ui = context.ui;
    ui.begin_container("broken", ui::Role::alert, "");
    ui::paragraph(
        ui, "what",
        {span(context.fill(Word::broken_off, {{"size", size_of(context, exchange.received)}}),
              ui::type::medium(ui::type::kSmall), ui.theme().bad)});
    ui::paragraph(
        ui, "remedy",
        {span(context.word(Word::broken_off_remedy) + "  ", ui::type::kSmall, ui.theme().text),
         span(exchange.broken_off, ui::type::kCode, ui.theme().muted)});
    ui.end_container();
    ui.space(ui::gap::kSmall);
  }
  const bool cut = exchange.complete && exchange.text && exchange.read < exchange.received;
  if (cut)
    note(context, "cut",
         context.fill(Word::cut_body, {{"shown", size_of(context, exchange.read)},
                                       {"size", size_of(context, exchange.received)}}));
}

/// The token that the response hands out: one click copies it, one makes it the credential.
void token(const Context& context, const Exchange& exchange) {
  if (exchange.token.empty()) return;
  ui::Ui& ui = context.ui;
  const auto& credentials = context.session.credentials;
  const bool used =
      std::any_of(credentials.begin(), credentials.end(),
                  [&](const session::Credential& each) { return each.secret == exchange.token; });
  const std::string whole = ui.node_id("copy-token");
  const bool copied = has_copied(context, session::CopyTarget::text, whole);
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.icon = copied ? ui::Icon::check : ui::Icon::copy;
  ui.begin_flow(ui::gap::kSmall, ui::gap::kTight);
  if (ui::button(ui, "copy-token", context.word(copied ? Word::copied : Word::copy_token), look)) {
    context.state.copied_from = whole;
    context.act(session::Copy{session::CopyTarget::text, exchange.token});
  }
  look.icon = used ? ui::Icon::check : ui::Icon::none;
  look.disabled = used;
  if (ui::button(ui, "use-token", context.word(used ? Word::authorized : Word::use_credential),
                 look))
    context.act(session::UseCredential{});
  ui.end_flow();
  ui.space(ui::gap::kSmall);
}

std::string joined_names(const session::NextStep& step) {
  std::string names;
  for (const session::NextStep::Value& value : step.values) {
    names += (names.empty() ? "" : ", ") + value.name;
    if (!value.body) names += " = " + text::shortened(value.text, 40);
  }
  return names;
}

/// The operations that the links of the response lead to.
void next_steps(const Context& context, const Exchange& exchange) {
  if (exchange.next.empty()) return;
  ui::Ui& ui = context.ui;
  const auto& operations = context.session.spec->description.operations();
  ui::divider(ui);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(ui::gap::kClose);
  ui.push_id("next");
  std::uint32_t index = 0;
  for (const session::NextStep& step : exchange.next) {
    if (step.operation >= operations.size()) continue;
    const openapi::OperationEntry& entry = operations[step.operation];
    const std::string name =
        !entry.operation_id.empty() ? entry.operation_id : entry.method + ' ' + entry.path;
    const std::string id = std::to_string(index);
    if (ui::button(ui, id, context.fill(Word::continue_with, {{"name", name}}),
                   {.described_by = id + "-fills"}))
      context.act(session::FollowLink{index});
    ui.space(ui::gap::kTight);
    std::string words;
    if (!step.values.empty())
      words = context.fill(Word::link_fills, {{"names", joined_names(step)}});
    if (!step.lacking.empty())
      words += (words.empty() ? "" : ". ") +
               context.fill(Word::link_lacks, {{"names", text::join(step.lacking, ", ")}});
    if (!words.empty()) note(context, id + "-fills", words);
    ui.space(ui::gap::kSmall);
    ++index;
  }
  ui.pop_id();
  ui.end_inset();
}

void contents(const Context& context, const Exchange& exchange) {
  if (exchange.tab == ResponseTab::headers) return response_headers(context, exchange);
  const bool raw = exchange.tab == ResponseTab::raw;
  if (stream_contents(context, exchange)) return;
  remarks(context, exchange);
  if (exchange.state == Exchange::State::done && exchange.received == 0) {
    note(context, "empty", context.word(Word::empty_body));
  } else if (!raw && media(context, exchange)) {
    return;
  } else if (!exchange.is_text) {
    note(context, "binary",
         context.fill(Word::binary_body, {{"size", size_of(context, exchange.received)}}));
    ui::Ui& ui = context.ui;
    ui.space(ui::gap::kSmall);
    response_bytes(context, exchange);
  } else if (exchange.text) {
    token(context, exchange);
    if (!raw && other_view(context, exchange)) return;
    if (exchange.text->text().size() > kSearched) text_tools(context, exchange);
    response_text(context, exchange);
  }
}

/// Draws how the response compares with the description.
void verdict(const Context& context, const session::Verdict& verdict) {
  constexpr std::size_t kShown = 5;
  ui::Ui& ui = context.ui;
  if (!verdict.matches && !verdict.differs()) return;
  ui::divider(ui);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(ui::gap::kClose);
  ui.push_id("verdict");
  if (verdict.matches) {
    const float widths[] = {16, -1};
    ui.begin_row(widths, ui::gap::kSmall, ui::leading::kProse);
    ui::icon(ui, ui::Icon::check, {ui.x() + 1, ui.y() + 4, 14, 14}, ui.theme().ok);
    ui.next_cell();
    std::vector<ui::Span> words = {span(
        context.word(verdict.schema_name.empty() ? Word::matches_promise : Word::matches_schema),
        ui::type::kSmall, ui.theme().muted)};
    if (!verdict.schema_name.empty()) {
      words.push_back(span(" ", ui::type::kSmall, ui.theme().muted));
      ui::Span link = span(verdict.schema_name, ui::type::kSmall, ui.theme().accent);
      link.href = session::schema_href(verdict.schema_name);
      words.push_back(std::move(link));
    }
    if (verdict.in_part)
      words.push_back(
          span(" · " + context.word(Word::matches_in_part), ui::type::kSmall, ui.theme().muted));
    ui::paragraph(ui, "matches", std::move(words));
    ui.end_row();
  } else {
    ui::paragraph(ui, "differs",
                  {span(context.word(Word::not_promised), ui::type::medium(ui::type::kSmall),
                        ui.theme().warn)});
    const auto line = [&](const std::string& id, const std::string& words) {
      ui::paragraph(ui, id, {span(words, ui::type::kSmall, ui.theme().text)}, ui::leading::kText);
    };
    if (!verdict.difference.empty())
      line("difference", session::text(verdict.difference, context.language()));
    for (const session::Verdict::Header& header : verdict.headers) {
      std::string words = session::text(header.difference, context.language());
      for (const schema::Violation& violation : header.violations) {
        words += (words.empty() ? header.name + ": " : "; ") +
                 schema::message(violation, context.language());
      }
      line("header/" + header.name, words);
    }
    const auto& violations = verdict.violations;
    for (std::size_t index = 0; index < violations.size() && index < kShown; ++index) {
      std::string path;
      if (violations[index].keyword != "propertyNames") {
        path = session::field_path(schema::field_pointer(violations[index]));
      }
      if (!path.empty()) path += ' ';
      line(std::to_string(index), path + schema::message(violations[index], context.language()));
    }
    if (violations.size() > kShown)
      line("more",
           context.fill(Word::and_more, {{"n", std::to_string(violations.size() - kShown)}}));
  }
  ui.pop_id();
  ui.space(ui::gap::kClose);
  ui.end_inset();
}

void failure(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(ui::gap::kRow);
  ui.begin_container("failure", ui::Role::alert, "");
  ui::paragraph(ui, "what",
                {span(session::text(exchange.failure, context.language()),
                      ui::type::medium(ui::type::kText), ui.theme().bad)});
  ui.space(ui::gap::kTight);
  ui::paragraph(
      ui, "remedy",
      {span(session::text(exchange.remedy, context.language()), ui::type::kText, ui.theme().text)});
  if (!exchange.detail.empty()) {
    ui.space(ui::gap::kTight);
    ui::paragraph(ui, "detail", {span(exchange.detail, ui::type::kCode, ui.theme().muted)},
                  ui::leading::kText);
  }
  ui.end_container();
  ui.space(ui::gap::kRow);
  ui.end_inset();
}

/// Users who send want to see the response: it is scrolled into view when it begins, and
/// once more when its body is there; never up, and never past its own head. Where the form stands
/// beside the words, its end stays in view.
void reveal(const Context& context, const Exchange& exchange, float top) {
  constexpr float kMargin = 14;
  const bool failed = exchange.state == Exchange::State::failed;
  if (!exchange.has_response() && !failed) return;
  const std::uint64_t stage = exchange.id * 2ull + (exchange.has_body || failed ? 1 : 0);
  std::uint64_t& seen = context.state.revealed_response;
  if (stage <= seen) return;
  seen = stage;
  const bool scrolls_alone = context.request_pane != "main" && !context.flow;
  const float above = scrolls_alone ? context.ui.viewport_height() * 0.35f : kMargin;
  bring_up(context, top - above, context.ui.y() + kMargin);
}

void waiting(const Context& context, const std::string& text) {
  ui::Ui& ui = context.ui;
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(ui::gap::kRow);
  ui::paragraph(ui, "state", {span(text, ui::type::kText, ui.theme().muted)});
  ui.space(ui::gap::kRow);
  ui.end_inset();
}

void running(const Context& context, const Exchange& exchange) {
  std::string text = exchange.slow && !exchange.socket
                         ? context.fill(Word::still_waiting,
                                        {{"origin", session::origin_of(exchange.request.url)}})
                         : context.word(exchange.held     ? Word::waiting_for_page
                                        : exchange.socket ? Word::connecting
                                                          : Word::sending);
  if (exchange.waited_s > 0)
    text += "  ·  " + session::duration_words(exchange.waited_s * 1000.0, context.language());
  waiting(context, text);
}

void response_parts(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(ui::gap::kClose);
  const std::string labels[] = {context.word(exchange.socket ? Word::messages : Word::body),
                                context.word(Word::headers), context.word(Word::raw)};
  const bool done = exchange.state == Exchange::State::done && exchange.received > 0;
  const float widths[] = {-1, 32, 32};
  ui.begin_row(std::span(widths, done ? 3 : 1), ui::gap::kHair, ui::height::kQuiet);
  if (auto chosen = ui::tabs(ui, "tabs", context.word(Word::response), labels,
                             static_cast<int>(exchange.tab)))
    context.act(session::ChooseResponseTab{static_cast<ResponseTab>(*chosen)});
  if (done) {
    ui.next_cell();
    if (copy_button(context, "copy",
                    {.name = Word::copy,
                     .target = session::CopyTarget::response,
                     .disabled = !exchange.is_text || exchange.received > kCopied}))
      context.act(session::Copy{session::CopyTarget::response});
    ui::ButtonOptions look;
    look.kind = ui::ButtonKind::quiet;
    look.icon = ui::Icon::download;
    look.accessible_name = context.word(Word::download);
    ui.next_cell();
    if (ui::button(ui, "download", "", look)) context.act(session::SaveResponse{});
  }
  ui.end_row();
  ui.space(ui::gap::kClose);
  const std::string_view meaning = session::status_words(exchange.status, context.language());
  if (exchange.status >= 400 && !meaning.empty()) note(context, "meaning", std::string(meaning));
  authorization_hint(context, exchange);
  ui.begin_container("panel", ui::Role::tabpanel, labels[static_cast<std::size_t>(exchange.tab)]);
  contents(context, exchange);
  ui.end_container();
  ui.space(ui::gap::kRow);
  ui.end_inset();
  verdict(context, exchange.verdict);
  next_steps(context, exchange);
}

void final_url(const Context& context, const request::Built& built) {
  ui::Ui& ui = context.ui;
  const request::SecretText& url = built.request.url;
  std::string text = context.session.secrets_shown ? url.text : url.masked();
  if (session::current_form(context.session)->socket && text.starts_with("http"))
    text.replace(0, 4, "ws");
  ui::paragraph(ui, "url",
                {span(context.word(Word::final_url) + "  ", ui::type::kSmall, ui.theme().muted),
                 span(text, ui::type::kCode, ui.theme().text)},
                ui::leading::kText);
}

/// Lists what the browser does not send as given, and why: a page may not set every header.
void notices(const Context& context, const request::Built& built) {
  ui::Ui& ui = context.ui;
  std::size_t index = 0;
  for (const request::Notice& notice : built.notices) {
    if (notice.severity == openapi::Severity::error) continue;
    const bool warns = notice.severity == openapi::Severity::warning;
    ui.space(ui::gap::kSmall);
    ui::paragraph(ui, "notice/" + std::to_string(index++),
                  {span((notice.name.empty() ? notice.in : notice.name) + ": ", ui::type::kCode,
                        ui.theme().text),
                   span(session::notice_words(notice, context.language()), ui::type::kSmall,
                        warns ? ui.theme().warn : ui.theme().muted)},
                  ui::leading::kText);
  }
}

}  // namespace

void code(const Context& context) {
  if (!session::current_form(context.session)) return;
  ui::Ui& ui = context.ui;
  const session::Current& current = context.session.current;
  const bool copied = context.session.copied == session::CopyTarget::code;
  ui::ButtonOptions quiet;
  quiet.kind = ui::ButtonKind::quiet;
  quiet.icon = copied ? ui::Icon::check : ui::Icon::copy;
  const std::string copy = context.word(copied ? Word::copied : Word::copy);
  const float language =
      std::min(ui.measure(current.snippets[current.snippet], ui::type::kSmall).width + 36, 190.0f);
  const float widths[] = {language, ui::button_width(ui, copy, quiet)};
  begin_card(context, "code", context.word(Word::code), widths[0] + 4 + widths[1]);
  ui.begin_row(widths, ui::gap::kTight, ui::height::kCardHead);
  std::vector<std::string> groups;
  if (!session::current_form(context.session)->socket)
    for (const request::Snippet& snippet : request::snippets()) groups.emplace_back(snippet.group);
  groups.resize(current.snippets.size());  // samples of the author have none
  if (auto chosen =
          ui::select(ui, "language", context.word(Word::language), current.snippets,
                     static_cast<int>(current.snippet), {.quiet = true, .groups = groups}))
    context.act(session::ChooseSnippet{static_cast<std::uint32_t>(*chosen)});
  ui.next_cell();
  if (ui::button(ui, "copy", copy, quiet)) context.act(session::Copy{session::CopyTarget::code});
  ui.end_row();
  card_body(context);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(ui::gap::kMedium);
  ui::code(ui, "text", context.word(Word::code),
           coloured(context, context.state.snippet, text::shortened(current.code, kCodeShown),
                    text::find_code_language(current.lexer)));
  ui.space(ui::gap::kClose);
  final_url(context, current.request);
  notices(context, current.request);
  if (current.has_secrets) {
    const bool shown = context.session.secrets_shown;
    ui::ButtonOptions link;
    link.kind = ui::ButtonKind::link;
    ui.space(ui::gap::kSmall);
    if (ui::button(ui, "secrets", context.word(shown ? Word::hide_secrets : Word::show_secrets),
                   link))
      context.act(session::ShowSecrets{!shown});
  }
  ui.space(ui::gap::kMedium);
  ui.end_inset();
  end_card(context);
}

void response(const Context& context) {
  ui::Ui& ui = context.ui;
  const float top = ui.y();
  const Exchange* exchange = session::current_exchange(context.session);
  const bool has_status = exchange && exchange->has_response();
  const std::string status = has_status ? session::status_line(*exchange) : "";
  const std::string time =
      has_status ? session::duration_words(exchange->elapsed_ms, context.language()) : "";
  const std::string size =
      has_status ? session::size_words(exchange->received, context.language()) : "";
  const ui::Font small = ui::type::kSmall;
  const float widths[] = {ui::status_width(ui, status), ui.measure(time, small).width + 1,
                          ui.measure(size, small).width + 1};
  begin_card(context, "response", context.word(Word::response),
             has_status ? widths[0] + widths[1] + widths[2] + 20 : 0);
  if (has_status) {
    const bool good = exchange->status < 400;
    ui.begin_row(widths, ui::gap::kMedium, ui::height::kCardHead);
    ui::status(ui, "status", status, status_color(ui.theme(), exchange->status),
               good ? ui.theme().ok_soft : ui.theme().bad_soft,
               session::status_words(exchange->status, context.language()));
    ui.next_cell();
    ui::label(ui, "time", time, small, ui.theme().muted, ui::leading::kHeading, ui::Wrap::none);
    ui.next_cell();
    ui::label(ui, "size", size, small, ui.theme().muted, ui::leading::kHeading, ui::Wrap::none);
    ui.end_row();
  }
  card_body(context);
  if (!exchange)
    waiting(context,
            context.word(session::current_form(context.session)->socket ? Word::not_connected
                                                                        : Word::no_response_yet));
  else if (exchange->state == Exchange::State::failed)
    failure(context, *exchange);
  else if (has_status)
    response_parts(context, *exchange);
  else if (exchange->state == Exchange::State::cancelled)
    waiting(context, context.word(Word::cancelled));
  else
    running(context, *exchange);
  // What came before a connection failed is still of use.
  if (exchange && exchange->stream && exchange->state == Exchange::State::failed)
    response_parts(context, *exchange);
  end_card(context);
  if (exchange) reveal(context, *exchange, top);
}

}  // namespace vitrine::view
