// Reads and writes the user's preferences: theme, language, code, secrets.
#include <algorithm>
#include <string>
#include <utility>

#include "app/request/snippet.h"
#include "app/session/saved/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

constexpr std::string_view kThemeKey = "theme";
constexpr std::string_view kLanguageKey = "language";
constexpr std::string_view kCodeKey = "code";
constexpr std::string_view kListWidthKey = "listWidth";

std::string_view tag_of(schema::Language language) {
  switch (language) {
    case schema::Language::ko:
      return "ko";
    case schema::Language::ja:
      return "ja";
    case schema::Language::en:
      break;
  }
  return "en";
}

/// 0 where it is none.
uint32_t list_width_of(std::string_view text) {
  uint32_t width = 0;
  for (const char c : text.substr(0, 5)) {
    if (c < '0' || c > '9') return 0;
    width = 10 * width + static_cast<uint32_t>(c - '0');
  }
  return width == 0 ? 0 : std::clamp(width, kNarrowestList, kWidestList);
}

std::string text_of(const Session& session, const Copy& action) {
  switch (action.target) {
    case CopyTarget::code:
      return session.current.code;
    case CopyTarget::text:
      return action.text;
    case CopyTarget::link: {
      const std::string& page = session.settings.page_url;
      return page.substr(0, page.find('#')) + action.text;
    }
    case CopyTarget::response:
      if (const Exchange* exchange = current_exchange(session)) return body_to_copy(*exchange);
      break;
    case CopyTarget::url: {
      const request::SecretText& url = session.current.request.request.url;
      return session.secrets_shown ? url.text : url.masked();
    }
    case CopyTarget::markdown:
    case CopyTarget::request:
    case CopyTarget::none:
      break;
  }
  return {};
}

/// The first that the element's attribute names: `curl`, `Python`.
void choose_asked_snippet(Session& session) {
  const std::string asked = text::lower(session.settings.options.snippet);
  const auto& snippets = request::snippets();
  for (uint32_t i = 0; !asked.empty() && i < snippets.size(); ++i) {
    const request::Snippet& snippet = snippets[i];
    for (const std::string_view name : {snippet.key, snippet.title, snippet.group}) {
      if (text::lower(name) != asked) continue;
      session.snippet = i;
      return;
    }
  }
}

}  // namespace

void apply(Session& session, ChooseSnippet&& action, Effects& effects) {
  const auto& own = request::snippets();
  if (action.index >= snippet_titles(session).size()) return;
  const Form* form = current_form(session);
  if (form && form->socket) {
    session.socket_snippet = action.index;
    return;
  }
  session.snippet = action.index;
  // A sample belongs to its operation; a language holds for the next visit too.
  if (action.index < own.size()) {
    keep(session, std::string(kCodeKey), std::string(own[action.index].key), effects);
  }
}

void apply(Session& session, ShowSecrets&& action, Effects&) {
  session.secrets_shown = action.shown;
}

void apply(Session& session, Copy&& action, Effects& effects) {
  copy_text(session, action.target, text_of(session, action), effects);
}

void copy_text(Session& session, CopyTarget target, std::string text, Effects& effects) {
  constexpr uint32_t kCopiedMs = 1500;
  if (text.empty()) return;
  session.copied = target;
  emit(effects, CopyText{std::move(text)});
  emit(effects, Wake{Timer::copied, kCopiedMs});
}

void apply(Session& session, ToggleTheme&&, Effects& effects) {
  Settings& settings = session.settings;
  const ThemeChoice own = settings.page_dark ? ThemeChoice::dark : ThemeChoice::light;
  const ThemeChoice other = settings.page_dark ? ThemeChoice::light : ThemeChoice::dark;
  settings.theme = settings.theme == ThemeChoice::automatic ? other
                   : settings.theme == other                ? own
                                                            : ThemeChoice::automatic;
  const bool automatic = settings.theme == ThemeChoice::automatic;
  keep(session, std::string(kThemeKey),
       automatic         ? ""
       : settings.dark() ? "dark"
                         : "light",
       effects);
}

void apply(Session& session, ChooseLanguage&& action, Effects& effects) {
  session.settings.language = action.language;
  session.settings.language_chosen = true;
  keep(session, std::string(kLanguageKey), std::string(tag_of(action.language)), effects);
}

void apply(Session& session, ResizeList&& action, Effects& effects) {
  uint32_t& width = session.settings.list_width;
  width = action.width == 0 ? 0 : std::clamp(action.width, kNarrowestList, kWidestList);
  keep(session, std::string(kListWidthKey), width == 0 ? "" : std::to_string(width), effects);
}

void apply(Session& session, ThemeChanged&& event, Effects&) {
  session.settings.page_dark = event.dark;
}

void apply(Session& session, LanguageChanged&& event, Effects&) {
  if (session.settings.language_chosen) return;
  session.settings.language = schema::language_of(event.tag);
}

void restore_preferences(Session& session) {
  Settings& settings = session.settings;
  const auto theme = session.saved.find(kThemeKey);
  if (theme != session.saved.end() && settings.theme == ThemeChoice::automatic) {
    if (theme->second == "dark") settings.theme = ThemeChoice::dark;
    if (theme->second == "light") settings.theme = ThemeChoice::light;
  }
  const auto code = session.saved.find(kCodeKey);
  const auto& snippets = request::snippets();
  for (uint32_t i = 0; code != session.saved.end() && i < snippets.size(); ++i) {
    if (snippets[i].key == code->second) session.snippet = i;
  }
  if (code == session.saved.end()) choose_asked_snippet(session);
  const auto list_width = session.saved.find(kListWidthKey);
  if (list_width != session.saved.end()) settings.list_width = list_width_of(list_width->second);
  const auto language = session.saved.find(kLanguageKey);
  if (language != session.saved.end() && !language->second.empty()) {
    settings.language = schema::language_of(language->second);
    settings.language_chosen = true;
  }
}

}  // namespace vitrine::session
