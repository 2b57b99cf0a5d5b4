#pragma once
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "server/api/model/fixed_string.h"

/// The C++ types that can cross the wire.
namespace vitrine {

/// Specialise it for a model (`fields`), an enumeration (`values`) or a type that travels as
/// another one (`Wire`). Optional members of the first two: `name` (component name, else the type's
/// own), `description`, `min_properties` (how many fields have to be there), `open = true` for
/// models that accept unknown fields, `headers` for members of a response that are sent as headers,
/// `check` for rules of its own (invalid.h), and `status` for failures (failure.h).
///
/// A type that travels as another one has
///
///     using Wire = std::string;
///     static std::string to_wire(const T& value);
///     static std::optional<T> from_wire(Wire value);  // nullopt: 422 at the place of the value
///
/// and may have `rules` of the value on the wire (`static constexpr std::tuple
/// rules{format("iban"), max_length(34)};`), `expects` ("must be an IBAN", the words of the
/// refusal), and a `name` that makes it a component, with its `description`.
template <class T>
struct Schema;

/// JSON of any shape, in the author's order. A model that holds one includes <nlohmann/json.hpp>.
using FreeForm = nlohmann::ordered_json;

/// JSON of any shape as text, written out as it is: numbers keep their spelling. It must be JSON.
struct RawJson {
  std::string text = "null";
};

/// A JSON number of any size and precision, kept as it is spelled.
struct Numeral {
  std::string text = "0";
  friend bool operator==(const Numeral&, const Numeral&) = default;
};

/// Always the same text: `Constant<"cat"> kind;`. It distinguishes the models of a std::variant;
/// where each has one of the same name, the document says so by a `discriminator`.
template <FixedString Value>
struct Constant {
  static constexpr std::string_view view() { return kValue.view(); }
  friend bool operator==(const Constant&, const Constant&) = default;

 private:
  static constexpr auto kValue = Value;
};

template <class T>
concept Model = requires {
  Schema<T>::fields;
};
template <class T>
concept Enumeration = std::is_enum_v<T> && requires {
  Schema<T>::values;
};
/// Its enumerators are integers on the wire, those of others are names.
template <class T>
concept NumberedEnumeration = Enumeration<T> && requires {
  Schema<T>::values[0].number;
};
template <class T>
concept NamedEnumeration = Enumeration<T> && !NumberedEnumeration<T>;

template <class T>
concept Converted = requires {
  typename Schema<T>::Wire;
};
template <class T>
struct WireTraits {
  using Type = T;
};
template <Converted T>
struct WireTraits<T> : WireTraits<typename Schema<T>::Wire> {};
/// The type as which T travels, which is T for most.
template <class T>
using OnWire = typename WireTraits<T>::Type;

template <class T>
struct OptionalTraits : std::false_type {
  using Value = T;
};
template <class T>
struct OptionalTraits<std::optional<T>> : std::true_type {
  using Value = T;
};
template <class T>
concept Optional = OptionalTraits<T>::value;
/// The value type of an optional, or the type itself.
template <class T>
using Unwrapped = typename OptionalTraits<T>::Value;

template <class T>
struct ListTraits : std::false_type {};
template <class T>
struct ListTraits<std::vector<T>> : std::true_type {
  using Item = T;
};
template <class T>
concept List = ListTraits<T>::value;

/// An array without equal items.
template <class T>
struct SetTraits : std::false_type {};
template <class T, class... More>
struct SetTraits<std::set<T, More...>> : std::true_type {
  using Item = T;
};
template <class T, class... More>
struct SetTraits<std::unordered_set<T, More...>> : std::true_type {
  using Item = T;
};
template <class T>
concept Set = SetTraits<T>::value;

/// An array of so many items.
template <class T>
struct FixedListTraits : std::false_type {};
template <class T, std::size_t N>
struct FixedListTraits<std::array<T, N>> : std::true_type {
  using Item = T;
  static constexpr std::size_t kSize = N;
};
template <class T>
concept FixedList = FixedListTraits<T>::value;

template <class T>
concept Sequence = List<T> || Set<T> || FixedList<T>;
template <Sequence T>
using ItemOf = typename std::remove_cvref_t<T>::value_type;

/// An array of values with types of their own.
template <class T>
struct TupleTraits : std::false_type {};
template <class... T>
struct TupleTraits<std::tuple<T...>> : std::true_type {};
template <class A, class B>
struct TupleTraits<std::pair<A, B>> : std::true_type {};
template <class T>
concept Tuple = TupleTraits<T>::value;

template <class T>
struct MapTraits : std::false_type {};
template <class T, class... More>
struct MapTraits<std::map<std::string, T, More...>> : std::true_type {
  using Item = T;
};
template <class T, class... More>
struct MapTraits<std::unordered_map<std::string, T, More...>> : std::true_type {
  using Item = T;
};
template <class T>
concept Map = MapTraits<T>::value;

template <class T>
struct ConstantTraits : std::false_type {};
template <FixedString Value>
struct ConstantTraits<Constant<Value>> : std::true_type {};
template <class T>
concept ConstantText = ConstantTraits<T>::value;

/// One of several types, distinguished by their shapes: by what is required, by a Constant, by
/// JSON's own types. Rules alone do not distinguish them.
template <class T>
struct UnionTraits : std::false_type {};
template <class... T>
struct UnionTraits<std::variant<T...>> : std::true_type {};
template <class T>
concept Union = UnionTraits<T>::value;

template <class T>
concept Boolean = std::same_as<T, bool>;
template <class T>
concept Integer = std::integral<T> && !Boolean<T> && !std::same_as<T, char>;
template <class T>
concept Number = std::floating_point<T>;
template <class T>
concept Text = std::same_as<T, std::string>;
template <class T>
concept Any = std::same_as<T, FreeForm>;
template <class T>
concept Raw = std::same_as<T, RawJson>;
/// A file of a form: `File`, maybe in an optional or a list.
class File;
template <class T>
concept Attachment = std::same_as<T, File>;
template <class T>
concept ExactNumber = std::same_as<T, Numeral>;
template <class T>
concept PlainScalar =
    Boolean<T> || Integer<T> || Number<T> || ExactNumber<T> || Text<T> || Enumeration<T>;
template <class T>
concept Scalar = PlainScalar<OnWire<T>>;

/// Names the missing part when a static_assert fails.
template <class T>
concept Describable = Converted<T> || PlainScalar<T> || ConstantText<T> || Attachment<T> ||
    Any<T> || Raw<T> || Model<T> || Sequence<T> || Tuple<T> || Map<T> || Optional<T> || Union<T>;

/// The identity of a type without RTTI.
using TypeTag = const void*;
template <class T>
inline constexpr char kTypeTag = 0;
template <class T>
constexpr TypeTag type_tag() {
  return &kTypeTag<std::remove_cv_t<T>>;
}

}  // namespace vitrine
