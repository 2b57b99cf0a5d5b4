#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "server/api/declare/failure.h"
#include "server/api/declare/responses.h"
#include "server/api/declare/route.h"
#include "server/api/declare/set_cookie.h"
#include "server/api/http/model_headers.h"
#include "server/api/model/invalid.h"
#include "server/api/model/shape.h"
#include "server/api/model/write.h"

/// How the results of handlers are declared and sent.
namespace vitrine::detail {

/// 422 with the places of an Invalid.
Response invalid_response(Call& call, const Invalid& invalid);

/// One kind of result: its status, its schema, and how it is sent.
template <class R>
struct Result {
  static void declare(RouteInfo& info) {
    if constexpr (Failure<R>) {
      declare_failure(info, kFailure<R>, &match_failure<R>, {});
    } else {
      declare_content(info, shape<R>());
      declare_headers(info, headers_of<R>());
    }
  }
  static Response send(const R& value) {
    if constexpr (Failure<R>) {
      return problem_of(value);
    } else {
      Response response;
      response.headers.add("Content-Type", "application/json");
      write(response.body, value);
      add_headers(response, value);
      return response;
    }
  }
};

/// Sends a result of any kind.
template <class R>
Response send_result(R&& result, Call& call) {
  using Kind = Result<std::remove_cvref_t<R>>;
  if constexpr (requires { Kind::send(std::forward<R>(result), call); }) {
    return Kind::send(std::forward<R>(result), call);
  } else {
    return Kind::send(std::forward<R>(result));
  }
}

/// Results that look at the request before the handler runs: sinks and WebSockets. What they send
/// is made later, so nothing can be added to it.
template <class R>
concept Prechecked = requires(Call& call) {
  Result<R>::check(call);
};

template <>
struct Result<void> {
  static void declare(RouteInfo& info) { declare_status(info, 204); }
};

template <>
struct Result<Invalid> {
  /// Every route has a 422.
  static void declare(RouteInfo&) {}
  static Response send(const Invalid& invalid, Call& call) {
    return invalid_response(call, invalid);
  }
};

template <int Code, class T>
struct Result<Status<Code, T>> {
  static_assert(Code >= 200 && Code <= 599, "a response has a status from 200 to 599");
  static_assert(Code != 422, "422 says which values were refused: return Invalid instead");
  static_assert(std::is_void_v<T> || (Code != 204 && Code != 205 && Code != 304),
                "204, 205 and 304 have no content");
  static_assert(!Prechecked<T>, "the status of a sink is that of what its `end` returns");

  static void declare(RouteInfo& info) {
    Result<T>::declare(info);
    declare_status(info, Code);
  }
  static Response send(Status<Code, T> status) {
    Response response;
    if constexpr (!std::is_void_v<T>) response = Result<T>::send(std::move(status.value));
    response.status = Code;
    return response;
  }
};

template <FixedString... Types>
struct Result<Binary<Types...>> {
  static_assert(sizeof...(Types) > 0, "bytes are of at least one media type");

  static void declare(RouteInfo& info) {
    declare_content(info, {std::string(Types.view())...});
    declare_ranges(info);
  }
  static Response send(const Binary<Types...>& binary) {
    return binary_response(binary.file, binary.type, binary.name);
  }
};

template <FixedString... Types>
struct Result<Bytes<Types...>> {
  static_assert(sizeof...(Types) > 0, "bytes are of at least one media type; \"*/*\" is any");

  static void declare(RouteInfo& info) { declare_content(info, {std::string(Types.view())...}); }
  static Response send(Bytes<Types...> bytes) {
    static constexpr std::array<std::string_view, sizeof...(Types)> kTypes{Types.view()...};
    return bytes_response(std::move(bytes.value), bytes_type(kTypes, bytes.type), bytes.name);
  }
};

template <>
struct Result<Html> {
  static void declare(RouteInfo& info) { declare_text(info, "text/html"); }
  static Response send(Html page) { return text_response(std::move(page.value), "text/html"); }
};

template <>
struct Result<PlainText> {
  static void declare(RouteInfo& info) { declare_text(info, "text/plain"); }
  static Response send(PlainText text) {
    return text_response(std::move(text.value), "text/plain");
  }
};

/// What `With` adds to a response.
template <class H>
struct Added;

template <FixedString Name, class T, auto... R>
struct Added<ResponseHeader<Name, T, R...>> {
  using Header = ResponseHeader<Name, T, R...>;
  static constexpr Rules kRules = Header::rules();

  static void declare(RouteInfo& info) {
    declare_header(info, Header::name(), kRules, Header::required(), shape<Unwrapped<T>>());
  }
  static void add(Response& response, const Header& header) {
    add_header(response, Header::name(), header.value);
  }
};

template <FixedString Name, auto... R>
struct Added<SetCookie<Name, R...>> {
  using Cookie = SetCookie<Name, R...>;
  static constexpr Rules kRules = Cookie::rules();

  static void declare(RouteInfo& info) { declare_cookie(info, Cookie::name(), kRules, true); }
  static void add(Response& response, const Cookie& cookie) {
    response.headers.add("Set-Cookie",
                         set_cookie_text(Cookie::name(), cookie.value, cookie.attributes));
  }
};

template <FixedString Name, auto... R>
struct Added<std::optional<SetCookie<Name, R...>>> {
  using Cookie = SetCookie<Name, R...>;

  static void declare(RouteInfo& info) {
    declare_cookie(info, Cookie::name(), Added<Cookie>::kRules, false);
  }
  static void add(Response& response, const std::optional<Cookie>& cookie) {
    if (cookie) Added<Cookie>::add(response, *cookie);
  }
};

template <class T, class... H>
struct Result<With<T, H...>> {
  static_assert(!Prechecked<T>, "the headers of a sink are those of what its `end` returns");

  static void declare(RouteInfo& info) {
    Result<T>::declare(info);
    (Added<H>::declare(info), ...);
  }
  static Response send(With<T, H...> with) {
    Response response = Result<T>::send(std::move(with.value));
    std::apply([&](const auto&... header) { (Added<H>::add(response, header), ...); },
               with.headers);
    return response;
  }
};

/// A status with a place to read more.
template <int Code, class T, class Location>
struct Located {
  static void declare(RouteInfo& info) {
    Result<Status<Code, T>>::declare(info);
    Added<Location>::declare(info);
  }
  static Response send_at(Status<Code, T> status, std::string location) {
    Response response = Result<Status<Code, T>>::send(std::move(status));
    if (!location.empty()) response.headers.add("Location", std::move(location));
    return response;
  }
};

template <class T>
struct Result<Created<T>> : Located<201, T,
                                    ResponseHeader<"Location", std::optional<std::string>,
                                                   description("Where the new thing can be read."),
                                                   format("uri-reference")>> {
  static Response send(Created<T> created) {
    return Result::send_at({std::move(created.value)}, std::move(created.location));
  }
};

template <class T>
struct Result<Accepted<T>>
    : Located<202, T,
              ResponseHeader<"Location", std::optional<std::string>,
                             description("Where to ask how far it is."), format("uri-reference")>> {
  static Response send(Accepted<T> accepted) {
    if constexpr (std::is_void_v<T>) {
      return Result::send_at({}, std::move(accepted.location));
    } else {
      return Result::send_at({std::move(accepted.value)}, std::move(accepted.location));
    }
  }
};

template <int Code>
struct Result<Redirect<Code>> {
  static_assert(Code == 301 || Code == 302 || Code == 303 || Code == 307 || Code == 308,
                "a redirect has the status 301, 302, 303, 307 or 308");
  using Location = ResponseHeader<"Location", std::string, description("Where to go instead."),
                                  format("uri-reference")>;

  static void declare(RouteInfo& info) {
    declare_status(info, Code);
    Added<Location>::declare(info);
  }
  static Response send(Redirect<Code> redirect) {
    return redirect_response(Code, std::move(redirect.location));
  }
};

/// True for results that are not just JSON.
template <class T>
concept NotJson = !Describable<T> || Failure<T>;

/// Declares one of several results of a route.
template <class R>
void declare_one_of(RouteInfo& info) {
  if constexpr (Failure<R> || std::is_same_v<R, Invalid>) {
    Result<R>::declare(info);
  } else {
    declare_alternative(info, &Result<R>::declare);
  }
}

template <class R>
void check_one_of([[maybe_unused]] Call& call) {
  if constexpr (Prechecked<R>) Result<R>::check(call);
}

template <class... R>
requires(NotJson<R> || ...) struct Result<std::variant<R...>> {
  static void declare(RouteInfo& info) {
    (declare_one_of<R>(info), ...);
    choose_first_alternative(info);
  }
  static void check(Call& call) requires(Prechecked<R> || ...) { (check_one_of<R>(call), ...); }
  static Response send(std::variant<R...> result, Call& call) {
    return std::visit([&](auto& one) { return send_result(std::move(one), call); }, result);
  }
};

}  // namespace vitrine::detail
