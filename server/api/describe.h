#pragma once
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>

#include "server/api/components.h"
#include "server/api/field.h"
#include "server/api/types.h"
#include "server/api/write.h"

/// From C++ types to JSON Schema 2020-12 as OpenAPI 3.1 has it.
namespace vitrine {

/// The schema of T; models and enumerations become components and are referred to.
template <class T>
FreeForm describe(Components& components);

/// The same with the rules of a field or parameter.
template <class T>
FreeForm describe(Components& components, const Rules& rules);

namespace detail {

template <class T>
FreeForm describe_integer() {
  FreeForm schema = {{"type", "integer"}};
  // What does not fit the C++ type is refused, so the document has to say it.
  if constexpr (std::is_same_v<T, std::int32_t>) {
    schema["format"] = "int32";
  } else if constexpr (std::is_same_v<std::make_signed_t<T>, T> && sizeof(T) == 8) {
    schema["format"] = "int64";
  } else {
    schema["minimum"] = std::numeric_limits<T>::min();
    schema["maximum"] = std::numeric_limits<T>::max();
  }
  return schema;
}

/// `null` beside whatever the schema allows.
inline FreeForm allow_null(FreeForm schema) {
  if (schema.contains("$ref")) {
    FreeForm reference = {{"$ref", schema["$ref"]}};
    schema.erase("$ref");
    FreeForm made = {{"anyOf", FreeForm::array({reference, {{"type", "null"}}})}};
    made.update(schema);
    return made;
  }
  if (schema.contains("oneOf")) schema["oneOf"].push_back({{"type", "null"}});
  if (schema.contains("type")) schema["type"] = FreeForm::array({schema["type"], "null"});
  return schema;
}

template <class T, class F>
void describe_field(Components& components, const F& field, FreeForm& properties,
                    FreeForm& required) {
  const std::string name(field.name());
  if (properties.contains(name)) {
    components.problem("the model " + std::string(type_name<T>()) + " has two fields called \"" +
                       name + "\"");
  }
  FreeForm schema = describe<Unwrapped<typename F::Value>>(components, field.rules());
  if (field.rules().has(Keyword::nullable)) schema = allow_null(std::move(schema));
  if (field.rules().has(Keyword::defaulted)) {
    if constexpr (!Optional<typename F::Value>) {
      schema["default"] = FreeForm::parse(to_text(F::get(T{})));
    }
  }
  properties[name] = std::move(schema);
  if (field.required()) required.push_back(name);
}

template <class T>
FreeForm describe_model(Components& components) {
  FreeForm schema = {{"type", "object"}};
  if constexpr (requires { Schema<T>::description; }) {
    schema["description"] = std::string(Schema<T>::description);
  }
  FreeForm properties = FreeForm::object();
  FreeForm required = FreeForm::array();
  std::apply(
      [&](const auto&... field) {
        (describe_field<T>(components, field, properties, required), ...);
      },
      Schema<T>::fields);
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  if constexpr (requires { Schema<T>::min_properties; }) {
    schema["minProperties"] = Schema<T>::min_properties;
  }
  if constexpr (!requires { Schema<T>::open; }) schema["additionalProperties"] = false;
  return schema;
}

template <class... T>
FreeForm describe_union(Components& components, const std::variant<T...>*) {
  FreeForm branches = FreeForm::array();
  (branches.push_back(describe<T>(components)), ...);
  return {{"oneOf", std::move(branches)}};
}

}  // namespace detail

template <class T>
FreeForm describe(Components& components) {
  static_assert(Describable<T>, "specialise vitrine::Schema for this type, so it can be described");
  if constexpr (Boolean<T>) {
    return {{"type", "boolean"}};
  } else if constexpr (Integer<T>) {
    return detail::describe_integer<T>();
  } else if constexpr (Number<T>) {
    return {{"type", "number"}};
  } else if constexpr (Text<T>) {
    return {{"type", "string"}};
  } else if constexpr (Attachment<T>) {
    // OAS 3.1.0 §4.8.14.3; the format is what older tools look for.
    return {
        {"type", "string"}, {"format", "binary"}, {"contentMediaType", "application/octet-stream"}};
  } else if constexpr (Any<T> || Raw<T>) {
    return FreeForm::object();
  } else if constexpr (Optional<T>) {
    return detail::allow_null(describe<Unwrapped<T>>(components));
  } else if constexpr (List<T>) {
    return {{"type", "array"}, {"items", describe<typename ListTraits<T>::Item>(components)}};
  } else if constexpr (Union<T>) {
    return detail::describe_union(components, static_cast<const T*>(nullptr));
  } else if constexpr (Map<T>) {
    return {{"type", "object"},
            {"additionalProperties", describe<typename MapTraits<T>::Item>(components)}};
  } else if constexpr (Enumeration<T>) {
    const auto name = type_name<T>();
    if (components.open(type_tag<T>(), name)) {
      FreeForm schema = {{"type", "string"}};
      if constexpr (requires { Schema<T>::description; }) {
        schema["description"] = std::string(Schema<T>::description);
      }
      for (const auto& entry : Schema<T>::values) schema["enum"].push_back(std::string(entry.name));
      components.set(name, std::move(schema));
    }
    return Components::reference(name);
  } else if constexpr (Model<T>) {
    const auto name = type_name<T>();
    if (components.open(type_tag<T>(), name)) {
      components.set(name, detail::describe_model<T>(components));
    }
    return Components::reference(name);
  }
}

template <class T>
FreeForm describe(Components& components, const Rules& rules) {
  FreeForm schema = describe<T>(components);
  apply(rules, schema);
  return schema;
}

}  // namespace vitrine
