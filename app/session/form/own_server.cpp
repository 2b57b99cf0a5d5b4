// The address of a server that the user typed in the place of those that the description offers. It
// may name variables of environments. Secrets are bound to origins, so that they do not follow to
// another address.
#include <string>
#include <utility>

#include "app/request/endpoint.h"
#include "app/request/variables.h"
#include "app/session/form/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

constexpr size_t kLongest = 2000;

/// The address to send to, or nothing.
json::Result<std::string> address_of(const openapi::Server& near, std::string text) {
  openapi::Server server;
  server.url = std::move(text);
  server.base_uri = near.base_uri;
  json::Result<std::string> url = request::expand(server);
  if (!url) return url;
  const std::string address = request::http_address(*url);
  // Browsers send no request to an address with a user name, and a secret does not belong there.
  const auto named = request::endpoint({}, address, "");
  const bool relative = request::origin_of(address).empty() && address.starts_with('/');
  if (!named && !relative) return json::Error{named.error().message};
  return url;
}

}  // namespace

json::Result<std::string> own_address(const Session& session, std::string_view typed) {
  const schema::Language language = session.settings.language;
  std::string text(text::trim(typed));
  if (text.empty()) return json::Error{std::string(word(Word::server_address_needed, language))};
  // "api.example.com" would be a path of this page's server.
  const bool plain = text.find("://") != std::string::npos || text[0] == '/' || text[0] == '.';
  if (plain && text.find_first_of("{}") == std::string::npos) {
    auto url = address_of(session.shown->operation.servers.front(), std::move(text));
    if (url) return url;
  }
  return json::Error{std::string(word(Word::server_address_invalid, language))};
}

void describe_address(const Session& session, Form& form) {
  Field& field = form.server_address;
  const schema::Language language = session.settings.language;
  field.id = kServerAddress;
  field.name = word(Word::server_address, language);
  field.placeholder = "https://api.example.com/v1";
  field.required = true;
  if (field.value.text != form.server_template) ++field.revision;
  field.value = {request::State::value, form.server_template};
  field.message = form.server_template.empty() ? std::string() : form.server_error;
}

void remember_server(Session& session, const Form& form) {
  session.work->server =
      ChosenServer{form.server_template, form.server_values, form.own_server, true};
}

std::string server_key(const Session& session) { return "server " + session.loading.uri; }

void restore_server(Session& session) {
  const auto saved = session.saved.find(server_key(session));
  if (session.work->server || saved == session.saved.end() || saved->second.empty()) return;
  session.work->server = ChosenServer{saved->second, {}, true, true};
}

void take_restored_server(Session& session, std::string_view key, Effects& effects) {
  if (key != server_key(session)) return;
  restore_server(session);
  if (Form* form = editable_form(session)) reconcile(session, *form, effects);
}

void apply(Session& session, EditServerAddress&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || !form->own_server) return;
  if (action.text.size() > kLongest) action.text.resize(kLongest);
  form->server_template = std::move(action.text);
  form->server_address.value.text = form->server_template;
  expand_server(session, *form);
  remember_server(session, *form);
  keep_later(session, effects);
}

}  // namespace vitrine::session
