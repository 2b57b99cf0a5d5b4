#pragma once
#include <string_view>

#include "server/api/http/problem.h"
#include "server/api/model/field.h"

/// The models of problems, for those who write and describe them.
namespace vitrine {

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
      field<&FieldError::keyword>("keyword").description(
          "The rule of JSON Schema it breaks; `check` for one that no schema says."),
      field<&FieldError::schema_pointer>("schemaPointer")
          .description("JSON Pointer to that rule, from the schema of the parameter or body."),
      field<&FieldError::params>("params").description("The values of the message."),
      field<&FieldError::message>("message").description(
          "What is wrong, to be read after the name of the field."));
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

}  // namespace vitrine
