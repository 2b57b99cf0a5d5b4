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
  stop_loading(session, effects);
  for (auto& [key, exchange] : session.exchanges) {
    if (exchange.running()) emit(effects, CancelRequest{exchange.id});
    if (exchange.id != 0) drop_body(session, exchange, effects);
  }
  hide_operation(session, effects);
  session.work->compiler.reset();
  session.work->outlook.reset();
  session.work->search.reset();
  session.spec.reset();
  session.missing.clear();
  session.forms.clear();
  session.exchanges.clear();
  session.authorize = {};
  session.tools.reset();
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

/// Interprets the page shown again, with the documents that have come since.
void show_again(Session& session, Effects& effects) {
  session.work->show_again = false;
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

}  // namespace

void apply(Session& session, Opened&& event, Effects& effects) {
  Settings& settings = session.settings;
  settings.page_url = event.page_url;
  settings.redirect_uri = event.redirect_uri;
  // Only another attribute may have changed: do not navigate to the same operation again.
  const bool asked = settings.operation != event.operation || event.owns_location;
  settings.operation = event.operation;
  settings.owns_location = event.owns_location;
  settings.includes_credentials = event.includes_credentials;
  settings.heading_level = event.heading_level;
  settings.theme = event.theme;
  settings.page_dark = event.dark;
  settings.utc_offset_min = event.utc_offset_min;
  if (!settings.language_chosen) settings.language = schema::language_of(event.language);
  const bool others = settings.options != event.options;
  settings.options = std::move(event.options);
  restore_preferences(session);

  const Route route = first_route(settings, event.hash);
  const std::string uri =
      event.spec.empty() ? std::string() : json::resolve_uri(event.page_url, event.spec);
  if (uri == session.loading.uri && session.loading.stage != Loading::Stage::idle) {
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
  if (!session.saved.empty()) {
    restore_server(session);
    restore_environments(session, effects);
  }
  load_description(session, false, effects);
}

void apply(Session& session, Chunk&& event, Effects& effects) {
  if (is_stream(session, event.id)) return take_stream(session, event);
  if (take_example_chunk(session, event, effects)) return;
  if (take_chunk(session, std::move(event))) go_on(session, effects);
}

void apply(Session& session, End&& event, Effects& effects) {
  if (take_example_end(session, event, effects)) return;
  if (take_end(session, event)) go_on(session, effects);
}

void apply(Session& session, Failed&& event, Effects& effects) {
  if (take_example_failure(session, event)) return;
  if (resource_failed(session, event)) {
    go_on(session, effects);
  } else if (take_sign_in_response(session, event.id, nullptr, effects)) {
    send_renewed(session, effects);
  } else {
    request_failed(session, std::move(event));
  }
}

bool is_reading(const Work& work) {
  return bytes_wait(work) || work.indexer || work.index_again || work.show_again;
}

void go_on(Session& session, Effects& effects) {
  if (read_slice(session)) {
    // Hide the operation first: it points into the description that is replaced.
    hide_operation(session, effects);
    if (!session.exchanges.empty()) forget_stream_schemas(session);
    if (session.work->search) drop_index(session);
    install_description(session, effects);
    select_operations(session);
    restore_folds(session);
    if (!session.navigation.filter.empty()) begin_search(session, effects);
    fill_navigation(session);
    // What the address carries fills the form once, not again on each reload.
    const bool fills =
        session.usable && session.settings.owns_location && !session.route.request.empty();
    follow_route(session, effects);
    if (fills) emit(effects, SetLocation{format(session.route), true});
  }
  Work& work = *session.work;
  const bool more = bytes_wait(work);
  // Documents that came together are taken together.
  if (work.show_again && !more && !work.index_again) show_again(session, effects);
  const bool making = work.making && make_slice(session, effects);
  if (is_reading(work) || making) {
    emit(effects, Wake{Timer::slice, 0});
  } else if (work.search) {
    index_slice(session, effects);
  }
}

}  // namespace vitrine::session
