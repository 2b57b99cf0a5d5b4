#include "app/session/field.h"

#include "app/json/pointer.h"

namespace vitrine::session {

std::string parameter_field(openapi::Location in, std::string_view name) {
  std::string field;
  json::append(field, openapi::name(in));
  json::append(field, name);
  return field;
}

std::string body_field(std::string_view pointer) {
  std::string field = "/body";
  field += pointer;
  return field;
}

std::string field_path(std::string_view pointer) {
  const auto tokens = json::split(pointer);
  if (!tokens) return std::string(pointer);
  std::string path;
  for (const std::string& token : *tokens) {
    if (json::array_index(token)) {
      path += '[' + token + ']';
    } else {
      if (!path.empty()) path += '.';
      path += token;
    }
  }
  return path;
}

}  // namespace vitrine::session
