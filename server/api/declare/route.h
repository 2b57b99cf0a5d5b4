#pragma once
#include <concepts>
#include <cstdint>
#include <exception>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/openapi/model.h"
#include "server/api/declare/failure.h"
#include "server/api/declare/metadata.h"
#include "server/api/declare/rate_limit.h"
#include "server/api/http/http.h"
#include "server/api/model/fixed_string.h"
#include "server/api/model/rules.h"
#include "server/api/model/type_name.h"
#include "server/api/model/types.h"
#include "server/api/model/write.h"

/// Routes as users declare them.
namespace vitrine {

class Call;
struct RouteInfo;

namespace detail {
template <class F>
void declare_handler(RouteInfo& info);

/// True when an identity has a scope.
using ScopeCheck = bool (*)(const void* identity, std::string_view scope);
template <class T>
ScopeCheck scope_check() {
  static_assert(
      requires(const T& identity, std::string_view scope) {
        { identity.may(scope) } -> std::convertible_to<bool>;
      },
      "an identity that is asked for scopes has `bool may(std::string_view scope) const`");
  return [](const void* identity, std::string_view scope) -> bool {
    return static_cast<const T*>(identity)->may(scope);
  };
}
void declare_identity(RouteInfo& info, TypeTag type, std::string_view type_name, bool optional,
                      std::vector<std::string> scopes, ScopeCheck may);
/// `Authenticated<T, Scopes...>`, or that of a std::optional.
template <class T, FixedString... Scopes>
void declare_identity(RouteInfo& info, bool optional) {
  ScopeCheck may = nullptr;
  if constexpr (sizeof...(Scopes) > 0) may = scope_check<T>();
  declare_identity(info, type_tag<T>(), own_type_name<T>(), optional,
                   {std::string(Scopes.view())...}, may);
}
}  // namespace detail

/// Runs a request through its handler; exceptions that no failure declares are left to the caller.
using Handler = std::function<Response(Call&)>;

/// The words and failures of a route, in a chain after `api.post(…)`. Valid as long as the Api.
class Route {
 public:
  explicit Route(RouteInfo& info) : info_(&info) {}

  Route& summary(std::string words);
  /// CommonMark.
  Route& description(std::string words);
  /// The operationId; without one it is made of method and path.
  Route& id(std::string id);
  /// The description of the successful response.
  Route& returns(std::string words);
  /// That of one of several responses.
  Route& returns(int status, std::string words);
  Route& tag(std::string name);
  Route& deprecated();
  /// The published document leaves the route out, and the schemas that only it uses.
  Route& hidden();
  Route& external_docs(std::string url, std::string words = {});
  /// An address for this route alone (OAS 3.1.0 §4.8.10).
  Route& server(ServerInfo server);
  /// A value of an extension as JSON text; the name begins with `x-` (OAS 3.1.0 §4.9).
  Route& extension(std::string name, std::string json);

  /// T is made before the handler, which does not see it (see Api::provide_by).
  template <class T>
  Route& depends() {
    return depends(type_tag<T>(), own_type_name<T>());
  }
  /// Asks for the identity that the handler does not see, as Authenticated<T, Scopes...> does.
  template <class T, FixedString... Scopes>
  Route& authenticated() {
    detail::declare_identity<T, Scopes...>(*info_, false);
    return *this;
  }
  /// Refuses what an address sends beyond it with 429 and Retry-After, before anything else is
  /// looked at.
  Route& limit(RateLimit limit);
  /// The same by identity, as `.limit<User>({.requests = 100}, &User::id)`: `key` gives a text that
  /// no other identity has. Clients without that identity are counted by address.
  template <class T, class F>
  Route& limit(RateLimit limit, F key) {
    return this->limit(limit, type_tag<T>(), [key = std::move(key)](const void* identity) {
      return std::string(std::invoke(key, *static_cast<const T*>(identity)));
    });
  }

  /// A request that this server makes later, to where the runtime expression says
  /// (`{$request.body#/callback}`). The handler is never called: its types describe the request and
  /// the response that is expected.
  template <class F>
  Route& callback(std::string name, std::string expression, F, std::string summary = {}) {
    return callback(std::move(name), std::move(expression), &detail::declare_handler<F>,
                    std::move(summary));
  }
  /// A subprotocol of a WebSocket; of those that a client asks for the first declared one is agreed
  /// on.
  Route& subprotocol(std::string name);

  /// The handler may throw E, which becomes a response with this status; what() becomes the detail.
  template <class E>
  Route& raises(int status, std::string words) {
    static_assert(!Failure<E>, "the Schema of this failure has its status: say raises<E>()");
    return raises(status, std::move(words), &detail::match_failure<E>);
  }
  /// The handler may throw a failure that is a type (failure.h); `words` take the place of its
  /// description.
  template <class E>
  Route& raises(std::string words = {}) {
    static_assert(Failure<E>,
                  "the failure has no status: give Schema<E> one, or say raises<E>(status, words)");
    return raises(detail::kFailure<E>, std::move(words), &detail::match_failure<E>);
  }

  /// An example of the body, checked against its schema when the server starts.
  template <class T>
  Route& example(std::string name, const T& value, std::string words = {}) {
    return example({type_tag<T>(), own_type_name<T>(), to_text(value)}, std::move(name),
                   std::move(words));
  }
  /// An example of a response that is a T, checked likewise.
  template <class T>
  Route& response_example(std::string name, const T& value, std::string words = {}) {
    return response_example({type_tag<T>(), own_type_name<T>(), to_text(value)}, std::move(name),
                            std::move(words));
  }

 private:
  struct TypedText {
    TypeTag type;
    std::string_view type_name;
    std::string json;
  };

  Route& raises(int status, std::string words, FailureMatcher matches);
  Route& raises(const detail::FailureDeclaration& declaration, std::string words,
                FailureMatcher matches);
  Route& depends(TypeTag type, std::string_view type_name);
  Route& limit(RateLimit limit, TypeTag type, std::function<std::string(const void*)> key);
  Route& callback(std::string name, std::string expression, void (*declare)(RouteInfo&),
                  std::string summary);
  Route& example(TypedText value, std::string name, std::string words);
  Route& response_example(TypedText value, std::string name, std::string words);

  RouteInfo* info_;
};

namespace detail {

/// The types of a handler's inputs and result add themselves to their route by these.
void declare_parameter(RouteInfo& info, openapi::Location in, std::string_view name,
                       const Rules& rules, bool required, const Shape& shape);
/// A mistake of the declaration, in words after the route's.
void declare_problem(RouteInfo& info, std::string words);
/// One parameter for each field.
void declare_parameters(RouteInfo& info, openapi::Location in, const Shape& model);
/// A field of the body, which is an object of all that are declared.
void declare_body_field(RouteInfo& info, std::string_view name, const Rules& rules, bool required,
                        const Shape& (*shape)());
void declare_body(RouteInfo& info, const Shape& shape, bool required);
void declare_form(RouteInfo& info, const Shape& shape, std::uint64_t max_bytes);
void declare_upload(RouteInfo& info, std::vector<std::string> types, std::uint64_t max_bytes);
void declare_pieces(RouteInfo& info, std::vector<std::string> types, std::uint64_t max_bytes);
/// A body of JSON Lines.
void declare_items(RouteInfo& info, const Shape& item, std::uint64_t max_bytes);
void declare_dependency(RouteInfo& info, TypeTag type, std::string_view type_name);
void declare_status(RouteInfo& info, int status);
void declare_content(RouteInfo& info, const Shape& shape);
void declare_content(RouteInfo& info, std::vector<std::string> types);
void declare_text(RouteInfo& info, std::string type);
/// The content is a file, of which a part can be asked for.
void declare_ranges(RouteInfo& info);
void declare_events(RouteInfo& info, std::vector<std::pair<std::string, const Shape*>> kinds);
void declare_lines(RouteInfo& info, const Shape& item);
/// nullptr: messages of any kind.
void declare_websocket(RouteInfo& info, const Shape* send, const Shape* receive);
void declare_header(RouteInfo& info, std::string_view name, const Rules& rules, bool required,
                    const Shape& shape);

void declare_headers(RouteInfo& info, std::span<const Shape::Member> headers);
void declare_cookie(RouteInfo& info, std::string_view name, const Rules& rules, bool required);
/// Adds what `declare` says of a response to the others of the route.
void declare_alternative(RouteInfo& info, void (*declare)(RouteInfo&));
/// Makes the first of them the response of the route.
void choose_first_alternative(RouteInfo& info);
/// `words`, when not empty, take the place of the description.
void declare_failure(RouteInfo& info, const FailureDeclaration& declaration, FailureMatcher matches,
                     std::string words);

/// The response to the exception that is being handled; throws it again where no failure of the
/// route declares it.
Response failure_response(Call& call);

}  // namespace detail

}  // namespace vitrine
