#include <algorithm>
#include <utility>

#include "app/session/steps.h"

namespace vitrine::session {
namespace {

/// A checkbox has no third state: unchecked means false.
bool is_checkbox(const openapi::Parameter& parameter, const openapi::SchemaView& view) {
  const openapi::Kinds kinds = view.kinds();
  return parameter.required && kinds.boolean && !kinds.numeric() && !kinds.string && !kinds.array &&
         !kinds.object && view.enum_values().empty();
}

void match_parameters(Form& form, const Shown& shown) {
  const openapi::Operation& operation = shown.operation;
  std::vector<ParameterField> earlier = std::move(form.parameters);
  form.parameters.clear();
  form.parameters.reserve(operation.parameters.size());
  for (size_t i = 0; i < operation.parameters.size(); ++i) {
    const openapi::Parameter& parameter = operation.parameters[i];
    const auto same =
        std::find_if(earlier.begin(), earlier.end(), [&](const ParameterField& field) {
          return field.in == parameter.in && field.name == parameter.name;
        });
    ParameterField field;
    if (same != earlier.end()) {
      field = std::move(*same);
    } else if (is_checkbox(parameter, shown.views[i])) {
      field.value = {request::State::value, "false"};
    }
    field.in = parameter.in;
    field.name = parameter.name;
    settle_empty(field.value, shown.rules[i]);
    form.parameters.push_back(std::move(field));
  }
}

void match_body(Session& session, Form& form) {
  const openapi::Operation& operation = session.shown->operation;
  const bool takes_body = operation.request_body && !operation.request_body->content.empty();
  if (!takes_body) {
    form.content_type_name.clear();
    form.content_type = 0;
    return;
  }
  const auto& content = operation.request_body->content;
  uint32_t index = 0;
  bool json_found = false;
  for (uint32_t i = 0; i < content.size(); ++i) {
    if (content[i].name == form.content_type_name) {
      index = i;
      break;
    }
    // Of what nobody chose, JSON is what this page knows best.
    if (!json_found && session.shown->bodies[i].json) {
      json_found = true;
      index = i;
    }
  }
  choose_content_type(session, form, index);
}

void match_accepts(Form& form, const openapi::Operation& operation) {
  const std::string chosen =
      form.accept < form.accepts.size() ? form.accepts[form.accept] : std::string();
  form.accepts.clear();
  form.accept = 0;
  for (const openapi::Response& response : operation.responses) {
    for (const openapi::MediaType& media : response.content) {
      if (std::find(form.accepts.begin(), form.accepts.end(), media.name) != form.accepts.end()) {
        continue;
      }
      if (media.name == chosen) form.accept = static_cast<uint32_t>(form.accepts.size());
      form.accepts.push_back(media.name);
    }
  }
}

std::optional<uint32_t> find_server(const openapi::Operation& operation, const std::string& url) {
  for (uint32_t i = 0; i < operation.servers.size(); ++i) {
    if (operation.servers[i].url == url) return i;
  }
  return std::nullopt;
}

void match_server(Session& session, Form& form) {
  const openapi::Operation& operation = session.shown->operation;
  const std::optional<ChosenServer>& chosen = session.work->server;
  if (chosen) {
    if (const auto index = find_server(operation, chosen->url)) {
      form.server_template = chosen->url;
      form.server_values = chosen->values;
    }
  }
  const std::string earlier = form.server_template;
  const auto index = find_server(operation, earlier);
  choose_server(session, form, index.value_or(0));
  if (!earlier.empty() && !index) {
    // A request must not go to another server unnoticed.
    session.notice = {Word::server_changed, {{"url", earlier}, {"now", form.server_url}}};
  }
}

}  // namespace

void reconcile(Session& session, Form& form, Effects& effects) {
  const openapi::Operation& operation = session.shown->operation;
  match_parameters(form, *session.shown);
  match_body(session, form);
  match_accepts(form, operation);
  match_server(session, form);
  // The schemas may have changed: what was judged is judged again.
  for (size_t i = 0; i < form.parameters.size(); ++i) {
    if (form.parameters[i].touched || form.submitted) {
      validate_parameter(*session.shown, form, i);
    }
  }
  read_body(session, form, is_judged(form), effects);
  forget_lost_files(session, form, effects);
  if (violation_count(form) == 0) form.send_anyway_offered = false;
}

void choose_content_type(Session& session, Form& form, uint32_t index) {
  const auto& body = session.shown->operation.request_body;
  if (!body || index >= body->content.size()) return;
  const openapi::MediaType& media = body->content[index];
  form.content_type = index;
  form.content_type_name = media.name;
  if (form.body_edited) return;
  std::string first;
  if (form.example >= 0 && static_cast<size_t>(form.example) < media.examples.size()) {
    const auto& example = media.examples[static_cast<size_t>(form.example)];
    first = example_body(example, session.shown->bodies[index].json);
  } else {
    form.example = media.examples.empty() ? -1 : 0;
    first = first_body(media, session.shown->bodies[index]);
  }
  if (first == form.body) return;
  form.body = std::move(first);
  ++form.body_revision;
  ++form.fields_revision;
}

void choose_server(Session& session, Form& form, uint32_t index) {
  const auto& servers = session.shown->operation.servers;
  if (index >= servers.size()) return;
  const openapi::Server& server = servers[index];
  const bool same = form.server_template == server.url;
  std::vector<ServerValue> values;
  for (const openapi::ServerVariable& variable : server.variables) {
    ServerValue value{variable.name, variable.default_value, 0};
    for (const ServerValue& earlier : form.server_values) {
      if (earlier.name != variable.name) continue;
      value.revision = earlier.revision;
      if (same) {
        value.value = earlier.value;
      } else {
        ++value.revision;
      }
    }
    values.push_back(std::move(value));
  }
  form.server = index;
  form.server_template = server.url;
  form.server_values = std::move(values);
  expand_server(session, form);
}

void expand_server(const Session& session, Form& form) {
  const openapi::Server& server = session.shown->operation.servers[form.server];
  std::vector<std::pair<std::string, std::string>> values;
  for (const ServerValue& value : form.server_values) values.emplace_back(value.name, value.value);
  json::Result<std::string> url = request::expand(server, values);
  form.server_url = url ? *url : std::string();
  form.server_error = url ? std::string() : url.error().message;
}

}  // namespace vitrine::session
