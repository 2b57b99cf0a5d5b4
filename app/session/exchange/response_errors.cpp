// Puts the errors that a server reports at the fields that they concern.
#include <utility>

#include "app/json/pointer.h"
#include "app/schema/message_words.h"
#include "app/session/exchange/update.h"
#include "app/session/form/field.h"
#include "app/session/reference/operation_facts.h"

namespace vitrine::session {
namespace {

constexpr size_t kMost = 200;

openapi::Location location_of(std::string_view in) {
  using openapi::Location;
  for (const Location each :
       {Location::path, Location::query, Location::header, Location::cookie}) {
    if (in == openapi::name(each)) return each;
  }
  return Location::query;
}

bool same_name(const ParameterField& field, std::string_view name) {
  if (field.in != openapi::Location::header) return field.name == name;
  if (field.name.size() != name.size()) return false;
  for (size_t i = 0; i < name.size(); ++i) {
    if ((field.name[i] | 0x20) != (name[i] | 0x20)) return false;
  }
  return true;
}

/// The field of the form for a place; that of the body where the form has none of that name.
std::string field_of(const Form& form, std::string_view in, std::string_view name,
                     std::string pointer) {
  if (!pointer.empty() && pointer.front() == '#') pointer.erase(0, 1);
  if (in == "body") return body_field(pointer);
  for (const ParameterField& field : form.parameters) {
    if (field.in == location_of(in) && same_name(field, name)) {
      return field.id;
    }
  }
  return {};
}

/// One entry of `errors` in a problem document (RFC 9457 §3): the keyword and its parameters, when
/// they are there, are worded by this page in the user's language.
ResponseError listed_error(const Form& form, const json::Value& error) {
  ResponseError result;
  const std::string_view in = error["in"].is_string() ? error["in"].string() : "body";
  result.field = field_of(form, in, error["name"].string(), std::string(error["pointer"].string()));
  result.violation.keyword = std::string(error["keyword"].string());
  for (const json::Member& member : error["params"].members()) {
    schema::Parameter& parameter = result.violation.params.emplace_back();
    parameter.name = std::string(member.key);
    if (member.value.is_array()) {
      parameter.kind = schema::Parameter::Kind::list;
      for (const json::Value each : member.value.elements()) {
        parameter.items.push_back({value_text(each), each.is_string()});
      }
    } else {
      parameter.value = value_text(member.value);
      if (!member.value.is_string()) parameter.kind = schema::Parameter::Kind::json;
    }
  }
  const bool ours = error["params"].is_object() && schema::sentence(result.violation.keyword);
  if (!ours) {
    const json::Value words = error["message"] ? error["message"] : error["detail"];
    result.message = std::string(words.string());
    if (result.message.empty()) result.field.clear();
  }
  return result;
}

/// FastAPI's way: `detail: [{"loc": ["body", "tags", 0], "msg": …}]`.
ResponseError located_error(const Form& form, const json::Value& error) {
  ResponseError result;
  result.message = std::string(error["msg"].string());
  std::string in;
  std::string name;
  std::string pointer;
  for (const json::Value token : error["loc"].elements()) {
    const std::string text(token.is_string() ? token.string() : token.lexeme());
    if (in.empty()) {
      in = text;
      continue;
    }
    if (name.empty()) name = text;
    json::append(pointer, text);
  }
  if (!result.message.empty()) result.field = field_of(form, in, name, pointer);
  return result;
}

}  // namespace

void take_response_errors(Form& form, const json::Value& problem) {
  ++form.revision;
  form.response_errors.clear();
  const json::Value errors = problem["errors"];
  const json::Value details = problem["detail"];
  for (const json::Value error : errors.elements()) {
    if (form.response_errors.size() >= kMost) return;
    ResponseError one = listed_error(form, error);
    if (!one.field.empty()) form.response_errors.push_back(std::move(one));
  }
  for (const json::Value error : details.elements()) {
    if (form.response_errors.size() >= kMost) return;
    ResponseError one = located_error(form, error);
    if (!one.field.empty()) form.response_errors.push_back(std::move(one));
  }
}

}  // namespace vitrine::session
