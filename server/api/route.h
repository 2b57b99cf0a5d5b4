#pragma once
#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/openapi/model.h"
#include "server/api/http.h"
#include "server/api/rules.h"
#include "server/api/types.h"
#include "server/api/write.h"

/// Routes as users declare them.
namespace vitrine {

class Call;
struct RouteInfo;
struct Shape;

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
  Route& tag(std::string name);
  Route& deprecated();
  /// A subprotocol of a WebSocket; of those that a client asks for the first declared one is agreed
  /// on.
  Route& subprotocol(std::string name);

  /// The handler may throw E, which becomes a response with this status; what() becomes the detail.
  template <class E>
  Route& raises(int status, std::string words) {
    return raises(status, std::move(words), &match<E>);
  }

  /// An example of the body, checked against its schema when the server starts.
  template <class T>
  Route& example(std::string name, const T& value, std::string words = {}) {
    return example({type_tag<T>(), own_type_name<T>(), to_text(value)}, std::move(name),
                   std::move(words));
  }
  /// An example of the successful response, checked likewise.
  template <class T>
  Route& response_example(std::string name, const T& value, std::string words = {}) {
    return response_example({type_tag<T>(), own_type_name<T>(), to_text(value)}, std::move(name),
                            std::move(words));
  }

 private:
  /// True when the exception is the declared one; then `detail` gets its message.
  using Matcher = bool (*)(const std::exception_ptr&, std::string& detail);
  struct TypedText {
    TypeTag type;
    std::string_view type_name;
    std::string json;
  };

  template <class E>
  static bool match(const std::exception_ptr& thrown, std::string& detail) {
    try {
      std::rethrow_exception(thrown);
    } catch (const E& error) {
      if constexpr (requires { error.what(); }) detail = error.what();
      return true;
    } catch (...) {
      return false;
    }
  }
  Route& raises(int status, std::string words, Matcher matches);
  Route& example(TypedText value, std::string name, std::string words);
  Route& response_example(TypedText value, std::string name, std::string words);

  RouteInfo* info_;
};

namespace detail {

/// The types of a handler's inputs and result add themselves to their route by these.
void declare_parameter(RouteInfo& info, openapi::Location in, std::string_view name,
                       const Rules& rules, bool required, const Shape& shape);
void declare_body(RouteInfo& info, const Shape& shape, bool required);
void declare_form(RouteInfo& info, const Shape& shape, std::uint64_t max_bytes);
void declare_upload(RouteInfo& info, std::vector<std::string> types, std::uint64_t max_bytes);
void declare_pieces(RouteInfo& info, std::vector<std::string> types, std::uint64_t max_bytes);
/// A body of JSON Lines.
void declare_items(RouteInfo& info, const Shape& item, std::uint64_t max_bytes);
void declare_dependency(RouteInfo& info, TypeTag type, std::string_view type_name);
void declare_identity(RouteInfo& info, TypeTag type, std::string_view type_name, bool optional);
void declare_status(RouteInfo& info, int status);
void declare_content(RouteInfo& info, const Shape& shape);
void declare_content(RouteInfo& info, std::vector<std::string> types);
void declare_chunks(RouteInfo& info, std::vector<std::string> types);
void declare_events(RouteInfo& info, std::vector<std::pair<std::string, const Shape*>> kinds);
void declare_lines(RouteInfo& info, const Shape& item);
/// nullptr: messages of any kind.
void declare_websocket(RouteInfo& info, const Shape* send, const Shape* receive);
void declare_header(RouteInfo& info, std::string_view name, const Rules& rules, bool required,
                    const Shape& shape);

/// The response to the exception that is being handled; throws it again where no failure of the
/// route declares it.
Response failure_response(const Call& call);

}  // namespace detail

}  // namespace vitrine
