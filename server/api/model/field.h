#pragma once
#include <array>
#include <concepts>
#include <cstdint>
#include <functional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "server/api/model/mistakes.h"
#include "server/api/model/rules.h"
#include "server/api/model/standard_types.h"
#include "server/api/model/types.h"

/// The members of models, with their rules and words.
namespace vitrine {

namespace detail {

template <class M>
struct MemberTraits;
template <class C, class V>
struct MemberTraits<V C::*> {
  using Owner = C;
  using Value = V;
};
template <class C, class R>
struct MemberTraits<R (C::*)() const> {
  using Owner = C;
  using Value = std::remove_cvref_t<R>;
};
template <class C, class R>
struct MemberTraits<R (C::*)() const noexcept> : MemberTraits<R (C::*)() const> {};
template <class C, class R>
struct MemberTraits<R (*)(const C&)> : MemberTraits<R (C::*)() const> {};
template <class C, class R>
struct MemberTraits<R (*)(const C&) noexcept> : MemberTraits<R (C::*)() const> {};

/// True when a keyword applies to values that travel as T.
template <class T>
constexpr bool applies_on_wire(Keyword keyword) {
  switch (keyword) {
    case Keyword::format:
    case Keyword::pattern:
    case Keyword::min_length:
    case Keyword::max_length:
    case Keyword::content_encoding:
      return Text<T>;
    case Keyword::minimum:
    case Keyword::maximum:
    case Keyword::exclusive_minimum:
    case Keyword::exclusive_maximum:
    case Keyword::multiple_of:
      return Integer<T> || Number<T> || ExactNumber<T>;
    case Keyword::min_items:
    case Keyword::max_items:
      return List<T> || Set<T>;
    case Keyword::unique_items:
      return List<T> || FixedList<T>;
    case Keyword::min_properties:
    case Keyword::max_properties:
      return Map<T>;
    case Keyword::media_type:
      return Attachment<T>;
    case Keyword::default_value:
      return PlainScalar<T> && !ExactNumber<T>;
    default:
      return true;
  }
}

/// True when a keyword applies to values of type T.
template <class T>
constexpr bool applies(Keyword keyword) {
  return applies_on_wire<OnWire<T>>(keyword);
}

template <class T>
constexpr bool applies(const Rule& rule) {
  if (rule.each) {
    if constexpr (Sequence<OnWire<T>>) {
      return applies<ItemOf<OnWire<T>>>(rule.keyword);
    } else {
      return false;
    }
  }
  return applies<T>(rule.keyword);
}

}  // namespace detail

/// One member of a model: its name on the wire, its rules, its description. It is required unless
/// it is a std::optional or `defaulted()`. An optional in an optional distinguishes null (the inner
/// one is empty) from left out (the outer one is), as a PATCH needs it.
///
/// A const member function without parameters, or a function that takes the model, gives a computed
/// field: it is only in responses, and read-only in the document.
template <auto Member>
class Field {
 public:
  using Owner = typename detail::MemberTraits<decltype(Member)>::Owner;
  using Value = typename detail::MemberTraits<decltype(Member)>::Value;

  static constexpr bool kComputed = !std::is_member_object_pointer_v<decltype(Member)>;

  constexpr explicit Field(std::string_view name) : name_(name) {
    if (kComputed) rules_.add(Rule{Keyword::read_only, false, {}});
  }

  constexpr std::string_view name() const { return name_; }
  constexpr const Rules& rules() const { return rules_; }
  constexpr bool required() const {
    if (rules_.has(Keyword::required)) return true;
    return !Optional<Value> && !rules_.has(Keyword::defaulted);
  }
  static constexpr decltype(auto) get(const Owner& owner) { return std::invoke(Member, owner); }
  static constexpr Value& get(Owner& owner) requires(!kComputed) { return owner.*Member; }

  constexpr Field title(std::string_view words) const { return with<Keyword::title>(words); }
  constexpr Field description(std::string_view words) const {
    return with<Keyword::description>(words);
  }
  constexpr Field format(std::string_view name) const { return with<Keyword::format>(name); }
  constexpr Field pattern(std::string_view expression) const {
    return with<Keyword::pattern>(expression);
  }
  constexpr Field min_length(std::int64_t n) const { return with<Keyword::min_length>(n); }
  constexpr Field max_length(std::int64_t n) const { return with<Keyword::max_length>(n); }
  template <class N>
  constexpr Field minimum(N n) const {
    return with<Keyword::minimum>(n);
  }
  template <class N>
  constexpr Field maximum(N n) const {
    return with<Keyword::maximum>(n);
  }
  template <class N>
  constexpr Field exclusive_minimum(N n) const {
    return with<Keyword::exclusive_minimum>(n);
  }
  template <class N>
  constexpr Field exclusive_maximum(N n) const {
    return with<Keyword::exclusive_maximum>(n);
  }
  template <class N>
  constexpr Field multiple_of(N n) const {
    return with<Keyword::multiple_of>(n);
  }
  constexpr Field min_items(std::int64_t n) const { return with<Keyword::min_items>(n); }
  constexpr Field max_items(std::int64_t n) const { return with<Keyword::max_items>(n); }
  /// Limits the number of entries of a map.
  constexpr Field min_properties(std::int64_t n) const { return with<Keyword::min_properties>(n); }
  constexpr Field max_properties(std::int64_t n) const { return with<Keyword::max_properties>(n); }
  /// The types that a file may have: "image/png, image/jpeg".
  constexpr Field media_type(std::string_view names) const {
    return with<Keyword::media_type, List<Unwrapped<Value>>>(names);
  }
  constexpr Field unique_items() const { return with<Keyword::unique_items>(true); }
  /// Rules for the items of an array: `.each(min_length(2), max_length(24))`.
  template <class... R>
  requires(std::same_as<R, NumberRule>&&...) constexpr Field each(const R&... rules) const {
    Field made = *this;
    ((made = made.add(vitrine::each(rules).rule())), ...);
    return made;
  }
  constexpr Field each_pattern(std::string_view expression) const {
    return with<Keyword::pattern, true>(expression);
  }
  constexpr Field example(std::string_view value) const { return with<Keyword::example>(value); }
  template <class N>
  requires std::integral<N> || std::floating_point<N>
  constexpr Field example(N n) const { return with<Keyword::example>(n); }
  /// May be left out; then the member keeps the value it is initialised with, which the document
  /// shows as `default`.
  constexpr Field defaulted() const { return with<Keyword::defaulted>(true); }
  /// null is allowed and means std::nullopt.
  constexpr Field nullable() const {
    static_assert(Optional<Value>, "nullable() needs a std::optional member");
    static_assert(!Optional<Unwrapped<Value>>, "an optional in an optional is nullable already");
    return with<Keyword::nullable>(true);
  }
  /// An optional member that has to be there all the same (then usually nullable).
  constexpr Field required_key() const { return with<Keyword::required>(true); }
  constexpr Field read_only() const { return with<Keyword::read_only>(true); }
  constexpr Field write_only() const { return with<Keyword::write_only>(true); }
  constexpr Field deprecated() const { return with<Keyword::deprecated>(true); }

 private:
  using Inner = Unwrapped<Unwrapped<Value>>;

  template <Keyword K, bool Each = false, class V>
  constexpr Field with(V value) const {
    constexpr bool kApplies = detail::applies<Inner>(Rule{K, Each, {}});
    static_assert(sizeof(detail::RuleOf<Inner, K, kApplies>) > 0);
    Rule rule{K, Each, {}};
    if constexpr (std::same_as<V, std::string_view>) {
      rule.value.kind = Literal::Kind::string;
      rule.value.text = value;
    } else {
      rule = rules::number(K, value).rule();
    }
    Field made = *this;
    made.rules_.add(rule);
    return made;
  }
  constexpr Field add(const Rule& rule) const {
    // Evaluated at compile time: the compiler shows this line and the field.
    if (!detail::applies<Inner>(rule)) throw "this rule says nothing about the items of this field";
    Field made = *this;
    made.rules_.add(rule);
    return made;
  }

  std::string_view name_;
  Rules rules_;
};

/// `field<&UserCreate::email>("email").format("email")`
template <auto Member>
constexpr Field<Member> field(std::string_view name) {
  return Field<Member>(name);
}

/// The fields of the class B that a model inherits from.
template <class B>
struct FieldsOf {};
/// `fields(base<Animal>(), field<&Cat::claws>("claws"))`: the fields of Animal come first.
template <Model B>
constexpr FieldsOf<B> base() {
  return {};
}

namespace detail {
template <class F>
inline constexpr bool kIsField = requires {
  F::kComputed;
};
template <auto Member>
constexpr std::tuple<Field<Member>> fields_of(const Field<Member>& field) {
  return {field};
}
template <class B>
constexpr auto fields_of(FieldsOf<B>) {
  return Schema<B>::fields;
}
}  // namespace detail

template <class... F>
constexpr auto fields(F... list) {
  if constexpr ((detail::kIsField<F> && ...)) {
    return std::tuple<F...>{list...};
  } else {
    return std::tuple_cat(detail::fields_of(list)...);
  }
}

/// One enumerator and its name on the wire.
template <class E>
struct EnumValue {
  E value;
  std::string_view name;
};
/// One enumerator and its number on the wire.
template <class E>
struct EnumNumber {
  E value;
  std::int64_t number;
};
template <class E>
constexpr EnumValue<E> value(E enumerator, std::string_view name) {
  return {enumerator, name};
}
template <class E>
constexpr EnumNumber<E> value(E enumerator, std::int64_t number) {
  return {enumerator, number};
}
/// All by name or all by number.
template <class E, class... More>
constexpr std::array<E, 1 + sizeof...(More)> values(E first, More... more) {
  return {first, more...};
}

}  // namespace vitrine
