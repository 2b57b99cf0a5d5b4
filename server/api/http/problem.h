#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/result.h"
#include "app/schema/message.h"
#include "app/schema/violation.h"
#include "server/api/http/http.h"
#include "server/api/model/invalid.h"
#include "server/api/model/types.h"

/// Failures as `application/problem+json` (RFC 9457). The structs are models like any other
/// (problem_models.h), so the document describes exactly what is sent.
namespace vitrine {

struct Refusal;

struct Problem {
  std::string type = "about:blank";
  std::string title;
  int status = 500;
  std::optional<std::string> detail;
  /// The place of the mistake in text that is not JSON; both 1-based.
  std::optional<int> line;
  std::optional<int> column;
};

/// One value that its schema refuses.
struct FieldError {
  std::string in;
  /// The parameter's name; in the body that of the field, as the playground writes it: `tags[0]`.
  std::string name;
  std::string pointer;
  std::string keyword;
  std::string schema_pointer;
  RawJson params{"{}"};
  std::string message;
};

struct ValidationProblem {
  std::string type = "about:blank";
  std::string title = "Unprocessable Content";
  int status = 422;
  std::string detail;
  std::vector<FieldError> errors;
};

/// A problem document; `detail` names the remedy where there is one.
Response problem_response(int status, std::string detail);
Response problem_response(const Problem& problem);
/// Where a path takes other methods: 405, or 204 to OPTIONS, with those in `Allow` (RFC 9110
/// §9.3.7, §15.5.6).
Response other_method_response(const Request& request, const std::string& allowed);
/// 422 with all errors, whose messages are in that language.
Response problem_response(std::vector<FieldError> errors,
                          schema::Language language = schema::Language::en);
/// 400 for text that is not JSON.
Response not_json_response(const json::Error& error);

/// For a parameter that is to be JSON text and is not.
FieldError not_json_error(std::string_view in, std::string_view name, const json::Error& error);

/// A violation in the words of both sides. `name` is empty for the body.
FieldError field_error(std::string_view in, std::string_view name,
                       const schema::Violation& violation,
                       schema::Language language = schema::Language::en);
/// What a type refuses that its schema accepts.
FieldError field_error(std::string_view in, std::string_view name, const Refusal& refusal);
/// An entry of an Invalid.
FieldError field_error(const Invalid::Entry& entry, schema::Language language);

}  // namespace vitrine
