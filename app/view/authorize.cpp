#include "app/view/authorize.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/text/ascii.h"
#include "app/ui/button.h"
#include "app/ui/ornament.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/authorization.h"
#include "app/view/prose.h"
#include "app/view/sign_in.h"

namespace vitrine::view {
namespace {

using openapi::SchemeType;
using session::CredentialPart;
using session::Word;

constexpr float kWidth = 480;
constexpr float kMargin = ui::gap::kBlock;
constexpr float kFoot = ui::height::kControl + 2 * ui::gap::kRow;
constexpr const char* kOthers = "authorize/others";

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

/// Where the credential goes.
std::string place_words(const Context& context, const openapi::SecurityScheme& scheme) {
  if (scheme.type != SchemeType::api_key)
    return context.fill(Word::sent_in_header, {{"name", "Authorization"}});
  const Word word = scheme.in == openapi::Location::query    ? Word::sent_in_query
                    : scheme.in == openapi::Location::cookie ? Word::sent_in_cookie
                                                             : Word::sent_in_header;
  return context.fill(word, {{"name", scheme.name}});
}

/// What was saved of the scheme, and how to do without it.
void saved(const Context& context, std::uint32_t index) {
  ui::Ui& ui = context.ui;
  ui.begin_flow(ui::gap::kRow, ui::gap::kTight);
  renew_token(context, index);
  ui::ButtonOptions quiet;
  quiet.kind = ui::ButtonKind::link;
  if (ui::button(ui, "sign-out", context.word(Word::sign_out), quiet))
    context.act(session::ForgetCredentials{index});
  ui.end_flow();
}

void inputs(const Context& context, std::uint32_t index, const openapi::SecurityScheme& scheme) {
  const session::CredentialDraft& draft = context.session.authorize.drafts[index];
  ui::Ui& ui = context.ui;
  if (scheme.type == SchemeType::oauth2 || scheme.type == SchemeType::open_id_connect)
    sign_in(context, index);
  else if (draft.fields[static_cast<std::size_t>(CredentialPart::user)].shown)
    credential_field(context, index, CredentialPart::user);
  credential_field(context, index, CredentialPart::secret);
  ui::paragraph(ui, "place",
                {span(place_words(context, scheme), ui::type::kSmall, ui.theme().muted)},
                ui::leading::kText);
  if (draft.saved) saved(context, index);
}

void scheme_group(const Context& context, std::uint32_t index) {
  const session::AuthorizeDialog& dialog = context.session.authorize;
  const session::CredentialDraft& draft = dialog.drafts[index];
  const openapi::SecurityScheme& scheme =
      context.session.spec->description.security_schemes()[index];
  ui::Ui& ui = context.ui;
  ui.begin_container("scheme/" + scheme.key, ui::Role::group, scheme.key);
  ui::paragraph(ui, "title", {span(scheme.key, ui::type::kName, ui.theme().text)},
                ui::leading::kText);
  const session::Credential* given =
      draft.saved ? session::find_credential(context.session, scheme.key, dialog.origin) : nullptr;
  if (given != nullptr) {
    const bool expired = session::has_expired(*given, context.session.now_s);
    ui::paragraph(ui, "authorized",
                  {span(authorization_words(context, *given), ui::type::kSmall,
                        expired ? ui.theme().warn : ui.theme().ok)},
                  ui::leading::kText);
    if (!given->renewal_error.empty())
      ui::message(ui, "renewal-error",
                  context.fill(Word::renewal_failed, {{"message", given->renewal_error}}));
  }
  ui.space(ui::gap::kTight);
  prose(context, "words", scheme.description, row_prose(ui), 3);
  ui.space(ui::gap::kClose);
  if (!session::is_supported(scheme)) {
    ui::paragraph(ui, "unsupported",
                  {span(context.fill(Word::scheme_not_supported, {{"type", type_name(scheme)}}),
                        ui::type::kText, ui.theme().warn)},
                  ui::leading::kText);
  } else {
    inputs(context, index, scheme);
  }
  ui.space(ui::gap::kRow);
  ui.end_container();
}

/// The groups of the dialog, each scheme once.
class Groups {
 public:
  explicit Groups(const Context& context)
      : context_(context), drawn_(context.session.authorize.drafts.size()) {}

  std::size_t left() const {
    return static_cast<std::size_t>(std::count(drawn_.begin(), drawn_.end(), false));
  }

  void all() {
    for (std::uint32_t index = 0; index < drawn_.size(); ++index) {
      if (!drawn_[index]) scheme(index);
    }
  }

  /// The schemes of an alternative, as one group where several go together.
  void alternative(const openapi::SecurityRequirement& requirement, const std::string& name) {
    ui::Ui& ui = context_.ui;
    const bool together = requirement.schemes.size() > 1;
    const bool any = std::any_of(requirement.schemes.begin(), requirement.schemes.end(),
                                 [&](const auto& each) { return is_left(each.scheme); });
    if (!any) return;
    if (together) {
      divide();
      ui.begin_container("together/" + name, ui::Role::group, name);
      ui::paragraph(ui, "together",
                    {span(context_.word(Word::needed_together) + ": ",
                          ui::type::medium(ui::type::kSmall), ui.theme().text),
                     span(name, ui::type::kCode, ui.theme().text)},
                    ui::leading::kText);
      ui.space(ui::gap::kClose);
      divides_ = false;
    }
    for (const openapi::RequiredScheme& required : requirement.schemes) {
      if (is_left(required.scheme)) scheme(static_cast<std::uint32_t>(required.scheme));
    }
    if (together) ui.end_container();
  }

 private:
  bool is_left(int scheme) const {
    return scheme >= 0 && static_cast<std::size_t>(scheme) < drawn_.size() &&
           !drawn_[static_cast<std::size_t>(scheme)];
  }

  void divide() {
    if (!divides_) return;
    ui::divider(context_.ui);
    context_.ui.space(ui::gap::kBlock);
  }

  void scheme(std::uint32_t index) {
    divide();
    divides_ = true;
    drawn_[index] = true;
    scheme_group(context_, index);
  }

  const Context& context_;
  std::vector<bool> drawn_;
  bool divides_ = false;  ///< something stands above
};

std::string alternative_name(const Context& context,
                             const openapi::SecurityRequirement& requirement) {
  std::string name;
  for (const openapi::RequiredScheme& required : requirement.schemes)
    name += (name.empty() ? "" : " + ") + required.key;
  return name.empty() ? context.word(Word::no_authorization) : name;
}

/// What the operation needs comes first: the alternative chosen, then the others.
void needed(const Context& context, const openapi::Operation& operation, Groups& groups) {
  const auto& security = operation.security;
  const std::size_t chosen = context.session.authorize.alternative;
  if (chosen >= security.size()) return;
  ui::Ui& ui = context.ui;
  std::vector<std::string> names;
  for (const openapi::SecurityRequirement& each : security)
    names.push_back(alternative_name(context, each));
  if (security.size() > 1) {
    const std::string name = context.word(Word::authorization);
    ui::label(ui, "alternative/label", name, ui::type::medium(ui::type::kSmall), ui.theme().text,
              ui::leading::kProse);
    ui.space(ui::gap::kHair);
    if (auto index =
            ui::select(ui, "alternative", name, names, static_cast<int>(chosen), {.mono = true}))
      context.act(session::ChooseAlternative{static_cast<std::uint32_t>(*index)});
    ui.space(ui::gap::kBlock);
  }
  groups.alternative(security[chosen], names[chosen]);
  for (std::size_t index = 0; index < security.size(); ++index)
    groups.alternative(security[index], names[index]);
}

void schemes(const Context& context) {
  Groups groups(context);
  const openapi::Operation* operation = session::current_operation(context.session);
  const std::size_t count = groups.left();
  if (operation != nullptr) needed(context, *operation, groups);
  const std::size_t left = groups.left();
  if (left == 0) return;
  if (left == count) {
    groups.all();
    return;
  }
  ui::Ui& ui = context.ui;
  std::size_t& open = context.state.chosen[kOthers];
  if (ui::button(ui, "others",
                 context.word(Word::other_schemes) + " (" + std::to_string(left) + ')',
                 ui::fold_options(open == 1))) {
    open = 1 - std::min<std::size_t>(open, 1);
    context.state.again = true;
  }
  ui.space(ui::gap::kRow);
  if (open == 1) groups.all();
}

/// Always in view, whatever the height.
void foot(const Context& context, const ui::Rect& dialog) {
  ui::Ui& ui = context.ui;
  ui::Surface surface;
  surface.id = "dialog-foot";
  surface.part = ui::Surface::Part::foot;
  surface.rect = {dialog.x, dialog.bottom() - kFoot, dialog.width, kFoot};
  surface.ground = ui.theme().raised;
  ui.begin_surface(surface);
  ui.fill({0, 0, dialog.width, 1}, ui.theme().line);
  ui.begin_inset(ui::gap::kIndent, ui::gap::kIndent);
  ui.space(ui::gap::kRow);
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
  ui.end_inset();
  ui.end_surface();
}

}  // namespace

void credential_field(const Context& context, std::uint32_t index, CredentialPart part) {
  const session::CredentialField& field =
      context.session.authorize.drafts[index].fields[static_cast<std::size_t>(part)];
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
  if (ui.is_focused(ui.node_id(field.id)))
    context.state.dialog_field = {index, static_cast<std::uint8_t>(part)};
  ui.space(ui::gap::kClose);
}

session::Actions authorize_key(const session::Session& session, const ViewState& state) {
  const auto [index, part] = state.dialog_field;
  session::Actions actions;
  const auto& drafts = session.authorize.drafts;
  if (part >= session::kCredentialParts || index >= drafts.size()) return actions;
  const bool saves = static_cast<CredentialPart>(part) == CredentialPart::secret ||
                     session::flow_of(drafts[index]) == nullptr;
  if (saves)
    actions.push_back(session::SaveCredentials{});
  else
    actions.push_back(session::SignIn{index});
  return actions;
}

void authorize(const Context& context, ui::Size size) {
  const session::AuthorizeDialog& dialog = context.session.authorize;
  context.state.dialog_field = ViewState::kNoDialogField;
  if (!context.session.spec) return;
  ui::Ui& ui = context.ui;
  const float width = std::min(kWidth, size.width - 2 * kMargin);
  const float height = std::min(context.state.dialog_height, size.height - 2 * kMargin);
  ui::Surface surface;
  surface.id = "dialog";
  surface.kind = ui::Surface::Kind::dialog;
  surface.role = ui::Role::dialog;
  surface.name = context.word(Word::authorize);
  surface.arrows = true;  // for Enter
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
  schemes(context);
  ui.space(kFoot);
  ui.end_inset();
  if (context.state.dialog_height != ui.y()) {
    context.state.dialog_height = ui.y();
    context.state.again = true;
  }
  ui.end_surface();
  foot(context, surface.rect);
}

}  // namespace vitrine::view
