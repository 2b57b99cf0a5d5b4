#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "server/api/authenticator.h"
#include "server/api/catcher.h"
#include "server/api/handler.h"
#include "server/api/route.h"

/// The declaration of an API: start here.
namespace vitrine {

/// The Info Object of the document (OAS 3.1.0 §4.8.2).
struct Info {
  std::string title;
  std::string version;
  /// CommonMark.
  std::string description = {};
  std::string license_name = {};
  std::string license_url = {};
  std::string contact_name = {};
  std::string contact_url = {};
  std::string contact_email = {};
  std::string terms_of_service = {};
};

namespace detail {
/// Calls `identify` with the credential, or with the name and password that are in it.
template <class F>
auto identify(const F& identify, std::string_view credential) {
  if constexpr (std::is_invocable_v<const F&, std::string_view, std::string_view>) {
    const auto colon = credential.find(':');
    return identify(credential.substr(0, colon), colon == std::string_view::npos
                                                     ? std::string_view()
                                                     : credential.substr(colon + 1));
  } else {
    return identify(credential);
  }
}
}  // namespace detail

struct Declaration;
struct ServeOptions;
class TestClient;

/// Routes, their dependencies, and who may call them:
///
///     vitrine::Api api({.title = "Hello", .version = "1.0.0"});
///     api.get("/hello/{name}", [](Path<"name", std::string> name) -> Greeting { … })
///         .summary("Greet a person");
///     return vitrine::serve(std::move(api), {.port = 8080});
///
/// A handler may run on several threads at once. Mistakes of a declaration are gathered and stop
/// the start (see Service).
class Api {
 public:
  explicit Api(Info info);
  ~Api();
  Api(const Api&) = delete;
  Api(Api&&) noexcept;
  Api& operator=(Api&&) noexcept;

  template <class F>
  Route get(std::string path, F handler) {
    return add("get", std::move(path), std::move(handler));
  }
  template <class F>
  Route post(std::string path, F handler) {
    return add("post", std::move(path), std::move(handler));
  }
  template <class F>
  Route put(std::string path, F handler) {
    return add("put", std::move(path), std::move(handler));
  }
  template <class F>
  Route patch(std::string path, F handler) {
    return add("patch", std::move(path), std::move(handler));
  }
  template <class F>
  Route del(std::string path, F handler) {
    return add("delete", std::move(path), std::move(handler));
  }

  /// The object of Depends<T>; it must outlive the server and be safe for several threads.
  template <class T>
  Api& provide(T& object) {
    return provide(type_tag<T>(), &object);
  }

  /// Declares a security scheme; `identify` turns a credential into who it belongs to:
  /// `std::optional<T>(std::string_view)`, for basic `std::optional<T>(std::string_view name,
  /// std::string_view password)`. Authenticated<T> asks for it.
  template <class T, class F>
  Api& authenticate(SecurityScheme scheme, F identify) {
    static_assert(
        std::is_invocable_r_v<std::optional<T>, const F&, std::string_view> ||
            std::is_invocable_r_v<std::optional<T>, const F&, std::string_view, std::string_view>,
        "authenticate<T> is given a function of std::string_view, or of two for basic, "
        "that returns a std::optional<T>");
    return authenticator(type_tag<T>(), own_type_name<T>(),
                         {std::move(scheme),
                          [identify = std::move(identify)](
                              std::string_view credential) -> std::shared_ptr<const void> {
                            std::optional<T> found = detail::identify(identify, credential);
                            if (!found) return nullptr;
                            return std::make_shared<const T>(std::move(*found));
                          }});
  }

  /// Describes a tag; tags appear in the document in this order.
  Api& tag(std::string name, std::string description);

  /// Any handler may throw E, as Route::raises says; what a route says itself goes first.
  template <class E>
  Api& raises(int status, std::string words) {
    return share([=](Route route) { route.raises<E>(status, words); });
  }
  template <class E>
  Api& raises(std::string words = {}) {
    return share([=](Route route) { route.raises<E>(words); });
  }

  /// Makes responses of exceptions that no failure declares: `respond(const E&)` or
  /// `respond(const E&, const Request&)` returns a result as handlers do, which joins the responses
  /// of every route. The first one for the exception is asked. Its message may hold secrets.
  template <class E, class F>
  Api& catches(F respond) {
    using Made = detail::CatcherOf<E, F>;
    return add_catcher(&detail::declare_one_of<typename Made::Returned>,
                       Made::make(std::move(respond)));
  }

  /// Called with the message of an exception that no failure declares. Standard error unless set.
  Api& on_error(std::function<void(std::string_view)> report);

  /// The API as its tests call it, without a port: see vitrine/test.h, which a test includes as
  /// well. It is the client's from then on, and this one is empty. Throws DeclarationError.
  TestClient test();
  TestClient test(const ServeOptions& options);

 private:
  friend class Service;

  template <class F>
  Route add(std::string method, std::string path, F handler) {
    // Nothing else is said of a handler that cannot be one.
    if constexpr (detail::HandlerMistakes<F>::kNone) {
      return add(std::move(method), std::move(path), &detail::declare_handler<F>,
                 detail::make_handler(std::move(handler)));
    } else {
      return add(std::move(method), std::move(path), nullptr, nullptr);
    }
  }
  Route add(std::string method, std::string path, void (*declare)(RouteInfo&), Handler handler);
  Api& share(std::function<void(Route)> declare);
  Api& add_catcher(void (*declare)(RouteInfo&), Catcher catcher);
  Api& provide(TypeTag type, void* object);
  Api& authenticator(TypeTag type, std::string_view type_name, Authenticator authenticator);

  std::unique_ptr<Declaration> declaration_;
};

}  // namespace vitrine
