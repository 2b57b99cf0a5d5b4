#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "server/api/attach.h"
#include "server/api/background.h"
#include "server/api/bind.h"
#include "server/api/call.h"
#include "server/api/inputs.h"
#include "server/api/responses.h"
#include "server/api/route.h"
#include "server/api/shape.h"
#include "server/api/type_name.h"
#include "server/api/write.h"

/// Reads a handler's signature: declares its inputs and its result, and calls it.
namespace vitrine::detail {

template <class F>
struct Signature : Signature<decltype(&F::operator())> {};
template <class R, class... A>
struct Signature<R (*)(A...)> {
  using Returned = R;
  using Arguments = std::tuple<std::remove_cvref_t<A>...>;
};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...) const> : Signature<R (*)(A...)> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...)> : Signature<R (*)(A...)> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...) const noexcept> : Signature<R (*)(A...)> {};

/// In the order in which a request is looked at.
enum class Kind { identity, parameter, body, dependency, request };

/// One kind of input: how it is declared and how it is taken from a call.
template <class A>
struct Input {
  static_assert(
      sizeof(A) == 0,
      "a handler takes Path, Query, Header, Cookie, QueryModel, HeaderModel, CookieModel, Body, "
      "BodyField, Form, Upload, Depends, Authenticated, Background or const Request&");
};

/// Reads a value that its schema has accepted; the call is refused where its type does not.
template <class T>
void take_value(Call& call, std::string_view in, std::string_view name, json::Value from, T& to) {
  Refusals refusals;
  if (!bind(from, to, &refusals)) call.mismatch(from);
  call.refuse(in, name, refusals);
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
      take_value(call, openapi::name(In), Argument::name(), document->root(), to.value);
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
  }
};

template <class T>
struct Input<Body<T>> {
  using Holder = Body<T>;
  static constexpr Kind kKind = Kind::body;

  static void declare(RouteInfo& info) { declare_body(info, shape<Unwrapped<T>>(), !Optional<T>); }
  static void take(Call& call, std::size_t, Holder& to) {
    if (const auto document = call.body()) {
      take_value(call, "body", "", document->root(), to.value);
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
      take_value(call, "body", "", value, to.value);
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
    take_value(call, "body", "", document->root(), to.value);
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
  } else if constexpr (Converted<V>) {
    return header_text<typename Schema<V>::Wire>(Schema<V>::to_wire(value));
  } else if constexpr (NamedEnumeration<V>) {
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
