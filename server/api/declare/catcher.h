#pragma once
#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "server/api/declare/result.h"
#include "server/api/declare/route.h"
#include "server/api/http/http.h"

/// Handlers of exceptions, whose results are responses like those of routes.
namespace vitrine {

class Call;

/// Makes the response of an exception; nullopt for one of another type.
using Catcher = std::function<std::optional<Response>(const std::exception_ptr&, Call&)>;

namespace detail {

const Request& request_of(const Call& call);

template <class E, class F>
struct CatcherOf {
  static constexpr bool kTakesRequest = std::is_invocable_v<const F&, const E&, const Request&>;
  static_assert(kTakesRequest || std::is_invocable_v<const F&, const E&>,
                "a handler of exceptions takes const E&, or const E& and const Request&");

  using Returned =
      typename std::conditional_t<kTakesRequest,
                                  std::invoke_result<const F&, const E&, const Request&>,
                                  std::invoke_result<const F&, const E&>>::type;
  static_assert(!std::is_void_v<Returned>, "a handler of exceptions returns a response");

  static Catcher make(F handler) {
    return [handler = std::move(handler)](const std::exception_ptr& thrown,
                                          Call& call) -> std::optional<Response> {
      try {
        std::rethrow_exception(thrown);
      } catch (const E& error) {
        if constexpr (kTakesRequest) {
          return send_result(handler(error, request_of(call)), call);
        } else {
          return send_result(handler(error), call);
        }
      } catch (...) {
        return std::nullopt;
      }
    };
  }
};

}  // namespace detail

}  // namespace vitrine
