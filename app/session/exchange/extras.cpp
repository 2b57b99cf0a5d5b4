// Changes of what the user adds to a request.
#include <algorithm>
#include <utility>

#include "app/json/pointer.h"
#include "app/session/credentials/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"

namespace vitrine::session {

using Change = ChangeExtra::Change;

void number_extras(const Session& session, Form& form) {
  for (size_t i = 0; i < form.extras.size(); ++i) {
    Extra& extra = form.extras[i];
    std::string id = "/extra";
    json::append(id, i);
    extra.name.id = id + "/name";
    extra.value.id = id + "/value";
    if (extra.kind == ExtraKind::timeout) {
      extra.value.kind = Field::Kind::number;
      continue;
    }
    extra.name.kinds.string = extra.value.kinds.string = true;
    const auto in =
        extra.kind == ExtraKind::header ? openapi::Location::header : openapi::Location::query;
    // What was secret once stays so: it may have been typed before another name.
    extra.value.secret = extra.value.secret || is_secret_name(session, in, extra.name.value.text);
  }
}

void apply(Session& session, ChangeExtra&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  std::vector<Extra>& extras = form->extras;
  constexpr size_t kMost = 100;
  if (action.change == Change::add) {
    const bool timeout = action.kind == ExtraKind::timeout;
    const bool there = std::any_of(extras.begin(), extras.end(), [](const Extra& extra) {
      return extra.kind == ExtraKind::timeout;
    });
    if (extras.size() >= kMost || (timeout && there)) return;
    extras.emplace_back().kind = action.kind;
    number_extras(session, *form);
    emit(effects, FocusField{timeout ? extras.back().value.id : extras.back().name.id});
  } else if (action.index >= extras.size()) {
    return;
  } else if (action.change == Change::remove) {
    extras.erase(extras.begin() + static_cast<ptrdiff_t>(action.index));
    // Those that follow take the places of others in the page.
    for (Extra& extra : extras) {
      ++extra.name.revision;
      ++extra.value.revision;
    }
    number_extras(session, *form);
  } else {
    Field& field =
        action.change == Change::name ? extras[action.index].name : extras[action.index].value;
    field.value = {request::State::value, std::move(action.text)};
    number_extras(session, *form);
  }
  settle(*form);
  keep_later(session, effects);
}

}  // namespace vitrine::session
