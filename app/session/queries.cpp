#include <algorithm>
#include <utility>

#include "app/request/snippet.h"
#include "app/session/steps.h"

namespace vitrine::session {

const Form* current_form(const Session& session) {
  if (!session.shown) return nullptr;
  const auto form = session.forms.find(session.shown->key);
  return form == session.forms.end() ? nullptr : &form->second;
}

bool can_send(const Session& session) {
  return session.shown && !session.spec->description.operations()[session.shown->index].webhook;
}

const Exchange* current_exchange(const Session& session) {
  if (!session.shown) return nullptr;
  const auto exchange = session.exchanges.find(session.shown->key);
  return exchange == session.exchanges.end() ? nullptr : &exchange->second;
}

const openapi::Operation* current_operation(const Session& session) {
  return session.shown ? &session.shown->operation : nullptr;
}

std::vector<uint32_t> visible_operations(const Session& session) {
  std::vector<uint32_t> visible;
  for (const NavigationRow& row : session.navigation.rows) {
    if (row.kind != NavigationRow::Kind::operation) continue;
    visible.push_back(row.index);
  }
  std::sort(visible.begin(), visible.end());
  visible.erase(std::unique(visible.begin(), visible.end()), visible.end());
  return visible;
}

std::string operation_name(const openapi::OperationEntry& entry) {
  std::string name = entry.method + ' ' + entry.path;
  if (!entry.summary.empty()) name += ' ' + entry.summary;
  return name;
}

std::string operation_href(const openapi::OperationEntry& entry) { return '#' + entry.link; }

const openapi::NamedSchema* current_schema(const Session& session) {
  if (!session.spec || session.route.kind != Route::Kind::schema) return nullptr;
  for (const openapi::NamedSchema& schema : session.spec->description.schemas()) {
    if (schema.name == session.route.target) return &schema;
  }
  return nullptr;
}

const openapi::Group* current_group(const Session& session) {
  if (!session.spec || session.route.kind != Route::Kind::tag) return nullptr;
  for (const openapi::Group& group : session.spec->description.groups()) {
    if (group.tag == session.route.target) return &group;
  }
  return nullptr;
}

std::string page_name(const Session& session) {
  if (const openapi::Operation* shown = current_operation(session)) {
    return shown->summary.empty() ? shown->method + ' ' + shown->path : shown->summary;
  }
  if (const openapi::NamedSchema* schema = current_schema(session)) return schema->name;
  if (const openapi::Group* group = current_group(session)) return group->title;
  return session.spec ? session.spec->description.info().title : std::string();
}

std::string page_key(const Session& session) {
  if (!session.spec) return {};
  Route route = session.route;
  route.field.clear();
  return format(route);
}

request::Built current_request(const Session& session) {
  const Form* form = current_form(session);
  if (!form || !session.spec) return {};
  request::RequestInput input;
  input.operation = &session.shown->operation;
  input.documents = &session.spec->documents;
  input.server_url = form->server_url;
  for (const ParameterField& field : form->parameters) input.parameters.push_back(field.value);
  if (form->accept < form->accepts.size()) input.accept = form->accepts[form->accept];
  std::vector<request::Notice> notices;
  if (!form->content_type_name.empty()) {
    const Shown::BodySchema& schema = session.shown->bodies[form->content_type];
    request::BodyInput body;
    body.media = &session.shown->operation.request_body->content[form->content_type];
    body.schema = schema.view;
    body.text = form->body;
    body.files = form->files;
    request::MadeBody made = request::make_body(body);
    input.body = std::move(made.body);
    if (input.body) input.content_type = std::move(made.content_type);
    notices = std::move(made.notices);
  }
  input.credentials = credentials_for(session);
  request::Built built = request::build(input);
  for (request::HeaderField& header : built.request.headers) mark_credentials(session, header);
  built.notices.insert(built.notices.end(), notices.begin(), notices.end());
  return built;
}

std::vector<std::string> snippet_titles(const Session& session) {
  std::vector<std::string> titles;
  for (const request::Snippet& snippet : request::snippets()) titles.emplace_back(snippet.title);
  if (!session.shown) return titles;
  for (const openapi::CodeSample& sample : session.shown->operation.code_samples) {
    titles.push_back(sample.label.empty() ? sample.language : sample.label);
  }
  return titles;
}

uint32_t current_snippet(const Session& session) {
  return session.snippet < snippet_titles(session).size() ? session.snippet : 0;
}

std::string current_code(const Session& session) {
  if (!session.shown) return {};
  const auto secrets = session.secrets_shown ? request::Secrets::shown : request::Secrets::masked;
  const size_t index = current_snippet(session);
  const size_t own = request::snippets().size();
  if (index >= own) return session.shown->operation.code_samples[index - own].source;
  return request::snippets()[index].write(current_request(session).request, secrets);
}

std::string_view current_lexer(const Session& session) {
  const size_t index = current_snippet(session);
  const size_t own = request::snippets().size();
  if (index < own) return request::snippets()[index].highlight;
  return session.shown->operation.code_samples[index - own].language;
}

SecurityState security_state(const Session& session) {
  SecurityState state;
  if (!session.shown) return state;
  const auto& security = session.shown->operation.security;
  state.origin = server_origin(session);
  state.required = !security.empty();
  for (const openapi::SecurityRequirement& requirement : security) {
    if (requirement.schemes.empty()) state.required = false;
    for (const openapi::RequiredScheme& scheme : requirement.schemes) {
      const auto known = std::find(state.schemes.begin(), state.schemes.end(), scheme.key);
      if (known == state.schemes.end()) state.schemes.push_back(scheme.key);
    }
  }
  state.satisfied = !credentials_for(session).empty();
  return state;
}

}  // namespace vitrine::session
