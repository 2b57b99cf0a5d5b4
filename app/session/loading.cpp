#include <algorithm>
#include <utility>

#include "app/json/uri.h"
#include "app/session/steps.h"

namespace vitrine::session {
namespace {

/// A slice of reading takes some milliseconds in a page: far from the 50 ms a task may take, far
/// above the cost of coming back.
constexpr size_t kSliceBytes = 1024 * 1024;
constexpr size_t kSliceOperations = 300;
/// YAML takes longer to understand.
constexpr size_t kSliceYamlBytes = 256 * 1024;

void fail(Session& session, Word failure, Word remedy, Message::Pairs values, std::string detail) {
  session.loading.stage = Loading::Stage::failed;
  session.loading.failure = {failure, std::move(values)};
  session.loading.remedy = {remedy, {}};
  session.loading.detail = std::move(detail);
}

/// Stops what is under way for the description and its documents.
void stop(Session& session, Effects& effects) {
  Work& work = *session.work;
  if (work.description && !work.description->ended) {
    emit(effects, CancelRequest{work.description->id});
  }
  for (const Incoming& document : work.documents) {
    if (!document.ended) emit(effects, CancelRequest{document.id});
  }
  work.description.reset();
  work.indexer.reset();
  work.index_again = false;
  work.show_again = false;
  work.outlook.reset();
  work.spec.reset();
  work.documents.clear();
  std::erase_if(session.missing, [](const MissingDocument& missing) {
    return missing.state == MissingDocument::State::loading;
  });
}

void load(Session& session, bool fresh, Effects& effects) {
  stop(session, effects);
  Loading& loading = session.loading;
  const std::string uri = loading.uri;
  loading = {};
  loading.uri = uri;
  if (uri.empty()) {
    fail(session, Word::no_spec, Word::count, {}, {});
    return;
  }
  loading.stage = Loading::Stage::loading;
  Incoming incoming;
  incoming.id = next_id(session);
  incoming.uri = uri;
  incoming.reader = json::TextReader({}, json::language_of(uri));
  emit(effects, LoadResource{incoming.id, uri, fresh});
  session.work->description = std::move(incoming);
}

/// Another description: nothing of the earlier one is kept but credentials, which are bound to it.
void forget_description(Session& session, Effects& effects) {
  stop(session, effects);
  for (const auto& [key, exchange] : session.exchanges) {
    if (exchange.running()) emit(effects, CancelRequest{exchange.id});
    if (exchange.id != 0) emit(effects, DropBody{exchange.id});
  }
  hide_operation(session, effects);
  session.work->compiler.reset();
  session.work->outlook.reset();
  session.spec.reset();
  session.missing.clear();
  session.forms.clear();
  session.exchanges.clear();
  session.authorize = {};
  session.notice = {};
  session.work->server.reset();
  session.navigation = {};
}

Route first_route(const Settings& settings, std::string_view hash) {
  if (settings.owns_location && hash.substr(0, 2) == "#/") return parse_route(hash);
  const std::string& wanted = settings.operation;
  if (wanted.empty()) return {};
  if (wanted[0] == '#' || wanted[0] == '/') return parse_route(wanted);
  return parse_route("/operations/" + json::encode_component(wanted));
}

/// Feeds what waits, up to `budget` bytes; the bytes left of it.
size_t read_some(Incoming& incoming, size_t budget) {
  while (budget > 0 && !incoming.waiting.empty()) {
    const std::string& front = incoming.waiting.front();
    const std::string_view rest = std::string_view(front).substr(incoming.taken);
    const size_t took = incoming.reader.feed(rest, budget);
    budget -= took;
    incoming.taken += took;
    if (incoming.taken >= front.size()) {
      incoming.waiting.pop_front();
      incoming.taken = 0;
    } else if (took == 0) {
      break;
    }
  }
  return budget;
}

/// Whether all of it is read and understood; goes on with that if there is time left.
bool understood(Incoming& incoming, size_t& budget) {
  if (!incoming.read_all() || budget == 0) return false;
  budget = 0;
  return incoming.reader.digest(kSliceYamlBytes);
}

/// Whether bytes of documents are there to be read.
bool documents_wait(const Work& work) {
  return std::any_of(work.documents.begin(), work.documents.end(), [](const Incoming& document) {
    return !document.waiting.empty() || document.ended;
  });
}

/// The text has been read: either it is a description, perhaps a broken one, or the reading has
/// failed.
void text_read(Session& session) {
  Work& work = *session.work;
  const std::string uri = work.description->uri;
  json::Reading reading = std::move(work.description->reader).finish();
  work.description.reset();
  const json::Value root = reading.document.root();
  const bool described = root["openapi"] || root["swagger"];
  if (!described && session.loading.received == 0) {
    fail(session, Word::spec_empty, Word::spec_status_remedy, {{"uri", uri}}, {});
    return;
  }
  if (!described && reading.error) {
    const json::Error& error = *reading.error;
    fail(session, Word::spec_not_json, Word::spec_not_json_remedy,
         {{"uri", uri},
          {"line", std::to_string(error.position.line)},
          {"column", std::to_string(error.position.column)},
          {"message", error.message}},
         {});
    return;
  }
  if (!described) {
    fail(session, Word::spec_not_openapi, Word::spec_not_openapi_remedy, {{"uri", uri}}, {});
    return;
  }
  work.spec = std::make_unique<Spec>();
  work.spec->problems = openapi::text_problems(reading.document, uri);
  work.spec->text_problems = work.spec->problems.size();
  // The set is new: the name cannot be taken.
  (void)work.spec->documents.add(uri, std::move(reading.document));
  work.indexer.emplace(work.spec->documents, uri);
  session.loading.stage = Loading::Stage::indexing;
}

void install(Session& session, Effects& effects) {
  Work& work = *session.work;
  openapi::Description description = work.indexer->take();
  work.indexer.reset();
  // What is shown points into the description that goes.
  hide_operation(session, effects);
  work.compiler.reset();
  work.outlook.reset();
  work.show_again = false;
  if (work.spec) {
    session.spec = std::move(work.spec);
    session.missing.clear();
  }
  Spec& spec = *session.spec;
  spec.problems.resize(spec.text_problems);
  spec.description = std::move(description);
  for (const openapi::Problem& problem : spec.description.problems()) {
    spec.problems.push_back(problem);
  }
  session.loading.stage = Loading::Stage::ready;
  for (const std::string& uri : spec.description.missing()) need(session, uri, effects);
  fill_navigation(session);
  follow_route(session, effects);
}

}  // namespace

void apply(Session& session, Opened&& event, Effects& effects) {
  Settings& settings = session.settings;
  settings.page_url = event.page_url;
  settings.redirect_uri = event.redirect_uri;
  // Another attribute may have changed: the operation asked for before is no wish to go back to it.
  const bool asked = settings.operation != event.operation || event.owns_location;
  settings.operation = event.operation;
  settings.owns_location = event.owns_location;
  settings.heading_level = event.heading_level;
  settings.theme = event.theme;
  settings.page_dark = event.dark;
  if (!settings.language_chosen) settings.language = schema::language_of(event.language);
  restore_preferences(session);

  const Route route = first_route(settings, event.hash);
  const std::string uri =
      event.spec.empty() ? std::string() : json::resolve_uri(event.page_url, event.spec);
  if (uri == session.loading.uri && session.loading.stage != Loading::Stage::idle) {
    if (asked && route != session.route && route.kind != Route::Kind::overview) {
      session.route = route;
      follow_route(session, effects);
    }
    return;
  }
  forget_description(session, effects);
  session.route = route;
  session.loading.uri = uri;
  load(session, false, effects);
}

void apply(Session& session, Reload&&, Effects& effects) {
  if (!session.loading.uri.empty()) load(session, true, effects);
}

void apply(Session& session, Chunk&& event, Effects& effects) {
  Work& work = *session.work;
  if (work.description && work.description->id == event.id) {
    session.loading.received += event.bytes.size();
    session.loading.total = event.total;
    work.description->waiting.push_back(std::move(event.bytes));
    go_on(session, effects);
    return;
  }
  for (Incoming& document : work.documents) {
    if (document.id != event.id) continue;
    document.waiting.push_back(std::move(event.bytes));
    go_on(session, effects);
    return;
  }
}

void apply(Session& session, End&& event, Effects& effects) {
  Work& work = *session.work;
  if (work.description && work.description->id == event.id) {
    work.description->ended = true;
    session.loading.stage = Loading::Stage::reading;
    go_on(session, effects);
    return;
  }
  for (Incoming& document : work.documents) {
    if (document.id != event.id) continue;
    document.ended = true;
    go_on(session, effects);
    return;
  }
}

void go_on(Session& session, Effects& effects) {
  Work& work = *session.work;
  size_t budget = kSliceBytes;
  if (work.description) {
    budget = read_some(*work.description, budget);
    if (understood(*work.description, budget)) text_read(session);
  } else if (work.indexer || (work.index_again && !documents_wait(work))) {
    budget = 0;
    if (!work.indexer) {
      work.indexer.emplace(session.spec->documents, session.spec->description.uri());
      work.index_again = false;
    }
    if (work.indexer->step(kSliceOperations)) install(session, effects);
  }
  for (size_t i = 0; i < work.documents.size() && budget > 0;) {
    budget = read_some(work.documents[i], budget);
    if (!understood(work.documents[i], budget)) {
      ++i;
      continue;
    }
    Incoming done = std::move(work.documents[i]);
    work.documents.erase(work.documents.begin() + static_cast<std::ptrdiff_t>(i));
    document_arrived(session, std::move(done));
  }
  bool more = documents_wait(work);
  if (const auto& one = work.description) more = more || !one->waiting.empty() || one->ended;
  // Documents that came together are taken together.
  if (work.show_again && !more && !work.index_again) show_again(session, effects);
  more = more || work.indexer.has_value() || work.index_again;
  if (more) emit(effects, Wake{Timer::slice, 0});
}

bool resource_failed(Session& session, const Failed& event, Effects& effects) {
  Work& work = *session.work;
  if (work.description && work.description->id == event.id) {
    const std::string uri = work.description->uri;
    work.description.reset();
    if (event.kind == FailureKind::status) {
      fail(session, Word::spec_status, Word::spec_status_remedy,
           {{"uri", uri}, {"status", std::to_string(event.status)}}, event.message);
    } else if (event.kind == FailureKind::cross_origin) {
      fail(session, Word::spec_cross_origin, Word::spec_cross_origin_remedy, {{"uri", uri}},
           event.message);
      session.loading.remedy.values = {{"page", origin_of(session.settings.page_url)}};
    } else {
      fail(session, Word::spec_unreachable, Word::spec_unreachable_remedy, {{"uri", uri}},
           event.message);
    }
    return true;
  }
  for (size_t i = 0; i < work.documents.size(); ++i) {
    if (work.documents[i].id != event.id) continue;
    const std::string uri = work.documents[i].uri;
    work.documents.erase(work.documents.begin() + static_cast<std::ptrdiff_t>(i));
    document_failed(session, uri, event.message);
    go_on(session, effects);
    return true;
  }
  return false;
}

}  // namespace vitrine::session
