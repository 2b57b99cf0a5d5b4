#include "app/view/authorize.h"

#include <algorithm>
#include <string>

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

void field(const Context& context, std::uint32_t index, Word name, const std::string& text,
           std::uint32_t revision, bool user) {
  ui::Ui& ui = context.ui;
  const std::string id = user ? "user" : "secret";
  ui.label(id + "/label", context.word(name), weighted(ui.font_small(), 500), ui.theme().text, 22);
  ui.space(2);
  ui::FieldOptions options;
  options.kind = user ? ui::FieldKind::text : ui::FieldKind::password;
  options.value = text;
  options.revision = revision;
  options.mono = !user;
  options.autocomplete = user ? "username" : "off";
  if (auto change = ui.text_field(id, context.word(name), options))
    context.act(session::EditCredential{index, user, change->text});
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
    const bool basic = scheme.type == SchemeType::http && scheme.scheme == "basic";
    if (basic) field(context, index, Word::user, draft.user, draft.revision, true);
    const Word secret = basic                                ? Word::password
                        : scheme.type == SchemeType::api_key ? Word::key
                                                             : Word::token;
    field(context, index, secret, draft.secret, draft.revision, false);
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
  for (std::uint32_t index = 0; index < schemes.size() && index < dialog.drafts.size(); ++index)
    scheme_group(context, index, schemes[index], dialog.drafts[index]);
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
