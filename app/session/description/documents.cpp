// Documents that the description refers to.
#include <algorithm>
#include <utility>

#include "app/openapi/family.h"
#include "app/openapi/survey.h"
#include "app/session/description/update.h"

namespace vitrine::session {
namespace {

MissingDocument& entry_for(Session& session, std::string_view uri) {
  for (MissingDocument& missing : session.missing) {
    if (missing.uri == uri) return missing;
  }
  session.missing.push_back({std::string(uri), MissingDocument::State::asks, 0, {}});
  return session.missing.back();
}

void load(Session& session, MissingDocument& missing, Effects& effects) {
  missing.state = MissingDocument::State::loading;
  missing.detail.clear();
  for (const Incoming& document : session.work->shared->documents) {
    if (document.uri != missing.uri) continue;
    missing.id = document.id;
    return;
  }
  missing.id = next_id(session);
  Incoming incoming;
  incoming.id = missing.id;
  incoming.uri = missing.uri;
  incoming.reader = json::TextReader({}, json::language_of(incoming.uri));
  emit(effects, LoadResource{incoming.id, incoming.uri, false});
  session.work->shared->documents.push_back(std::move(incoming));
}

/// On the same server; or on the same disk, which only a page that holds its files inside can read.
bool is_near(std::string_view uri, std::string_view other) {
  const std::string origin = origin_of(uri);
  if (origin.empty()) return uri.starts_with("file:///") && other.starts_with("file:///");
  return origin == origin_of(other);
}

}  // namespace

void need(Session& session, const std::string& uri, Effects& effects) {
  if (!session.spec || session.spec->documents.find(uri)) return;
  for (const MissingDocument& missing : session.missing) {
    if (missing.uri == uri) return;
  }
  MissingDocument& missing = entry_for(session, uri);
  if (is_near(uri, session.loading.uri)) load(session, missing, effects);
}

void need_all(Session& session, std::vector<json::Cursor> schemas, Effects& effects) {
  if (!session.spec) return;
  std::optional<openapi::Outlook>& outlook = session.work->shared->outlook;
  if (!outlook) outlook.emplace(session.spec->description);
  for (const std::string& uri : outlook->missing(std::move(schemas))) need(session, uri, effects);
}

void apply(Session& session, LoadMissing&& action, Effects& effects) {
  for (MissingDocument& missing : session.missing) {
    // Load documents from the web only, whatever address the description writes.
    if (missing.uri != action.uri || origin_of(missing.uri).empty()) continue;
    if (missing.state != MissingDocument::State::loading) load(session, missing, effects);
  }
}

void document_arrived(Session& session, Incoming&& incoming) {
  json::Reading reading = std::move(incoming.reader).finish();
  if (!session.spec) return;
  if (!reading.document.root()) {
    document_failed(session, incoming.uri, reading.error ? reading.error->message : std::string());
    return;
  }
  Spec& spec = *session.spec;
  for (openapi::Problem& problem : openapi::text_problems(reading.document, incoming.uri)) {
    const auto at = spec.problems.begin() + static_cast<std::ptrdiff_t>(spec.text_problems++);
    spec.problems.insert(at, std::move(problem));
  }
  if (!spec.documents.add(incoming.uri, std::move(reading.document))) return;
  std::erase_if(session.missing,
                [&](const MissingDocument& missing) { return missing.uri == incoming.uri; });
  Shared& shared = *session.work->shared;
  shared.compiler.reset();
  shared.outlook.reset();
  shared.uses.clear();
  if (spec.description.version() >= openapi::Version::v3_1) {
    openapi::Survey(spec.documents, incoming.uri, true).step(SIZE_MAX);
  }
  // Schemas may build on one that was missing before.
  for (const openapi::NamedSchema& schema : spec.description.schemas()) {
    openapi::note_bases(spec.documents, schema.cursor);
  }
  const auto& outline = spec.description.missing();
  if (std::find(outline.begin(), outline.end(), incoming.uri) != outline.end()) {
    shared.index_again = true;
  } else {
    shared.show_again = true;
  }
}

void document_failed(Session& session, std::string_view uri, std::string detail) {
  for (MissingDocument& missing : session.missing) {
    if (missing.uri != uri) continue;
    missing.state = MissingDocument::State::failed;
    missing.detail = std::move(detail);
    return;
  }
}

}  // namespace vitrine::session
