#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "server/api/declare/authenticator.h"
#include "server/api/declare/background.h"
#include "server/api/declare/catcher.h"
#include "server/api/declare/group.h"
#include "server/api/declare/handler.h"
#include "server/api/declare/metadata.h"
#include "server/api/declare/provider.h"
#include "server/api/declare/route.h"

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
  std::string summary = {};
  /// An SPDX expression such as "MIT", instead of the address of the license.
  std::string license_identifier = {};
};

/// Where the server publishes the API, below the prefix of a mounted one; "" is nowhere.
struct Publishing {
  /// The playground.
  std::string docs = "/docs";
  /// The document: with `.json` and `.yaml` behind it, and as OpenAPI 3.0 with `-3.0.json` and
  /// `-3.0.yaml`.
  std::string document = "/openapi";
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

/// The failures of a dependency, in a chain after `api.provide_by(…)`: those of each route that
/// needs it. Valid as long as the Api.
class Provided {
 public:
  explicit Provided(RouteInfo& info) : info_(&info) {}
  template <class E, class... A>
  Provided& raises(A&&... arguments) {
    Route(*info_).template raises<E>(std::forward<A>(arguments)...);
    return *this;
  }

 private:
  RouteInfo* info_;
};

/// Routes, their dependencies, and who may call them:
///
///     vitrine::Api api({.title = "Hello", .version = "1.0.0"});
///     api.get("/hello/{name}", [](Path<"name", std::string> name) -> Greeting { … })
///         .summary("Greet a person");
///     return vitrine::serve(std::move(api), {.port = 8080});
///
/// A handler may run on several threads at once. Mistakes of a declaration are gathered and stop
/// the start (see Service).
class Api : public Group {
 public:
  explicit Api(Info info);
  ~Api();
  Api(const Api&) = delete;
  Api(Api&&) noexcept;
  Api& operator=(Api&&) noexcept;

  /// The object of Depends<T>; it must outlive the server and be safe for several threads. A later
  /// one replaces it, also one that provide_by() makes: so tests put in their own.
  template <class T>
  Api& provide(T& object) {
    return provide(type_tag<T>(), &object);
  }

  /// Depends<T> is what `factory` returns for this request: a T, std::unique_ptr<T> or
  /// std::shared_ptr<T>. The factory takes inputs as handlers do, but no body; they are documented
  /// and refused with those of the handler. T is made once a request, when all inputs are accepted:
  ///
  ///     api.provide_by([](Query<"limit", int, maximum(100), default_value(20)> limit,
  ///                       Depends<Database> database) { return Page(*database, *limit); })
  ///        .raises<Busy>(503, "The database is busy.");
  ///
  /// It ends when the response is there, a stream when that ends. Before, a `void finish(const
  /// Response&)` of T is called; what that throws becomes the response instead.
  template <class F>
  Provided provide_by(F factory) {
    using T = typename detail::Product<typename detail::Signature<F>::Returned>::Type;
    return provide_by(type_tag<T>(), &detail::declare_inputs<F>,
                      detail::making<F>(std::move(factory)));
  }

  /// Declares a security scheme; `identify` turns a credential into who it belongs to:
  /// `std::optional<T>(std::string_view)`, for basic `std::optional<T>(std::string_view name,
  /// std::string_view password)`. Authenticated<T> asks for it. Of several schemes that
  /// give a T any one is enough.
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
  Api& tag(std::string name, std::string description, ExternalDocs more = {});
  using Group::tag;

  /// Another address of the API; without any there is that of the server itself.
  Api& server(ServerInfo server);
  Api& external_docs(std::string url, std::string words = {});
  /// A value of an extension at the root of the document, as JSON text; the name begins with `x-`.
  Api& extension(std::string name, std::string json);
  /// A request that this server makes to those who have registered for it (OAS 3.1.0 §4.8.1). The
  /// handler is never called: its types describe the request and the response that is expected.
  template <class F>
  Route webhook(std::string name, F) {
    return webhook(std::move(name), &detail::declare_handler<F>);
  }
  /// Changes the document before it is published, after all else is done. The checks stay as the
  /// types say.
  Api& edit_document(std::function<void(FreeForm&)> edit);
  Api& publish(Publishing where);

  /// Another API below `prefix`, with a document of its own: its paths, its tags, its page
  /// (`/admin/docs`) and whatever it provides are its own. So are its hooks, limits and identities:
  /// those of this one do not hold for it.
  Api& mount(std::string prefix, Api api);

  /// Called when the port is open, before the first request; what it throws stops the start.
  Api& on_start(std::function<void()> hook);
  /// Called when the last request has its response and background work is done, the last hook
  /// first.
  Api& on_stop(std::function<void()> hook);
  Api& background(BackgroundOptions options);

  /// Makes responses of exceptions that no failure declares: `respond(const E&)` or
  /// `respond(const E&, const Request&)` returns a result as handlers do, which joins the responses
  /// of every route. The first one for the exception is asked. Its message may hold secrets.
  template <class E, class F>
  Api& catches(F respond) {
    using Maker = detail::CatcherOf<E, F>;
    return add_catcher(&detail::declare_one_of<typename Maker::Returned>,
                       Maker::make(std::move(respond)));
  }

  /// Called with the message of an exception that no failure declares, by several threads; what it
  /// throws itself is dropped. Standard error unless set.
  Api& on_error(std::function<void(std::string_view)> report);

  /// The API as its tests call it, without a port: see vitrine/test.h, which a test includes as
  /// well. It is the client's from then on, and this one is empty. Throws DeclarationError.
  TestClient test();
  TestClient test(const ServeOptions& options);

 private:
  friend class Service;

  Api& add_catcher(void (*declare)(RouteInfo&), Catcher catcher);
  Api& provide(TypeTag type, void* object);
  Provided provide_by(TypeTag type, void (*declare)(RouteInfo&),
                      std::function<std::unique_ptr<Making>()> begin);
  Route webhook(std::string name, void (*declare)(RouteInfo&));
  Api& authenticator(TypeTag type, std::string_view type_name, Authenticator authenticator);

  explicit Api(std::unique_ptr<Declaration> declaration);

  std::unique_ptr<Declaration> declaration_;
};

}  // namespace vitrine
