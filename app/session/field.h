#pragma once

#include <string>
#include <string_view>

#include "app/openapi/model.h"

/// Fields of a form are named by a JSON Pointer whose first token says where they stand:
/// `/path/id`, `/query/limit`, `/header/X-Trace`, `/cookie/theme`, `/body` (the editor of the whole
/// text), `/body/tags/0`, `/server/region`. The same names stand in links (`?field=POINTER`), in
/// FocusField and, as last part of the widget's id, in the view.
namespace vitrine::session {

std::string parameter_field(openapi::Location in, std::string_view name);
/// `pointer` is that of the value in the body, "" for all of it.
std::string body_field(std::string_view pointer);

/// A pointer in the words of the contract: `/origin/place` is `origin.place`, `/tags/0` is
/// `tags[0]`; "" stays empty.
std::string field_path(std::string_view pointer);

}  // namespace vitrine::session
