// Loads and reads the description, a slice at a time.
#include <algorithm>
#include <utility>

#include "app/openapi/outline.h"
#include "app/request/reason_phrase.h"
#include "app/session/description/update.h"
#include "app/text/hash.h"

namespace vitrine::session {
namespace {

/// A slice of reading takes some milliseconds in a page: far from the 50 ms a task may take, far
/// above the cost of coming back.
constexpr size_t kSliceBytes = 1024 * 1024;
constexpr size_t kSliceOperations = 300;
/// YAML takes longer to parse.
constexpr size_t kSliceYamlBytes = 256 * 1024;

bool is_outline_shown(const Session& session) {
  return session.loading.stage == Loading::Stage::outlined;
}

void fail(Session& session, Word failure, Word remedy, Message::Pairs values, std::string detail) {
  session.loading.stage = Loading::Stage::failed;
  session.loading.failure = {failure, std::move(values)};
  session.loading.remedy = {remedy, {}};
  session.loading.detail = std::move(detail);
}

/// "404 Not Found".
std::string status_words(uint16_t status) {
  const std::string_view phrase = request::reason_phrase(status);
  std::string words = std::to_string(status);
  if (!phrase.empty()) words.append(1, ' ').append(phrase);
  return words;
}

/// Feeds waiting bytes, up to `budget`; returns the bytes left of it.
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

/// Continues within the budget; true once the whole text is read and understood.
bool understood(Incoming& incoming, size_t& budget) {
  if (!incoming.read_all() || budget == 0) return false;
  budget = 0;
  return incoming.reader.digest(kSliceYamlBytes);
}

/// True when bytes of documents wait to be read.
bool documents_wait(const Shared& shared) {
  return std::any_of(
      shared.documents.begin(), shared.documents.end(),
      [](const Incoming& document) { return !document.waiting.empty() || document.ended; });
}

void ask_for_description(Session& session, bool fresh, bool whole, Effects& effects) {
  Incoming incoming;
  incoming.id = next_id(session);
  incoming.uri = session.loading.uri;
  incoming.whole = whole;
  if (whole && !fresh) incoming.hash = text::hash({});
  incoming.reader = json::TextReader({}, json::language_of(incoming.uri));
  emit(effects, LoadResource{incoming.id, incoming.uri, fresh, whole});
  session.work->shared->description = std::move(incoming);
}

/// The text has been read: either it is a description, perhaps a broken one, or the reading has
/// failed.
void text_read(Session& session, Effects& effects) {
  Shared& shared = *session.work->shared;
  // A cache gave an older text than the outline is of, or a newer one.
  const auto& hash = shared.description->hash;
  if (hash && shared.spec->outline && openapi::hash_digits(*hash) != shared.spec->whole_hash)
    return ask_for_description(session, true, true, effects);
  const std::string uri = shared.description->uri;
  const bool whole = shared.description->whole;
  json::Reading reading = std::move(shared.description->reader).finish();
  shared.description.reset();
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
  shared.read = std::make_unique<Spec>();
  auto outlined = whole ? std::nullopt : openapi::outlined(root, uri);
  shared.read->outline = outlined.has_value();
  if (outlined) shared.read->whole_hash = std::move(outlined->hash);
  shared.read->problems =
      outlined ? std::move(outlined->problems) : openapi::text_problems(reading.document, uri);
  shared.read->text_problems = shared.read->problems.size();
  // The set is new: the name cannot be taken.
  (void)shared.read->documents.add(uri, std::move(reading.document));
  shared.indexer.emplace(shared.read->documents, uri);
  if (!is_outline_shown(session)) session.loading.stage = Loading::Stage::indexing;
}

}  // namespace

void stop_loading(Session& session, Effects& effects) {
  Shared& shared = *session.work->shared;
  stop_making(session, effects);
  if (shared.description && !shared.description->ended) {
    emit(effects, CancelRequest{shared.description->id});
  }
  for (const Incoming& document : shared.documents) {
    if (!document.ended) emit(effects, CancelRequest{document.id});
  }
  shared.description.reset();
  shared.indexer.reset();
  shared.index_again = false;
  shared.show_again = false;
  shared.outlook.reset();
  shared.read.reset();
  shared.documents.clear();
  std::erase_if(session.missing, [](const MissingDocument& missing) {
    return missing.state == MissingDocument::State::loading;
  });
}

void stop_making(Session& session, Effects& effects) {
  std::optional<Making>& making = session.work->making;
  if (making && making->file != 0) emit(effects, DropBody{making->file});
  if (std::exchange(session.printing, false)) emit(effects, PrintBlocks{PaperPart::drop, {}});
  making.reset();
}

void load_description(Session& session, bool fresh, Effects& effects) {
  stop_loading(session, effects);
  Loading& loading = session.loading;
  const std::string uri = loading.uri;
  loading = {};
  loading.uri = uri;
  if (uri.empty()) {
    fail(session, Word::no_spec, Word::count, {}, {});
    return;
  }
  loading.stage = Loading::Stage::loading;
  // What is shown may be the whole already: an outline does not take its place.
  const bool whole = fresh || session.work->shared->spec;
  ask_for_description(session, fresh, whole, effects);
}

void apply(Session& session, Reload&&, Effects& effects) {
  if (!session.loading.uri.empty()) load_description(session, true, effects);
}

bool take_chunk(Session& session, Chunk&& event) {
  Shared& shared = *session.work->shared;
  if (shared.description && shared.description->id == event.id) {
    if (shared.description->hash)
      shared.description->hash = text::hash(event.bytes, *shared.description->hash);
    // An outline of YAML is JSON too.
    if (session.loading.received == 0 && openapi::begins_outline(event.bytes))
      shared.description->reader = json::TextReader({}, json::Language::json);
    if (!is_outline_shown(session)) {
      session.loading.received += event.bytes.size();
      session.loading.total = event.total;
    }
    shared.description->waiting.push_back(std::move(event.bytes));
    return true;
  }
  for (Incoming& document : shared.documents) {
    if (document.id != event.id) continue;
    document.waiting.push_back(std::move(event.bytes));
    return true;
  }
  return false;
}

bool take_end(Session& session, const End& event) {
  Shared& shared = *session.work->shared;
  if (shared.description && shared.description->id == event.id) {
    shared.description->ended = true;
    if (!is_outline_shown(session)) session.loading.stage = Loading::Stage::reading;
    return true;
  }
  for (Incoming& document : shared.documents) {
    if (document.id != event.id) continue;
    document.ended = true;
    return true;
  }
  return false;
}

bool bytes_wait(const Shared& shared) {
  const auto& one = shared.description;
  return documents_wait(shared) || (one && (!one->waiting.empty() || one->ended));
}

bool read_slice(Session& session, Effects& effects) {
  Shared& shared = *session.work->shared;
  size_t budget = kSliceBytes;
  if (shared.description) {
    budget = read_some(*shared.description, budget);
    if (understood(*shared.description, budget)) text_read(session, effects);
  } else if (shared.indexer || (shared.index_again && !documents_wait(shared))) {
    if (!shared.indexer) {
      shared.indexer.emplace(session.spec->documents, session.spec->description.uri());
      shared.index_again = false;
    }
    return shared.indexer->step(kSliceOperations);
  }
  for (size_t i = 0; i < shared.documents.size() && budget > 0;) {
    budget = read_some(shared.documents[i], budget);
    if (!understood(shared.documents[i], budget)) {
      ++i;
      continue;
    }
    Incoming done = std::move(shared.documents[i]);
    shared.documents.erase(shared.documents.begin() + static_cast<std::ptrdiff_t>(i));
    document_arrived(session, std::move(done));
  }
  return false;
}

void install_description(Session& session, Effects& effects) {
  Shared& shared = *session.work->shared;
  stop_making(session, effects);
  openapi::Description description = shared.indexer->take();
  shared.indexer.reset();
  shared.compiler.reset();
  shared.outlook.reset();
  shared.uses.clear();
  shared.show_again = false;
  if (shared.read) {
    session.spec = std::move(shared.read);
    session.missing.clear();
  }
  shared.spec = session.spec;
  note_change(session, &Counts::installed);
  Spec& spec = *session.spec;
  spec.problems.resize(spec.text_problems);
  spec.description = std::move(description);
  word_summaries(spec.description);
  session.loading.stage = spec.outline ? Loading::Stage::outlined : Loading::Stage::ready;
  if (spec.outline) return ask_for_description(session, false, true, effects);
  for (const openapi::Problem& problem : spec.description.problems()) {
    spec.problems.push_back(problem);
  }
  for (const std::string& uri : spec.description.missing()) need(session, uri, effects);
}

bool resource_failed(Session& session, const Failed& event) {
  Shared& shared = *session.work->shared;
  if (shared.description && shared.description->id == event.id) {
    const std::string uri = shared.description->uri;
    shared.description.reset();
    if (event.kind == FailureKind::status) {
      fail(session, Word::spec_status, Word::spec_status_remedy,
           {{"uri", uri}, {"status", status_words(event.status)}}, event.message);
    } else if (event.kind == FailureKind::cross_origin) {
      fail(session, Word::spec_cross_origin, Word::spec_cross_origin_remedy, {{"uri", uri}},
           event.message);
      session.loading.remedy.values = {{"page", origin_of(session.settings.page_url)}};
    } else if (event.kind == FailureKind::policy) {
      fail(session, Word::spec_policy, Word::spec_policy_remedy, {{"uri", uri}}, event.message);
      session.loading.remedy.values = {{"origin", origin_of(uri)}};
    } else if (uri.starts_with("file:")) {
      fail(session, Word::spec_on_disk, Word::spec_on_disk_remedy, {{"uri", uri}}, event.message);
    } else {
      fail(session, Word::spec_unreachable, Word::spec_unreachable_remedy, {{"uri", uri}},
           event.message);
    }
    return true;
  }
  for (size_t i = 0; i < shared.documents.size(); ++i) {
    if (shared.documents[i].id != event.id) continue;
    const std::string uri = shared.documents[i].uri;
    shared.documents.erase(shared.documents.begin() + static_cast<std::ptrdiff_t>(i));
    document_failed(session, uri, event.message);
    return true;
  }
  return false;
}

}  // namespace vitrine::session
