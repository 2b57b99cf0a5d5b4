#include "app/view/send.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/button.h"
#include "app/ui/hash.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/view/authorization.h"
#include "app/view/copying.h"
#include "app/view/field_row.h"
#include "app/view/flow.h"

namespace vitrine::view {
namespace {

using session::CopyTarget;
using session::Word;

/// Left of the buttons: what is wrong, or else the key that sends.
void state_of(const Context& context, const session::Form& form) {
  ui::Ui& ui = context.ui;
  const std::size_t wrong = context.session.current.violations;
  if (form.send_anyway_offered && wrong > 0) {
    ui.begin_flow(ui::gap::kSmall, 0);
    ui::label(ui, "attention",
              context.fill(Word::fields_need_attention, {{"n", std::to_string(wrong)}}) + " ·",
              ui::type::kSmall, ui.theme().muted, ui::leading::kProse, ui::Wrap::none);
    ui::ButtonOptions link;
    link.kind = ui::ButtonKind::link;
    if (ui::button(ui, "send-anyway", context.word(Word::send_anyway), link))
      context.act(session::SendAnyway{});
    ui.end_flow();
  } else if (!form.server_error.empty()) {
    ui::label(ui, "server-error", form.server_error, ui::type::kSmall, ui.theme().bad,
              ui::height::kControl);
  } else if (context.session.notice.word == Word::link_without_body) {
    ui::label(ui, "link", context.word(Word::link_without_body), ui::type::kSmall, ui.theme().warn,
              ui::leading::kText);
  } else if (!context.narrow) {
    ui::label(ui, "hint", context.word(Word::send_hint), ui::type::kSmall, ui.theme().muted,
              ui::height::kControl);
  }
}

bool is_running(const Context& context) {
  const session::Exchange* exchange = session::current_exchange(context.session);
  return exchange && exchange->running();
}

/// Ends what runs.
Word ending(const Context& context) {
  const session::Exchange* exchange = session::current_exchange(context.session);
  return exchange && exchange->socket && exchange->state == session::Exchange::State::receiving
             ? Word::disconnect
             : Word::cancel;
}

void server_address(const Context& context, const session::Field& field) {
  context.ui.space(ui::gap::kSmall);
  labelled(context, field_id(field.id), {field.name, true, false, Label::words}, [&] {
    if (auto value = input(context, field))
      context.act(session::EditServerAddress{std::move(value->text)});
  });
}

void server_select(const Context& context, const session::Form& form) {
  std::vector<std::string> servers = choice_labels(context, form.server_choice);
  const bool named = form.own_server && !form.server_url.empty();
  servers.push_back(named ? form.server_url : context.word(Word::another_address));
  if (auto chosen = ui::select(context.ui, "server", context.word(Word::server), servers,
                               form.server_choice.chosen, {.mono = true}))
    context.act(session::ChooseServer{static_cast<std::uint32_t>(*chosen)});
}

}  // namespace

void send_line(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  if (!form) return;
  ui::Ui& ui = context.ui;
  const bool running = is_running(context);
  const std::string send = context.word(form->socket ? Word::connect : Word::send);
  const std::string cancel = context.word(ending(context));
  // What is sent while a WebSocket is open has a button of its own.
  const bool sends = !running || !form->socket;
  ui::ButtonOptions primary;
  primary.kind = ui::ButtonKind::primary;
  const float send_width = ui::button_width(ui, send, primary);
  const float widths[] = {-1, ui::height::kQuiet,
                          running ? ui::button_width(ui, cancel) : send_width, send_width};
  ui.begin_row(std::span(widths, running && sends ? 4 : 3), ui::gap::kMedium, ui::height::kControl);
  state_of(context, *form);
  ui.next_cell();
  if (copy_button(context, "copy-request",
                  {Word::copy_request_link, CopyTarget::request, ui::Icon::link}))
    context.act(session::CopyRequestLink{});
  ui.next_cell();
  if (running) {
    if (ui::button(ui, "cancel", cancel)) context.act(session::Cancel{});
    if (sends) ui.next_cell();
  }
  if (sends && ui::button(ui, "send", send, primary)) context.act(session::Send{});
  ui.end_row();
}

void server_line(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  if (!form) return;
  ui::Ui& ui = context.ui;
  const bool secured = !context.session.spec->description.security_schemes().empty();
  const session::SecurityState& security = context.session.current.security;
  ui::ButtonOptions options;
  options.icon = security.satisfied && security.required && !security.expired ? ui::Icon::check
                                                                              : ui::Icon::none;
  if (security.satisfied) options.described_by = "authorized/0";
  const std::string authorize = context.word(Word::authorize);
  options.accessible_name = authorize;
  const float widths[] = {-1, ui::button_width(ui, authorize, options)};
  ui.begin_row(std::span(widths, secured ? 2 : 1), ui::gap::kClose);
  if (context.shows(session::Part::servers)) server_select(context, *form);
  if (secured) {
    ui.next_cell();
    if (ui::button(ui, "authorize", authorize, options)) context.act(session::OpenAuthorize{});
  }
  ui.end_row();
  if (security.satisfied) authorization_lines(context);
}

void server_values(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  if (!form) return;
  if (!context.shows(session::Part::servers)) return;
  if (form->own_server) server_address(context, form->server_address);
  for (const session::Field& field : form->server_values) {
    context.ui.space(ui::gap::kSmall);
    labelled(context, field_id(field.id), {field.name, true}, [&] {
      if (auto value = input(context, field))
        context.act(session::EditServerVariable{field.name, std::move(value->text)});
    });
  }
}

std::uint64_t send_key(const Context& context) {
  const session::Session& session = context.session;
  ui::Hash key;
  key.add(session.page_revision);
  if (const session::Form* form = session::current_form(session)) {
    key.add(std::string_view(form->server_url));
    key.add(std::string_view(form->server_error));
    key.add(std::uint64_t{form->server});
    key.add(std::uint64_t{form->send_anyway_offered ? session.current.violations + 1 : 0});
    key.add(static_cast<std::uint64_t>(ending(context)) << 1 | std::uint64_t{form->socket});
  }
  const session::SecurityState& security = session.current.security;
  key.add(security.revision);
  key.add(std::uint64_t{is_running(context)} << 2 | std::uint64_t{security.expired} << 1 |
          std::uint64_t{security.satisfied && security.required});
  return key.value();
}

void bring_up_response(const Context& context, float top) {
  const session::Exchange* exchange = session::current_exchange(context.session);
  std::uint64_t& shown = context.state.response_brought_up;
  if (!exchange || !exchange->running() || exchange->id <= shown) return;
  shown = exchange->id;
  bring_up(context, top - ui::gap::kCard, context.ui.y() + ui::gap::kCard);
}

}  // namespace vitrine::view
