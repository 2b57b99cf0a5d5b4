#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/result.h"
#include "app/schema/violation.h"
#include "server/api/field.h"
#include "server/api/http.h"
#include "server/api/types.h"

/// Failures as `application/problem+json` (RFC 9457). The structs are models like any other, so the
/// document describes exactly what is sent.
namespace vitrine {

struct Problem {
  std::string type = "about:blank";
  std::string title;
  int status = 500;
  std::optional<std::string> detail;
  /// Where text that is not JSON goes wrong; both 1-based.
  std::optional<int> line;
  std::optional<int> column;
};

template <>
struct Schema<Problem> {
  static constexpr std::string_view description =
      "What went wrong, as RFC 9457 describes problems. Further members may follow.";
  static constexpr bool open = true;
  static constexpr auto fields = vitrine::fields(
      field<&Problem::type>("type").description("A URI for the kind of problem."),
      field<&Problem::title>("title").description("The kind of problem in a few words."),
      field<&Problem::status>("status").description("The HTTP status, once more."),
      field<&Problem::detail>("detail").description("What went wrong this time, and what to do."),
      field<&Problem::line>("line").description("Line of the mistake in the body, from 1."),
      field<&Problem::column>("column").description(
          "Column of the mistake, in characters, from 1."));
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

template <>
struct Schema<FieldError> {
  static constexpr std::string_view name = "FieldError";
  static constexpr std::string_view description = "One value that was refused, and why.";
  static constexpr bool open = true;
  static constexpr auto fields = vitrine::fields(
      field<&FieldError::in>("in").description("path, query, header, cookie or body."),
      field<&FieldError::name>("name").description(
          "The name of the parameter, or of the field in the body, such as tags[0]."),
      field<&FieldError::pointer>("pointer").description(
          "JSON Pointer to the value, from the parameter or body it is in."),
      field<&FieldError::keyword>("keyword").description("The rule of JSON Schema it breaks."),
      field<&FieldError::schema_pointer>("schemaPointer")
          .description("JSON Pointer to that rule, from the schema of the parameter or body."),
      field<&FieldError::params>("params").description("The facts behind the message."),
      field<&FieldError::message>("message").description(
          "What is wrong, to be read behind the name of the field."));
};

struct ValidationProblem {
  std::string type = "about:blank";
  std::string title = "Unprocessable Content";
  int status = 422;
  std::string detail;
  std::vector<FieldError> errors;
};

template <>
struct Schema<ValidationProblem> {
  static constexpr std::string_view description =
      "Every value that was refused, all at once, so that one round of corrections is enough.";
  static constexpr bool open = true;
  static constexpr auto fields = vitrine::fields(
      field<&ValidationProblem::type>("type"), field<&ValidationProblem::title>("title"),
      field<&ValidationProblem::status>("status"), field<&ValidationProblem::detail>("detail"),
      field<&ValidationProblem::errors>("errors").description("One entry a mistake."));
};

/// A problem document; `detail` names the remedy where there is one.
Response problem_response(int status, std::string detail);
Response problem_response(const Problem& problem);
/// 422 with all errors.
Response problem_response(std::vector<FieldError> errors);
/// 400 for text that is not JSON.
Response not_json_response(const json::Error& error);

/// A violation in the words of both sides. `name` is empty for the body.
FieldError field_error(std::string_view in, std::string_view name,
                       const schema::Violation& violation);

}  // namespace vitrine
