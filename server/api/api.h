#pragma once
#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "server/api/call.h"
#include "server/api/components.h"
#include "server/api/handler.h"
#include "server/api/route.h"

namespace vitrine {

/// What the document says about the API as a whole.
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
    const auto colon = std::min(credential.find(':'), credential.size());
    return identify(credential.substr(0, colon),
                    credential.substr(std::min(colon + 1, credential.size())));
  } else {
    return identify(credential);
  }
}
}  // namespace detail

/// Routes, what they depend on, and who may call them:
///
///     vitrine::Api api({.title = "Hello", .version = "1.0.0"});
///     api.get("/hello/{name}", [](Path<"name", std::string> name) -> Greeting { … })
///         .summary("Greet somebody");
///     return vitrine::serve(std::move(api), {.port = 8080});
///
/// A handler may run on several threads at once. Mistakes of a declaration are gathered and stop
/// the start (see Service).
class Api {
 public:
  explicit Api(Info info) : info_(std::move(info)) {}

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

  /// What Depends<T> gives; `object` must outlive the server and be safe for several threads.
  template <class T>
  Api& provide(T& object) {
    // The aliasing constructor: shared by name only.
    std::shared_ptr<void> shared(std::shared_ptr<void>(), &object);
    return provider(type_tag<T>(), [shared](const Request&) { return shared; });
  }
  /// A T of its own for each request.
  template <class T>
  Api& provide_each(std::function<T(const Request&)> make) {
    return provider(type_tag<T>(), [make = std::move(make)](const Request& request) {
      return std::static_pointer_cast<void>(std::make_shared<T>(make(request)));
    });
  }

  /// Declares a security scheme; `identify` turns a credential into who it belongs to:
  /// `std::optional<T>(std::string_view)`, for basic `std::optional<T>(std::string_view name,
  /// std::string_view password)`. Authenticated<T> asks for it.
  template <class T, class F>
  Api& authenticate(SecurityScheme scheme, F identify) {
    Authenticator made{std::move(scheme),
                       [identify = std::move(identify)](
                           std::string_view credential) -> std::shared_ptr<const void> {
                         std::optional<T> found = detail::identify(identify, credential);
                         if (!found) return nullptr;
                         return std::make_shared<const T>(std::move(*found));
                       }};
    if (!authenticators_.emplace(type_tag<T>(), std::move(made)).second) {
      components_.problem("two security schemes give a " + std::string(own_type_name<T>()));
    }
    return *this;
  }

  /// Words for a tag; tags appear in the document in this order.
  Api& tag(std::string name, std::string description) {
    tags_.emplace_back(std::move(name), std::move(description));
    return *this;
  }

  /// Told about what a handler threw and did not declare. Standard error unless set.
  Api& on_error(std::function<void(std::string_view)> report) {
    report_ = std::move(report);
    return *this;
  }

 private:
  friend class Service;
  friend FreeForm openapi_document(const Api& api);

  template <class F>
  Route add(std::string method, std::string path, F handler) {
    RouteInfo& info = routes_.emplace_back();
    info.method = std::move(method);
    info.path = std::move(path);
    detail::declare_handler(info, components_, std::move(handler));
    return Route(info);
  }
  Api& provider(TypeTag type, Provider provider) {
    providers_.insert_or_assign(type, std::move(provider));
    return *this;
  }

  Info info_;
  std::vector<std::pair<std::string, std::string>> tags_;
  std::deque<RouteInfo> routes_;
  Components components_;
  std::map<TypeTag, Provider> providers_;
  std::map<TypeTag, Authenticator> authenticators_;
  std::function<void(std::string_view)> report_;
};

/// The OpenAPI 3.1 document of all that is declared.
FreeForm openapi_document(const Api& api);

/// A declaration that cannot be served: every mistake, one a line.
class DeclarationError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// An Api made ready: immutable, for any number of threads. Answers everything, never throws.
class Service {
 public:
  /// Throws DeclarationError.
  explicit Service(Api api);
  ~Service();
  Service(Service&&) noexcept;

  Response handle(const Request& request) const;
  /// The refusal of a request with a body that its head alone decides: path, method, identity,
  /// media type. What the head may violate beside these is refused by handle(), together with the
  /// violations of the body.
  std::optional<Response> refuse_by_head(const Request& head) const;
  /// How the body of a request has to be given to handle().
  BodyPlan plan_body(const Request& head) const;
  /// The largest limit that a route has of its own.
  std::uint64_t most_body_bytes() const;
  /// The document as text, indented by two spaces.
  const std::string& openapi_json() const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace vitrine
