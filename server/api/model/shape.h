#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "server/api/model/field.h"
#include "server/api/model/mistakes.h"
#include "server/api/model/type_name.h"
#include "server/api/model/types.h"
#include "server/api/model/write.h"

/// The types that cross the wire as data, so that the code that describes them is compiled once.
namespace vitrine {

struct Shape {
  enum class Kind : std::uint8_t {
    any,
    boolean,
    integer,
    number,
    string,
    file,
    array,
    set,
    fixed_array,
    tuple,
    map,
    one_of,
    nullable,
    constant,
    enumeration,
    converted,
    model
  };
  /// A function, because a model may hold itself.
  using Of = const Shape& (*)();

  struct Member {
    std::string_view name = {};
    const Rules* rules = nullptr;
    bool required = false;
    /// The shape of the value without its optional.
    Of shape = nullptr;
    /// The JSON text of the default, nullptr without one.
    std::string (*default_text)() = nullptr;
  };

  Kind kind = Kind::any;
  TypeTag type = nullptr;
  /// The name and description of the component: enumerations, models and converted types that have
  /// one. The text of a constant.
  std::string_view name = {};
  std::string_view description = {};
  /// Integers have a format or limits, other numbers a format.
  std::string_view format = {};
  std::int64_t minimum = 0;
  std::uint64_t maximum = 0;
  /// The items of an array, the values of a map, the branches of a choice, the value of a nullable,
  /// the places of a tuple, the type as which a converted one travels.
  std::span<const Of> parts = {};
  /// The items of a fixed array.
  std::size_t size = 0;
  /// The enumerators: names or numbers.
  std::span<const std::string_view> names = {};
  std::span<const std::int64_t> numbers = {};
  /// Those of a converted type.
  const Rules* rules = nullptr;
  std::span<const Member> members = {};
  std::optional<std::int64_t> min_properties = {};
  bool open = false;
};

/// The shape of T; it lives as long as the program.
template <class T>
const Shape& shape();

namespace detail {

template <class... T>
inline constexpr std::array<Shape::Of, sizeof...(T)> kParts{&shape<T>...};

/// The shapes of the arguments of a variant, a tuple or a pair.
template <class T>
struct Branches;
template <template <class...> class Holder, class... T>
struct Branches<Holder<T...>> {
  static constexpr std::span<const Shape::Of> kList{kParts<T...>};
};

template <class T, std::size_t... I>
constexpr std::array<std::string_view, sizeof...(I)> names_of(std::index_sequence<I...>) {
  return {Schema<T>::values[I].name...};
}
template <class T>
inline constexpr auto kNames =
    names_of<T>(std::make_index_sequence<std::size(Schema<T>::values)>());

template <class T, std::size_t... I>
constexpr std::array<std::int64_t, sizeof...(I)> numbers_of(std::index_sequence<I...>) {
  return {Schema<T>::values[I].number...};
}
template <class T>
inline constexpr auto kNumbers =
    numbers_of<T>(std::make_index_sequence<std::size(Schema<T>::values)>());

template <class T>
constexpr Rules converted_rules() {
  Rules list;
  if constexpr (requires { Schema<T>::rules; }) {
    std::apply([&](const auto&... rule) { (list.add(rule.rule()), ...); }, Schema<T>::rules);
  }
  return list;
}
template <class T>
inline constexpr Rules kConvertedRules = converted_rules<T>();

/// The names of the fields of a model.
template <class T>
constexpr auto field_names() {
  return std::apply(
      [](const auto&... field) {
        return std::array<std::string_view, sizeof...(field)>{field.name()...};
      },
      Schema<T>::fields);
}

template <class T, std::size_t I>
constexpr Shape::Member member_of() {
  constexpr const auto& field = std::get<I>(Schema<T>::fields);
  using Field = std::remove_cvref_t<decltype(field)>;
  using Value = typename Field::Value;
  static_assert(std::is_base_of_v<typename Field::Owner, T>,
                "a field in the vitrine::Schema of a model is a member of another type");
  static_assert(!field.name().empty(), "a field of this model has no name");
  Shape::Member made;
  made.name = field.name();
  made.rules = &field.rules();
  made.required = field.required();
  made.shape = &shape<Unwrapped<Value>>;
  if constexpr (!Optional<Value> && field.rules().has(Keyword::defaulted)) {
    made.default_text = [] { return to_text(std::get<I>(Schema<T>::fields).get(T{})); };
  }
  return made;
}
template <class T, std::size_t... I>
constexpr std::array<Shape::Member, sizeof...(I)> members_of(std::index_sequence<I...>) {
  return {member_of<T, I>()...};
}
template <class T>
inline constexpr auto kMembers = members_of<T>(
    std::make_index_sequence<std::tuple_size_v<std::remove_cv_t<decltype(Schema<T>::fields)>>>());

template <class T>
constexpr Shape make_shape() {
  static_assert(sizeof(OnTheWire<T>) > 0);
  using Kind = Shape::Kind;
  Shape made;
  made.type = type_tag<T>();
  if constexpr (Boolean<T>) {
    made.kind = Kind::boolean;
  } else if constexpr (Integer<T>) {
    made.kind = Kind::integer;
    if constexpr (std::is_same_v<T, std::int32_t>) {
      made.format = "int32";
    } else if constexpr (std::is_signed_v<T> && sizeof(T) == 8) {
      made.format = "int64";
    } else {
      made.minimum = static_cast<std::int64_t>(std::numeric_limits<T>::min());
      made.maximum = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
    }
  } else if constexpr (ExactNumber<T>) {
    made.kind = Kind::number;
  } else if constexpr (Number<T>) {
    made.kind = Kind::number;
    made.format = std::is_same_v<T, float> ? "float" : "double";
  } else if constexpr (Text<T>) {
    made.kind = Kind::string;
  } else if constexpr (Attachment<T>) {
    made.kind = Kind::file;
  } else if constexpr (Optional<T>) {
    made.kind = Kind::nullable;
    made.parts = kParts<Unwrapped<T>>;
  } else if constexpr (List<T>) {
    made.kind = Kind::array;
    made.parts = kParts<typename ListTraits<T>::Item>;
  } else if constexpr (Set<T>) {
    made.kind = Kind::set;
    made.parts = kParts<ItemOf<T>>;
  } else if constexpr (FixedList<T>) {
    made.kind = Kind::fixed_array;
    made.parts = kParts<ItemOf<T>>;
    made.size = FixedListTraits<T>::kSize;
  } else if constexpr (Tuple<T>) {
    made.kind = Kind::tuple;
    made.parts = Branches<T>::kList;
  } else if constexpr (Map<T>) {
    made.kind = Kind::map;
    made.parts = kParts<typename MapTraits<T>::Item>;
  } else if constexpr (Union<T>) {
    made.kind = Kind::one_of;
    made.parts = Branches<T>::kList;
  } else if constexpr (ConstantText<T>) {
    made.kind = Kind::constant;
    made.name = T::view();
  } else if constexpr (Converted<T>) {
    made.kind = Kind::converted;
    made.parts = kParts<typename Schema<T>::Wire>;
    made.rules = &kConvertedRules<T>;
    if constexpr (requires { Schema<T>::name; }) made.name = Schema<T>::name;
    if constexpr (requires { Schema<T>::description; }) made.description = Schema<T>::description;
  } else if constexpr (Enumeration<T> || Model<T>) {
    made.name = type_name<T>();
    if constexpr (requires { Schema<T>::description; }) made.description = Schema<T>::description;
    if constexpr (Enumeration<T>) {
      made.kind = Kind::enumeration;
      if constexpr (NumberedEnumeration<T>) {
        made.numbers = kNumbers<T>;
      } else {
        static_assert(all_differ(kNames<T>), "two values of this enumeration have the same name");
        made.names = kNames<T>;
      }
    } else {
      made.kind = Kind::model;
      static_assert(all_differ(field_names<T>()), "two fields of this model have the same name");
      made.members = kMembers<T>;
      made.open = requires { Schema<T>::open; };
      if constexpr (requires { Schema<T>::min_properties; }) {
        made.min_properties = Schema<T>::min_properties;
      }
    }
  }
  return made;
}

template <class T>
inline constexpr Shape kShape = make_shape<T>();

}  // namespace detail

template <class T>
const Shape& shape() {
  return detail::kShape<T>;
}

}  // namespace vitrine
