// Makes a form fit the operation shown.
#include <algorithm>
#include <utility>

#include "app/request/endpoint.h"
#include "app/request/variables.h"
#include "app/session/form/field.h"
#include "app/session/form/update.h"
#include "app/session/reference/messages.h"

namespace vitrine::session {
namespace {

/// Makes the field of a parameter from its current schema.
ParameterField field_of(const openapi::Parameter& parameter, const openapi::SchemaView& view,
                        const request::Serialisation& rule) {
  ParameterField field;
  field.in = parameter.in;
  field.id = parameter_field(parameter.in, parameter.name);
  field.name = parameter.name;
  field.required = parameter.required;
  field.deprecated = parameter.deprecated || view.deprecated();
  field.nullable = view.nullable();
  field.may_be_empty = rule.allow_empty_value;
  describe_parameter(field, parameter, view);
  return field;
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
    // JSON is what this page knows best, unless the user chose another type.
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

/// The one whose address the element's attribute has, as the description writes it or in full.
void choose_asked_server(const Session& session, Form& form) {
  const std::string& asked = session.settings.options.server;
  if (asked.empty()) return;
  const auto& servers = session.shown->operation.servers;
  const auto same = std::find_if(servers.begin(), servers.end(), [&](const auto& server) {
    const auto address = request::expand(server);
    return server.url == asked || (address && *address == asked);
  });
  form.own_server = same == servers.end();
  form.server_template = form.own_server ? asked : same->url;
}

void match_server(Session& session, Form& form) {
  const openapi::Operation& operation = session.shown->operation;
  const std::optional<ChosenServer>& chosen = session.work->server;
  if (!chosen && form.server_template.empty()) choose_asked_server(session, form);
  if (chosen && chosen->own) {
    form.server_template = chosen->url;
    form.own_server = true;
  } else if (chosen) {
    if (const auto index = find_server(operation, chosen->url)) {
      form.server_template = chosen->url;
      form.server_values = chosen->values;
      form.own_server = false;
    }
  }
  if (form.own_server)
    return choose_server(session, form, static_cast<uint32_t>(operation.servers.size()));
  const std::string earlier = form.server_template;
  const auto index = find_server(operation, earlier);
  choose_server(session, form, index.value_or(0));
  if (!earlier.empty() && !index) {
    // A request must not go to another server unnoticed.
    session.notice = {Word::server_changed, {{"url", earlier}, {"now", form.server_url}}};
  }
}

/// The address of a server is shown: no secret gets into it. Returns a variable without a value.
std::string resolve_server(std::vector<std::pair<std::string, std::string>>& values,
                           request::Variables variables) {
  std::erase_if(variables, [](const request::Variable& variable) { return variable.secret; });
  std::vector<std::string> unknown;
  for (auto& [name, value] : values)
    value = request::resolve(value, variables, request::Place::text, &unknown);
  return unknown.empty() ? std::string() : std::move(unknown.front());
}

}  // namespace

void describe_parameter(ParameterField& field, const openapi::Parameter& parameter,
                        const openapi::SchemaView& view) {
  field.choices.clear();
  field.chosen = -1;
  field.picker = Field::Picker::none;
  describe(field, view);
  // Lists are typed with commas; only objects need JSON.
  const bool lines = field.kinds.object && !field.kinds.scalar() && !field.secret;
  if (field.kind == Field::Kind::json && !lines) field.kind = Field::Kind::text;
  // A choice sends its text.
  for (Field::Choice& choice : field.choices) {
    if (choice.value.state == request::State::value) choice.value.text = choice.label;
  }
  json::Value example = view.example();
  if (!parameter.examples.empty() && parameter.examples.front().value.value) {
    example = parameter.examples.front().value.value;
  }
  field.placeholder = placeholder_of(view, example);
}

void match_parameters(Form& form, const Shown& shown) {
  const openapi::Operation& operation = shown.operation;
  std::vector<ParameterField> earlier = std::move(form.parameters);
  form.parameters.clear();
  form.parameters.reserve(operation.parameters.size());
  for (size_t i = 0; i < operation.parameters.size(); ++i) {
    ParameterField field = field_of(operation.parameters[i], shown.views[i], shown.rules[i]);
    const auto same = std::find_if(earlier.begin(), earlier.end(), [&](const ParameterField& each) {
      return each.in == field.in && each.name == field.name;
    });
    if (same != earlier.end()) {
      field.value = std::move(same->value);
      field.revision = same->revision;
      field.touched = same->touched;
      field.error = std::move(same->error);
      field.violations = std::move(same->violations);
      field.variants = std::move(same->variants);
      field.aside = std::move(same->aside);
    }
    choose_shape(shown, field, i);
    // A checkbox has no third state: unchecked means false.
    if (same == earlier.end() && field.kind == Field::Kind::checkbox)
      field.value = {request::State::value, "false"};
    if (shown.variables) offer_variables(field, *shown.variables, false);
    settle_value(field);
    make_parts(shown, field, i);
    form.parameters.push_back(std::move(field));
  }
}

void reconcile(Session& session, Form& form, Effects& effects) {
  const openapi::Operation& operation = session.shown->operation;
  ++form.revision;
  match_parameters(form, *session.shown);
  match_body(session, form);
  match_accepts(form, operation);
  match_server(session, form);
  // The schemas may have changed: repeat the verdicts.
  for (size_t i = 0; i < form.parameters.size(); ++i) {
    if (form.parameters[i].touched || form.submitted) {
      validate_parameter(*session.shown, form, i);
    }
  }
  if (const auto pointer = field_below(session.route.field, body_field(""))) reveal(form, *pointer);
  read_body(session, form, is_judged(form), effects);
  forget_lost_files(session, form, effects);
  if (violation_count(form) == 0) form.send_anyway_offered = false;
}

void choose_server(Session& session, Form& form, uint32_t index) {
  const auto& servers = session.shown->operation.servers;
  if (index > servers.size()) return;
  std::string& own_address = session.work->own_address;
  if (form.own_server) own_address = form.server_template;
  form.server = index;
  form.own_server = index == servers.size();
  if (form.own_server) {
    form.server_template = own_address;
    form.server_values.clear();
    return expand_server(session, form);
  }
  const openapi::Server& server = servers[index];
  const bool same = form.server_template == server.url;
  std::vector<Field> values;
  for (const openapi::ServerVariable& variable : server.variables) {
    Field field;
    field.id = "/server/" + variable.name;
    field.name = variable.name;
    field.required = true;
    field.value = {request::State::value, variable.default_value};
    if (!variable.values.empty()) field.kind = Field::Kind::choice;
    for (const std::string& each : variable.values) {
      field.choices.push_back({each, {request::State::value, each}});
    }
    for (const Field& earlier : form.server_values) {
      if (earlier.name != variable.name) continue;
      field.revision = earlier.revision;
      if (same) {
        field.value = earlier.value;
      } else {
        ++field.revision;
      }
    }
    field.chosen = choice_of(field);
    values.push_back(std::move(field));
  }
  form.server_template = server.url;
  form.server_values = std::move(values);
  expand_server(session, form);
}

void expand_server(const Session& session, Form& form) {
  const auto& servers = session.shown->operation.servers;
  std::vector<std::pair<std::string, std::string>> values;
  for (const Field& field : form.server_values) values.emplace_back(field.name, field.value.text);
  if (form.own_server) values.emplace_back(std::string(), form.server_template);
  std::string unknown;
  const request::Variables* variables = session.shown->variables;
  if (variables || form.own_server)
    unknown = resolve_server(values, variables ? *variables : request::Variables());
  json::Result<std::string> url = form.own_server ? own_address(session, values.back().second)
                                                  : request::expand(servers[form.server], values);
  if (!unknown.empty())
    url = json::Error{schema::message(no_value(unknown), session.settings.language)};
  form.server_url = url ? request::http_address(*url) : std::string();
  form.socket = is_socket(session.shown->operation) || (url && *url != form.server_url);
  form.server_error = url ? std::string() : url.error().message;
  if (form.own_server) describe_address(session, form);
  // The chosen one shows what its variables make of it.
  Field choice;
  choice.id = "server";
  choice.kind = Field::Kind::choice;
  choice.chosen = static_cast<int32_t>(form.server);
  for (const openapi::Server& each : servers) {
    const bool expanded = choice.choices.size() == form.server && !form.server_url.empty();
    std::string label = expanded ? *url : each.url;
    if (is_mock_server(session, each))
      label = std::string(word(Word::mock_server, session.settings.language)) + ": " + label;
    choice.choices.push_back({std::move(label), {}});
  }
  form.server_choice = std::move(choice);
}

}  // namespace vitrine::session
