#include "app/view/authorize.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/text/ascii.h"
#include "app/ui/button.h"
#include "app/ui/checkbox.h"
#include "app/ui/ornament.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/prose.h"

namespace vitrine::view {
namespace {

using openapi::SchemeType;
using session::Word;

constexpr float kWidth = 480;
constexpr float kMargin = ui::gap::kBlock;

std::string type_name(const openapi::SecurityScheme& scheme) {
  switch (scheme.type) {
    case SchemeType::mutual_tls:
      return "mutualTLS";
    case SchemeType::http: {
      std::string name = "HTTP " + scheme.scheme;
      if (name.size() > 5) name[5] = text::upper(name[5]);
      return name;
    }
    default:
      return scheme.key;
  }
}

void field(const Context& context, std::uint32_t index, session::CredentialPart part,
           const session::CredentialField& field) {
  ui::Ui& ui = context.ui;
  const std::string name = context.word(field.word);
  ui::label(ui, field.id + "/label", name, ui::type::medium(ui::type::kSmall), ui.theme().text,
            ui::leading::kProse);
  ui.space(ui::gap::kHair);
  ui::FieldOptions options;
  options.kind = field.secret ? ui::FieldKind::password : ui::FieldKind::text;
  options.value = field.value.text;
  options.revision = field.revision;
  options.mono = field.secret;
  options.autocomplete = field.secret ? "off" : "username";
  if (auto change = ui::text_field(ui, field.id, name, options))
    context.act(session::EditCredential{index, part, std::move(change->text)});
  ui.space(ui::gap::kClose);
}

/// The fields before the secret, or the secret itself.
void fields(const Context& context, std::uint32_t index, const session::CredentialDraft& draft,
            bool secret) {
  for (std::size_t i = 0; i < draft.fields.size(); ++i) {
    const auto part = static_cast<session::CredentialPart>(i);
    const bool wanted = (part == session::CredentialPart::secret) == secret;
    if (wanted && draft.fields[i].shown) field(context, index, part, draft.fields[i]);
  }
}

/// Draws the inputs of an OAuth2 flow, and the button that gets a token.
void sign_in(const Context& context, std::uint32_t index, const openapi::SecurityScheme& scheme,
             const session::CredentialDraft& draft) {
  if (draft.flow >= scheme.flows.size()) return;
  ui::Ui& ui = context.ui;
  const openapi::OAuthFlow& flow = scheme.flows[draft.flow];
  if (scheme.flows.size() > 1) {
    std::vector<std::string> names;
    for (const openapi::OAuthFlow& each : scheme.flows) names.push_back(each.kind);
    if (auto chosen = ui::select(ui, "flow", context.word(Word::flow), names,
                                 static_cast<int>(draft.flow), {.mono = true}))
      context.act(session::ChooseFlow{index, static_cast<std::uint32_t>(*chosen)});
    ui.space(ui::gap::kClose);
  }
  fields(context, index, draft, false);
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
  // Show exactly the URLs that the requests are sent to.
  if (!draft.endpoint_error.empty()) {
    ui::message(ui, "endpoint-error", draft.endpoint_error);
    ui.space(ui::gap::kClose);
    return;
  }
  ui::paragraph(
      ui, "sent-to",
      {span(context.fill(Word::sign_in_sent_to,
                         {{"origin", text::join(request::origins(draft.endpoints), ", ")}}),
            ui::type::kSmall, ui.theme().muted)},
      ui::leading::kText);
  ui.space(ui::gap::kSmall);
  if (ui::button(ui, "sign-in", context.word(Word::sign_in))) context.act(session::SignIn{index});
  ui.space(ui::gap::kSmall);
  if (draft.signing_in) {
    ui.begin_container("signing-in", ui::Role::status, "");
    ui::label(ui, "words", context.word(Word::signing_in), ui::type::kSmall, ui.theme().muted,
              ui::leading::kProse);
    ui.end_container();
  }
  if (!draft.sign_in_error.empty()) ui::message(ui, "sign-in-error", draft.sign_in_error);
  if (flow.kind == "authorizationCode" || flow.kind == "implicit") {
    ui::paragraph(ui, "redirect",
                  {span(context.fill(Word::sign_in_redirect,
                                     {{"url", context.session.settings.redirect_uri}}),
                        ui::type::kSmall, ui.theme().muted)},
                  ui::leading::kText);
  }
  ui.space(ui::gap::kClose);
}

/// Draws the link to the authorization server's metadata.
void metadata(const Context& context, const openapi::SecurityScheme& scheme) {
  const bool connect = scheme.type == SchemeType::open_id_connect;
  const char* field = connect ? "openIdConnectUrl" : "oauth2MetadataUrl";
  const auto address =
      request::endpoint(context.session.authorize.server_url, scheme.metadata_url, field);
  if (!address) return;
  ui::Ui& ui = context.ui;
  ui::Span link = span(address->url(), ui::type::kSmall, ui.theme().accent);
  link.href = address->url();
  ui::paragraph(
      ui, "metadata",
      {span(std::string(field) + "  ", ui::type::kCode, ui.theme().muted), std::move(link)},
      ui::leading::kText);
  ui.space(ui::gap::kClose);
}

void scheme_group(const Context& context, std::uint32_t index,
                  const openapi::SecurityScheme& scheme, const session::CredentialDraft& draft) {
  ui::Ui& ui = context.ui;
  ui.begin_container("scheme/" + scheme.key, ui::Role::group, scheme.key);
  std::vector<ui::Span> title = {span(scheme.key, ui::type::kName, ui.theme().text)};
  if (draft.saved)
    title.push_back(span("  " + context.word(Word::authorized), ui::type::kSmall, ui.theme().ok));
  ui::paragraph(ui, "title", std::move(title), ui::leading::kText);
  ui.space(ui::gap::kTight);
  prose(context, "words", scheme.description, row_prose(ui), 3);
  ui.space(ui::gap::kClose);
  if (!session::is_supported(scheme)) {
    ui::paragraph(ui, "unsupported",
                  {span(context.fill(Word::scheme_not_supported, {{"type", type_name(scheme)}}),
                        ui::type::kText, ui.theme().warn)},
                  ui::leading::kText);
  } else {
    metadata(context, scheme);
    if (scheme.type == SchemeType::oauth2)
      sign_in(context, index, scheme, draft);
    else
      fields(context, index, draft, false);
    fields(context, index, draft, true);
    if (draft.saved) {
      ui::ButtonOptions quiet;
      quiet.kind = ui::ButtonKind::link;
      if (ui::button(ui, "forget", context.word(Word::forget), quiet))
        context.act(session::ForgetCredentials{index});
    }
  }
  ui.space(ui::gap::kRow);
  ui.end_container();
}

}  // namespace

void authorize(const Context& context, ui::Size size) {
  const session::AuthorizeDialog& dialog = context.session.authorize;
  if (!dialog.open || !context.session.spec) return;
  ui::Ui& ui = context.ui;
  const float width = std::min(kWidth, size.width - 2 * kMargin);
  const float height = std::min(context.state.dialog_height, size.height - 2 * kMargin);
  ui::Surface surface;
  surface.id = "dialog";
  surface.kind = ui::Surface::Kind::dialog;
  surface.role = ui::Role::dialog;
  surface.name = context.word(Word::authorize);
  surface.rect = {(size.width - width) / 2, std::max(kMargin, (size.height - height) * 0.35f),
                  width, height};
  ui.begin_surface(surface);
  ui.begin_inset(ui::gap::kIndent, ui::gap::kIndent);
  ui.space(ui::gap::kPane);
  ui::heading(ui, "title", 2, context.word(Word::authorize), ui::type::kSubtitle,
              ui::leading::kSubtitle);
  ui.space(ui::gap::kTight);
  ui::paragraph(ui, "origin",
                {span(context.fill(Word::authorize_for, {{"origin", dialog.origin}}) + ". " +
                          context.word(Word::kept_in_memory) + ".",
                      ui::type::kText, ui.theme().muted)},
                ui::leading::kText);
  ui.space(ui::gap::kBlock);
  const auto& schemes = context.session.spec->description.security_schemes();
  for (std::uint32_t index = 0; index < schemes.size() && index < dialog.drafts.size(); ++index) {
    if (index > 0) {
      ui::divider(ui);
      ui.space(ui::gap::kBlock);
    }
    scheme_group(context, index, schemes[index], dialog.drafts[index]);
  }
  ui::ButtonOptions primary;
  primary.kind = ui::ButtonKind::primary;
  const std::string save = context.word(Word::save);
  const std::string close = context.word(Word::close);
  const float widths[] = {-1, ui::button_width(ui, close), ui::button_width(ui, save, primary)};
  ui.begin_row(widths, ui::gap::kMedium, ui::height::kControl);
  ui.next_cell();
  if (ui::button(ui, "close", close)) context.act(session::CloseAuthorize{});
  ui.next_cell();
  if (ui::button(ui, "save", save, primary)) context.act(session::SaveCredentials{});
  ui.end_row();
  ui.space(ui::gap::kPane);
  ui.end_inset();
  if (context.state.dialog_height != ui.y()) {
    context.state.dialog_height = ui.y();
    context.state.again = true;
  }
  ui.end_surface();
}

}  // namespace vitrine::view
