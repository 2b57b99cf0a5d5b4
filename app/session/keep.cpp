#include <utility>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/session/steps.h"

namespace vitrine::session {
namespace {

/// Long enough to write once for a word, short enough to be there when the page is reloaded.
constexpr uint32_t kPauseMs = 400;

constexpr std::string_view kStates[] = {"unset", "null", "empty", "value"};

request::State state_of(std::string_view name) {
  for (uint8_t i = 0; i < 4; ++i) {
    if (kStates[i] == name) return static_cast<request::State>(i);
  }
  return request::State::unset;
}

std::string key_of(const Session& session, std::string_view operation) {
  return "form " + session.loading.uri + ' ' + std::string(operation);
}

void add(std::string& text, std::string_view name, std::string_view json_value) {
  if (text.size() > 1) text += ',';
  json::append_quoted(text, name);
  text += ':';
  text += json_value;
}

std::string without_secrets(const request::SecretText& marked) {
  std::string kept;
  size_t from = 0;
  for (const request::Secret& secret : marked.secrets) {
    kept += marked.text.substr(from, secret.begin - from);
    // A number leaves a null behind, so that the text stays JSON.
    if (secret.begin > 0 && marked.text[secret.begin - 1] != '"') kept += "null";
    from = secret.end;
  }
  return kept + marked.text.substr(from);
}

std::string parameters_text(const Session& session, const Form& form) {
  const Shown& shown = *session.shown;
  std::string text = "[";
  for (size_t i = 0; i < form.parameters.size() && i < shown.views.size(); ++i) {
    const ParameterField& field = form.parameters[i];
    if (field.value.state == request::State::unset) continue;
    if (is_secret(session, field, shown.views[i])) continue;
    std::string one = "{";
    add(one, "in", json::quote(openapi::name(field.in)));
    add(one, "name", json::quote(field.name));
    add(one, "state", json::quote(kStates[static_cast<size_t>(field.value.state)]));
    add(one, "text", json::quote(field.value.text));
    if (text.size() > 1) text += ',';
    text += one + '}';
  }
  return text + ']';
}

/// Empty when nothing was typed.
std::string form_text(const Session& session, const Form& form) {
  const Shown& shown = *session.shown;
  std::string text = "{";
  const std::string parameters = parameters_text(session, form);
  if (parameters != "[]") add(text, "parameters", parameters);
  if (form.body_edited && form.content_type < shown.bodies.size()) {
    const request::SecretText marked = marked_body(form.body, shown.bodies[form.content_type]);
    // A text that is all secret is not kept, not even as an empty one.
    std::string body = without_secrets(marked);
    if (!body.empty() || marked.secrets.empty()) add(text, "body", json::quote(body));
  } else if (form.example > 0) {
    add(text, "example", std::to_string(form.example));
  }
  if (form.content_type > 0) add(text, "contentType", json::quote(form.content_type_name));
  if (form.accept > 0) add(text, "accept", json::quote(form.accepts[form.accept]));
  if (session.work->server && session.work->server->url == form.server_template) {
    add(text, "server", json::quote(form.server_template));
    std::string values = "{";
    for (const ServerValue& value : form.server_values) {
      add(values, value.name, json::quote(value.value));
    }
    add(text, "serverValues", values + '}');
  }
  return text == "{" ? std::string() : text + '}';
}

bool pristine(const Form& form) {
  if (form.body_edited) return false;
  for (const ParameterField& field : form.parameters) {
    if (field.touched) return false;
  }
  return true;
}

ParameterField restored_field(const json::Value& saved) {
  ParameterField field;
  for (const openapi::Location in :
       {openapi::Location::path, openapi::Location::query, openapi::Location::header,
        openapi::Location::cookie, openapi::Location::querystring}) {
    if (saved["in"].string() == openapi::name(in)) field.in = in;
  }
  field.name = std::string(saved["name"].string());
  field.value.state = state_of(saved["state"].string());
  field.value.text = std::string(saved["text"].string());
  field.touched = field.value.state != request::State::unset;
  field.revision = 1;
  return field;
}

}  // namespace

void keep(Session& session, std::string key, std::string value, Effects& effects) {
  const auto earlier = session.saved.find(key);
  const bool known = earlier != session.saved.end();
  if (known ? earlier->second == value : value.empty()) return;
  if (value.empty()) {
    session.saved.erase(key);
  } else {
    session.saved[key] = value;
  }
  emit(effects, Persist{std::move(key), std::move(value)});
}

void keep_later(Session& session, Effects& effects) {
  session.work->unsaved = true;
  emit(effects, Wake{Timer::persist, kPauseMs});
}

void keep_now(Session& session, Effects& effects) {
  const Form* form = current_form(session);
  if (!form || !std::exchange(session.work->unsaved, false)) return;
  keep(session, key_of(session, session.shown->key), form_text(session, *form), effects);
}

void restore_form(const Session& session, std::string_view key, Form& form) {
  const auto saved = session.saved.find(key_of(session, key));
  if (saved == session.saved.end()) return;
  const json::Reading reading = json::read(saved->second);
  const json::Value root = reading.document.root();
  for (const json::Value value : root["parameters"].elements()) {
    form.parameters.push_back(restored_field(value));
  }
  if (root["body"].is_string()) {
    form.body = std::string(root["body"].string());
    form.body_edited = true;
    form.body_touched = true;
    ++form.body_revision;
  }
  const auto example = root["example"].number().to_int64();
  if (root["example"].is_number() && example && *example > 0 && *example < 1000) {
    form.example = static_cast<int32_t>(*example);
  }
  form.content_type_name = std::string(root["contentType"].string());
  if (root["accept"].is_string()) form.accepts = {std::string(root["accept"].string())};
  form.server_template = std::string(root["server"].string());
  for (const json::Member member : root["serverValues"].members()) {
    form.server_values.push_back({std::string(member.key), std::string(member.value.string()), 1});
  }
}

void apply(Session& session, Restored&& event, Effects& effects) {
  const std::string key = std::move(event.key);
  session.saved[key] = std::move(event.value);
  if (key == "theme" || key == "language" || key == "code") {
    restore_preferences(session);
    return;
  }
  if (!session.shown || key != key_of(session, session.shown->key)) return;
  Form& form = session.forms[session.shown->key];
  if (!pristine(form)) return;
  Form restored;
  restored.body_revision = form.body_revision;
  restored.fields_revision = form.fields_revision + 1;
  restore_form(session, session.shown->key, restored);
  form = std::move(restored);
  reconcile(session, form, effects);
}

}  // namespace vitrine::session
