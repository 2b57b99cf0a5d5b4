#include "app/view/authorize.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "app/view/prose.h"

namespace vitrine::view {
namespace {

using openapi::SchemeType;
using session::Word;

constexpr float kWidth = 480;
constexpr float kMargin = 16;
constexpr float kPadding = 24;

std::string type_name(const openapi::SecurityScheme& scheme) {
  switch (scheme.type) {
    case SchemeType::mutual_tls:
      return "mutualTLS";
    case SchemeType::http:
      return "http " + scheme.scheme;
    default:
      return scheme.key;
  }
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

struct Field {
  const char* id;
  Word name;
  const std::string& text;
  bool secret = false;
};

/// A field of the dialog; what was typed into it.
std::optional<std::string> field(const Context& context, const Field& field,
                                 const session::CredentialDraft& draft) {
  ui::Ui& ui = context.ui;
  const std::string id = field.id;
  ui.label(id + "/label", context.word(field.name), weighted(ui.font_small(), 500), ui.theme().text,
           22);
  ui.space(2);
  ui::FieldOptions options;
  options.kind = field.secret ? ui::FieldKind::password : ui::FieldKind::text;
  options.value = field.text;
  options.revision = draft.revision;
  options.mono = field.secret;
  options.autocomplete = field.secret ? "off" : "username";
  const auto change = ui.text_field(id, context.word(field.name), options);
  ui.space(8);
  return change ? std::optional(change->text) : std::nullopt;
}

/// What a flow of OAuth2 needs to get a token, and the button that gets it.
void sign_in(const Context& context, std::uint32_t index, const openapi::SecurityScheme& scheme,
             const session::CredentialDraft& draft) {
  using Part = session::EditSignIn::Part;
  if (draft.flow >= scheme.flows.size()) return;
  ui::Ui& ui = context.ui;
  const openapi::OAuthFlow& flow = scheme.flows[draft.flow];
  if (scheme.flows.size() > 1) {
    std::vector<std::string> names;
    for (const openapi::OAuthFlow& each : scheme.flows) names.push_back(each.kind);
    if (auto chosen = ui.select("flow", context.word(Word::flow), names,
                                static_cast<int>(draft.flow), {.mono = true}))
      context.act(session::ChooseFlow{index, static_cast<std::uint32_t>(*chosen)});
    ui.space(8);
  }
  const auto edit = [&](Part part, const Field& what) {
    if (auto text = field(context, what, draft))
      context.act(session::EditSignIn{index, part, std::move(*text)});
  };
  edit(Part::client_id, {"client-id", Word::client_id, draft.client_id});
  if (flow.kind != "implicit")
    edit(Part::client_secret, {"client-secret", Word::client_secret, draft.client_secret, true});
  if (flow.kind == "password") {
    if (auto text = field(context, {"user", Word::user, draft.user}, draft))
      context.act(session::EditCredential{index, true, std::move(*text)});
    edit(Part::password, {"password", Word::password, draft.password, true});
  }
  for (const openapi::Scope& scope : flow.scopes) {
    const bool on =
        std::find(draft.scopes.begin(), draft.scopes.end(), scope.name) != draft.scopes.end();
    const float widths[] = {26, -1};
    ui.begin_row(widths, 4);
    if (ui.checkbox("scope/" + scope.name, scope.name, on))
      context.act(session::ToggleScope{index, scope.name});
    ui.next_cell();
    ui.space(7);
    // A block of YAML ends with a line end, which is no line of its own.
    std::string words = scope.description;
    while (!words.empty() && words.back() == '\n') words.pop_back();
    ui.paragraph("scope-words/" + scope.name,
                 {span(scope.name + "  ", ui.font_code(), ui.theme().text),
                  span(words, ui.font_small(), ui.theme().muted)},
                 20);
    ui.end_row();
  }
  ui.space(6);
  // Named are the very addresses that the requests are sent to.
  if (!draft.endpoint_error.empty()) {
    ui.message("endpoint-error", draft.endpoint_error);
    ui.space(8);
    return;
  }
  ui.paragraph("sent-to",
               {span(context.fill(Word::sign_in_sent_to,
                                  {{"origin", listed(request::origins(draft.endpoints))}}),
                     ui.font_small(), ui.theme().muted)},
               19);
  ui.space(6);
  if (ui.button("sign-in", context.word(Word::sign_in))) context.act(session::SignIn{index});
  ui.space(6);
  if (draft.signing_in) {
    ui.begin_container("signing-in", ui::Role::status, "");
    ui.label("words", context.word(Word::signing_in), ui.font_small(), ui.theme().muted, 22);
    ui.end_container();
  }
  if (!draft.sign_in_error.empty()) ui.message("sign-in-error", draft.sign_in_error);
  if (flow.kind == "authorizationCode" || flow.kind == "implicit") {
    ui.paragraph("redirect",
                 {span(context.fill(Word::sign_in_redirect,
                                    {{"url", context.session.settings.redirect_uri}}),
                       ui.font_small(), ui.theme().muted)},
                 19);
  }
  ui.space(8);
}

/// Where the authorization server describes itself.
void metadata(const Context& context, const openapi::SecurityScheme& scheme) {
  const bool connect = scheme.type == SchemeType::open_id_connect;
  const char* field = connect ? "openIdConnectUrl" : "oauth2MetadataUrl";
  const auto address =
      request::endpoint(context.session.authorize.server_url, scheme.metadata_url, field);
  if (!address) return;
  ui::Ui& ui = context.ui;
  ui::Span link = span(address->url(), ui.font_small(), ui.theme().accent);
  link.href = address->url();
  ui.paragraph("metadata",
               {span(std::string(field) + "  ", ui.font_code(), ui.theme().muted), std::move(link)},
               20);
  ui.space(8);
}

void scheme_group(const Context& context, std::uint32_t index,
                  const openapi::SecurityScheme& scheme, const session::CredentialDraft& draft) {
  ui::Ui& ui = context.ui;
  ui.begin_container("scheme/" + scheme.key, ui::Role::group, scheme.key);
  std::vector<ui::Span> title = {
      span(scheme.key, weighted(ui.font_code(), 600, 13), ui.theme().text)};
  if (draft.saved)
    title.push_back(span("  " + context.word(Word::authorized), ui.font_small(), ui.theme().ok));
  ui.paragraph("title", std::move(title), 20);
  ui.space(4);
  prose(context, "words", scheme.description, {ui.theme().muted, 20, 6}, 3);
  ui.space(8);
  if (!session::is_supported(scheme)) {
    ui.paragraph("unsupported",
                 {span(context.fill(Word::scheme_not_supported, {{"type", type_name(scheme)}}),
                       ui.font_text(), ui.theme().warn)},
                 20);
  } else {
    metadata(context, scheme);
    const bool basic = scheme.type == SchemeType::http && scheme.scheme == "basic";
    if (scheme.type == SchemeType::oauth2) sign_in(context, index, scheme, draft);
    if (basic) {
      if (auto text = field(context, {"user", Word::user, draft.user}, draft))
        context.act(session::EditCredential{index, true, std::move(*text)});
    }
    const Word secret = basic                                ? Word::password
                        : scheme.type == SchemeType::api_key ? Word::key
                                                             : Word::token;
    if (auto text = field(context, {"secret", secret, draft.secret, true}, draft))
      context.act(session::EditCredential{index, false, std::move(*text)});
    if (draft.saved) {
      ui::ButtonOptions quiet;
      quiet.kind = ui::ButtonKind::link;
      if (ui.button("forget", context.word(Word::forget), quiet))
        context.act(session::ForgetCredentials{index});
    }
  }
  ui.space(12);
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
  ui.begin_inset(kPadding, kPadding);
  ui.space(20);
  ui.heading("title", 2, context.word(Word::authorize), weighted(ui.font_text(), 620, 18), 26);
  ui.space(4);
  ui.paragraph("origin",
               {span(context.fill(Word::authorize_for, {{"origin", dialog.origin}}) + ". " +
                         context.word(Word::kept_in_memory) + ".",
                     ui.font_text(), ui.theme().muted)},
               20);
  ui.space(16);
  const auto& schemes = context.session.spec->description.security_schemes();
  for (std::uint32_t index = 0; index < schemes.size() && index < dialog.drafts.size(); ++index) {
    if (index > 0) {
      ui.divider();
      ui.space(16);
    }
    scheme_group(context, index, schemes[index], dialog.drafts[index]);
  }
  ui::ButtonOptions primary;
  primary.kind = ui::ButtonKind::primary;
  const std::string save = context.word(Word::save);
  const std::string close = context.word(Word::close);
  const float widths[] = {-1, ui.button_width(close), ui.button_width(save, primary)};
  ui.begin_row(widths, 10, 34);
  ui.next_cell();
  if (ui.button("close", close)) context.act(session::CloseAuthorize{});
  ui.next_cell();
  if (ui.button("save", save, primary)) context.act(session::SaveCredentials{});
  ui.end_row();
  ui.space(20);
  ui.end_inset();
  if (context.state.dialog_height != ui.y()) {
    context.state.dialog_height = ui.y();
    context.state.again = true;
  }
  ui.end_surface();
}

}  // namespace vitrine::view
