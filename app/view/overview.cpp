#include "app/view/overview.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/json/uri.h"
#include "app/view/notices.h"
#include "app/view/operation.h"
#include "app/view/prose.h"

namespace vitrine::view {
namespace {

using session::Word;

void facts(const Context& context, const openapi::Info& info) {
  ui::Ui& ui = context.ui;
  const auto row = [&](std::string_view id, Word word, const std::string& text, std::string href) {
    if (text.empty()) return;
    const float widths[] = {140, -1};
    ui.begin_row(widths, 12);
    ui.label(std::string(id) + "/name", context.word(word), ui.font_text(), ui.theme().muted, 24);
    ui.next_cell();
    ui::Span value = span(text, ui.font_text(), href.empty() ? ui.theme().text : ui.theme().accent);
    value.href = std::move(href);
    ui.paragraph(id, {std::move(value)}, 24);
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
    ui.space(12);
    const auto address = request::expand(server);
    ui.paragraph(
        "url",
        {span(address ? *address : server.url, weighted(ui.font_code(), 500, 13), ui.theme().text)},
        20);
    prose(context, "words", server.description, {ui.theme().muted, 21, 6});
    ui.space(12);
    ui.divider();
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
  const float widths[] = {ui.button_width(authorize)};
  ui.space(12);
  ui.begin_row(widths, 0, 34);
  if (ui.button("authorize", authorize)) context.act(session::OpenAuthorize{});
  ui.end_row();
  for (const openapi::SecurityScheme& scheme : schemes) {
    ui.push_id("scheme/" + scheme.key);
    ui.space(12);
    ui.paragraph("name",
                 {span(scheme.key, weighted(ui.font_code(), 600, 13), ui.theme().text),
                  span("  " + scheme_kind(scheme), ui.font_code(), ui.theme().faint)},
                 20);
    ui.space(3);
    prose(context, "words", scheme.description, {ui.theme().muted, 21, 6});
    ui.space(12);
    ui.divider();
    ui.pop_id();
  }
}

/// Tags with words of their own; the list of all of them is the navigation.
void tags(const Context& context) {
  ui::Ui& ui = context.ui;
  bool any = false;
  for (const openapi::Group& group : context.session.spec->description.groups()) {
    if (group.tag.empty() || (group.description.empty() && !group.external_docs)) continue;
    if (!any) section_heading(context, "tags", context.word(Word::operations));
    any = true;
    ui.push_id("tag/" + group.tag);
    ui.space(12);
    ui::Span name = span(group.title, weighted(ui.font_text(), 600), ui.theme().text);
    name.href = "#/tags/" + json::encode_component(group.tag);
    ui.paragraph("name",
                 {std::move(name), span("  " + std::to_string(group.operations.size()),
                                        ui.font_small(), ui.theme().faint)},
                 20);
    ui.space(3);
    prose(context, "words", group.description, {ui.theme().muted, 21, 6}, 3);
    ui.space(12);
    ui.divider();
    ui.pop_id();
  }
}

bool has_errors(const std::vector<openapi::Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const openapi::Problem& problem) {
    return problem.severity == openapi::Severity::error;
  });
}

/// The logo of the API stands above its title: it comes from where the description comes from, or
/// is part of it, since another server is asked for nothing unasked.
void logo(const Context& context, const openapi::Info& info) {
  const std::string& uri = context.session.loading.uri;
  std::string source = info.logo_url;
  if (source.compare(0, 11, "data:image/") != 0) {
    source = markdown::safe_href(json::resolve_uri(uri, source));
    if (source.empty() || session::origin_of(source) != session::origin_of(uri)) return;
  }
  ui::Ui& ui = context.ui;
  ui.image("logo", info.title, source, {ui.x(), ui.y(), std::min(240.0f, ui.width()), 56});
  ui.space(56 + 16);
}

}  // namespace

void overview(const Context& context) {
  const openapi::Info& info = context.session.spec->description.info();
  const std::vector<openapi::Problem>& found = context.session.spec->problems;
  ui::Ui& ui = context.ui;
  ui.push_id("overview");
  if (!info.logo_url.empty()) logo(context, info);
  if (!info.version.empty()) {
    ui.label("version", context.fill(Word::version, {{"version", info.version}}),
             weighted(ui.font_text(), 400, 13), ui.theme().faint);
    ui.space(8);
  }
  page_heading(context, info.title.empty() ? context.word(Word::overview) : info.title);
  // What hides a part of the description is told before the rest of it.
  const bool first = has_errors(found);
  if (first) {
    problems(context, found);
    ui.space(26);
  }
  prose(context, "summary", info.summary, {ui.theme().muted, 22, 12},
        context.session.settings.heading_level);
  if (!info.summary.empty()) ui.space(12);
  prose(context, "words", info.description, {ui.theme().text, 22, 12},
        context.session.settings.heading_level);
  external_docs(context, info.external_docs);
  ui.space(16);
  facts(context, info);
  servers(context);
  authentication(context);
  tags(context);
  if (!first) problems(context, found);
  ui.pop_id();
}

}  // namespace vitrine::view
