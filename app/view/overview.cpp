#include "app/view/overview.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/json/uri.h"
#include "app/ui/button.h"
#include "app/ui/media.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/notices.h"
#include "app/view/operation.h"
#include "app/view/prose.h"

namespace vitrine::view {
namespace {

using session::Word;

constexpr float kLogoWidth = 240;
constexpr float kLogoHeight = 56;

void facts(const Context& context, const openapi::Info& info) {
  ui::Ui& ui = context.ui;
  const auto row = [&](std::string_view id, Word word, const std::string& text, std::string href) {
    if (text.empty()) return;
    const float widths[] = {140, -1};
    ui.begin_row(widths, ui::gap::kRow);
    ui::label(ui, std::string(id) + "/name", context.word(word), ui::type::kText, ui.theme().muted,
              ui::leading::kHeading);
    ui.next_cell();
    ui::Span value =
        span(text, ui::type::kText, href.empty() ? ui.theme().text : ui.theme().accent);
    value.href = std::move(href);
    ui::paragraph(ui, id, {std::move(value)}, ui::leading::kHeading);
    ui.end_row();
  };
  const std::string contact = !info.contact_name.empty()    ? info.contact_name
                              : !info.contact_email.empty() ? info.contact_email
                                                            : info.contact_url;
  row("contact", Word::contact, contact,
      markdown::safe_href(!info.contact_url.empty()     ? info.contact_url
                          : !info.contact_email.empty() ? "mailto:" + info.contact_email
                                                        : ""));
  row("license", Word::license,
      info.license_name.empty() ? info.license_identifier : info.license_name,
      markdown::safe_href(!info.license_url.empty() || info.license_identifier.empty()
                              ? info.license_url
                              : "https://spdx.org/licenses/" + info.license_identifier));
  row("terms", Word::terms_of_service, info.terms_of_service,
      markdown::safe_href(info.terms_of_service));
}

void servers(const Context& context) {
  const auto& servers = context.session.spec->description.servers();
  if (servers.empty()) return;
  ui::Ui& ui = context.ui;
  section_heading(context, "servers", context.word(Word::servers));
  std::size_t index = 0;
  for (const openapi::Server& server : servers) {
    ui.push_id("server/" + std::to_string(index++));
    ui.space(ui::gap::kRow);
    const auto address = request::expand(server);
    ui::paragraph(ui, "url",
                  {span(address ? *address : server.url,
                        ui::type::medium(ui::type::mono(ui::type::kCaption)), ui.theme().text)},
                  ui::leading::kText);
    prose(context, "words", server.description, row_prose(ui));
    ui.space(ui::gap::kRow);
    ui::divider(ui);
    ui.pop_id();
  }
}

std::string scheme_kind(const openapi::SecurityScheme& scheme) {
  switch (scheme.type) {
    case openapi::SchemeType::api_key:
      return "apiKey · " + std::string(openapi::name(scheme.in)) + " " + scheme.name;
    case openapi::SchemeType::http:
      return "http · " + scheme.scheme;
    case openapi::SchemeType::oauth2:
      return "oauth2";
    case openapi::SchemeType::open_id_connect:
      return "openIdConnect";
    case openapi::SchemeType::mutual_tls:
      return "mutualTLS";
    case openapi::SchemeType::unknown:
      break;
  }
  return {};
}

void authentication(const Context& context) {
  const auto& schemes = context.session.spec->description.security_schemes();
  if (schemes.empty()) return;
  ui::Ui& ui = context.ui;
  section_heading(context, "authentication", context.word(Word::authentication));
  const std::string authorize = context.word(Word::authorize);
  const float widths[] = {ui::button_width(ui, authorize)};
  ui.space(ui::gap::kRow);
  ui.begin_row(widths, 0, ui::height::kControl);
  if (ui::button(ui, "authorize", authorize)) context.act(session::OpenAuthorize{});
  ui.end_row();
  for (const openapi::SecurityScheme& scheme : schemes) {
    ui.push_id("scheme/" + scheme.key);
    ui.space(ui::gap::kRow);
    ui::paragraph(ui, "name",
                  {span(scheme.key, ui::type::kName, ui.theme().text),
                   span("  " + scheme_kind(scheme), ui::type::kCode, ui.theme().faint)},
                  ui::leading::kText);
    ui.space(ui::gap::kWords);
    prose(context, "words", scheme.description, row_prose(ui));
    ui.space(ui::gap::kRow);
    ui::divider(ui);
    ui.pop_id();
  }
}

/// Tags with a description; the navigation lists all tags.
void tags(const Context& context) {
  ui::Ui& ui = context.ui;
  bool any = false;
  for (const openapi::Group& group : context.session.spec->description.groups()) {
    if (group.tag.empty() || (group.description.empty() && !group.external_docs)) continue;
    if (!any) section_heading(context, "tags", context.word(Word::operations));
    any = true;
    ui.push_id("tag/" + group.tag);
    ui.space(ui::gap::kRow);
    ui::Span name = span(group.title, ui::type::strong(ui::type::kText), ui.theme().text);
    name.href = "#/tags/" + json::encode_component(group.tag);
    ui::paragraph(ui, "name",
                  {std::move(name), span("  " + std::to_string(group.operations.size()),
                                         ui::type::kSmall, ui.theme().faint)},
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

}  // namespace

void overview(const Context& context) {
  const openapi::Info& info = context.session.spec->description.info();
  const std::vector<openapi::Problem>& found = context.session.spec->problems;
  ui::Ui& ui = context.ui;
  ui.push_id("overview");
  if (!info.logo_url.empty()) logo(context, info);
  if (!info.version.empty()) {
    ui::label(ui, "version", context.fill(Word::version, {{"version", info.version}}),
              ui::type::kCaption, ui.theme().faint);
    ui.space(ui::gap::kClose);
  }
  page_heading(context, info.title.empty() ? context.word(Word::overview) : info.title);
  // Errors, which may hide parts of the description, are listed first.
  const bool first = has_errors(found);
  if (first) {
    problems(context, found);
    ui.space(ui::gap::kSection);
  }
  prose(context, "summary", info.summary, {ui.theme().muted, ui::leading::kProse, ui::gap::kRow},
        context.session.settings.heading_level);
  if (!info.summary.empty()) ui.space(ui::gap::kRow);
  prose(context, "words", info.description, page_prose(ui), context.session.settings.heading_level);
  external_docs(context, info.external_docs);
  ui.space(ui::gap::kBlock);
  facts(context, info);
  servers(context);
  authentication(context);
  tags(context);
  if (!first) problems(context, found);
  ui.pop_id();
}

}  // namespace vitrine::view
