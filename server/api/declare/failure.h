#pragma once
#include <concepts>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/api/http/http.h"
#include "server/api/http/model_headers.h"
#include "server/api/model/shape.h"
#include "server/api/model/types.h"
#include "server/api/model/write.h"

/// Failures as types: problems (RFC 9457) with a status, a type, members and headers of their own.
///
///     struct QuotaExceeded { int quota; int retry_after; };
///     template <> struct vitrine::Schema<QuotaExceeded> {
///       static constexpr int status = 429;
///       static constexpr std::string_view type = "https://example.org/problems/quota";
///       static constexpr std::string_view title = "Quota exceeded";
///       static constexpr std::string_view description = "You have used up your quota.";
///       static constexpr auto fields = vitrine::fields(field<&QuotaExceeded::quota>("quota"));
///       static constexpr auto headers =
///           vitrine::fields(field<&QuotaExceeded::retry_after>("Retry-After").minimum(0));
///     };
///
/// A handler throws it, and its route says `.raises<QuotaExceeded>()` (or the whole API does); or
/// it returns it, in a `std::variant` with its other results. All but `status` may be left out. The
/// `detail` is what() where there is one, or the member of that name, else the description.
namespace vitrine {

template <class T>
concept Failure = requires {
  { Schema<T>::status } -> std::convertible_to<int>;
};

/// The response that a caught exception becomes: its words, or the whole of it.
struct Caught {
  std::string detail = {};
  std::optional<Response> response = {};
};
/// True when the exception is the one that a failure declares.
using FailureMatcher = bool (*)(const std::exception_ptr&, Caught& caught);

namespace detail {

/// A failure as data.
struct FailureDeclaration {
  int status = 500;
  /// "" is about:blank.
  std::string_view type = {};
  std::string_view title = {};
  std::string_view description = {};
  /// That of its own members, nullptr without any.
  const Shape* shape = nullptr;
  std::span<const Shape::Member> headers = {};
};

template <Failure T>
constexpr FailureDeclaration make_failure() {
  static_assert(Schema<T>::status >= 400 && Schema<T>::status <= 599,
                "a failure has a status from 400 to 599");
  static_assert(Schema<T>::status != 422,
                "422 says which values were refused: throw or return Invalid instead");
  FailureDeclaration made;
  made.status = Schema<T>::status;
  if constexpr (requires { Schema<T>::type; }) made.type = Schema<T>::type;
  if constexpr (requires { Schema<T>::title; }) made.title = Schema<T>::title;
  if constexpr (requires { Schema<T>::description; }) made.description = Schema<T>::description;
  if constexpr (Model<T>) made.shape = &kShape<T>;
  made.headers = headers_of<T>();
  return made;
}

template <Failure T>
inline constexpr FailureDeclaration kFailure = make_failure<T>();

/// The problem document; `members` is the JSON object of the failure's own.
Response failure_problem(const FailureDeclaration& declaration, std::string detail,
                         const std::string& members);

template <Failure T>
Response problem_of(const T& value) {
  std::string detail;
  std::string members;
  if constexpr (requires {
                  { value.what() } -> std::convertible_to<std::string>;
                }) {
    detail = value.what();
  }
  if constexpr (Model<T>) write(members, value);
  Response response = failure_problem(kFailure<T>, std::move(detail), members);
  add_headers(response, value);
  return response;
}

template <class E>
bool match_failure(const std::exception_ptr& thrown, Caught& caught) {
  try {
    std::rethrow_exception(thrown);
  } catch (const E& error) {
    if constexpr (Failure<E>) {
      caught.response = problem_of(error);
    } else if constexpr (requires { error.what(); }) {
      caught.detail = error.what();
    }
    return true;
  } catch (...) {
    return false;
  }
}

}  // namespace detail

}  // namespace vitrine
