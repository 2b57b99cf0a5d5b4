#pragma once
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "server/api/declare/handler.h"
#include "server/api/declare/route.h"

/// Routes with something in common.
namespace vitrine {

struct Declaration;
struct GroupInfo;

/// Routes with something in common, made by `api.group("/admin")`; an Api is the group of all its
/// routes. What is said of a group holds for all its routes and for the groups in it, also for
/// those declared before. Valid as long as the Api, which may move; copies are the same group.
class Group {
 public:
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

  /// A group whose paths begin with that of this one and `prefix`, which may be "" and may have
  /// parameters, for dependencies of the group to take.
  Group group(std::string prefix);

  // The same as of a Route, for each of them.
  Group& tag(std::string name);
  Group& deprecated();
  Group& hidden();
  /// What a route says itself goes first.
  template <class E, class... A>
  Group& raises(A&&... arguments) {
    shared().template raises<E>(std::forward<A>(arguments)...);
    return *this;
  }
  template <class T>
  Group& depends() {
    shared().template depends<T>();
    return *this;
  }
  template <class T, FixedString... Scopes>
  Group& authenticated() {
    shared().template authenticated<T, Scopes...>();
    return *this;
  }
  /// All its routes together have this limit.
  Group& limit(RateLimit limit);
  template <class T, class F>
  Group& limit(RateLimit limit, F key) {
    shared().template limit<T>(limit, std::move(key));
    return *this;
  }

  /// Called with the head of each request, before identity and inputs are looked at; the body may
  /// still be on its way. A response is sent instead of that of the handler. Groups come before
  /// those in them; those of the Api get requests that no route takes, too.
  Group& before(std::function<std::optional<Response>(const Request&)> hook);
  /// Called with each response before it is sent, refusals included; it may change it. Groups come
  /// after those in them.
  Group& after(std::function<void(const Request&, Response&)> hook);

 protected:
  Group(Declaration& declaration, GroupInfo& info) : declaration_(&declaration), info_(&info) {}

 private:
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
  Route shared();

  Declaration* declaration_;
  GroupInfo* info_;
};

}  // namespace vitrine
