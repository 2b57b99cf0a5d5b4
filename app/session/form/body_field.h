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

/// The variant that the user chose, by JSON pointer.
using Variants = std::map<std::string, uint32_t, std::less<>>;

/// The inputs for a body, in the order of the schema. Bounded in depth and number, so that any
/// schema and any text will do; empty where a form is no help: no object and no list of any kind.
/// For a multipart body `media` says which of its parts are files; null for all others.
std::vector<Field> body_fields(const openapi::SchemaView& schema, json::Value body,
                               const Variants& variants, const openapi::MediaType* media = nullptr);
/// The one field of a body that is a file as a whole.
Field whole_file_field(bool required);

/// The variant that a value fits best: by the discriminator, by what it requires, else the first.
uint32_t likely_variant(const openapi::SchemaView& schema, json::Value value);

/// The schema of the place, through the variants chosen or likely; absent when none describes
/// it.
openapi::SchemaView schema_at(openapi::SchemaView schema, json::Value body,
                              const Variants& variants, std::string_view pointer);

/// The JSON that a field's typed text stands for; an absent text (false) where it has to be JSON
/// and is not.
std::pair<bool, std::string> typed_json(const Field& field, std::string_view text);

}  // namespace vitrine::session
