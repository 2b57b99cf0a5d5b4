// What the page around asks for by a program: fills a form, signs in.
#include <algorithm>
#include <optional>
#include <utility>

#include "app/json/reader.h"
#include "app/session/credentials/update.h"
#include "app/session/form/update.h"
#include "app/session/navigation/update.h"
#include "app/session/saved/update.h"
#include "app/session/update.h"

namespace vitrine::session {
namespace {

/// The operation that a call names, as the element's attribute does, or the one that is shown.
std::optional<size_t> find_operation(const Session& session, const std::string& named) {
  if (named.empty())
    return session.shown ? std::optional<size_t>(session.shown->index) : std::nullopt;
  const openapi::Description& description = session.spec->description;
  if (named[0] == '#' || named[0] == '/') return description.find(parse_route(named).target);
  return description.find_operation_id(named);
}

std::optional<uint32_t> find_parameter(const openapi::Operation& operation, std::string_view key) {
  for (uint32_t i = 0; i < operation.parameters.size(); ++i) {
    const openapi::Parameter& each = operation.parameters[i];
    if (!each.ignored && names_parameter(key, each.in, each.name)) return i;
  }
  return std::nullopt;
}

std::optional<uint32_t> find_content(const openapi::Operation& operation, std::string_view type) {
  if (!operation.request_body) return std::nullopt;
  const auto& content = operation.request_body->content;
  const auto found = std::find_if(content.begin(), content.end(),
                                  [&](const auto& media) { return media.name == type; });
  if (found == content.end()) return std::nullopt;
  return static_cast<uint32_t>(found - content.begin());
}

/// What a call names and the operation does not have; else empty.
Message lacking(const openapi::Operation& operation, const std::string& name,
                const FillForm& wanted) {
  for (const auto& [key, value] : wanted.parameters) {
    if (!find_parameter(operation, key))
      return {Word::no_such_parameter, {{"operation", name}, {"name", key}}};
  }
  const bool takes_body = operation.request_body && !operation.request_body->content.empty();
  if (wanted.has_body && !takes_body) return {Word::no_body_taken, {{"operation", name}}};
  if (!wanted.content_type.empty() && !find_content(operation, wanted.content_type))
    return {Word::no_such_content_type, {{"operation", name}, {"name", wanted.content_type}}};
  return {};
}

/// As if it were an example that the user chose: it may be of another alternative.
void fill_parameter(Session& session, Form& form, uint32_t index, const std::string& json,
                    Effects& effects) {
  const json::Reading reading = json::read(json);
  ParameterField& field = form.parameters[index];
  ++field.revision;
  field.variants.clear();
  field.parts.clear();
  field.value = parameter_value(reading.document.root());
  choose_shape(*session.shown, field, index);
  apply(session, EditParameter{index, request::ParameterValue(field.value)}, effects);
}

/// Fills the form shown with what a call wants, and says what that is.
void fill_form(Session& session, FillForm&& wanted, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  remember_form(session, *form);
  const openapi::Operation& operation = session.shown->operation;
  std::string names;
  const auto add = [&](std::string_view name) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  };
  for (const auto& [key, json] : wanted.parameters) {
    const auto index = find_parameter(operation, key);
    if (!index || *index >= form->parameters.size()) continue;
    fill_parameter(session, *form, *index, json, effects);
    add(form->parameters[*index].name);
  }
  const schema::Language language = session.settings.language;
  if (const auto index = find_content(operation, wanted.content_type)) {
    apply(session, ChooseContentType{*index}, effects);
    add(word(Word::content_type, language));
  }
  if (wanted.has_body) {
    apply(session, EditBody{std::move(wanted.body), false}, effects);
    add(word(Word::request_body, language));
  }
  if (!names.empty()) session.notice = {Word::page_filled, {{"fields", std::move(names)}}};
}

/// Why a credential cannot be kept; empty where it can.
Message refusal(const openapi::SecurityScheme& scheme, const GivenCredential& given) {
  if (!is_supported(scheme)) return {Word::scheme_not_supported, {{"type", scheme.key}}};
  const bool basic = scheme.type == openapi::SchemeType::http && scheme.scheme == "basic";
  if (basic == given.user.empty() && !(given.user.empty() && given.secret.empty()))
    return {basic ? Word::credential_needs_user : Word::credential_is_text, {{"name", scheme.key}}};
  return {};
}

std::string problem(const Session& session, const Message& message) {
  return message.empty() ? std::string() : text(message, session.settings.language);
}

Message fill_operation(Session& session, FillForm&& action, Effects& effects) {
  if (!session.spec) return {Word::no_spec, {}};
  if (is_outlined(session)) return session.loading.failure;
  const auto index = find_operation(session, action.operation);
  if (!index && action.operation.empty()) return {Word::no_operation_shown, {}};
  if (!index) return {Word::unknown_link, {{"link", action.operation}}};
  const openapi::Description& description = session.spec->description;
  const openapi::OperationEntry& entry = description.operations()[*index];
  const std::string name = !entry.operation_id.empty() ? entry.operation_id : operation_name(entry);
  Message missing = lacking(description.operation(*index), name, action);
  if (!missing.empty()) return missing;
  if (!session.shown || session.shown->index != *index)
    apply(session, Navigate{operation_href(entry)}, effects);
  if (session.shown && session.shown->index == *index)
    fill_form(session, std::move(action), effects);
  return {};
}

Message give_all(Session& session, const std::vector<GivenCredential>& credentials,
                 Effects& effects) {
  if (!session.spec) return {Word::no_spec, {}};
  if (is_outlined(session)) return session.loading.failure;
  const std::string origin = server_origin(session);
  if (origin.empty()) return {Word::server_address_needed, {}};
  const auto& schemes = session.spec->description.security_schemes();
  std::vector<const openapi::SecurityScheme*> found;
  for (const GivenCredential& given : credentials) {
    const auto scheme = std::find_if(schemes.begin(), schemes.end(),
                                     [&](const auto& each) { return each.key == given.scheme; });
    if (scheme == schemes.end()) return {Word::no_such_scheme, {{"name", given.scheme}}};
    Message refused = refusal(*scheme, given);
    if (!refused.empty()) return refused;
    found.push_back(&*scheme);
  }
  for (size_t i = 0; i < credentials.size(); ++i) {
    const GivenCredential& given = credentials[i];
    if (given.user.empty() && given.secret.empty()) {
      forget(session, given.scheme, origin, effects);
      continue;
    }
    Credential credential;
    credential.scheme = given.scheme;
    credential.origin = origin;
    credential.user = given.user;
    credential.secret = given.secret;
    give(session, *found[i], std::move(credential), effects);
  }
  return {};
}

}  // namespace

void apply(Session& session, FillForm&& action, Effects& effects) {
  const Id id = action.id;
  emit(effects, Called{id, problem(session, fill_operation(session, std::move(action), effects))});
}

void apply(Session& session, GiveCredentials&& action, Effects& effects) {
  const Message refused = give_all(session, action.credentials, effects);
  emit(effects, Called{action.id, problem(session, refused)});
}

}  // namespace vitrine::session
