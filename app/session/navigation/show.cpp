// Shows an operation: interprets it, loads the documents it refers to, updates its form.
#include <utility>

#include "app/session/credentials/update.h"
#include "app/session/description/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/session/navigation/update.h"
#include "app/session/reference/messages.h"
#include "app/session/reference/operation_facts.h"
#include "app/session/saved/update.h"

namespace vitrine::session {
namespace {

std::string key_of(const openapi::OperationEntry& entry) {
  return (entry.webhook ? "webhook " : "") + entry.method + ' ' + entry.path;
}

void add_schemas(std::vector<json::Cursor>& schemas,
                 const std::vector<openapi::MediaType>& content) {
  for (const openapi::MediaType& media : content) {
    schemas.push_back(media.schema);
    schemas.push_back(media.item_schema);
  }
}

/// The schemas that an operation's page shows, those of the form first.
std::vector<json::Cursor> schemas_of(const openapi::Operation& operation) {
  std::vector<json::Cursor> schemas;
  for (const openapi::Parameter& parameter : operation.parameters) {
    schemas.push_back(schema_of(parameter));
  }
  if (operation.request_body) add_schemas(schemas, operation.request_body->content);
  for (const openapi::Response& response : operation.responses) {
    add_schemas(schemas, response.content);
    for (const openapi::Header& header : response.headers) {
      schemas.push_back(header.schema);
      add_schemas(schemas, header.content);
    }
  }
  if (is_socket(operation)) add_message_schemas(operation, schemas);
  return schemas;
}

}  // namespace

void show_operation(Session& session, uint32_t index, Effects& effects) {
  keep_now(session, effects);
  const openapi::Description& description = session.spec->description;
  auto shown = std::make_unique<Shown>();
  shown->index = index;
  shown->key = key_of(description.operations()[index]);
  shown->operation = description.operation(index);
  offer_mock_server(session, shown->operation);
  session.shown = std::move(shown);
  ++session.page;
  for (const std::string& uri : session.shown->operation.missing) need(session, uri, effects);
  // Schemas are compiled when they are needed, but shown at once.
  need_all(session, schemas_of(session.shown->operation), effects);
  if (has_forms(session)) show_form(session, effects);
  // The words of the other responses are made when there is time.
  if (session.shown->operation.responses.size() > 1) emit(effects, Wake{Timer::idle, 0});
}

void show_form(Session& session, Effects& effects) {
  Shown& shown = *session.shown;
  const openapi::Description& description = session.spec->description;
  const openapi::Operation& operation = shown.operation;
  for (const openapi::Parameter& parameter : operation.parameters) {
    const json::Cursor& cursor = schema_of(parameter);
    shown.rules.push_back(request::serialisation_of(parameter));
    shown.views.push_back(description.schema(cursor, operation.dialect));
    shown.secret.push_back(is_secret(session, parameter, shown.views.back()));
    shown.schemas.push_back(compile_schema(session, cursor, operation.dialect, effects));
  }
  if (operation.request_body) {
    for (const openapi::MediaType& media : operation.request_body->content) {
      Shown::BodySchema body;
      body.view = description.schema(media.schema, operation.dialect);
      body.kind = request::body_kind(media.name, body.view);
      body.json = body.kind == request::BodyKind::json;
      body.secrets = request::has_secrets(body.view);
      shown.bodies.push_back(std::move(body));
    }
  }
  shown.variables = active_variables(session);
  const bool first_time = session.forms.find(shown.key) == session.forms.end();
  Form& form = session.forms[shown.key];
  if (first_time) restore_form(session, shown.key, form);
  reconcile(session, form, effects);
  Exchange* exchange = editable_exchange(session);
  if (exchange && exchange->complete) judge_response(session, *exchange, effects);
}

void apply(Session& session, OpenCallback&& action, Effects& effects) {
  if (!session.shown || action.path.empty()) return;
  auto& opened = session.shown->callbacks;
  const openapi::Operation* outer = &session.shown->operation;
  if (action.path.size() > 1) {
    const auto found = opened.find({action.path.begin(), action.path.end() - 1});
    if (found == opened.end()) return;
    outer = &found->second;
  }
  const uint32_t index = action.path.back();
  if (index >= outer->callbacks.size()) return;
  const auto [place, added] = opened.try_emplace(std::move(action.path));
  if (!added) return;
  openapi::Operation& operation = place->second;
  operation = session.spec->description.operation(outer->callbacks[index]);
  for (const std::string& uri : operation.missing) need(session, uri, effects);
  need_all(session, schemas_of(operation), effects);
}

void hide_operation(Session& session, Effects& effects) {
  keep_now(session, effects);
  session.shown.reset();
}

}  // namespace vitrine::session
