#include "app/view/sign_in.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "app/text/ascii.h"
#include "app/ui/button.h"
#include "app/ui/checkbox.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/view/authorize.h"
#include "app/view/copying.h"

namespace vitrine::view {
namespace {

using openapi::SchemeType;
using session::CredentialPart;
using session::Word;
using Step = session::AuthorizeDialog::Step;

const session::CredentialDraft& draft_at(const Context& context, std::uint32_t index) {
  return context.session.authorize.drafts[index];
}

void small(const Context& context, std::string_view id, const std::string& words) {
  ui::paragraph(context.ui, id, {span(words, ui::type::kSmall, context.ui.theme().muted)},
                ui::leading::kText);
}

bool quiet_button(const Context& context, std::string_view id, Word word) {
  ui::ButtonOptions quiet;
  quiet.kind = ui::ButtonKind::link;
  return ui::button(context.ui, id, context.word(word), quiet);
}

/// What goes on, and how to end it.
void progress(const Context& context, Word word) {
  ui::Ui& ui = context.ui;
  ui.begin_container("signing-in", ui::Role::status, "");
  ui::label(ui, "words", context.word(word), ui::type::kSmall, ui.theme().muted,
            ui::leading::kProse);
  ui.end_container();
  if (quiet_button(context, "cancel", Word::cancel)) context.act(session::CancelSignIn{});
}

/// The provider's configuration: a link to it, and the button that reads it.
void provider(const Context& context, std::uint32_t index, const openapi::SecurityScheme& scheme) {
  const session::CredentialDraft& draft = draft_at(context, index);
  ui::Ui& ui = context.ui;
  const request::Endpoint& address = draft.provider;
  if (!address.empty()) {
    ui::Span link = span(address.url(), ui::type::kSmall, ui.theme().accent);
    link.href = address.url();
    const bool connect = scheme.type == SchemeType::open_id_connect;
    ui::paragraph(ui, "metadata",
                  {span(connect ? "openIdConnectUrl  " : "oauth2MetadataUrl  ", ui::type::kCode,
                        ui.theme().muted),
                   std::move(link)},
                  ui::leading::kText);
    ui.space(ui::gap::kTight);
  }
  if (!draft.provider_error.empty()) ui::message(ui, "provider-error", draft.provider_error);
  if (!address.empty() && !draft.discovered) {
    const session::AuthorizeDialog& dialog = context.session.authorize;
    if (draft.signing_in && dialog.step == Step::discovery && dialog.request != 0) {
      progress(context, Word::discovering);
    } else if (ui::button(ui, "discover",
                          context.fill(Word::discover, {{"origin", address.origin()}}))) {
      context.act(session::Discover{index});
    }
  }
  ui.space(ui::gap::kClose);
}

void flow_choice(const Context& context, std::uint32_t index) {
  const session::CredentialDraft& draft = draft_at(context, index);
  if (draft.flows.size() < 2) return;
  ui::Ui& ui = context.ui;
  std::vector<std::string> names;
  for (const openapi::OAuthFlow& each : draft.flows) names.push_back(each.kind);
  if (auto chosen = ui::select(ui, "flow", context.word(Word::flow), names,
                               static_cast<int>(draft.flow), {.mono = true}))
    context.act(session::ChooseFlow{index, static_cast<std::uint32_t>(*chosen)});
  ui.space(ui::gap::kClose);
}

/// The fields before the secret, and how the client's own is sent.
void client(const Context& context, std::uint32_t index) {
  const session::CredentialDraft& draft = draft_at(context, index);
  for (std::size_t i = 0; i < draft.fields.size(); ++i) {
    const auto part = static_cast<CredentialPart>(i);
    if (part != CredentialPart::secret && draft.fields[i].shown)
      credential_field(context, index, part);
  }
  if (draft.text(CredentialPart::client_secret).empty()) return;
  ui::Ui& ui = context.ui;
  const std::string name = context.word(Word::client_authentication);
  ui::label(ui, "client-authentication/label", name, ui::type::medium(ui::type::kSmall),
            ui.theme().text, ui::leading::kProse);
  ui.space(ui::gap::kHair);
  const std::array<std::string, 2> ways = {context.word(Word::in_the_body),
                                           context.word(Word::in_the_header)};
  if (auto chosen =
          ui::select(ui, "client-authentication", name, ways, draft.secret_in_header ? 1 : 0))
    context.act(session::ChooseClientAuthentication{index, *chosen == 1});
  ui.space(ui::gap::kClose);
}

void scopes(const Context& context, std::uint32_t index, const openapi::OAuthFlow& flow) {
  if (flow.scopes.empty()) return;
  const session::CredentialDraft& draft = draft_at(context, index);
  ui::Ui& ui = context.ui;
  ui::label(ui, "scopes", context.word(Word::scopes), ui::type::medium(ui::type::kSmall),
            ui.theme().text, ui::leading::kProse);
  if (flow.scopes.size() > 1) {
    ui.begin_flow(ui::gap::kRow, ui::gap::kTight);
    if (quiet_button(context, "all-scopes", Word::select_all))
      context.act(session::SelectScopes{index, true});
    if (quiet_button(context, "no-scopes", Word::select_none))
      context.act(session::SelectScopes{index, false});
    ui.end_flow();
  }
  for (const openapi::Scope& scope : flow.scopes) {
    const bool on =
        std::find(draft.scopes.begin(), draft.scopes.end(), scope.name) != draft.scopes.end();
    const float widths[] = {26, -1};
    ui.begin_row(widths, ui::gap::kTight);
    if (ui::checkbox(ui, "scope/" + scope.name, scope.name, on))
      context.act(session::ToggleScope{index, scope.name});
    ui.next_cell();
    ui.space((ui::height::kControl - ui::leading::kText) / 2);
    // A block of YAML ends with a line end, which is no line of its own.
    std::string words = scope.description;
    while (!words.empty() && words.back() == '\n') words.pop_back();
    ui::paragraph(ui, "scope-words/" + scope.name,
                  {span(scope.name + "  ", ui::type::kCode, ui.theme().text),
                   span(words, ui::type::kSmall, ui.theme().muted)},
                  ui::leading::kText);
    ui.end_row();
  }
  ui.space(ui::gap::kSmall);
}

/// The code that the user enters on another device, or in another window (RFC 8628 §3.3).
void device_code(const Context& context, const request::DeviceCode& device) {
  ui::Ui& ui = context.ui;
  const std::string code = request::plain_line(device.user_code);
  ui::Span link = span(context.fill(Word::device_code_at, {{"url", device.verification_url}}),
                       ui::type::kSmall, ui.theme().accent);
  link.href = device.verification_url;
  ui::paragraph(ui, "device", {std::move(link)}, ui::leading::kText);
  const float widths[] = {-1, 32};
  ui.begin_row(widths, ui::gap::kHair, ui::height::kQuiet);
  ui::label(ui, "user-code", code, ui::type::strong(ui::type::kCode), ui.theme().text,
            ui::height::kQuiet);
  ui.next_cell();
  if (copy_button(context, "copy-code", {.name = Word::copy}))
    context.act(session::Copy{session::CopyTarget::text, code});
  ui.end_row();
}

}  // namespace

void sign_in(const Context& context, std::uint32_t index) {
  const openapi::SecurityScheme& scheme =
      context.session.spec->description.security_schemes()[index];
  const session::CredentialDraft& draft = draft_at(context, index);
  ui::Ui& ui = context.ui;
  if (!draft.provider.empty() || !draft.provider_error.empty()) provider(context, index, scheme);
  const openapi::OAuthFlow* flow = session::flow_of(draft);
  if (!flow) return;
  flow_choice(context, index);
  client(context, index);
  scopes(context, index, *flow);
  // Show exactly the URLs that the requests are sent to.
  if (!draft.endpoint_error.empty()) {
    ui::message(ui, "endpoint-error", draft.endpoint_error);
    ui.space(ui::gap::kClose);
    return;
  }
  small(context, "sent-to",
        context.fill(Word::sign_in_sent_to,
                     {{"origin", text::join(request::origins(draft.endpoints), ", ")}}));
  ui.space(ui::gap::kSmall);
  if (ui::button(ui, "sign-in", context.word(Word::sign_in))) context.act(session::SignIn{index});
  ui.space(ui::gap::kSmall);
  if (!draft.device.user_code.empty()) device_code(context, draft.device);
  const session::AuthorizeDialog& dialog = context.session.authorize;
  if (draft.signing_in && (dialog.step != Step::discovery || dialog.request == 0))
    progress(context, Word::signing_in);
  if (!draft.sign_in_error.empty()) ui::message(ui, "sign-in-error", draft.sign_in_error);
  if (flow->kind == "authorizationCode" || flow->kind == "implicit")
    small(context, "redirect",
          context.fill(Word::sign_in_redirect, {{"url", context.session.settings.redirect_uri}}));
  ui.space(ui::gap::kClose);
}

void renew_token(const Context& context, std::uint32_t index) {
  const session::CredentialDraft& draft = draft_at(context, index);
  if (!draft.saved || draft.renewal.refresh_token.empty()) return;
  if (quiet_button(context, "renew", Word::renew)) context.act(session::RenewToken{index});
}

}  // namespace vitrine::view
