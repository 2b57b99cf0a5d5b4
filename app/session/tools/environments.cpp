// Changes the environments, and keeps them without their secrets.
#include "app/session/tools/environments.h"

#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/json/writer.h"
#include "app/session/credentials/update.h"
#include "app/session/form/update.h"
#include "app/session/saved/update.h"
#include "app/session/tools/update.h"

namespace vitrine::session {
namespace {

constexpr size_t kLongestValue = 100'000;

std::string key_of(const Session& session) { return "environments " + session.loading.uri; }

Environment* active(Environments& environments) {
  const auto index = static_cast<size_t>(environments.active);
  return index < environments.list.size() ? &environments.list[index] : nullptr;
}

/// `Environment 1`, or the next number that is free.
std::string new_name(const Environments& environments, std::string_view word) {
  for (size_t number = environments.list.size() + 1;; ++number) {
    std::string name = std::string(word) + ' ' + std::to_string(number);
    bool taken = false;
    for (const Environment& each : environments.list) taken = taken || each.name == name;
    if (!taken) return name;
  }
}

/// Judges and makes again what the variables stand in.
void follow(Session& session, Effects& effects) {
  Form* form = editable_form(session);
  if (form) {
    session.shown->variables = active_variables(session);
    expand_server(session, *form);
  }
  session.tools->environments.origin = server_origin(session);
  if (!form) return;
  match_parameters(*form, *session.shown);
  for (size_t i = 0; i < form->parameters.size(); ++i) {
    if (form->parameters[i].touched || form->submitted) {
      validate_parameter(*session.shown, *form, i);
    }
  }
  read_body(session, *form, is_judged(*form), effects);
  settle(*form);
}

void change_variable(Environment& environment, ChangeEnvironments&& action) {
  using Change = ChangeEnvironments::Change;
  if (action.index >= environment.variables.size()) return;
  request::Variable& variable = environment.variables[action.index];
  switch (action.change) {
    case Change::rename_variable:
      variable.name = std::move(action.text);
      return;
    case Change::set_value:
      variable.value = std::move(action.text);
      variable.just_given = variable.secret;
      if (variable.value.size() > kLongestValue) variable.value.resize(kLongestValue);
      return;
    case Change::hide:
    case Change::show:
      variable.secret = variable.just_given = action.change == Change::hide;
      variable.elsewhere.clear();
      return;
    case Change::remove_variable:
      environment.variables.erase(environment.variables.begin() + action.index);
      return;
    default:
      return;
  }
}

/// Takes the value for the origin, and puts aside that for another one; false where it is the same.
bool bind(request::Variable& variable, const std::string& origin) {
  if (!variable.secret || variable.just_given || variable.origin == origin) return false;
  std::string earlier = std::exchange(variable.origin, origin);
  std::string value = std::exchange(variable.value, {});
  const auto known = std::find_if(variable.elsewhere.begin(), variable.elsewhere.end(),
                                  [&](const auto& each) { return each.first == origin; });
  if (known != variable.elsewhere.end()) {
    variable.value = std::move(known->second);
    variable.elsewhere.erase(known);
  }
  if (!value.empty()) variable.elsewhere.emplace_back(std::move(earlier), std::move(value));
  return true;
}

}  // namespace

void give_secrets(Session& session) {
  Environment* chosen = active(session.tools->environments);
  if (!chosen) return;
  for (request::Variable& variable : chosen->variables) {
    if (!std::exchange(variable.just_given, false)) continue;
    variable.origin = server_origin(session);
    std::erase_if(variable.elsewhere,
                  [&](const auto& each) { return each.first == variable.origin; });
  }
}

void bind_secrets(Session& session, Effects& effects) {
  if (!session.tools) return;
  Environments& environments = session.tools->environments;
  Environment* chosen = active(environments);
  if (!chosen || chosen->variables.empty()) return;
  const std::string origin = server_origin(session);
  bool changed = false;
  for (request::Variable& variable : chosen->variables) changed = bind(variable, origin) || changed;
  if (!changed) return;
  ++environments.revision;
  follow(session, effects);
}

std::string environments_text(const Environments& environments) {
  std::string text;
  if (environments.list.empty()) return text;
  json::Writer writer(text);
  writer.begin_object().number("active", environments.active).begin_array("list");
  for (const Environment& each : environments.list) {
    writer.begin_object().string("name", each.name).begin_array("variables");
    for (const request::Variable& variable : each.variables) {
      writer.begin_object().string("name", variable.name);
      if (variable.secret) {
        writer.boolean("secret", true);
      } else {
        writer.string("value", variable.value);
      }
      writer.end_object();
    }
    writer.end_array().end_object();
  }
  writer.end_array().end_object();
  return text;
}

Environments read_environments(std::string_view text) {
  Environments environments;
  const json::Reading reading = json::read(text, {.depth = 10, .nodes = 1u << 18});
  const json::Value root = reading.document.root();
  for (const json::Value value : root["list"].elements()) {
    if (environments.list.size() == kMostEnvironments) break;
    Environment& environment = environments.list.emplace_back();
    environment.name = value["name"].string();
    for (const json::Value each : value["variables"].elements()) {
      if (environment.variables.size() == kMostVariables) break;
      request::Variable& variable = environment.variables.emplace_back();
      variable.name = each["name"].string();
      variable.secret = each["secret"].boolean();
      if (!variable.secret) variable.value = each["value"].string();
    }
  }
  const auto chosen = root["active"].is_number() ? root["active"].number().to_int64() : -1;
  if (chosen && *chosen >= 0 && *chosen < static_cast<int64_t>(environments.list.size()))
    environments.active = static_cast<int32_t>(*chosen);
  return environments;
}

void restore_environments(Session& session, Effects& effects) {
  const auto saved = session.saved.find(key_of(session));
  if (saved == session.saved.end()) return;
  // What the user made meanwhile is newer, and may have secrets.
  if (session.tools && !session.tools->environments.list.empty()) return;
  tools_of(session).environments = read_environments(saved->second);
  follow(session, effects);
}

void keep_environments(Session& session, Effects& effects) {
  keep(session, key_of(session), environments_text(session.tools->environments), effects);
}

void apply(Session& session, ChangeEnvironments&& action, Effects& effects) {
  using Change = ChangeEnvironments::Change;
  if (!session.spec) return;
  Tools& tools = tools_of(session);
  Environments& environments = tools.environments;
  Environment* chosen = active(environments);
  // The secret values of an environment are given once the user leaves it.
  if (action.change == Change::choose || action.change == Change::add) give_secrets(session);
  const bool typed = action.change == Change::rename || action.change == Change::rename_variable ||
                     action.change == Change::set_value;
  if (!typed) ++environments.revision;
  switch (action.change) {
    case Change::open:
      tools.open = Tool::environments;
      environments.origin = server_origin(session);
      return;
    case Change::choose:
      environments.active = static_cast<int32_t>(action.index) - 1;
      if (!active(environments)) environments.active = -1;
      break;
    case Change::add:
      if (environments.list.size() >= kMostEnvironments) return;
      environments.list.push_back(
          {new_name(environments, word(Word::environment, session.settings.language)),
           request::Variables(1)});
      environments.active = static_cast<int32_t>(environments.list.size()) - 1;
      break;
    case Change::remove:
      if (!chosen) return;
      environments.list.erase(environments.list.begin() + environments.active);
      environments.active = -1;
      break;
    case Change::rename:
      if (chosen) chosen->name = std::move(action.text);
      break;
    case Change::add_variable:
      if (chosen && chosen->variables.size() < kMostVariables) chosen->variables.emplace_back();
      break;
    default:
      if (chosen) change_variable(*chosen, std::move(action));
  }
  // What is being typed may turn out to be a secret: it is kept when the dialog closes.
  if (tools.open != Tool::environments) {
    give_secrets(session);
    keep_environments(session, effects);
  }
  follow(session, effects);
  // The server of another environment may be another one.
  if (action.change == Change::choose) bind_secrets(session, effects);
}

}  // namespace vitrine::session
