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
#include "server/api/inputs.h"
#include "server/api/responses.h"
#include "server/api/route.h"
#include "server/api/shape.h"
#include "server/api/write.h"

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
    if (document && !bind(document->root(), to.value)) call.mismatch(document->root());
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
    if (!bind(document->root(), to.value)) call.mismatch(document->root());
    attach(files, to.value);
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

/// One kind of result: its status, its schema, and how it is sent.
template <class R>
struct Result {
  static void declare(RouteInfo& info) { declare_content(info, shape<R>()); }
  static Response send(const R& value) {
    Response response;
    response.headers.add("Content-Type", "application/json");
    write(response.body, value);
    return response;
  }
};

template <>
struct Result<void> {
  static void declare(RouteInfo& info) { declare_status(info, 204); }
};

template <FixedString... Types>
struct Result<Binary<Types...>> {
  static_assert(sizeof...(Types) > 0, "bytes are of at least one media type");

  static void declare(RouteInfo& info) { declare_content(info, {std::string(Types.view())...}); }
  static Response send(const Binary<Types...>& binary) {
    return binary_response(binary.file, binary.type, binary.name);
  }
};

template <class H>
void declare_header(RouteInfo& info) {
  static constexpr Rules kRules = H::rules();
  declare_header(info, H::name(), kRules, H::required(), shape<Unwrapped<typename H::Value>>());
}

template <class V>
std::string header_text(const V& value) {
  if constexpr (Text<V>) {
    return value;
  } else if constexpr (Enumeration<V>) {
    return std::string(enum_name(value));
  } else {
    return to_text(value);
  }
}

template <class H>
void add_header(Response& response, const H& header) {
  if constexpr (Optional<typename H::Value>) {
    if (header.value) response.headers.add(std::string(H::name()), header_text(*header.value));
  } else {
    response.headers.add(std::string(H::name()), header_text(header.value));
  }
}

template <class T>
struct Result<Created<T>> {
  using Location =
      ResponseHeader<"Location", std::optional<std::string>,
                     description("Where the new thing can be read."), format("uri-reference")>;

  static void declare(RouteInfo& info) {
    Result<T>::declare(info);
    declare_status(info, 201);
    declare_header<Location>(info);
  }
  static Response send(const Created<T>& created) {
    Response response = Result<T>::send(created.value);
    response.status = 201;
    if (!created.location.empty()) response.headers.add("Location", created.location);
    return response;
  }
};

template <class T, class... H>
struct Result<With<T, H...>> {
  static void declare(RouteInfo& info) {
    Result<T>::declare(info);
    (declare_header<H>(info), ...);
  }
  static Response send(const With<T, H...>& with) {
    Response response = Result<T>::send(with.value);
    std::apply([&](const auto&... header) { (add_header(response, header), ...); }, with.headers);
    return response;
  }
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
    if constexpr (requires { Result<Returned>::check(call); }) {
      Result<Returned>::check(call);
      if (!call.accepted()) return call.refusal();
    }
    if constexpr (std::is_void_v<Returned>) {
      std::apply(handler, std::move(holders));
      Response response;
      response.status = 204;
      return response;
    } else if constexpr (requires(Returned made) { Result<Returned>::send(made, call); }) {
      return Result<Returned>::send(std::apply(handler, std::move(holders)), call);
    } else {
      return Result<Returned>::send(std::apply(handler, std::move(holders)));
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
