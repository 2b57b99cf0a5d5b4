// Compiles the schemas of the operation shown, each when it is first needed.
#include <utility>

#include "app/session/description/update.h"
#include "app/session/work.h"

namespace vitrine::session {

using Compiled = std::shared_ptr<const schema::Schema>;

/// The description's problems say why a schema is none. One that needs an absent document asks for
/// it and is as strict as it can be until then.
Compiled compile_schema(Session& session, const json::Cursor& cursor, schema::Dialect dialect,
                        Effects& effects) {
  if (!cursor.value) return nullptr;
  Shared& shared = *session.work->shared;
  const json::DocumentSet& documents = session.spec->documents;
  if (!shared.compiler || shared.dialect != dialect) {
    shared.compiler =
        std::make_unique<schema::Compiler>(documents, schema::Options{.dialect = dialect});
    shared.dialect = dialect;
  }
  schema::Compilation compilation = shared.compiler->compile(cursor);
  if (const auto* missing = std::get_if<json::Missing>(&compilation)) {
    need(session, missing->uri, effects);
    schema::Compiler lenient(documents,
                             {.dialect = dialect, .missing = schema::MissingDocuments::accept});
    compilation = lenient.compile(cursor);
  }
  if (auto* compiled = std::get_if<Compiled>(&compilation)) return std::move(*compiled);
  return nullptr;
}

const schema::Schema* body_schema(Session& session, uint32_t content, Effects& effects) {
  Shown& shown = *session.shown;
  if (content >= shown.bodies.size()) return nullptr;
  Shown::BodySchema& body = shown.bodies[content];
  if (!body.compiled) {
    body.compiled = true;
    body.schema = compile_schema(session, body.view.cursor(), shown.operation.dialect, effects);
  }
  return body.schema.get();
}

}  // namespace vitrine::session
