// Files chosen for places of a body; their bytes stay with the host.
#include <algorithm>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/session/form/update.h"

namespace vitrine::session {

void apply(Session& session, ChooseFile&& action, Effects& effects) {
  const Form* form = editable_form(session);
  if (!form) return;
  PickFile effect;
  for (const Field& field : form->fields) {
    if (field.pointer == action.pointer) effect.several = field.kind == Field::Kind::list;
  }
  // The media type of a body that is a file as a whole says which one it wants.
  if (action.pointer.empty()) effect.accept = form->content_type_name;
  if (effect.accept.find('/') == std::string::npos ||
      effect.accept.compare(0, 11, "application") == 0 || effect.accept[0] == '*') {
    effect.accept.clear();
  }
  effect.pointer = std::move(action.pointer);
  emit(effects, std::move(effect));
}

void apply(Session& session, FilePicked&& event, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || event.files.empty()) return;
  take_files(session, *form, event.pointer, std::move(event.files), effects);
}

void forget_lost_files(Session& session, Form& form, Effects& effects) {
  bool lost = false;
  // Iterate backwards: removing an element shifts the ones after it.
  for (size_t i = form.fields.size(); i-- > 0;) {
    const Field& field = form.fields[i];
    if (field.kind != Field::Kind::file || !field.present()) continue;
    const auto same = [&](const request::ChosenFile& file) {
      return file.pointer == field.pointer;
    };
    if (std::any_of(form.files.begin(), form.files.end(), same)) continue;
    auto without = json::remove(form.body, field.pointer);
    if (!without) continue;
    form.body = std::move(*without);
    lost = true;
  }
  if (!lost) return;
  ++form.body_revision;
  read_body(session, form, is_judged(form), effects);
}

void forget_files(Form& form, std::string_view pointer) {
  std::erase_if(form.files, [&](const request::ChosenFile& file) {
    const std::string_view at = file.pointer;
    return at.substr(0, pointer.size()) == pointer &&
           (at.size() == pointer.size() || at[pointer.size()] == '/');
  });
}

void move_files(Form& form, const std::string& list, size_t from, ptrdiff_t by) {
  for (request::ChosenFile& file : form.files) {
    if (file.pointer.compare(0, list.size() + 1, list + '/') != 0) continue;
    const auto index = json::array_index(std::string_view(file.pointer).substr(list.size() + 1));
    if (!index || *index < from) continue;
    file.pointer = list + '/' + std::to_string(static_cast<ptrdiff_t>(*index) + by);
  }
}

void swap_files(Form& form, const std::string& one, const std::string& other) {
  for (request::ChosenFile& file : form.files) {
    if (file.pointer == one) {
      file.pointer = other;
    } else if (file.pointer == other) {
      file.pointer = one;
    }
  }
}

}  // namespace vitrine::session
