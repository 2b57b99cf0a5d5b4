// The inputs for a body: made from its schema and the value that is there.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/document.h"
#include "app/openapi/model.h"
#include "app/openapi/schema_view.h"
#include "app/session/form/field.h"

namespace vitrine::session {

struct Form;

/// The variant or the type that the user chose, by JSON pointer.
using Variants = std::map<std::string, uint32_t, std::less<>>;

/// The inputs for a body: of each object what is required, then the rest in the order of the
/// schema. Many optional properties are folded, but those that have a value, were typed into or lie
/// at or above one of the pointers `wanted`. Bounded in depth, and in number until the user asks
/// for more, so that any schema and any text will do; empty where a form is no help: no object, no
/// list and no map. For a multipart body `media` says which of its parts are files; null for all
/// others.
std::vector<Field> body_fields(const openapi::SchemaView& schema, json::Value body,
                               const Form& form, const std::vector<std::string>& wanted = {},
                               const openapi::MediaType* media = nullptr);
/// Whether the schema speaks of members whose names are the user's own.
bool names_values(const openapi::SchemaView& schema);

// ---- body_value.cpp

/// Completes the field of a value that is no group. `type` is the one chosen where there are
/// several (see types_of), else empty.
void describe_value(Field& field, const openapi::SchemaView& schema, json::Value value,
                    std::string_view type);
/// The JSON that a field's typed text stands for; an absent text (false) where it has to be JSON
/// and is not.
std::pair<bool, std::string> typed_json(const Field& field, std::string_view text);

/// What an element or a member whose field was cleared is: it has to be something.
std::string cleared_json(const Field& field);

/// The one field of a body that is a file as a whole.
Field whole_file_field(bool required);

// ---- variant.cpp

/// Whether a value has a type that is allowed.
bool takes(const openapi::Kinds& kinds, json::Value value);
/// The variant that a value fits best: by the discriminator, by what it requires, else the first.
uint32_t likely_variant(const openapi::SchemaView& schema, json::Value value);

/// A schema, and the choice among its variants.
struct Layer {
  openapi::SchemaView schema;
  std::string key;  ///< of the choice in Variants
  std::vector<openapi::SchemaView> variants;
  uint32_t chosen = 0;

  /// A single variant is no choice.
  bool is_choice() const { return variants.size() > 1; }
};
using Layers = std::vector<Layer>;

/// The schema of a place, then the variant of it that is chosen or likely, then that one's…
Layers layers_of(const openapi::SchemaView& schema, json::Value value, const Variants& variants,
                 std::string_view pointer);
/// The first of them that has properties, else the last.
const openapi::SchemaView& shape_of(const Layers& layers);
/// What all of them declare, each name once.
std::vector<openapi::Property> properties_of(const Layers& layers);
/// The schema of a map's value; absent where nothing is said of it.
openapi::SchemaView value_schema(const openapi::SchemaView& map, std::string_view key);

/// The schema of the place, through the variants chosen or likely; absent when none describes
/// it.
openapi::SchemaView schema_at(openapi::SchemaView schema, json::Value body,
                              const Variants& variants, std::string_view pointer);

/// The types of value that a place takes, where the user has to say which: `json` first, for
/// typing any of them.
std::vector<std::string_view> types_of(const openapi::Kinds& kinds);
/// What a value of that type begins with, as JSON.
std::string first_of_type(std::string_view type);

}  // namespace vitrine::session
