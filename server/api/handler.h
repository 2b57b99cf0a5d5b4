#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "app/json/uri.h"
#include "server/api/answers.h"
#include "server/api/attach.h"
#include "server/api/bind.h"
#include "server/api/call.h"
#include "server/api/describe.h"
#include "server/api/inputs.h"
#include "server/api/route.h"
#include "server/api/write.h"

/// From a handler's signature to a RouteInfo: what it takes, what it gives, and how it is called.
namespace vitrine::detail {

template <class F>
struct Signature : Signature<decltype(&F::operator())> {};
template <class R, class... A>
struct Signature<R (*)(A...)> {
  using Result = R;
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
      "a handler takes Path, Query, Header, Body, Form, Upload, Depends, Authenticated or const "
      "Request&");
};

template <openapi::Location In, FixedString Name, class T, auto... R>
struct Input<Parameter<In, Name, T, R...>> {
  using Argument = Parameter<In, Name, T, R...>;
  using Holder = Argument;
  using Value = Unwrapped<T>;
  static constexpr Kind kKind = Kind::parameter;

  static void declare(RouteInfo& info, Components& components) {
    FreeForm schema = describe<Value>(components, Argument::rules());
    std::string description;
    bool deprecated = false;
    if (Argument::rules().has(Keyword::description)) {
      description = schema["description"].template get<std::string>();
      schema.erase("description");
    }
    if (Argument::rules().has(Keyword::deprecated)) {
      deprecated = true;
      schema.erase("deprecated");
    }
    info.parameters.push_back({In, std::string(Argument::name()), std::move(description),
                               Argument::required(), deprecated, std::move(schema)});
  }

  static void take(Call& call, std::size_t index, Holder& to) {
    if (const auto document = call.parameter(index)) {
      if (!bind(document->root(), to.value)) call.mismatch();
      return;
    }
    static constexpr Rules rules = Argument::rules();
    if (const Rule* rule = rules.find(Keyword::default_value)) take_default(rule->value, to.value);
  }

 private:
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

/// A handler takes one body, of whatever kind.
inline RouteInfo::BodyInfo& declare_body(RouteInfo& info) {
  if (info.body) info.problems.push_back("the handler takes two bodies");
  info.body = std::make_unique<RouteInfo::BodyInfo>();
  return *info.body;
}

template <class T>
struct Input<Body<T>> {
  using Holder = Body<T>;
  static constexpr Kind kKind = Kind::body;

  static void declare(RouteInfo& info, Components& components) {
    RouteInfo::BodyInfo& body = declare_body(info);
    body.required = !Optional<T>;
    body.schema = describe<Unwrapped<T>>(components);
    body.type = type_tag<Unwrapped<T>>();
  }
  static void take(Call& call, std::size_t, Holder& to) {
    const auto document = call.body();
    if (document && !bind(document->root(), to.value)) call.mismatch();
  }
};

template <std::uint64_t MaxBytes, FixedString... Types>
struct Input<Upload<MaxBytes, Types...>> {
  using Holder = Upload<MaxBytes, Types...>;
  static constexpr Kind kKind = Kind::body;
  static_assert(sizeof...(Types) > 0, "an upload is of at least one media type");

  static void declare(RouteInfo& info, Components&) {
    RouteInfo::BodyInfo& body = declare_body(info);
    body.kind = RouteInfo::BodyInfo::Kind::file;
    body.types = {std::string(Types.view())...};
    body.max_bytes = MaxBytes;
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

  static void declare(RouteInfo& info, Components& components) {
    RouteInfo::BodyInfo& body = declare_body(info);
    body.kind = RouteInfo::BodyInfo::Kind::form;
    body.files = attachments<T>();
    body.types = {body.files.empty() ? "application/x-www-form-urlencoded" : "multipart/form-data"};
    body.schema = describe<T>(components);
    body.type = type_tag<T>();
    body.max_bytes = MaxBytes;
  }
  static void take(Call& call, std::size_t, Holder& to) {
    Attachments files;
    const auto document = call.form(files);
    if (!document) return;
    if (!bind(document->root(), to.value)) call.mismatch();
    attach(files, to.value);
  }
};

template <class T>
struct Input<Depends<T>> {
  using Holder = Depends<T>;
  static constexpr Kind kKind = Kind::dependency;

  static void declare(RouteInfo& info, Components&) {
    info.dependencies.push_back({type_tag<T>(), std::string(own_type_name<T>())});
  }
  static void take(Call& call, std::size_t index, Holder& to) {
    to = Depends<T>(std::static_pointer_cast<T>(call.dependency(index)));
  }
};

template <class T>
struct Input<Authenticated<T>> {
  using Holder = Authenticated<T>;
  static constexpr Kind kKind = Kind::identity;

  static void declare(RouteInfo& info, Components&) {
    info.identities.push_back({type_tag<T>(), std::string(own_type_name<T>())});
  }
  static void take(Call& call, std::size_t index, Holder& to) {
    to = Authenticated<T>(std::static_pointer_cast<const T>(call.identity(index)));
  }
};

template <class T>
struct Input<Authenticated<std::optional<T>>> {
  using Holder = Authenticated<std::optional<T>>;
  static constexpr Kind kKind = Kind::identity;

  static void declare(RouteInfo& info, Components&) {
    info.identities.push_back({type_tag<T>(), std::string(own_type_name<T>()), true});
  }
  static void take(Call& call, std::size_t index, Holder& to) {
    to = Holder(std::static_pointer_cast<const T>(call.identity(index)));
  }
};

template <>
struct Input<Request> {
  struct Holder {
    const Request* request = nullptr;
    // NOLINTNEXTLINE(google-explicit-constructor): it stands for the argument.
    operator const Request&() const { return *request; }
  };
  static constexpr Kind kKind = Kind::request;

  static void declare(RouteInfo&, Components&) {}
  static void take(Call& call, std::size_t, Holder& to) { to.request = &call.request(); }
};

/// What a handler returns: status, schema, and how it is sent.
template <class R>
struct Answer {
  static void declare(RouteInfo& info, Components& components) {
    info.answer.status = 200;
    info.answer.schema = describe<R>(components);
    info.answer.types = {"application/json"};
    info.answer.type = type_tag<R>();
  }
  static Response send(const R& value) {
    Response response;
    response.headers.add("Content-Type", "application/json");
    write(response.body, value);
    return response;
  }
};

template <class T>
struct Answer<Created<T>> {
  static void declare(RouteInfo& info, Components& components) {
    Answer<T>::declare(info, components);
    info.answer.status = 201;
    info.answer.headers.push_back({"Location",
                                   "Where the new thing can be read.",
                                   false,
                                   {{"type", "string"}, {"format", "uri-reference"}}});
  }
  static Response send(const Created<T>& created) {
    Response response = Answer<T>::send(created.value);
    response.status = 201;
    if (!created.location.empty()) response.headers.add("Location", created.location);
    return response;
  }
};

template <>
struct Answer<void> {
  static void declare(RouteInfo& info, Components&) { info.answer.status = 204; }
};

template <FixedString... Types>
struct Answer<Binary<Types...>> {
  static_assert(sizeof...(Types) > 0, "bytes are of at least one media type");

  static void declare(RouteInfo& info, Components&) {
    info.answer.types = {std::string(Types.view())...};
  }
  static Response send(const Binary<Types...>& binary) {
    Response response;
    response.headers.add("Content-Type", binary.type);
    // A file may be HTML or SVG: opened by itself, it must not act in the name of this origin.
    response.headers.add("Content-Security-Policy",
                         "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    if (!binary.name.empty()) {
      response.headers.add("Content-Disposition",
                           "inline; filename*=UTF-8''" + json::percent_encode(binary.name));
    }
    response.file = binary.file;
    return response;
  }
};

template <class T, class... H>
struct Answer<With<T, H...>> {
  static void declare(RouteInfo& info, Components& components) {
    Answer<T>::declare(info, components);
    (declare_header<H>(info, components), ...);
  }
  static Response send(const With<T, H...>& answer) {
    Response response = Answer<T>::send(answer.value);
    std::apply([&](const auto&... header) { (add(response, header), ...); }, answer.headers);
    return response;
  }

 private:
  template <class One>
  static void declare_header(RouteInfo& info, Components& components) {
    FreeForm schema = describe<Unwrapped<typename One::Value>>(components, One::rules());
    std::string words;
    if (One::rules().has(Keyword::description)) {
      words = schema["description"].template get<std::string>();
      schema.erase("description");
    }
    info.answer.headers.push_back(
        {std::string(One::name()), std::move(words), One::required(), std::move(schema)});
  }
  template <class One>
  static void add(Response& response, const One& header) {
    if constexpr (Optional<typename One::Value>) {
      if (header.value) response.headers.add(std::string(One::name()), text(*header.value));
    } else {
      response.headers.add(std::string(One::name()), text(header.value));
    }
  }
  template <class V>
  static std::string text(const V& value) {
    if constexpr (Text<V>) {
      return value;
    } else if constexpr (Enumeration<V>) {
      return std::string(enum_name(value));
    } else {
      return to_text(value);
    }
  }
};

template <class Arguments>
struct Invoker;
template <class... A>
struct Invoker<std::tuple<A...>> {
  static constexpr std::size_t kSize = sizeof...(A);
  static constexpr std::array<Kind, kSize> kKinds{Input<A>::kKind...};

  /// Which of its kind an argument is.
  static constexpr std::size_t rank(std::size_t index) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < index; ++i) count += kKinds[i] == kKinds[index] ? 1 : 0;
    return count;
  }

  static void declare(RouteInfo& info, Components& components) {
    (Input<A>::declare(info, components), ...);
  }

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
    using Result = typename Signature<F>::Result;
    if constexpr (std::is_void_v<Result>) {
      std::apply(handler, std::move(holders));
      Response response;
      response.status = 204;
      return response;
    } else {
      return Answer<Result>::send(std::apply(handler, std::move(holders)));
    }
  }
};

template <class F>
void declare_handler(RouteInfo& info, Components& components, F handler) {
  using S = Signature<F>;
  Invoker<typename S::Arguments>::declare(info, components);
  Answer<typename S::Result>::declare(info, components);
  info.handler = [handler = std::move(handler)](Call& call) -> Response {
    try {
      return Invoker<typename S::Arguments>::invoke(handler, call);
    } catch (...) {
      // A declared failure is an answer; everything else goes on to become a 500.
      std::string detail;
      for (const RouteInfo::FailureInfo& failure : call.info().failures) {
        if (failure.matches(std::current_exception(), detail)) {
          return problem_response(failure.status,
                                  detail.empty() ? failure.description : std::move(detail));
        }
      }
      throw;
    }
  };
}

}  // namespace vitrine::detail
