// Makes the request of the form as it stands.
#include <utility>

#include "app/request/body.h"
#include "app/request/variables.h"
#include "app/session/credentials/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"

namespace vitrine::session {
namespace {

void resolve_input(request::RequestInput& input, const request::Variables& variables) {
  const auto put_in = [&](std::string& text) {
    text = request::resolve(text, variables, request::Place::text);
  };
  for (request::ParameterValue& value : input.parameters) put_in(value.text);
  for (auto* added : {&input.extra_headers, &input.extra_query}) {
    for (auto& each : *added) put_in(each.value);
  }
  for (request::Credential& credential : input.credentials) {
    put_in(credential.user);
    put_in(credential.secret);
  }
}

}  // namespace

request::Built build_request(const Session& session) {
  const Form* form = current_form(session);
  if (!form || !session.spec) return {};
  request::RequestInput input;
  input.operation = &session.shown->operation;
  input.documents = &session.spec->documents;
  input.server_url = form->server_url;
  for (const ParameterField& field : form->parameters) input.parameters.push_back(field.value);
  input.secret = session.shown->secret;
  if (form->accept < form->accepts.size()) input.accept = form->accepts[form->accept];
  for (const Extra& extra : form->extras) {
    if (extra.kind == ExtraKind::timeout || extra.name.value.text.empty()) continue;
    auto& added = extra.kind == ExtraKind::header ? input.extra_headers : input.extra_query;
    added.push_back({extra.name.value.text, extra.value.value.text, extra.value.secret});
  }
  const request::Variables* variables = session.shown->variables;
  std::string text;
  std::vector<request::Notice> notices;
  if (!form->content_type_name.empty()) {
    const Shown::BodySchema& schema = session.shown->bodies[form->content_type];
    request::BodyInput body;
    body.media = &session.shown->operation.request_body->content[form->content_type];
    body.schema = schema.view;
    body.text = form->body;
    if (variables) {
      const bool json = request::is_edited_as_json(schema.kind, form->body);
      text = resolved_body(*form, schema.view, *variables, json);
      body.text = text;
    }
    body.files = form->files;
    body.may_hold_secrets = schema.secrets;
    request::MadeBody made = request::make_body(body);
    input.body = std::move(made.body);
    if (input.body) input.content_type = std::move(made.content_type);
    notices = std::move(made.notices);
  }
  input.credentials = credentials_for(session);
  if (variables) resolve_input(input, *variables);
  request::Built built = request::build(input);
  if (variables) request::mark_values(built.request, *variables);
  built.notices.insert(built.notices.end(), notices.begin(), notices.end());
  // Without an address it would go to the server of this page.
  if (!form->server_error.empty())
    built.notices.push_back({openapi::Severity::error, "server", "", form->server_error});
  return built;
}

}  // namespace vitrine::session
