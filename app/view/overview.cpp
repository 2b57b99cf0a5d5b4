#include "app/view/overview.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/json/pointer.h"
#include "app/json/uri.h"
#include "app/session/form/field.h"
#include "app/session/reference/operation_facts.h"
#include "app/text/ascii.h"
#include "app/ui/button.h"
#include "app/ui/media.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/authorization.h"
#include "app/view/field_mark.h"
#include "app/view/first_steps.h"
#include "app/view/notices.h"
#include "app/view/operation.h"
#include "app/view/page_actions.h"
#include "app/view/prose.h"
#include "app/view/prose_image.h"

namespace vitrine::view {
namespace {

using session::Word;

constexpr float kLogoWidth = 240;
constexpr float kLogoHeight = 56;
/// From this width on, servers and first steps stand beside the introduction.
constexpr float kBesideFrom = 920;

void facts(const Context& context, const openapi::Info& info) {
  ui::Ui& ui = context.ui;
  using Pieces = std::vector<std::pair<std::string, std::string>>;  // with where they lead
  const auto row = [&](std::string_view id, Word word, const Pieces& pieces) {
    std::vector<ui::Span> spans;
    for (const auto& [text, href] : pieces) {
      if (text.empty()) continue;
      if (!spans.empty()) spans.push_back(span(" · ", ui::type::kText, ui.theme().faint));
      const std::string safe = markdown::safe_href(href);
      spans.push_back(
          span(text, ui::type::kText, safe.empty() ? ui.theme().text : ui.theme().accent));
      spans.back().href = safe;
    }
    if (spans.empty()) return;
    const float widths[] = {140, -1};
    ui.begin_row(widths, ui::gap::kRow);
    ui::label(ui, std::string(id) + "/name", context.word(word), ui::type::kText, ui.theme().muted,
              ui::leading::kHeading);
    ui.next_cell();
    ui::paragraph(ui, id, std::move(spans), ui::leading::kHeading);
    ui.end_row();
  };
  const bool named = !info.contact_name.empty();
  row("contact", Word::contact,
      {{info.contact_name, info.contact_url},
       {named ? std::string() : info.contact_url, info.contact_url},
       {info.contact_email, "mailto:" + info.contact_email}});
  row("license", Word::license,
      {{info.license_name.empty() ? info.license_identifier : info.license_name,
        info.license_url.empty() && !info.license_identifier.empty()
            ? "https://spdx.org/licenses/" + info.license_identifier
            : info.license_url}});
  row("terms", Word::terms_of_service, {{info.terms_of_service, info.terms_of_service}});
}

/// A name, what is said of it in small, and its words below.
void term(const Context& context, std::string_view id, std::string_view name,
          std::string_view detail, std::string_view words) {
  ui::Ui& ui = context.ui;
  ui.space(ui::gap::kSmall);
  ui.begin_inset(ui::gap::kIndent, 0);
  std::vector<ui::Span> spans = {span(name, ui::type::kCode, ui.theme().text)};
  if (!detail.empty())
    spans.push_back(span("  " + std::string(detail), ui::type::kSmall, ui.theme().muted));
  ui::paragraph(ui, id, std::move(spans), ui::leading::kText);
  prose(context, std::string(id) + "/words", words, row_prose(ui), 3);
  ui.end_inset();
}

void server_variables(const Context& context, const openapi::Server& server) {
  for (const openapi::ServerVariable& variable : server.variables) {
    std::string detail;
    if (!variable.default_value.empty())
      detail = context.fill(Word::default_value, {{"value", variable.default_value}});
    if (!variable.values.empty())
      detail += (detail.empty() ? "" : " · ") + context.word(Word::one_of) + " " +
                text::join(variable.values, ", ");
    term(context, "variable/" + variable.name, variable.name, detail, variable.description);
  }
}

/// The author's own words, as high as the page says they are.
void introduction(const Context& context) {
  if (!context.session.settings.introduced) return;
  const auto known = context.state.images.find(body_image(0));
  const float height = known == context.state.images.end() ? 0 : known->second.size.height;
  ui::media(context.ui, "introduction", "", 0, ui::kIntroductionMedia, std::max(height, 1.0f));
  context.ui.space(ui::gap::kBlock);
}

void servers(const Context& context) {
  if (context.session.spec->description.servers().empty() || !context.shows(session::Part::servers))
    return;
  section_heading(context, "servers", context.word(Word::servers));
  server_list(context);
}

/// The addresses of an OAuth2 flow, and every scope with its words.
void flows(const Context& context, const openapi::SecurityScheme& scheme) {
  if (!scheme.metadata_url.empty())
    term(context, "metadata", context.word(Word::metadata_url), scheme.metadata_url, "");
  for (const openapi::OAuthFlow& flow : scheme.flows) {
    context.ui.push_id("flow/" + flow.kind);
    term(context, "kind", flow.kind, "", "");
    for (const auto& [word, address] : session::addresses_of(flow))
      term(context, "address/" + std::to_string(static_cast<int>(word)), context.word(word),
           address, "");
    for (const openapi::Scope& scope : flow.scopes) {
      const float top = context.ui.y();
      term(context, "scope/" + scope.name, scope.name, "", scope.description);
      std::string field = session::scheme_field(scheme.key);
      json::append(field, scope.name);
      if (wanted_below(context, field)) mark_field(context, top);
    }
    context.ui.pop_id();
  }
}

void authentication(const Context& context, bool with_button) {
  const auto& schemes = context.session.spec->description.security_schemes();
  if (schemes.empty()) return;
  ui::Ui& ui = context.ui;
  section_heading(context, "authentication", context.word(Word::authentication));
  if (with_button) {
    const std::string authorize = context.word(Word::authorize);
    const float widths[] = {ui::button_width(ui, authorize)};
    ui.space(ui::gap::kRow);
    ui.begin_row(widths, 0, ui::height::kControl);
    if (ui::button(ui, "authorize", authorize)) context.act(session::OpenAuthorize{});
    ui.end_row();
  }
  for (const openapi::SecurityScheme& scheme : schemes) {
    ui.push_id("scheme/" + scheme.key);
    ui.space(ui::gap::kRow);
    const float top = ui.y();
    ui::paragraph(ui, "name",
                  {span(scheme.key, ui::type::kName, ui.theme().text),
                   span("  " + session::scheme_words(scheme), ui::type::kCode, ui.theme().faint)},
                  ui::leading::kText);
    if (!context.session.credentials.empty()) authorized_servers(context, scheme.key);
    ui.space(ui::gap::kWords);
    prose(context, "words", scheme.description, row_prose(ui));
    flows(context, scheme);
    const auto wanted = wanted_below(context, session::scheme_field(scheme.key));
    if (wanted && wanted->empty()) mark_field(context, top);
    ui.space(ui::gap::kRow);
    ui::divider(ui);
    ui.pop_id();
  }
}

/// All tags, each with how many operations it has.
void tags(const Context& context) {
  ui::Ui& ui = context.ui;
  bool any = false;
  for (const openapi::Group& group : context.session.spec->description.groups()) {
    if (group.tag.empty()) continue;
    const auto operations = session::operations_of(context.session, group, false);
    const bool all = context.session.navigation.places.empty();
    if (!all && operations.empty()) continue;
    if (!any) section_heading(context, "tags", context.word(Word::operations));
    any = true;
    ui.push_id("tag/" + group.tag);
    ui.space(ui::gap::kRow);
    ui::Span name = span(group.title, ui::type::strong(ui::type::kText), ui.theme().text);
    name.href = session::tag_href(group.tag);
    ui::paragraph(ui, "name",
                  {std::move(name), span("  " + std::to_string(operations.size()), ui::type::kSmall,
                                         ui.theme().faint)},
                  ui::leading::kText);
    ui.space(ui::gap::kWords);
    prose(context, "words", group.description, row_prose(ui), 3);
    ui.space(ui::gap::kRow);
    ui::divider(ui);
    ui.pop_id();
  }
}

bool has_errors(const std::vector<openapi::Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const openapi::Problem& problem) {
    return problem.severity == openapi::Severity::error;
  });
}

/// Draws the API's logo above its title. It comes from the description's own origin, or
/// is embedded, since other servers get no request without consent.
void logo(const Context& context, const openapi::Info& info) {
  const std::string& uri = context.session.loading.uri;
  std::string source = info.logo_url;
  if (source.compare(0, 11, "data:image/") != 0) {
    source = markdown::safe_href(json::resolve_uri(uri, source));
    if (source.empty() || session::origin_of(source) != session::origin_of(uri)) return;
  }
  ui::Ui& ui = context.ui;
  ui::image(ui, "logo", info.title, source,
            {ui.x(), ui.y(), std::min(kLogoWidth, ui.width()), kLogoHeight});
  ui.space(kLogoHeight + ui::gap::kBlock);
}

/// What stands above what is said of problems: the name.
void name_of(const Context& context, const openapi::Info& info) {
  ui::Ui& ui = context.ui;
  if (!info.logo_url.empty()) logo(context, info);
  if (!info.version.empty()) {
    ui::label(ui, "version", context.fill(Word::version, {{"version", info.version}}),
              ui::type::kCaption, ui.theme().faint);
    ui.space(ui::gap::kClose);
  }
  page_heading(context, info.title.empty() ? context.word(Word::overview) : info.title);
  downloads(context);
}

void words_of(const Context& context, const openapi::Info& info) {
  ui::Ui& ui = context.ui;
  prose(context, "summary", info.summary,
        {ui.theme().muted, ui::leading::kReading, ui::gap::kRow, ui::type::kReading},
        context.session.settings.heading_level);
  if (!info.summary.empty()) ui.space(ui::gap::kRow);
  prose(context, "words", info.description, page_prose(ui), context.session.settings.heading_level);
  external_docs(context, info.external_docs);
  ui.space(ui::gap::kBlock);
  facts(context, info);
}

}  // namespace

void server_list(const Context& context) {
  ui::Ui& ui = context.ui;
  std::size_t index = 0;
  for (const openapi::Server& server : context.session.spec->description.servers()) {
    const std::string field = session::server_field(index);
    ui.push_id("server/" + std::to_string(index));
    if (index++ > 0) ui::divider(ui);
    ui.space(ui::gap::kRow);
    const float top = ui.y();
    const auto address = request::expand(server);
    ui::paragraph(ui, "url",
                  {span(address ? *address : server.url,
                        ui::type::medium(ui::type::mono(ui::type::kCaption)), ui.theme().text)},
                  ui::leading::kText);
    if (address && *address != server.url && !server.variables.empty())
      ui::paragraph(ui, "template", {span(server.url, ui::type::kCode, ui.theme().faint)},
                    ui::leading::kText);
    prose(context, "words", server.description, row_prose(ui));
    server_variables(context, server);
    if (wanted_below(context, field)) {
      std::string name;
      json::append(name, server.url);
      mark_field(context, top, true, name);
    }
    ui.space(ui::gap::kRow);
    ui.pop_id();
  }
}

void overview(const Context& context) {
  const openapi::Info& info = context.session.spec->description.info();
  const std::vector<openapi::Problem>& found = context.session.spec->problems;
  ui::Ui& ui = context.ui;
  const float widths[] = {-1, std::clamp(ui.width() - kTextWidth - kBesideGap, 280.0f, 360.0f)};
  const bool beside = ui.width() >= kBesideFrom;
  ui.push_id("overview");
  if (beside) ui.begin_row(widths, kBesideGap);
  introduction(context);
  const bool introduces = context.shows(session::Part::info);
  if (introduces) name_of(context, info);
  // The problems of a description are its author's business; that something is missing is not.
  if (has_errors(found)) {
    ui::ButtonOptions link;
    link.kind = ui::ButtonKind::link;
    if (ui::button(ui, "not-all-read", context.word(Word::not_all_read), link))
      context.state.scroll_to("main", context.state.problems_top);
    ui.space(ui::gap::kRow);
  }
  if (introduces) words_of(context, info);
  if (!beside) servers(context);
  authentication(context, !beside);
  tags(context);
  context.state.problems_top = ui.y();
  problems(context, found);
  if (beside) {
    ui.next_cell();
    beside_introduction(context);
    ui.end_row();
  }
  ui.pop_id();
}

}  // namespace vitrine::view
