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

namespace vitrine::session {

/// One input of a body's form: what the schema asks for at a place, and what the text has there.
struct BodyField {
  enum class Kind : uint8_t {
    text,
    number,
    choice,    ///< one of `choices`; optional booleans too
    checkbox,  ///< a required boolean
    json,      ///< anything deeper, as JSON text
    list,      ///< of the fields before it: elements are added here
    object,    ///< an absent object: it is added here, then its fields are there
    variant,   ///< which of `oneOf` or `anyOf` is meant
    file
  };

  Kind kind = Kind::text;
  bool required = false;
  bool deprecated = false;
  bool nullable = false;
  bool secret = false;
  bool multiline = false;
  bool present = false;       ///< the text has a value there
  bool null = false;          ///< and it is null
  bool element = false;       ///< of a list: may be removed and moved
  bool files = false;         ///< a list whose elements are files
  bool added = false;         ///< an optional object that is there: may be removed
  bool may_be_empty = false;  ///< an empty text is a value of its own (2.0's allowEmptyValue)
  uint32_t position = 0;      ///< of an element, and
  uint32_t count = 0;         ///< how many there are
  openapi::Kinds kinds;
  std::string pointer;  ///< in the body
  std::string name;     ///< as the contract writes the path: `origin.place`, `tags[0]`
  std::string text;     ///< a string's characters, a number as spelled, else JSON
  std::string placeholder;
  std::vector<std::string> choices;  ///< JSON texts; of a variant its names
  int32_t chosen = -1;               ///< index into choices
};

/// Which of its variants a place takes, where the reader chose.
using Variants = std::map<std::string, uint32_t, std::less<>>;

/// The inputs for a body, in the order of the schema. Bounded in depth and number, so that any
/// schema and any text will do; empty where a form is no help: no object and no list of any kind.
/// Of a multipart body `media` tells which of its parts are files; null for all others.
std::vector<BodyField> body_fields(const openapi::SchemaView& schema, json::Value body,
                                   const Variants& variants,
                                   const openapi::MediaType* media = nullptr);
/// The one field of a body that is a file as a whole.
BodyField whole_file_field(bool required);

/// The variant that a value fits best: by the discriminator, by what it requires, else the first.
uint32_t likely_variant(const openapi::SchemaView& schema, json::Value value);

/// The schema of the place, through the variants chosen or likely; absent when nothing speaks of
/// it.
openapi::SchemaView schema_at(openapi::SchemaView schema, json::Value body,
                              const Variants& variants, std::string_view pointer);

/// The JSON that a field's typed text stands for; an absent text (false) where it has to be JSON
/// and is not.
std::pair<bool, std::string> typed_json(const BodyField& field, std::string_view text);

/// A choice as it is read: strings without their quotes.
std::string choice_label(std::string_view json_text);

}  // namespace vitrine::session
