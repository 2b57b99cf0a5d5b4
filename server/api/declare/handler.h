#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "server/api/declare/background.h"
#include "server/api/declare/inputs.h"
#include "server/api/declare/result.h"
#include "server/api/declare/route.h"
#include "server/api/model/attach.h"
#include "server/api/model/bind.h"
#include "server/api/model/check.h"
#include "server/api/model/shape.h"
#include "server/api/model/type_name.h"
#include "server/api/respond/call.h"

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

/// Refuses what the models in a value of the body say against it.
template <class T>
void check_rules(Call& call, const T& value, std::string pointer = {}) {
  if constexpr (has_checks<T>()) {
    Invalid found;
    check_value(value, pointer, found);
    call.refuse(found);
  }
}

/// The same of a parameter, and of a group of them, which has no name of its own.
template <class T>
void check_parameters(Call& call, openapi::Location in, std::string_view name, const T& value) {
  if constexpr (has_checks<T>()) {
    Invalid found;
    std::string pointer;
    check_value(value, pointer, found);
    Invalid placed;
    placed.add_within(in, name, found);
    call.refuse(placed);
  }
}

/// One kind of input: how it is declared and how it is taken from a call.
template <class A>
struct Input {
  static_assert(
      sizeof(A) == 0,
      "a handler takes Path, Query, Header, Cookie, QueryModel, HeaderModel, CookieModel, Body, "
      "BodyField, Form, Upload, Depends, Authenticated, Background or const Request&");
};

/// Reads a value that its schema has accepted; where its type does not, the call is refused and the
/// value not to be used.
template <class T>
bool take_value(Call& call, std::string_view in, std::string_view name, json::Value from, T& to) {
  Refusals refusals;
  const bool bound = bind(from, to, &refusals);
  if (!bound) call.mismatch(from);
  call.refuse(in, name, refusals);
  return bound && refusals.empty();
}

/// False for a default that the type refuses.
template <class V>
bool take_default(const Literal& literal, V& to) {
  if constexpr (Optional<V>) {
    return take_default(literal, to.emplace());
  } else if constexpr (Converted<V>) {
    typename Schema<V>::Wire wire{};
    if (!take_default(literal, wire)) return false;
    std::optional<V> made = Schema<V>::from_wire(std::move(wire));
    if (made) to = std::move(*made);
    return made.has_value();
  } else if constexpr (Boolean<V>) {
    to = literal.boolean;
  } else if constexpr (Integer<V>) {
    to = static_cast<V>(literal.integer);
  } else if constexpr (Number<V>) {
    to =
        static_cast<V>(literal.kind == Literal::Kind::integer ? static_cast<double>(literal.integer)
                                                              : literal.number);
  } else if constexpr (Text<V>) {
    to = std::string(literal.text);
  } else if constexpr (NumberedEnumeration<V>) {
    for (const auto& entry : Schema<V>::values) {
      if (entry.number == literal.integer) to = entry.value;
    }
  } else if constexpr (Enumeration<V>) {
    for (const auto& entry : Schema<V>::values) {
      if (entry.name == literal.text) to = entry.value;
    }
  }
  return true;
}

/// The schemas judge defaults too, but not what converted types make of them.
template <class V>
void check_default(RouteInfo& info, std::string_view name, const Rules& rules) {
  if constexpr (Converted<V>) {
    V probe{};
    const Rule* rule = rules.find(Keyword::default_value);
    if (rule && !take_default(rule->value, probe)) {
      declare_problem(info, "the default of " + std::string(name) + " does not fit its type");
    }
  }
}

template <openapi::Location In, FixedString Name, class T, auto... R>
struct Input<Parameter<In, Name, T, R...>> {
  using Argument = Parameter<In, Name, T, R...>;
  using Holder = Argument;
  using Value = Unwrapped<T>;
  static constexpr Kind kKind = Kind::parameter;

  static void declare(RouteInfo& info) {
    declare_parameter(info, In, Argument::name(), kRules, Argument::required(), shape<Value>());
    check_default<Value>(info, Argument::name(), kRules);
  }

  static void take(Call& call, std::size_t index, Holder& to) {
    if (const auto document = call.parameter(index)) {
      if (take_value(call, openapi::name(In), Argument::name(), document->root(), to.value)) {
        check_parameters(call, In, Argument::name(), to.value);
      }
      return;
    }
    if (const Rule* rule = kRules.find(Keyword::default_value)) take_default(rule->value, to.value);
  }

 private:
  static constexpr Rules kRules = Argument::rules();
};

template <openapi::Location In, class T>
struct Input<ParameterModel<In, T>> {
  using Holder = ParameterModel<In, T>;
  static constexpr Kind kKind = Kind::parameter;
  static constexpr std::size_t kCount =
      std::tuple_size_v<std::remove_cv_t<decltype(Schema<T>::fields)>>;

  static void declare(RouteInfo& info) { declare_parameters(info, In, shape<T>()); }
  static void take(Call& call, std::size_t index, Holder& to) {
    const auto take_field = [&](const auto& field) {
      if (const auto document = call.parameter(index++)) {
        take_value(call, openapi::name(In), field.name(), document->root(), field.get(to.value));
      }
    };
    std::apply([&](const auto&... field) { (take_field(field), ...); }, Schema<T>::fields);
    // Not of half a group.
    if (call.accepted()) check_parameters(call, In, "", to.value);
  }
};

template <class T>
struct Input<Body<T>> {
  using Holder = Body<T>;
  static constexpr Kind kKind = Kind::body;

  static void declare(RouteInfo& info) { declare_body(info, shape<Unwrapped<T>>(), !Optional<T>); }
  static void take(Call& call, std::size_t, Holder& to) {
    const auto document = call.body();
    if (document && take_value(call, "body", "", document->root(), to.value)) {
      check_rules(call, to.value);
    }
  }
};

template <FixedString Name, class T, auto... R>
struct Input<BodyField<Name, T, R...>> {
  using Holder = BodyField<Name, T, R...>;
  static constexpr Kind kKind = Kind::body;

  static void declare(RouteInfo& info) {
    declare_body_field(info, Holder::name(), kRules, Holder::required(), &shape<Unwrapped<T>>);
    check_default<Unwrapped<T>>(info, Holder::name(), kRules);
  }
  static void take(Call& call, std::size_t, Holder& to) {
    if (const json::Value value = call.body_field(Holder::name())) {
      if (take_value(call, "body", "", value, to.value)) {
        std::string pointer;
        json::append(pointer, Holder::name());
        check_rules(call, to.value, std::move(pointer));
      }
    } else if (const Rule* rule = kRules.find(Keyword::default_value)) {
      take_default(rule->value, to.value);
    }
  }

 private:
  static constexpr Rules kRules = Holder::rules();
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
    const bool taken = take_value(call, "body", "", document->root(), to.value);
    attach(files, to.value);
    if (taken) check_rules(call, to.value);
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

template <class T, FixedString... Scopes>
struct Input<Authenticated<T, Scopes...>> {
  using Holder = Authenticated<T, Scopes...>;
  static constexpr Kind kKind = Kind::identity;

  static void declare(RouteInfo& info) { declare_identity<T, Scopes...>(info, false); }
  static void take(Call& call, std::size_t index, Holder& to) {
    to = Holder(std::static_pointer_cast<const T>(call.identity(index)));
  }
};

template <class T, FixedString... Scopes>
struct Input<Authenticated<std::optional<T>, Scopes...>> {
  using Holder = Authenticated<std::optional<T>, Scopes...>;
  static constexpr Kind kKind = Kind::identity;

  static void declare(RouteInfo& info) { declare_identity<T, Scopes...>(info, true); }
  static void take(Call& call, std::size_t index, Holder& to) {
    to = Holder(std::static_pointer_cast<const T>(call.identity(index)));
  }
};

template <>
struct Input<Background> {
  using Holder = Background;
  static constexpr Kind kKind = Kind::request;

  static void declare(RouteInfo& info) {
    Route(info).raises<TooMuchWork>(503, "Too much work is waiting; try again in a moment.");
  }
  static void take(Call& call, std::size_t, Holder& to) { to = call.background(); }
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

/// How many inputs of its kind an argument declares.
template <class A>
constexpr std::size_t count_of() {
  if constexpr (requires { Input<A>::kCount; }) {
    return Input<A>::kCount;
  } else {
    return 1;
  }
}

template <class Arguments>
struct Invoker;
template <class... A>
struct Invoker<std::tuple<A...>> {
  static constexpr std::size_t kSize = sizeof...(A);
  static constexpr std::array<Kind, kSize> kKinds{Input<A>::kKind...};
  static constexpr std::array<std::size_t, kSize> kCounts{count_of<A>()...};

  /// The index of an argument among those of its kind.
  static constexpr std::size_t rank(std::size_t index) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < index; ++i) count += kKinds[i] == kKinds[index] ? kCounts[i] : 0;
    return count;
  }

  static void declare(RouteInfo& info) { (Input<A>::declare(info), ...); }

  using Holders = std::tuple<typename Input<A>::Holder...>;
  static constexpr bool has(Kind kind) {
    for (const Kind one : kKinds) {
      if (one == kind) return true;
    }
    return false;
  }
  /// Takes the inputs of one kind.
  template <Kind Phase>
  static void take(Call& call, Holders& holders) {
    take_each<Phase>(call, holders, std::make_index_sequence<kSize>());
  }

  template <class F>
  static Response invoke(const F& handler, Call& call) {
    Holders holders;
    if (!call.begin()) return call.refusal();
    take<Kind::identity>(call, holders);
    call.take_identities();
    if (!call.accepted()) return call.refusal();
    take<Kind::parameter>(call, holders);
    call.take_parameters();
    call.refuse_unknown_query();
    take<Kind::body>(call, holders);
    if (!call.accepted()) return call.refusal();
    call.make_dependencies();
    if (!call.accepted()) return call.refusal();
    take<Kind::dependency>(call, holders);
    take<Kind::request>(call, holders);
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

 private:
  template <Kind Phase, std::size_t... I>
  static void take_each(Call& call, Holders& holders, std::index_sequence<I...>) {
    (take_one<Phase, I>(call, holders), ...);
  }
  template <Kind Phase, std::size_t I>
  static void take_one(Call& call, Holders& holders) {
    using Argument = std::tuple_element_t<I, std::tuple<A...>>;
    if constexpr (Input<Argument>::kKind == Phase) {
      Input<Argument>::take(call, rank(I), std::get<I>(holders));
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
      Response response = Invoker<typename Signature<F>::Arguments>::invoke(handler, call);
      call.finish(response);
      return response;
    } catch (...) {
      Response response = failure_response(call);
      call.finish(response);
      return response;
    }
  };
}

}  // namespace vitrine::detail
