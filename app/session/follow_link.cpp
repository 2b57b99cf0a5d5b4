// Goes on from a response, along one of its links.
#include <string_view>

#include "app/session/form/update.h"
#include "app/session/navigation/update.h"
#include "app/session/update.h"

namespace vitrine::session {

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
      const ParameterField& field = form->parameters[index];
      if (!names_parameter(value.name, field.in, field.name)) continue;
      apply(session, EditParameter{index, {request::State::value, value.text}}, effects);
      ++editable_form(session)->parameters[index].revision;
      break;
    }
  }
}

}  // namespace vitrine::session
