#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "server/api/attach.h"
#include "server/api/bind.h"
#include "server/api/call.h"
#include "server/api/check.h"
#include "server/api/inputs.h"
#include "server/api/result.h"
#include "server/api/route.h"
#include "server/api/shape.h"

/// Reads a handler's signature: declares its inputs and its result, and calls it.
namespace vitrine::detail {

template <class F>
struct Signature : Signature<decltype(&F::operator())> {};
template <class R, class... A>
struct Signature<R (*)(A...)> {
  using Returned = R;
  using Arguments = std::tuple<std::remove_cvref_t<A>...>;
  static constexpr bool kTakesReferences =
      ((std::is_lvalue_reference_v<A> && !std::is_const_v<std::remove_reference_t<A>>) || ...);
  template <class F>
  static constexpr bool kCalls = std::is_invocable_v<const F&, A...>;
};
template <class R, class... A>
struct Signature<R (*)(A...) noexcept> : Signature<R (*)(A...)> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...) const> : Signature<R (*)(A...)> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...)> : Signature<R (*)(A...)> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...) const noexcept> : Signature<R (*)(A...)> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...) noexcept> : Signature<R (*)(A...)> {};

/// The mistakes of a handler as a whole; kNone: it can be declared.
template <class F>
struct HandlerMistakes {
  static_assert(sizeof(F) == 0,
                "a handler is a function, or a lambda that names the types of its inputs");
  static constexpr bool kNone = false;
};
template <class F>
requires std::is_function_v<std::remove_pointer_t<F>> || requires { &F::operator(); }
struct HandlerMistakes<F> {
  using S = Signature<F>;
  static constexpr bool kCopies = std::is_copy_constructible_v<F>;
  static constexpr bool kReturnsValue =
      !std::is_reference_v<typename S::Returned> && !std::is_const_v<typename S::Returned>;
  static constexpr bool kIsConst = S::kTakesReferences || S::template kCalls<F>;
  static constexpr bool kNone = kCopies && kReturnsValue && kIsConst && !S::kTakesReferences;

  static_assert(kCopies, "a handler is copied: it captures references or a std::shared_ptr");
  static_assert(kReturnsValue, "a handler returns a value, no reference and no constant");
  static_assert(kIsConst, "a handler runs on several threads at once: it cannot be mutable");
  static_assert(!S::kTakesReferences, "a handler takes its inputs by value or by const reference");
};

/// In the order in which a request is looked at.
enum class Kind { identity, parameter, body, dependency, request };

/// Refuses what the models in a value say against it.
template <class T>
void check_rules(Call& call, const T& value) {
  if constexpr (has_checks<T>()) {
    Invalid found;
    std::string pointer;
    check_value(value, pointer, found);
    call.refuse(found);
  }
}

/// One kind of input: how it is declared and how it is taken from a call.
template <class A>
struct Input {
  static_assert(
      sizeof(A) == 0,
      "a handler takes Path, Query, Header, Body, Form, Upload, Depends, Authenticated or const "
      "Request&");
};

template <openapi::Location In, FixedString Name, class T, auto... R>
struct Input<Parameter<In, Name, T, R...>> {
  using Argument = Parameter<In, Name, T, R...>;
  using Holder = Argument;
  using Value = Unwrapped<T>;
  static constexpr Kind kKind = Kind::parameter;

  static void declare(RouteInfo& info) {
    declare_parameter(info, In, Argument::name(), kRules, Argument::required(), shape<Value>());
  }

  static void take(Call& call, std::size_t index, Holder& to) {
    if (const auto document = call.parameter(index)) {
      if (!bind(document->root(), to.value)) call.mismatch(document->root());
      return;
    }
    if (const Rule* rule = kRules.find(Keyword::default_value)) take_default(rule->value, to.value);
  }

 private:
  static constexpr Rules kRules = Argument::rules();

  template <class V>
  static void take_default(const Literal& literal, V& to) {
    if constexpr (Optional<V>) {
      take_default(literal, to.emplace());
    } else if constexpr (Boolean<V>) {
      to = literal.boolean;
    } else if constexpr (Integer<V>) {
      to = static_cast<V>(literal.integer);
    } else if constexpr (Number<V>) {
      to = static_cast<V>(literal.kind == Literal::Kind::integer
                              ? static_cast<double>(literal.integer)
                              : literal.number);
    } else if constexpr (Text<V>) {
      to = std::string(literal.text);
    } else if constexpr (Enumeration<V>) {
      for (const auto& entry : Schema<V>::values) {
        if (entry.name == literal.text) to = entry.value;
      }
    }
  }
};

template <class T>
struct Input<Body<T>> {
  using Holder = Body<T>;
  static constexpr Kind kKind = Kind::body;

  static void declare(RouteInfo& info) { declare_body(info, shape<Unwrapped<T>>(), !Optional<T>); }
  static void take(Call& call, std::size_t, Holder& to) {
    const auto document = call.body();
    if (!document) return;
    if (!bind(document->root(), to.value)) return call.mismatch(document->root());
    check_rules(call, to.value);
  }
};

template <std::uint64_t MaxBytes, FixedString... Types>
struct Input<Upload<MaxBytes, Types...>> {
  using Holder = Upload<MaxBytes, Types...>;
  static constexpr Kind kKind = Kind::body;
  static_assert(sizeof...(Types) > 0, "an upload is of at least one media type");

  static void declare(RouteInfo& info) {
    declare_upload(info, {std::string(Types.view())...}, MaxBytes);
  }
  static void take(Call& call, std::size_t, Holder& to) {
    if (auto file = call.upload()) to.value = std::move(*file);
  }
};

template <class T, std::uint64_t MaxBytes>
struct Input<Form<T, MaxBytes>> {
  using Holder = Form<T, MaxBytes>;
  static constexpr Kind kKind = Kind::body;
  static_assert(Model<T>, "a form has the fields of a model");

  static void declare(RouteInfo& info) { declare_form(info, shape<T>(), MaxBytes); }
  static void take(Call& call, std::size_t, Holder& to) {
    Attachments files;
    const auto document = call.form(files);
    if (!document) return;
    if (!bind(document->root(), to.value)) return call.mismatch(document->root());
    attach(files, to.value);
    check_rules(call, to.value);
  }
};

template <class T>
struct Input<Depends<T>> {
  using Holder = Depends<T>;
  static constexpr Kind kKind = Kind::dependency;

  static void declare(RouteInfo& info) {
    declare_dependency(info, type_tag<T>(), own_type_name<T>());
  }
  static void take(Call& call, std::size_t index, Holder& to) {
    to = Depends<T>(static_cast<T*>(call.dependency(index)));
  }
};

template <class T>
struct Input<Authenticated<T>> {
  using Holder = Authenticated<T>;
  static constexpr Kind kKind = Kind::identity;

  static void declare(RouteInfo& info) {
    declare_identity(info, type_tag<T>(), own_type_name<T>(), false);
  }
  static void take(Call& call, std::size_t index, Holder& to) {
    to = Authenticated<T>(std::static_pointer_cast<const T>(call.identity(index)));
  }
};

template <class T>
struct Input<Authenticated<std::optional<T>>> {
  using Holder = Authenticated<std::optional<T>>;
  static constexpr Kind kKind = Kind::identity;

  static void declare(RouteInfo& info) {
    declare_identity(info, type_tag<T>(), own_type_name<T>(), true);
  }
  static void take(Call& call, std::size_t index, Holder& to) {
    to = Holder(std::static_pointer_cast<const T>(call.identity(index)));
  }
};

template <>
struct Input<Request> {
  struct Holder {
    const Request* request = nullptr;
    // NOLINTNEXTLINE(google-explicit-constructor): it converts to the handler's parameter.
    operator const Request&() const { return *request; }
  };
  static constexpr Kind kKind = Kind::request;

  static void declare(RouteInfo&) {}
  static void take(Call& call, std::size_t, Holder& to) { to.request = &call.request(); }
};

template <class Arguments>
struct Invoker;
template <class... A>
struct Invoker<std::tuple<A...>> {
  static constexpr std::size_t kSize = sizeof...(A);
  static constexpr std::array<Kind, kSize> kKinds{Input<A>::kKind...};

  /// The index of an argument among those of its kind.
  static constexpr std::size_t rank(std::size_t index) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < index; ++i) count += kKinds[i] == kKinds[index] ? 1 : 0;
    return count;
  }

  static void declare(RouteInfo& info) { (Input<A>::declare(info), ...); }

  template <class F>
  static Response invoke(const F& handler, Call& call) {
    return invoke(handler, call, std::make_index_sequence<kSize>());
  }

 private:
  template <Kind Phase, std::size_t I, class Holders>
  static void take(Call& call, Holders& holders) {
    using Argument = std::tuple_element_t<I, std::tuple<A...>>;
    if constexpr (Input<Argument>::kKind == Phase) {
      Input<Argument>::take(call, rank(I), std::get<I>(holders));
    }
  }

  template <class F, std::size_t... I>
  static Response invoke(const F& handler, Call& call, std::index_sequence<I...>) {
    std::tuple<typename Input<A>::Holder...> holders;
    (take<Kind::identity, I>(call, holders), ...);
    if (!call.accepted()) return call.refusal();
    (take<Kind::parameter, I>(call, holders), ...);
    call.refuse_unknown_query();
    (take<Kind::body, I>(call, holders), ...);
    if (!call.accepted()) return call.refusal();
    (take<Kind::dependency, I>(call, holders), ...);
    (take<Kind::request, I>(call, holders), ...);
    using Returned = typename Signature<F>::Returned;
    if constexpr (Prechecked<Returned>) {
      Result<Returned>::check(call);
      if (!call.accepted()) return call.refusal();
    }
    if constexpr (std::is_void_v<Returned>) {
      std::apply(handler, std::move(holders));
      Response response;
      response.status = 204;
      return response;
    } else {
      return send_result(std::apply(handler, std::move(holders)), call);
    }
  }
};

template <class F>
void declare_handler(RouteInfo& info) {
  using S = Signature<F>;
  Invoker<typename S::Arguments>::declare(info);
  Result<typename S::Returned>::declare(info);
}

template <class F>
Handler make_handler(F handler) {
  return [handler = std::move(handler)](Call& call) -> Response {
    try {
      return Invoker<typename Signature<F>::Arguments>::invoke(handler, call);
    } catch (...) {
      return failure_response(call);
    }
  };
}

}  // namespace vitrine::detail
