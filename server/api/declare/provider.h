#pragma once
#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "server/api/declare/handler.h"

/// Dependencies that are made for each request.
namespace vitrine {

/// An object made for a request.
struct Made {
  std::shared_ptr<void> object = {};
  /// Tells it the response; nullptr where it does not want to know.
  void (*finish)(void* object, const Response& response) = nullptr;
};

/// The objects of one request, destroyed in the reverse of the order in which they were made.
struct MadeObjects {
  std::vector<Made> list;

  MadeObjects() = default;
  MadeObjects(const MadeObjects&) = delete;
  MadeObjects& operator=(const MadeObjects&) = delete;
  ~MadeObjects() {
    while (!list.empty()) list.pop_back();
  }
};

/// One dependency on its way for one request; called in this order.
class Making {
 public:
  virtual ~Making() = default;
  virtual void identify(Call& call) = 0;
  virtual void read(Call& call) = 0;
  virtual Made make(Call& call) = 0;
};

namespace detail {

/// The type of Depends for what a factory returns: T of T, std::unique_ptr<T>, std::shared_ptr<T>.
template <class R>
struct Product {
  using Type = R;
  static std::shared_ptr<void> keep(R made) { return std::make_shared<R>(std::move(made)); }
};
template <class T>
struct Product<std::unique_ptr<T>> {
  using Type = T;
  static std::shared_ptr<void> keep(std::unique_ptr<T> made) {
    return std::shared_ptr<T>(std::move(made));
  }
};
template <class T>
struct Product<std::shared_ptr<T>> {
  using Type = T;
  static std::shared_ptr<void> keep(std::shared_ptr<T> made) { return made; }
};

template <class T>
Made made(std::shared_ptr<void> object) {
  Made result{std::move(object)};
  if constexpr (requires(T & value, const Response& response) { value.finish(response); }) {
    result.finish = [](void* value, const Response& response) {
      static_cast<T*>(value)->finish(response);
    };
  }
  return result;
}

template <class F>
class MakingBy final : public Making {
 public:
  explicit MakingBy(std::shared_ptr<const F> factory) : factory_(std::move(factory)) {}
  void identify(Call& call) override { Inputs::template take<Kind::identity>(call, holders_); }
  void read(Call& call) override { Inputs::template take<Kind::parameter>(call, holders_); }
  Made make(Call& call) override {
    Inputs::template take<Kind::dependency>(call, holders_);
    Inputs::template take<Kind::request>(call, holders_);
    using P = Product<typename Signature<F>::Returned>;
    return made<typename P::Type>(P::keep(std::apply(*factory_, std::move(holders_))));
  }

 private:
  using Inputs = Invoker<typename Signature<F>::Arguments>;
  std::shared_ptr<const F> factory_;
  typename Inputs::Holders holders_;
};

template <class F>
void declare_inputs(RouteInfo& info) {
  using Inputs = Invoker<typename Signature<F>::Arguments>;
  static_assert(!Inputs::has(Kind::body),
                "a dependency has no body: it takes Path, Query, Header, Cookie, QueryModel, "
                "HeaderModel, CookieModel, Depends, Authenticated, Background or const Request&");
  static_assert(!std::is_reference_v<typename Signature<F>::Returned>,
                "a dependency is made for its request: its function returns it by value");
  static_assert(!std::is_void_v<typename Signature<F>::Returned>,
                "a dependency is what its function returns; one that only checks returns an empty "
                "struct of its own");
  Inputs::declare(info);
}

template <class F>
std::function<std::unique_ptr<Making>()> making(F factory) {
  return [kept = std::make_shared<const F>(std::move(factory))]() -> std::unique_ptr<Making> {
    return std::make_unique<MakingBy<F>>(kept);
  };
}

}  // namespace detail

}  // namespace vitrine
