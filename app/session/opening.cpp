// Opens a description: loads it, reads it in slices, shows the page that the route names.
#include <utility>

#include "app/json/uri.h"
#include "app/session/credentials/update.h"
#include "app/session/description/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/session/navigation/update.h"
#include "app/session/saved/update.h"
#include "app/session/tools/update.h"
#include "app/session/update.h"

namespace vitrine::session {
namespace {

/// Clears what belongs to the earlier description, except credentials, which are bound to it.
void forget_description(Session& session, Effects& effects) {
  for (auto& [key, exchange] : session.exchanges) {
    if (exchange.running()) emit(effects, CancelRequest{exchange.id});
    if (exchange.id != 0) drop_body(session, exchange, effects);
  }
  hide_operation(session, effects);
  session.work->search.reset();
  leave(session, effects);
  session.spec.reset();
  session.missing.clear();
  session.forms.clear();
  session.exchanges.clear();
  session.authorize = {};
  session.tools.reset();
  session.work->sought = {};
  // Calls of the page settle: there is nothing to fill.
  for (Action& waits : std::exchange(session.work->awaiting, {})) {
    if (auto* fill = std::get_if<FillForm>(&waits)) apply(session, std::move(*fill), effects);
    if (auto* give = std::get_if<GiveCredentials>(&waits))
      apply(session, std::move(*give), effects);
  }
  session.notice = {};
  session.work->server.reset();
  session.work->own_address.clear();
  session.navigation = {};
}

Route first_route(const Settings& settings, std::string_view hash) {
  if (settings.owns_location && hash.substr(0, 2) == "#/") return parse_route(hash);
  const std::string& wanted = settings.operation;
  if (wanted.empty()) return {};
  if (wanted[0] == '#' || wanted[0] == '/') return parse_route(wanted);
  return parse_route("/operations/" + json::encode_component(wanted));
}

}  // namespace

void show_again(Session& session, Effects& effects) {
  if (!session.spec) return;
  // The index lacks what has come.
  if (session.work->search) drop_index(session);
  if (!session.navigation.filter.empty()) begin_search(session, effects);
  if (session.shown) {
    show_operation(session, session.shown->index, effects);
  } else {
    follow_route(session, effects);
  }
}

void leave_description(Session& session, Effects& effects) {
  hide_operation(session, effects);
  if (!session.exchanges.empty()) forget_stream_schemas(session);
  if (session.work->search) drop_index(session);
}

void show_description(Session& session, Effects& effects) {
  select_operations(session);
  restore_folds(session);
  if (!session.navigation.filter.empty()) begin_search(session, effects);
  fill_navigation(session);
  // What the address carries fills the form once, not again on each reload.
  const bool fills =
      has_forms(session) && session.settings.owns_location && !session.route.request.empty();
  // What an outline lacked may be in the whole.
  Route sought = std::exchange(session.work->sought, {});
  if (session.route.kind == Route::Kind::overview && sought.kind != Route::Kind::overview)
    session.route = std::move(sought);
  follow_route(session, effects);
  session.work->another = false;
  if (fills) emit(effects, SetLocation{format(session.route), true});
}

void apply(Session& session, Opened&& event, Effects& effects) {
  Settings& settings = session.settings;
  settings.page_url = event.page_url;
  settings.redirect_uri = event.redirect_uri;
  // Only another attribute may have changed: do not navigate to the same operation again.
  const bool asked = settings.operation != event.operation || event.owns_location;
  settings.operation = event.operation;
  settings.owns_location = event.owns_location;
  settings.includes_credentials = event.includes_credentials;
  settings.mock_server = event.mock_server;
  settings.heading_level = event.heading_level;
  settings.theme = event.theme;
  settings.page_dark = event.dark;
  settings.utc_offset_min = event.utc_offset_min;
  settings.descriptions = std::move(event.descriptions);
  settings.description = event.description;
  settings.introduced = event.introduced;
  if (!settings.language_chosen) settings.language = schema::language_of(event.language);
  const bool others = settings.options != event.options;
  settings.options = std::move(event.options);
  restore_preferences(session);

  const Route route = first_route(settings, event.hash);
  std::string group = group_of(event);
  const std::string uri =
      event.spec.empty() ? std::string() : json::resolve_uri(event.page_url, event.spec);
  if (uri == session.loading.uri && group == session.work->group &&
      session.loading.stage != Loading::Stage::idle) {
    if (others && session.spec) {
      select_operations(session);
      fill_navigation(session);
    }
    if (asked && route != session.route && route.kind != Route::Kind::overview) {
      session.route = route;
      follow_route(session, effects);
    }
    return;
  }
  forget_description(session, effects);
  session.route = route;
  session.loading.uri = uri;
  settings.place = std::move(event.place);
  if (!session.saved.empty()) {
    restore_server(session);
    restore_environments(session, effects);
  }
  join(session, std::move(group), effects);
}

void apply(Session& session, ChooseDescription&& action, Effects& effects) {
  const Settings& settings = session.settings;
  if (action.index >= settings.descriptions.size() || action.index == settings.description) return;
  session.work->another = true;
  emit(effects, OpenDescription{action.index});
}

void apply(Session& session, Chunk&& event, Effects& effects) {
  if (is_stream(session, event.id)) return take_stream(session, event);
  if (take_example_chunk(session, event, effects)) return;
  const Id id = event.id;
  if (auto* mail = mailbox(session, id)) {
    mail->emplace_back(std::move(event));
    return;
  }
  if (take_chunk(session, std::move(event))) return go_on(session, effects);
  // Nobody waits for it any more.
  emit(effects, CancelRequest{id});
}

void apply(Session& session, End&& event, Effects& effects) {
  if (take_example_end(session, event, effects)) return;
  if (auto* mail = mailbox(session, event.id)) {
    mail->emplace_back(event);
    return;
  }
  if (take_end(session, event)) go_on(session, effects);
}

void apply(Session& session, Failed&& event, Effects& effects) {
  if (take_example_failure(session, event)) return;
  if (auto* mail = mailbox(session, event.id)) {
    mail->emplace_back(std::move(event));
    return;
  }
  if (resource_failed(session, event)) {
    go_on(session, effects);
  } else if (take_sign_in_response(session, event.id, nullptr, effects)) {
    send_renewed(session, effects);
  } else {
    request_failed(session, std::move(event));
  }
}

bool is_reading(const Shared& shared) {
  return bytes_wait(shared) || shared.indexer || shared.index_again || shared.show_again;
}

void go_on(Session& session, Effects& effects) {
  const bool outlined = session.loading.stage == Loading::Stage::outlined;
  if (read_slice(session, effects)) {
    // Hide the operation first: it points into the description that is replaced.
    leave_description(session, effects);
    install_description(session, effects);
    show_description(session, effects);
  }
  // Slices of the whole show nothing, until it is there or cannot be had: see update.cpp.
  if (outlined && session.loading.stage != Loading::Stage::outlined) {
    ++session.revision;
    ++session.page_revision;
  }
  Work& work = *session.work;
  Shared& shared = *work.shared;
  // Documents that came together are taken together.
  if (shared.show_again && !bytes_wait(shared) && !shared.index_again) {
    shared.show_again = false;
    note_change(session, &Counts::completed);
    show_again(session, effects);
  }
  const bool making = work.making && make_slice(session, effects);
  const bool reading = is_reading(shared);
  if (reading || shared.driver == work.number) shared.driver = reading ? work.number : 0;
  if (reading || making) {
    emit(effects, Wake{Timer::slice, 0});
  } else if (work.search) {
    index_slice(session, effects);
  }
}

}  // namespace vitrine::session
