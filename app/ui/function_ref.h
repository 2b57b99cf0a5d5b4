// A reference to a callable, for callbacks that run during the call.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace vitrine::ui {

template <class Signature>
class FunctionRef;

/// Refers to a callable that must outlive it: a parameter, never a member.
template <class Result, class... Arguments>
class FunctionRef<Result(Arguments...)> {
 public:
  template <class Callable,
            class = std::enable_if_t<!std::is_same_v<std::decay_t<Callable>, FunctionRef>>>
  FunctionRef(const Callable& callable)  // NOLINT(google-explicit-constructor): passed as lambdas
      : callable_(std::addressof(callable)), call_([](const void* target, Arguments... arguments) {
          return (*static_cast<const Callable*>(target))(std::forward<Arguments>(arguments)...);
        }) {}
  Result operator()(Arguments... arguments) const {
    return call_(callable_, std::forward<Arguments>(arguments)...);
  }

 private:
  const void* callable_;
  Result (*call_)(const void*, Arguments...);
};

}  // namespace vitrine::ui
