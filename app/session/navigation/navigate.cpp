// Follows links and the address.
#include <utility>

#include "app/json/uri.h"
#include "app/session/description/update.h"
#include "app/session/form/field.h"
#include "app/session/navigation/update.h"
#include "app/session/saved/update.h"

namespace vitrine::session {
namespace {

bool begins(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

void go(Session& session, Route route, bool back, Effects& effects) {
  session.work->sought = {};
  // It was asked for on the page that is left.
  std::erase_if(session.work->awaiting,
                [](const Action& waits) { return std::holds_alternative<CopyMarkdown>(waits); });
  session.notice = {};
  session.went_back = back;
  session.route = std::move(route);
  follow_route(session, effects);
  open_current(session);
}

/// Does in the form what the route asks for.
void follow_into_form(Session& session, Effects& effects) {
  const Route& route = session.route;
  if (!route.request.empty()) fill_from_link(session, effects);
  if (!route.field.empty() && !is_reading_field(route.field))
    emit(effects, FocusField{route.field});
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

void lead_nowhere(Session& session, Effects& effects) {
  if (session.loading.stage == Loading::Stage::outlined) {
    session.work->sought = session.route;
  } else if (session.work->another) {
    if (session.settings.owns_location) emit(effects, SetLocation{format(Route()), true});
  } else {
    session.notice = {Word::unknown_link, {{"link", session.route.target}}};
  }
  session.route = {};
  hide_operation(session, effects);
}

}  // namespace

void apply(Session& session, Navigate&& action, Effects& effects) {
  const std::string& link = action.link;
  if (begins(link, "#/") || begins(link, "/") || link.empty() || link == "#") {
    go(session, parse_route(link), false, effects);
    if (session.settings.owns_location) {
      emit(effects, SetLocation{format(session.route), false});
    }
  } else if (begins(link, "http://") || begins(link, "https://") || begins(link, "mailto:")) {
    emit(effects, OpenUrl{std::move(action.link)});
  }
}

void apply(Session& session, Stay&& action, Effects& effects) {
  go(session, parse_route(action.link), true, effects);
}

void apply(Session& session, LocationChanged&& event, Effects& effects) {
  if (!session.settings.owns_location) return;
  // Ignore anchors that belong to the host page.
  if (!event.hash.empty() && event.hash != "#" && !begins(event.hash, "#/")) return;
  Route route = parse_route(event.hash);
  if (route == session.route) return;
  const bool fills = !route.request.empty();
  go(session, std::move(route), true, effects);
  if (fills) emit(effects, SetLocation{format(session.route), true});
}

void apply(Session& session, FilterNavigation&& action, Effects& effects) {
  session.navigation.filter = std::move(action.text);
  // The whole, when it comes, does not take the focus from who types already.
  if (is_outlined(session)) session.route.field.clear();
  if (!action.typed) ++session.navigation.filter_revision;
  if (!session.navigation.filter.empty()) begin_search(session, effects);
  fill_navigation(session);
  if (session.navigation.filter.empty()) open_current(session);
}

void apply(Session& session, Usable&&, Effects& effects) {
  if (std::exchange(session.usable, true) || !session.shown || is_outlined(session)) return;
  show_form(session, effects);
  const bool fills = session.settings.owns_location && !session.route.request.empty();
  follow_into_form(session, effects);
  if (fills) emit(effects, SetLocation{format(session.route), true});
}

void apply(Session& session, DismissNotice&&, Effects&) { session.notice = {}; }

void follow_route(Session& session, Effects& effects) {
  if (!session.spec) return;
  ++session.page;
  Route& route = session.route;
  switch (route.kind) {
    case Route::Kind::overview:
      hide_operation(session, effects);
      return;
    case Route::Kind::schema:
      hide_operation(session, effects);
      if (const openapi::NamedSchema* schema = current_schema(session)) {
        need_all(session, {schema->cursor}, effects);
        open_current(session);
      } else {
        lead_nowhere(session, effects);
      }
      return;
    case Route::Kind::tag:
      hide_operation(session, effects);
      if (!current_group(session)) lead_nowhere(session, effects);
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
  if (has_forms(session)) follow_into_form(session, effects);
}

}  // namespace vitrine::session
