// Keeps the user's input over a reload, without secrets.
#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/json/writer.h"
#include "app/session/credentials/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/session/saved/update.h"

namespace vitrine::session {
namespace {

constexpr std::string_view kStates[] = {"unset", "null", "empty", "value"};

request::State state_of(std::string_view name) {
  for (uint8_t i = 0; i < 4; ++i) {
    if (kStates[i] == name) return static_cast<request::State>(i);
  }
  return request::State::unset;
}

std::string key_of(const Session& session, std::string_view operation) {
  const std::string& place = session.settings.place;
  return "form " + session.loading.uri + ' ' + (place.empty() ? "" : place + ' ') +
         std::string(operation);
}

std::string without_secrets(const request::SecretText& marked) {
  std::string kept;
  size_t from = 0;
  for (const request::Secret& secret : marked.secrets) {
    kept += marked.text.substr(from, secret.begin - from);
    // A number becomes null, so that the text stays JSON.
    if (secret.begin > 0 && marked.text[secret.begin - 1] != '"') kept += "null";
    from = secret.end;
  }
  return kept + marked.text.substr(from);
}

std::string parameters_text(const Shown& shown, const Form& form) {
  std::string text;
  json::Writer writer(text);
  writer.begin_array();
  for (size_t i = 0; i < form.parameters.size() && i < shown.secret.size(); ++i) {
    const ParameterField& field = form.parameters[i];
    if (field.value.state == request::State::unset || shown.secret[i]) continue;
    writer.begin_object().string("in", openapi::name(field.in)).string("name", field.name);
    writer.string("state", kStates[static_cast<size_t>(field.value.state)]);
    writer.string("text", field.value.text).end_object();
  }
  writer.end_array();
  return text;
}

std::string extras_text(const Form& form) {
  std::string text;
  json::Writer writer(text);
  writer.begin_array();
  for (const Extra& extra : form.extras) {
    if (extra.value.secret) continue;
    writer.begin_object().number("kind", static_cast<int>(extra.kind));
    writer.string("name", extra.name.value.text);
    writer.string("value", extra.value.value.text).end_object();
  }
  writer.end_array();
  return text;
}

/// Of the media types that are not chosen.
std::string bodies_text(const Session& session, const Form& form) {
  std::string text;
  json::Writer writer(text);
  writer.begin_object();
  const auto& body = session.shown->operation.request_body;
  for (size_t i = 0; body && i < body->content.size(); ++i) {
    const auto typed = form.typed_bodies.find(body->content[i].name);
    if (typed == form.typed_bodies.end()) continue;
    const request::SecretText marked = marked_body(typed->second.text, session.shown->bodies[i]);
    writer.string(typed->first, without_secrets(marked));
  }
  writer.end_object();
  return text;
}

}  // namespace

std::string form_text(const Session& session, const Form& form, Kept kept) {
  const Shown& shown = *session.shown;
  std::string text;
  json::Writer writer(text);
  writer.begin_object();
  const size_t empty = text.size();
  const std::string parameters = parameters_text(shown, form);
  if (parameters != "[]") writer.raw("parameters", parameters);
  if (kept == Kept::all && !form.typed_bodies.empty())
    writer.raw("bodies", bodies_text(session, form));
  const bool with_body = kept != Kept::without_body;
  if (with_body && form.body_edited && form.content_type < shown.bodies.size()) {
    const request::SecretText marked = marked_body(form.body, shown.bodies[form.content_type]);
    // Do not keep a text that is entirely secret, not even as an empty one.
    std::string body = without_secrets(marked);
    if (!body.empty() || marked.secrets.empty()) writer.string("body", body);
  } else if (with_body && form.example > 0) {
    writer.number("example", form.example);
  }
  if (!form.turned.empty()) {
    writer.begin_array("unfolded");
    for (const std::string& pointer : form.turned) {
      // A folded group stands open again.
      if (pointer.ends_with(kOptionalSuffix)) writer.string(pointer);
    }
    writer.end_array();
  }
  if (!form.extras.empty()) writer.raw("extras", extras_text(form));
  if (form.content_type > 0) writer.string("contentType", form.content_type_name);
  if (form.accept > 0) writer.string("accept", form.accepts[form.accept]);
  if (form.own_server) {
    writer.string("ownServer", form.server_template);
  } else if (session.work->server && session.work->server->url == form.server_template) {
    writer.string("server", form.server_template).begin_object("serverValues");
    for (const Field& field : form.server_values) writer.string(field.name, field.value.text);
    writer.end_object();
  }
  if (text.size() == empty) return {};
  writer.end_object();
  return text;
}

namespace {

bool pristine(const Form& form) {
  if (form.body_edited || !form.extras.empty()) return false;
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

/// The form with the input kept for it. Every field of the page takes its value.
void restore_into(Session& session, Form& form, Effects& effects) {
  const Form before = std::move(form);
  Form restored;
  restored.revision = before.revision;
  restored.text_shown = before.text_shown;
  restored.body_revision = before.body_revision + 1;
  restored.fields_revision = before.fields_revision + 1;
  restore_form(session, session.shown->key, restored);
  form = std::move(restored);
  reconcile(session, form, effects);
  const auto renew = [](auto& fields, const auto& earlier) {
    for (Field& field : fields) {
      for (const Field& each : earlier) {
        if (each.id == field.id) field.revision = std::max(field.revision, each.revision + 1);
      }
    }
  };
  renew(form.parameters, before.parameters);
  renew(form.server_values, before.server_values);
  form.server_address.revision =
      std::max(form.server_address.revision, before.server_address.revision + 1);
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

void keep_now(Session& session, Effects& effects) {
  const Form* form = current_form(session);
  if (!form || !std::exchange(session.work->unsaved, false)) return;
  keep(session, key_of(session, session.shown->key), form_text(session, *form, Kept::all), effects);
  const auto& server = session.work->server;
  if (server && server->lasts)
    keep(session, server_key(session), server->own ? server->url : std::string(), effects);
}

void restore_form(const Session& session, std::string_view key, Form& form) {
  const auto saved = session.saved.find(key_of(session, key));
  if (saved == session.saved.end()) return;
  const json::Reading reading = json::read(saved->second);
  read_form(session, reading.document.root(), form);
}

void read_form(const Session& session, const json::Value& root, Form& form) {
  for (const json::Value value : root["parameters"].elements()) {
    form.parameters.push_back(restored_field(value));
  }
  if (root["body"].is_string()) {
    form.body = std::string(root["body"].string());
    form.body_edited = true;
    form.body_touched = true;
    ++form.body_revision;
  }
  for (const json::Value pointer : root["unfolded"].elements()) {
    form.turned.emplace_back(pointer.string());
  }
  for (const json::Member member : root["bodies"].members())
    form.typed_bodies[std::string(member.key)].text = std::string(member.value.string());
  const auto example = root["example"].number().to_int64();
  if (root["example"].is_number() && example && *example > 0 && *example < 1000) {
    form.example = static_cast<int32_t>(*example);
  }
  for (const json::Value saved_extra : root["extras"].elements()) {
    const auto kind = saved_extra["kind"].number().to_int64();
    if (!saved_extra["kind"].is_number() || !kind || *kind < 0 || *kind > 2) continue;
    Extra& extra = form.extras.emplace_back();
    extra.kind = static_cast<ExtraKind>(*kind);
    extra.name.value = {request::State::value, std::string(saved_extra["name"].string())};
    extra.value.value = {request::State::value, std::string(saved_extra["value"].string())};
    extra.name.revision = extra.value.revision = 1;
  }
  number_extras(session, form);
  form.content_type_name = std::string(root["contentType"].string());
  if (root["accept"].is_string()) form.accepts = {std::string(root["accept"].string())};
  form.own_server = root["ownServer"].is_string();
  form.server_template = root[form.own_server ? "ownServer" : "server"].string();
  for (const json::Member member : root["serverValues"].members()) {
    Field& field = form.server_values.emplace_back();
    field.name = std::string(member.key);
    field.value = {request::State::value, std::string(member.value.string())};
    field.revision = 1;
  }
}

void replace_form(Session& session, std::string text, Effects& effects) {
  if (!session.shown) return;
  // It may have secrets: what is kept of it is what the form keeps.
  const std::string key = key_of(session, session.shown->key);
  std::string earlier = std::exchange(session.saved[key], std::move(text));
  restore_into(session, session.forms[session.shown->key], effects);
  if (earlier.empty()) {
    session.saved.erase(key);
  } else {
    session.saved[key] = std::move(earlier);
  }
  keep_later(session, effects);
}

void apply(Session& session, Restored&& event, Effects& effects) {
  const std::string key = std::move(event.key);
  session.saved[key] = std::move(event.value);
  if (key == "theme" || key == "language" || key == "code" || key == "listWidth") {
    restore_preferences(session);
    return;
  }
  take_restored_server(session, key, effects);
  if (!has_forms(session) || !session.shown || key != key_of(session, session.shown->key)) return;
  Form& form = session.forms[session.shown->key];
  if (!pristine(form)) return;
  restore_into(session, form, effects);
}

}  // namespace vitrine::session
