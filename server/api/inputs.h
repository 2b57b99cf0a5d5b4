#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/openapi/model.h"
#include "server/api/field.h"
#include "server/api/file.h"
#include "server/api/fixed_string.h"
#include "server/api/rules.h"
#include "server/api/types.h"

/// The inputs of handlers. Each parameter of a handler is one of these (or `const Request&`);
/// together they are the input of the operation, and nothing else is accepted.
namespace vitrine {

/// A parameter called Name with the rules R: `Query<"limit", int, minimum(1), default_value(20)>`.
/// Required unless T is a std::optional or a default is given; a path parameter always is.
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

  static_assert(Scalar<Unwrapped<T>> || (List<Unwrapped<T>> && In != openapi::Location::path),
                "a parameter is text, a number, a boolean, an enumeration or a list of them");
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

/// The body as JSON. Body<std::optional<T>> may be left out.
template <class T>
struct Body {
  static_assert(std::is_default_constructible_v<T>,
                "a model that is read has a constructor without arguments");
  T value{};
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }
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
/// text that may be empty.
template <class T, std::uint64_t MaxBytes = 8'000'000>
struct Form {
  T value{};
  const T& operator*() const { return value; }
  const T* operator->() const { return &value; }
};

/// An object of the server, given by `Api::provide`.
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
/// std::optional credentials may be left out, but not be wrong.
template <class T>
class Authenticated {
 public:
  Authenticated() = default;
  explicit Authenticated(std::shared_ptr<const T> identity) : identity_(std::move(identity)) {}
  const T& operator*() const { return *identity_; }
  const T* operator->() const { return identity_.get(); }

 private:
  std::shared_ptr<const T> identity_;
};
template <class T>
class Authenticated<std::optional<T>> {
 public:
  Authenticated() = default;
  explicit Authenticated(std::shared_ptr<const T> identity) : identity_(std::move(identity)) {}
  explicit operator bool() const { return identity_ != nullptr; }
  const T& operator*() const { return *identity_; }
  const T* operator->() const { return identity_.get(); }

 private:
  std::shared_ptr<const T> identity_;
};

/// A security scheme: how credentials travel (OAS 3.1.0 §4.8.27).
struct SecurityScheme {
  enum class Type { bearer, api_key, basic };
  Type type = Type::bearer;
  /// The key under components/securitySchemes.
  std::string id;
  std::string description;
  /// API keys: where, and under which name.
  openapi::Location in = openapi::Location::header;
  std::string name;
};

inline SecurityScheme bearer(std::string id, std::string description = {}) {
  return {SecurityScheme::Type::bearer, std::move(id), std::move(description), {}, {}};
}
inline SecurityScheme api_key(std::string id, openapi::Location in, std::string name,
                              std::string description = {}) {
  return {SecurityScheme::Type::api_key, std::move(id), std::move(description), in,
          std::move(name)};
}

/// Name and password in every request (RFC 7617); `identify` takes both.
inline SecurityScheme basic(std::string id, std::string description = {}) {
  return {SecurityScheme::Type::basic, std::move(id), std::move(description), {}, {}};
}

}  // namespace vitrine
