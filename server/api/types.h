#pragma once
#include <array>
#include <concepts>
#include <cstddef>
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
/// have to be there), `open = true` for models that accept unknown fields, `headers` for members of
/// a response that are sent as headers, `check` for rules of its own (invalid.h), and `status` for
/// failures (failure.h).
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

/// A type as the compiler spells it.
template <class T>
constexpr std::string_view spelling() {
  const std::string_view text = signature<T>();
  const auto begin = text.find("T = ") + 4;
  return text.substr(begin, text.find_first_of(";]", begin) - begin);
}

template <std::size_t Capacity>
struct TypeName {
  std::array<char, Capacity> letters{};
  std::size_t size = 0;
};

/// The letters and digits of a spelling, words joined by underscores, without what qualifies them.
template <std::size_t Capacity>
constexpr TypeName<Capacity> make_type_name(std::string_view text) {
  TypeName<Capacity> name;
  // Where the name began that is being read, one for each open bracket.
  std::array<std::size_t, 32> begins{};
  std::size_t depth = 0;
  bool gap = false;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_') {
      if (gap && name.size > 0) name.letters[name.size++] = '_';
      gap = false;
      name.letters[name.size++] = c;
      continue;
    }
    gap = true;
    if (c == ':') {
      name.size = begins[depth];
    } else if ((c == '<' || c == '(' || c == '{') && depth + 1 < begins.size()) {
      begins[++depth] = name.size;
    } else if ((c == '>' || c == ')' || c == '}') && depth > 0) {
      --depth;
    } else if (c == ',') {
      begins[depth] = name.size;
    }
  }
  return name;
}

template <class T>
inline constexpr auto kTypeName = make_type_name<spelling<T>().size()>(spelling<T>());
}  // namespace detail

/// The name of a type without its namespaces, followed by those of its arguments:
/// `app::Page<app::Item>` is Page_Item.
template <class T>
constexpr std::string_view own_type_name() {
  return {detail::kTypeName<T>.letters.data(), detail::kTypeName<T>.size};
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
