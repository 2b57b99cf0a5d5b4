#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "app/openapi/model.h"
#include "server/api/declare/security_scheme.h"
#include "server/api/model/field.h"
#include "server/api/model/file.h"
#include "server/api/model/fixed_string.h"
#include "server/api/model/rules.h"
#include "server/api/model/types.h"

/// The inputs of handlers. Each parameter of a handler is one of these (or `const Request&`);
/// together they are the input of the operation, and nothing else is accepted.
namespace vitrine {

namespace detail {

template <class T>
inline constexpr bool kScalarFields = false;
template <class... F>
inline constexpr bool kScalarFields<std::tuple<F...>> =
    ((!F::kComputed &&
      (Scalar<Unwrapped<typename F::Value>> || Sequence<OnWire<Unwrapped<typename F::Value>>>)) &&
     ...);

/// True for types that a style can write: values, and one level of them.
template <class T>
constexpr bool is_styled() {
  using W = OnWire<T>;
  if constexpr (PlainScalar<W> || Tuple<W>) {
    return true;
  } else if constexpr (Sequence<W>) {
    return Scalar<ItemOf<W>>;
  } else if constexpr (Map<W>) {
    return Scalar<typename MapTraits<W>::Item>;
  } else if constexpr (Model<W>) {
    return kScalarFields<std::remove_cv_t<decltype(Schema<W>::fields)>>;
  } else {
    return false;
  }
}

}  // namespace detail

/// A parameter called Name with the rules R: `Query<"limit", int, minimum(1), default_value(20)>`.
/// Required unless T is a std::optional or a default is given; a path parameter always is.
///
/// Arrays and objects travel by the style of their location, or by another one:
/// `Query<"ids", std::vector<int>, style(Style::pipe_delimited)>`,
/// `Query<"filter", Filter, style(Style::deep_object)>`. With `as_json()` it is JSON text.
template <openapi::Location In, FixedString Name, class T, auto... R>
struct Parameter {
  using Value = T;
  static constexpr std::string_view name() { return kName.view(); }
  static constexpr Rules rules() {
    Rules list;
    (list.add(kRule<R>.rule()), ...);
    return list;
  }
  static constexpr bool required() { return !Optional<T> && !rules().has(Keyword::default_value); }

  T value{};
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }

 private:
  // Objects of static storage, so that views into them stay valid.
  static constexpr auto kName = Name;
  template <auto Rule>
  static constexpr auto kRule = Rule;

  static_assert(((R.rule().keyword == Keyword::as_json) || ...) ||
                    detail::is_styled<Unwrapped<T>>(),
                "a parameter is text, a number, a boolean, an enumeration, or an array or object "
                "of them; other types need as_json()");
  static_assert(In != openapi::Location::path || !Optional<T>,
                "a path parameter cannot be left out");
  static_assert(
      (sizeof(detail::RuleOf<Unwrapped<T>, R.keyword, detail::applies<Unwrapped<T>>(R.rule())>) +
       ... + 1) > 0);
};

template <FixedString Name, class T, auto... R>
using Path = Parameter<openapi::Location::path, Name, T, R...>;
template <FixedString Name, class T, auto... R>
using Query = Parameter<openapi::Location::query, Name, T, R...>;
template <FixedString Name, class T, auto... R>
using Header = Parameter<openapi::Location::header, Name, T, R...>;
/// `Cookie<"session", std::optional<std::string>>` (RFC 6265 §5.4).
template <FixedString Name, class T, auto... R>
using Cookie = Parameter<openapi::Location::cookie, Name, T, R...>;

/// Several parameters as one struct: each field of the model T is one of them, with its name, its
/// rules and its default.
template <openapi::Location In, class T>
struct ParameterModel {
  T value{};
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }

 private:
  static_assert(Model<T>, "a group of parameters has the fields of a model");
  static_assert(detail::is_styled<T>(),
                "each field of a group of parameters is a value or an array of values");
};

template <class T>
using QueryModel = ParameterModel<openapi::Location::query, T>;
template <class T>
using HeaderModel = ParameterModel<openapi::Location::header, T>;
template <class T>
using CookieModel = ParameterModel<openapi::Location::cookie, T>;

/// The body as JSON. Body<std::optional<T>> may be left out.
template <class T>
struct Body {
  static_assert(std::is_default_constructible_v<T>,
                "a model that is read has a constructor without arguments");
  T value{};
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }
};

/// A field of a JSON body that is an object of all BodyFields of the handler: with
/// `BodyField<"item", Item>` and `BodyField<"count", int, minimum(1)>` it is
/// `{"item": {…}, "count": 2}`. Required unless T is a std::optional or a default is given.
template <FixedString Name, class T, auto... R>
struct BodyField {
  using Value = T;
  static constexpr std::string_view name() { return kName.view(); }
  static constexpr Rules rules() {
    Rules list;
    (list.add(kRule<R>.rule()), ...);
    return list;
  }
  static constexpr bool required() { return !Optional<T> && !rules().has(Keyword::default_value); }

  T value{};
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }

 private:
  static constexpr auto kName = Name;
  template <auto Rule>
  static constexpr auto kRule = Rule;

  static_assert(
      (sizeof(detail::RuleOf<Unwrapped<T>, R.keyword, detail::applies<Unwrapped<T>>(R.rule())>) +
       ... + 1) > 0);
};

/// The body as a file of one of the media types, at most MaxBytes long: `Upload<5'000'000,
/// "image/png", "image/jpeg">`. It is written to disk as it comes.
template <std::uint64_t MaxBytes, FixedString... Types>
struct Upload {
  File value;
  const File& operator*() const { return value; }
  const File* operator->() const { return &value; }
};

/// The body as a form: the fields of T, among which may be files (`File`, `std::optional<File>`,
/// `std::vector<File>`). With files it is multipart/form-data, without them
/// application/x-www-form-urlencoded as well. It is read as browsers send forms: the `on` of a
/// checkbox is true, and a field that may be left out and is sent empty is left out, unless it is
/// text that may be empty. More than 1,000 fields are refused with 400.
template <class T, std::uint64_t MaxBytes = 8'000'000>
struct Form {
  T value{};
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }
};

/// An object of the server, given by `Api::provide`, or one that is made for this request, as
/// `Api::provide_by` says.
template <class T>
class Depends {
 public:
  Depends() = default;
  explicit Depends(T* object) : object_(object) {}
  T& operator*() const { return *object_; }
  T* operator->() const { return object_; }

 private:
  T* object_ = nullptr;
};

/// The identity of the client, found by the security scheme that `Api::authenticate<T>` declares.
/// Without valid credentials the handler is not called and the response is 401. With a
/// std::optional credentials may be left out, but not be wrong. Where scopes are named, as in
/// `Authenticated<User, "pictures:write">`, an identity without one of them gets 403; T says what
/// it has by `bool may(std::string_view scope) const`.
template <class T, FixedString... Scopes>
class Authenticated {
 public:
  Authenticated() = default;
  explicit Authenticated(std::shared_ptr<const T> identity) : identity_(std::move(identity)) {}
  const T& operator*() const { return *identity_; }
  const T* operator->() const { return identity_.get(); }

 private:
  std::shared_ptr<const T> identity_;
};
template <class T, FixedString... Scopes>
class Authenticated<std::optional<T>, Scopes...> {
 public:
  Authenticated() = default;
  explicit Authenticated(std::shared_ptr<const T> identity) : identity_(std::move(identity)) {}
  explicit operator bool() const { return identity_ != nullptr; }
  const T& operator*() const { return *identity_; }
  const T* operator->() const { return identity_.get(); }

 private:
  std::shared_ptr<const T> identity_;
};

}  // namespace vitrine
