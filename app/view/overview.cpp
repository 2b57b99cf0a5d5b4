#include "app/view/overview.h"

#include <string>
#include <utility>

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
      ui::safe_href(!info.contact_url.empty()     ? info.contact_url
                    : !info.contact_email.empty() ? "mailto:" + info.contact_email
                                                  : ""));
  row("license", Word::license, info.license_name, ui::safe_href(info.license_url));
  row("terms", Word::terms_of_service, info.terms_of_service, ui::safe_href(info.terms_of_service));
  if (info.external_docs)
    row("docs", Word::more_about,
        info.external_docs->description.empty() ? info.external_docs->url
                                                : info.external_docs->description,
        ui::safe_href(info.external_docs->url));
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

}  // namespace

void overview(const Context& context) {
  const openapi::Info& info = context.session.spec->description.info();
  ui::Ui& ui = context.ui;
  ui.push_id("overview");
  if (!info.version.empty()) {
    ui.label("version", context.fill(Word::version, {{"version", info.version}}),
             weighted(ui.font_text(), 400, 13), ui.theme().faint);
    ui.space(8);
  }
  ui.heading("title", context.session.settings.heading_level,
             info.title.empty() ? context.word(Word::overview) : info.title,
             weighted(ui.font_text(), 650, context.narrow ? 24.0f : 27.0f),
             context.narrow ? 30.0f : 34.0f);
  ui.space(12);
  prose(context, "words", info.description, {ui.theme().text, 22, 12},
        context.session.settings.heading_level);
  ui.space(16);
  facts(context, info);
  servers(context);
  authentication(context);
  problems(context, context.session.spec->problems);
  ui.pop_id();
}

}  // namespace vitrine::view
