#include <set>
#include <utility>

#include "app/json/uri.h"
#include "app/session/steps.h"

namespace vitrine::session {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::vector<std::string> words_of(std::string_view filter) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : lower(filter) + ' ') {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

bool passes(const openapi::OperationEntry& entry, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  std::string all =
      entry.method + ' ' + entry.path + '\n' + entry.summary + '\n' + entry.operation_id;
  for (const std::string& tag : entry.tags) all += '\n' + tag;
  all = lower(all);
  for (const std::string& word : words) {
    if (all.find(word) == std::string::npos) return false;
  }
  return true;
}

bool begins(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

void go(Session& session, Route route, Effects& effects) {
  session.notice = {};
  session.route = std::move(route);
  follow_route(session, effects);
}

/// The operation a route names; the element's attribute may name an operationId that is not unique.
std::optional<size_t> find_operation(const Session& session) {
  const openapi::Description& description = session.spec->description;
  if (const auto index = description.find(session.route.target)) return index;
  const std::string& wanted = session.settings.operation;
  if (!wanted.empty() &&
      session.route == parse_route("/operations/" + json::encode_component(wanted))) {
    return description.find_operation_id(wanted);
  }
  return std::nullopt;
}

bool names_schema(const Session& session) {
  for (const openapi::NamedSchema& schema : session.spec->description.schemas()) {
    if (schema.name == session.route.target) return true;
  }
  return false;
}

bool names_tag(const Session& session) {
  for (const openapi::Group& group : session.spec->description.groups()) {
    if (group.tag == session.route.target) return true;
  }
  return false;
}

void lead_nowhere(Session& session, Effects& effects) {
  session.notice = {Word::unknown_link, {{"link", session.route.target}}};
  session.route = {};
  hide_operation(session, effects);
}

}  // namespace

void apply(Session& session, Navigate&& action, Effects& effects) {
  const std::string& link = action.link;
  if (begins(link, "#/") || begins(link, "/") || link.empty() || link == "#") {
    go(session, parse_route(link), effects);
    if (session.settings.owns_location) {
      emit(effects, SetLocation{format(session.route), false});
    }
  } else if (begins(link, "http://") || begins(link, "https://") || begins(link, "mailto:")) {
    emit(effects, OpenUrl{std::move(action.link)});
  }
}

void apply(Session& session, LocationChanged&& event, Effects& effects) {
  if (!session.settings.owns_location) return;
  // An anchor of the page around us is none of our places.
  if (!event.hash.empty() && event.hash != "#" && !begins(event.hash, "#/")) return;
  Route route = parse_route(event.hash);
  if (route != session.route) go(session, std::move(route), effects);
}

void apply(Session& session, FilterNavigation&& action, Effects&) {
  session.navigation.filter = std::move(action.text);
  fill_navigation(session);
}

void apply(Session& session, DismissNotice&&, Effects&) { session.notice = {}; }

void follow_route(Session& session, Effects& effects) {
  if (!session.spec) return;
  Route& route = session.route;
  switch (route.kind) {
    case Route::Kind::overview:
      hide_operation(session, effects);
      return;
    case Route::Kind::schema:
      hide_operation(session, effects);
      if (!names_schema(session)) lead_nowhere(session, effects);
      return;
    case Route::Kind::tag:
      hide_operation(session, effects);
      if (!names_tag(session)) lead_nowhere(session, effects);
      return;
    case Route::Kind::unknown:
      lead_nowhere(session, effects);
      return;
    case Route::Kind::operation:
      break;
  }
  const auto index = find_operation(session);
  if (!index) {
    lead_nowhere(session, effects);
    return;
  }
  route.target = session.spec->description.operations()[*index].link;
  show_operation(session, static_cast<uint32_t>(*index), effects);
  if (!route.field.empty()) emit(effects, FocusField{route.field});
}

void fill_navigation(Session& session) {
  Navigation& navigation = session.navigation;
  navigation.rows.clear();
  navigation.operation_count = 0;
  ++navigation.revision;
  if (!session.spec) return;
  const openapi::Description& description = session.spec->description;
  const auto& operations = description.operations();
  const std::vector<std::string> words = words_of(navigation.filter);
  std::vector<bool> pass(operations.size());
  for (size_t i = 0; i < operations.size(); ++i) {
    pass[i] = passes(operations[i], words);
    navigation.operation_count += pass[i] ? 1 : 0;
  }
  const auto& groups = description.groups();
  for (uint32_t group = 0; group < groups.size(); ++group) {
    bool headed = false;
    for (const uint32_t operation : groups[group].operations) {
      if (!pass[operation]) continue;
      if (!headed) navigation.rows.push_back({NavigationRow::Kind::group, group, 0});
      headed = true;
      navigation.rows.push_back({NavigationRow::Kind::operation, group, operation});
    }
  }
}

}  // namespace vitrine::session
