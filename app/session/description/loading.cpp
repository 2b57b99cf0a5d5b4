// Loads and reads the description, a slice at a time.
#include <algorithm>
#include <utility>

#include "app/request/reason_phrase.h"
#include "app/session/description/update.h"

namespace vitrine::session {
namespace {

/// A slice of reading takes some milliseconds in a page: far from the 50 ms a task may take, far
/// above the cost of coming back.
constexpr size_t kSliceBytes = 1024 * 1024;
constexpr size_t kSliceOperations = 300;
/// YAML takes longer to parse.
constexpr size_t kSliceYamlBytes = 256 * 1024;

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

}  // namespace

void stop_loading(Session& session, Effects& effects) {
  Work& work = *session.work;
  stop_making(session, effects);
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
  Incoming incoming;
  incoming.id = next_id(session);
  incoming.uri = uri;
  incoming.reader = json::TextReader({}, json::language_of(uri));
  emit(effects, LoadResource{incoming.id, uri, fresh});
  session.work->description = std::move(incoming);
}

void apply(Session& session, Reload&&, Effects& effects) {
  if (!session.loading.uri.empty()) load_description(session, true, effects);
}

bool take_chunk(Session& session, Chunk&& event) {
  Work& work = *session.work;
  if (work.description && work.description->id == event.id) {
    session.loading.received += event.bytes.size();
    session.loading.total = event.total;
    work.description->waiting.push_back(std::move(event.bytes));
    return true;
  }
  for (Incoming& document : work.documents) {
    if (document.id != event.id) continue;
    document.waiting.push_back(std::move(event.bytes));
    return true;
  }
  return false;
}

bool take_end(Session& session, const End& event) {
  Work& work = *session.work;
  if (work.description && work.description->id == event.id) {
    work.description->ended = true;
    session.loading.stage = Loading::Stage::reading;
    return true;
  }
  for (Incoming& document : work.documents) {
    if (document.id != event.id) continue;
    document.ended = true;
    return true;
  }
  return false;
}

bool bytes_wait(const Work& work) {
  const auto& one = work.description;
  return documents_wait(work) || (one && (!one->waiting.empty() || one->ended));
}

bool read_slice(Session& session) {
  Work& work = *session.work;
  size_t budget = kSliceBytes;
  if (work.description) {
    budget = read_some(*work.description, budget);
    if (understood(*work.description, budget)) text_read(session);
  } else if (work.indexer || (work.index_again && !documents_wait(work))) {
    if (!work.indexer) {
      work.indexer.emplace(session.spec->documents, session.spec->description.uri());
      work.index_again = false;
    }
    return work.indexer->step(kSliceOperations);
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
  return false;
}

void install_description(Session& session, Effects& effects) {
  Work& work = *session.work;
  stop_making(session, effects);
  openapi::Description description = work.indexer->take();
  work.indexer.reset();
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
  word_summaries(spec.description);
  for (const openapi::Problem& problem : spec.description.problems()) {
    spec.problems.push_back(problem);
  }
  session.loading.stage = Loading::Stage::ready;
  for (const std::string& uri : spec.description.missing()) need(session, uri, effects);
}

bool resource_failed(Session& session, const Failed& event) {
  Work& work = *session.work;
  if (work.description && work.description->id == event.id) {
    const std::string uri = work.description->uri;
    work.description.reset();
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
  for (size_t i = 0; i < work.documents.size(); ++i) {
    if (work.documents[i].id != event.id) continue;
    const std::string uri = work.documents[i].uri;
    work.documents.erase(work.documents.begin() + static_cast<std::ptrdiff_t>(i));
    document_failed(session, uri, event.message);
    return true;
  }
  return false;
}

}  // namespace vitrine::session
