#include "server/api/http/problem.h"

#include <utility>

#include "app/json/pointer.h"
#include "app/json/writer.h"
#include "app/request/reason_phrase.h"
#include "server/api/http/problem_models.h"
#include "server/api/model/bind.h"
#include "server/api/model/write.h"

/// Writes problem documents.
namespace vitrine {

namespace {

constexpr std::string_view kProblemType = "application/problem+json";

/// `tags[0].name` for `/tags/0/name`.
std::string field_name(std::string_view pointer) {
  std::string made;
  for (const std::string& token : json::split(pointer).value_or(std::vector<std::string>())) {
    const bool index = !token.empty() && token.find_first_not_of("0123456789") == std::string::npos;
    if (index) {
      made += '[' + token + ']';
    } else {
      made += (made.empty() ? "" : ".") + token;
    }
  }
  return made;
}

std::string refused_words(std::size_t count, schema::Language language) {
  const std::string number = std::to_string(count);
  switch (language) {
    case schema::Language::ko:
      return "값 " + number + "개가 거부되었습니다";
    case schema::Language::ja:
      return number + "個の値が拒否されました";
    case schema::Language::en:
      break;
  }
  return count == 1 ? "1 value was refused" : number + " values were refused";
}

const std::string& words_in(const Wording& wording, schema::Language language) {
  if (language == schema::Language::ko && !wording.ko.empty()) return wording.ko;
  if (language == schema::Language::ja && !wording.ja.empty()) return wording.ja;
  return wording.en;
}

Response respond(int status, std::string body) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", std::string(kProblemType));
  response.headers.add("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

}  // namespace

Response problem_response(const Problem& problem) {
  return respond(problem.status, to_text(problem));
}

Response problem_response(int status, std::string detail) {
  Problem problem;
  problem.title = std::string(request::reason_phrase(status));
  problem.status = status;
  if (!detail.empty()) problem.detail = std::move(detail);
  return problem_response(problem);
}

Response other_method_response(const Request& request, const std::string& allowed) {
  Response response;
  if (request.method == "OPTIONS") {
    response.status = 204;
  } else {
    response = problem_response(405, "This path takes " + allowed);
  }
  response.headers.set("Allow", allowed);
  return response;
}

Response problem_response(std::vector<FieldError> errors, schema::Language language) {
  ValidationProblem problem;
  problem.detail = refused_words(errors.size(), language);
  problem.errors = std::move(errors);
  Response response = respond(problem.status, to_text(problem));
  if (language != schema::Language::en) {
    response.headers.add("Content-Language", language == schema::Language::ko ? "ko" : "ja");
  }
  return response;
}

Response not_json_response(const json::Error& error) {
  Problem problem;
  problem.status = 400;
  problem.title = std::string(request::reason_phrase(400));
  problem.detail = "The body is not JSON: " + error.message;
  if (error.position.line > 0) {
    problem.line = static_cast<int>(error.position.line);
    problem.column = static_cast<int>(error.position.column);
    *problem.detail += " (line " + std::to_string(error.position.line) + ", column " +
                       std::to_string(error.position.column) + ")";
  }
  return problem_response(problem);
}

FieldError not_json_error(std::string_view in, std::string_view name, const json::Error& error) {
  FieldError made;
  made.in = std::string(in);
  made.name = std::string(name);
  made.keyword = "contentMediaType";
  made.message = "must be JSON: " + error.message;
  return made;
}

FieldError field_error(std::string_view in, std::string_view name,
                       const schema::Violation& violation, schema::Language language) {
  FieldError error;
  error.in = std::string(in);
  error.pointer = schema::field_pointer(violation);
  error.name = name.empty() ? field_name(error.pointer) : std::string(name);
  error.keyword = violation.keyword;
  error.schema_pointer = violation.schema_pointer;
  error.params.text.clear();
  json::Writer params(error.params.text);
  params.begin_object();
  for (const schema::Parameter& parameter : violation.params) {
    params.raw(parameter.name, schema::json_text(parameter));
  }
  params.end_object();
  error.message = schema::message(violation, language);
  return error;
}

FieldError field_error(std::string_view in, std::string_view name, const Refusal& refusal) {
  schema::Violation violation;
  violation.instance_pointer = refusal.value.pointer();
  violation.keyword = refusal.keyword;
  if (!refusal.argument.empty()) {
    violation.params.push_back({std::string(refusal.keyword), std::string(refusal.argument),
                                schema::Parameter::Kind::text});
  }
  FieldError error = field_error(in, name, violation);
  error.message = refusal.message;
  return error;
}

FieldError field_error(const Invalid::Entry& entry, schema::Language language) {
  FieldError error;
  error.in = entry.in ? std::string(openapi::name(*entry.in)) : "body";
  error.name = entry.in ? entry.name : field_name(entry.pointer);
  error.pointer = entry.pointer;
  error.keyword = "check";
  error.message = words_in(entry.message, language);
  return error;
}

}  // namespace vitrine
