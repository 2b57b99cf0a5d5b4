#include "app/view/authorization.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "app/request/challenge.h"
#include "app/text/ascii.h"
#include "app/ui/button.h"
#include "app/ui/text.h"

namespace vitrine::view {
namespace {

using session::Word;

constexpr std::int64_t kMinute_s = 60;
constexpr std::int64_t kDay_s = 86'400;

std::string two_digits(std::int64_t number) {
  std::string text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

/// Days since 1970 as a date of the Gregorian calendar, whose years here begin in March.
std::string date_words(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = shifted / 146'097;
  const std::int64_t day_of_era = shifted % 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
  const std::int64_t year = year_of_era + era * 400 + (month >= 10 ? 1 : 0);
  return std::to_string(year) + '-' + two_digits(month < 10 ? month + 3 : month - 9) + '-' +
         two_digits(day);
}

/// The time of the user's clock, with its date unless that is today.
std::string time_words(const session::Session& session, double at_s) {
  const std::int64_t offset = session.settings.utc_offset_min * kMinute_s;
  const std::int64_t at = static_cast<std::int64_t>(std::floor(at_s)) + offset;
  const std::int64_t now = static_cast<std::int64_t>(std::floor(session.now_s)) + offset;
  const std::int64_t seconds = at % kDay_s;
  const std::string time =
      two_digits(seconds / 3'600) + ':' + two_digits(seconds % 3'600 / kMinute_s);
  return at / kDay_s == now / kDay_s ? time : date_words(at / kDay_s) + ' ' + time;
}

std::optional<request::Challenge> challenge_of(const session::Exchange& exchange) {
  for (const auto& [name, value] : exchange.headers) {
    if (text::equals_ignoring_case(name, "www-authenticate"))
      return request::bearer_challenge(value);
  }
  return std::nullopt;
}

}  // namespace

std::string authorization_words(const Context& context, const session::Credential& credential) {
  const request::Identity& identity = credential.identity;
  std::string words = identity.name.empty()
                          ? context.word(Word::authorized)
                          : context.fill(Word::authorized_as, {{"name", identity.name}});
  const auto add = [&](const std::string& more) { words += " · " + more; };
  if (credential.renewing != 0) {
    add(context.word(Word::renewing));
  } else if (session::has_expired(credential, context.session.now_s)) {
    add(context.word(Word::expired));
  } else if (identity.expires_s > 0) {
    add(context.fill(Word::until_time,
                     {{"time", time_words(context.session, identity.expires_s)}}));
  }
  if (!identity.scopes.empty()) add(request::plain_line(text::join(identity.scopes, ", ")));
  return words;
}

void authorization_lines(const Context& context) {
  ui::Ui& ui = context.ui;
  const auto given = session::current_authorization(context.session);
  ui.push_id("authorized");
  std::size_t index = 0;
  for (const auto& [scheme, credential] : given) {
    const bool expired = session::has_expired(*credential, context.session.now_s);
    std::string words = authorization_words(context, *credential);
    if (given.size() > 1) words = scheme->key + ": " + words;
    ui.space(ui::gap::kTight);
    ui::paragraph(ui, std::to_string(index++),
                  {span(words, ui::type::kSmall, expired ? ui.theme().warn : ui.theme().muted)},
                  ui::leading::kText);
    if (credential->renewal_error.empty()) continue;
    ui::message(ui, std::to_string(index++),
                context.fill(Word::renewal_failed, {{"message", credential->renewal_error}}));
  }
  ui.pop_id();
}

void authorized_servers(const Context& context, std::string_view scheme) {
  ui::Ui& ui = context.ui;
  for (const session::Credential& each : context.session.credentials) {
    if (each.scheme != scheme || each.description != context.session.loading.uri) continue;
    const bool expired = session::has_expired(each, context.session.now_s);
    ui::paragraph(ui, "authorized/" + each.origin,
                  {span(each.origin + ": " + authorization_words(context, each), ui::type::kSmall,
                        expired ? ui.theme().warn : ui.theme().ok)},
                  ui::leading::kText);
  }
}

void authorization_hint(const Context& context, const session::Exchange& exchange) {
  if (exchange.status != 401 && exchange.status != 403) return;
  const auto challenge = challenge_of(exchange);
  const std::string scope = challenge ? request::plain_line(challenge->scope) : std::string();
  // Any other 403 is no matter of credentials.
  const bool insufficient = challenge && challenge->error == "insufficient_scope" && !scope.empty();
  if (exchange.status == 403 && !insufficient) return;
  ui::Ui& ui = context.ui;
  std::string words = insufficient ? context.fill(Word::insufficient_scope, {{"scope", scope}})
                                   : context.word(Word::needs_authorization);
  if (challenge && !challenge->description.empty())
    words += " (" + request::plain_line(challenge->description) + ')';
  ui.push_id("credentials");
  ui::paragraph(ui, "words", {span(words, ui::type::kSmall, ui.theme().warn)}, ui::leading::kText);
  const auto& spec = context.session.spec;
  if (spec && !spec->description.security_schemes().empty()) {
    ui::ButtonOptions link;
    link.kind = ui::ButtonKind::link;
    if (ui::button(ui, "open", context.word(Word::open_authorize), link))
      context.act(session::OpenAuthorize{insufficient ? challenge->scope : std::string()});
  }
  ui.pop_id();
  ui.space(ui::gap::kTight);
}

}  // namespace vitrine::view
