// Changes the environments, and keeps them without their secrets.
#include "app/session/tools/environments.h"

#include <utility>

#include "app/json/reader.h"
#include "app/json/writer.h"
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
  if (!session.shown) return;
  session.shown->variables = active_variables(session);
  Form* form = editable_form(session);
  if (!form) return;
  expand_server(session, *form);
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
      if (variable.value.size() > kLongestValue) variable.value.resize(kLongestValue);
      return;
    case Change::hide:
    case Change::show:
      variable.secret = action.change == Change::hide;
      return;
    case Change::remove_variable:
      environment.variables.erase(environment.variables.begin() + action.index);
      return;
    default:
      return;
  }
}

}  // namespace

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
  const bool typed = action.change == Change::rename || action.change == Change::rename_variable ||
                     action.change == Change::set_value;
  if (!typed) ++environments.revision;
  switch (action.change) {
    case Change::open:
      tools.open = Tool::environments;
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
  if (tools.open != Tool::environments) keep_environments(session, effects);
  follow(session, effects);
}

}  // namespace vitrine::session
