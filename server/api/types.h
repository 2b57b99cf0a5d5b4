#pragma once
#include <concepts>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

/// The C++ types that can cross the wire, and their names.
namespace vitrine {

/// Specialise it for a model (`fields`) or an enumeration (`values`). Optional members:
/// `name` (component name, else the type's own), `description`, `min_properties` (how many fields
/// have to be there) and `open = true` for models that accept unknown fields.
template <class T>
struct Schema;

/// JSON of any shape, in the author's order. A model that holds one includes <nlohmann/json.hpp>.
using FreeForm = nlohmann::ordered_json;

/// JSON of any shape as text, written out as it is: numbers keep their spelling. It must be JSON.
struct RawJson {
  std::string text = "null";
};

template <class T>
concept Model = requires {
  Schema<T>::fields;
};
template <class T>
concept Enumeration = std::is_enum_v<T> && requires {
  Schema<T>::values;
};

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

template <class T>
struct MapTraits : std::false_type {};
template <class T>
struct MapTraits<std::map<std::string, T>> : std::true_type {
  using Item = T;
};
template <class T>
concept Map = MapTraits<T>::value;

/// One of several types, distinguished by their shapes: by what is required, by a field that is an
/// enumeration of one name (`kind`), by JSON's own types. Rules alone do not distinguish them.
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
concept Scalar = Boolean<T> || Integer<T> || Number<T> || Text<T> || Enumeration<T>;

/// Names the missing part when a static_assert fails.
template <class T>
concept Describable = Scalar<T> || Attachment<T> || Any<T> || Raw<T> || Model<T> || List<T> ||
    Map<T> || Optional<T> || Union<T>;

/// The identity of a type without RTTI.
using TypeTag = const void*;
template <class T>
inline constexpr char kTypeTag = 0;
template <class T>
constexpr TypeTag type_tag() {
  return &kTypeTag<std::remove_cv_t<T>>;
}

namespace detail {
template <class T>
constexpr std::string_view signature() {
  return __PRETTY_FUNCTION__;
}
}  // namespace detail

/// The unqualified name of a type, as the compiler spells it.
template <class T>
constexpr std::string_view own_type_name() {
  std::string_view text = detail::signature<T>();
  const auto begin = text.find("T = ") + 4;
  text = text.substr(begin, text.find_first_of(";]", begin) - begin);
  const auto colon = text.rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

template <class T>
constexpr std::string_view type_name() {
  if constexpr (requires { Schema<T>::name; }) {
    return Schema<T>::name;
  } else {
    return own_type_name<T>();
  }
}

}  // namespace vitrine
