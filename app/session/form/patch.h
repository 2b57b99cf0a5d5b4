// Patches of a body's text, and what follows each of them.
#pragma once

#include <string>
#include <string_view>

#include "app/json/result.h"
#include "app/session/form/update.h"

namespace vitrine::session {

/// The field of a value; the choice that stands at the same place only where nothing else does.
Field* find_field(Form& form, std::string_view pointer);
/// Null where the operation takes no body.
const openapi::SchemaView* schema_of_body(const Session& session, const Form& form);
std::string parent_of(std::string_view pointer);

/// Takes a patched text; false leaves the form as it was.
bool take(Form& form, json::Result<std::string> text);
/// Puts a value at a place. What was cleared comes back to where it was; an object that is made for
/// the value gets its constants.
bool put(const Session& session, Form& form, const std::string& pointer, std::string_view value);
/// Removes a value, and the objects that are left empty by it and are not required.
void remove_value(const Session& session, Form& form, std::string pointer);
/// The initial value of a place, in the variant chosen for it.
std::string value_for(const Session& session, const Form& form, std::string_view pointer);
/// Drops the choices made at a place and inside it: they belonged to another value.
void forget_choices(Form& form, std::string_view pointer);
/// Follows every change that the form made: the editor gets the newer text, and so do the fields,
/// unless one of them is being typed into.
void after(Session& session, Form& form, bool typed, Effects& effects);

}  // namespace vitrine::session
