// Makes what a page shows once there is time: examples, and the uses of a schema.
#include <utility>
#include <variant>

#include "app/json/reader.h"
#include "app/openapi/example.h"
#include "app/request/body.h"
#include "app/session/description/update.h"
#include "app/session/reference/markdown.h"
#include "app/text/media_type.h"

namespace vitrine::session {
namespace {

/// An example that is longer has the required properties only.
constexpr uint32_t kMostBytes = 16 * 1024;
/// A slice takes some milliseconds in a page.
constexpr size_t kSliceValues = 10'000;

/// What was made for another page goes.
void begin(Session& session) {
  if (session.prepared.page == session.page) return;
  session.prepared = {};
  session.prepared.page = session.page;
  session.work->examples.clear();
  session.work->uses.reset();
}

/// The text that is sent of the JSON.
std::string as_sent(const MakeExample& wanted, std::string text) {
  const request::BodyKind kind = request::body_kind(wanted.media_type, wanted.schema);
  if (kind == request::BodyKind::text) {
    const json::Reading reading = json::read(text);
    const json::Value value = reading.document.root();
    return value.is_string() ? std::string(value.string()) : text;
  }
  if (kind != request::BodyKind::xml) return text;
  openapi::MediaType media;
  media.name = wanted.media_type;
  const request::MadeBody made = request::make_body({&media, wanted.schema, text, {}, {}});
  std::string sent;
  if (!made.body) return sent;
  for (const request::BodyPiece& piece : *made.body) {
    if (const auto* part = std::get_if<request::SecretText>(&piece)) sent += part->text;
  }
  return sent;
}

std::string example_of(const MakeExample& wanted) {
  if (request::body_kind(wanted.media_type, wanted.schema) == request::BodyKind::binary) return {};
  schema::ExampleOptions options;
  options.direction = wanted.direction;
  options.bytes = kMostBytes;
  json::Result<std::string> made = openapi::example(wanted.schema, options);
  if (!made) {
    options.members = schema::Members::required;
    made = openapi::example(wanted.schema, options);
  }
  return made ? as_sent(wanted, std::move(*made)) : std::string();
}

/// Only one of several responses is shown.
bool wants_responses(const Session& session) {
  return session.shown && session.shown->operation.responses.size() > 1 &&
         session.prepared.responses.empty();
}

}  // namespace

void apply(Session& session, MakeExample&& action, Effects& effects) {
  // The frame that asked may have led to another page.
  if (action.page != session.page) return;
  begin(session);
  if (!session.prepared.examples.try_emplace(action.place).second) return;
  session.work->examples.push_back(std::move(action));
  emit(effects, Wake{Timer::idle, 0});
}

void apply(Session& session, FindUses&&, Effects& effects) {
  begin(session);
  const openapi::NamedSchema* schema = current_schema(session);
  if (!schema || std::exchange(session.prepared.finds_uses, true)) return;
  const auto& known = session.work->shared->uses;
  if (const auto found = known.find(schema->name); found != known.end()) {
    session.prepared.uses = found->second;
    ++session.prepared.revision;
    return;
  }
  session.work->uses.emplace(session.spec->description, *schema);
  emit(effects, Wake{Timer::idle, 0});
}

void prepare(Session& session, Effects& effects) {
  begin(session);
  if (!session.spec) return;
  Work& work = *session.work;
  if (!work.examples.empty()) {
    const MakeExample wanted = std::move(work.examples.front());
    work.examples.pop_front();
    session.prepared.examples[wanted.place] = example_of(wanted);
    ++session.prepared.revision;
  } else if (work.uses && work.uses->step(kSliceValues)) {
    session.prepared.uses = work.uses->take();
    if (const openapi::NamedSchema* schema = current_schema(session))
      work.shared->uses[schema->name] = session.prepared.uses;
    ++session.prepared.revision;
    work.uses.reset();
  } else if (wants_responses(session)) {
    session.prepared.responses = response_words(session.spec->description, session.shown->operation,
                                                session.settings.language);
    ++session.prepared.revision;
  }
  if (!work.examples.empty() || work.uses || wants_responses(session))
    emit(effects, Wake{Timer::idle, 0});
}

}  // namespace vitrine::session
