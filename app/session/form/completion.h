// What may be written at a place of a body, by its schema: names of properties, values, variants.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/schema_view.h"
#include "app/session/form/body_field.h"

namespace vitrine::session {

struct Session;

/// One thing that may be written.
struct Completion {
  std::string name;    ///< of a property, of a variant; else the value as JSON
  std::string detail;  ///< its type
  std::string words;   ///< of the description
  bool required = false;
  std::string text;       ///< replaces the run
  std::size_t caret = 0;  ///< in `text`, where one goes on
};

/// What may stand in the place of a run of bytes: the word that has been begun, or nothing.
struct Completions {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<Completion> items;
};

/// While one types, only what has been begun is completed.
enum class Wanted : std::uint8_t { any, begun };

/// What may be written in a JSON text at `at`, which need not be JSON yet. Names that are there
/// already are not offered; what is required comes first, and before it what begins like the word
/// that has been begun.
Completions complete(const openapi::SchemaView& schema, std::string_view text, std::size_t at,
                     const Variants& variants, Wanted wanted = Wanted::any);
/// The same for the body of the operation shown; nothing where that is no JSON.
Completions complete_body(const Session& session, std::size_t at, Wanted wanted = Wanted::any);

}  // namespace vitrine::session
