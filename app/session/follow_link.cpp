// Goes on from a response, along one of its links.
#include <string_view>

#include "app/session/form/update.h"
#include "app/session/navigation/update.h"
#include "app/session/update.h"

namespace vitrine::session {
namespace {

/// `id`, or `path.id` where the place is said too.
bool is_named(const ParameterField& field, std::string_view key) {
  if (field.name == key) return true;
  const std::string_view in = openapi::name(field.in);
  return key.size() == in.size() + 1 + field.name.size() && key.starts_with(in) &&
         key[in.size()] == '.' && key.ends_with(field.name);
}

}  // namespace

void apply(Session& session, FollowLink&& action, Effects& effects) {
  const Exchange* exchange = current_exchange(session);
  if (!exchange || action.index >= exchange->next.size()) return;
  const NextStep step = exchange->next[action.index];
  const auto& operations = session.spec->description.operations();
  if (step.operation >= operations.size()) return;
  apply(session, Navigate{operation_href(operations[step.operation])}, effects);
  const Form* form = current_form(session);
  if (!form || session.shown->index != step.operation) return;
  for (const NextStep::Value& value : step.values) {
    if (value.body) {
      apply(session, EditBody{value.text}, effects);
      ++editable_form(session)->body_revision;
      continue;
    }
    for (uint32_t index = 0; index < form->parameters.size(); ++index) {
      if (!is_named(form->parameters[index], value.name)) continue;
      apply(session, EditParameter{index, {request::State::value, value.text}}, effects);
      ++editable_form(session)->parameters[index].revision;
      break;
    }
  }
}

}  // namespace vitrine::session
