#include <utility>

#include "app/json/pointer.h"
#include "app/json/write.h"
#include "app/schema/message_words.h"
#include "app/session/field.h"
#include "app/session/steps.h"

// What a server says is wrong with the values it got, put at their fields.
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
      return parameter_field(field.in, field.name);
    }
  }
  return {};
}

/// One entry of `errors` in a problem document (RFC 9457 §3): the keyword and its parameters, when
/// they are there, are worded by this page in the reader's language.
AnswerError listed_error(const Form& form, const json::Value& error) {
  AnswerError result;
  const std::string_view in = error["in"].is_string() ? error["in"].string() : "body";
  result.field = field_of(form, in, error["name"].string(), std::string(error["pointer"].string()));
  result.violation.keyword = std::string(error["keyword"].string());
  for (const json::Member& parameter : error["params"].members()) {
    const bool text = parameter.value.is_string();
    result.violation.params.push_back(
        {std::string(parameter.key),
         text ? std::string(parameter.value.string()) : json::compact(parameter.value),
         text ? schema::Parameter::Kind::text : schema::Parameter::Kind::json});
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
AnswerError located_error(const Form& form, const json::Value& error) {
  AnswerError result;
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

void take_answer_errors(Form& form, const json::Value& answer) {
  form.answer_errors.clear();
  const json::Value errors = answer["errors"];
  const json::Value details = answer["detail"];
  for (const json::Value error : errors.elements()) {
    if (form.answer_errors.size() >= kMost) return;
    AnswerError one = listed_error(form, error);
    if (!one.field.empty()) form.answer_errors.push_back(std::move(one));
  }
  for (const json::Value error : details.elements()) {
    if (form.answer_errors.size() >= kMost) return;
    AnswerError one = located_error(form, error);
    if (!one.field.empty()) form.answer_errors.push_back(std::move(one));
  }
}

}  // namespace vitrine::session
