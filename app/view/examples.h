// Examples of bodies: the author's, or one made for the schema.
#pragma once

#include <string>
#include <vector>

#include "app/view/context.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {

/// The value of a media type, or of a schema that has a page.
struct Sample {
  const openapi::MediaType* media = nullptr;
  openapi::SchemaView schema;
  schema::Direction direction = schema::Direction::any;
};

/// Draws an example under a heading of its own; nothing where there is none. `place` names it on
/// the page.
void examples(const Context& context, const std::string& place, const Sample& sample);

/// Adds to the row of a parameter or a header what its value is: the media type, short examples.
void add_value(SchemaRow& row, const std::vector<openapi::MediaType>& content,
               const std::vector<openapi::Example>& examples,
               session::Spelling spelling = session::Spelling::json);
/// Draws the author's examples of such a value where the row does not say all of them.
void value_examples(const Context& context, const std::string& place,
                    const std::vector<openapi::MediaType>& content,
                    const std::vector<openapi::Example>& examples);

/// Whether the response's example stands beside the request: until there is a live one.
bool is_example_beside(const Context& context);
/// Draws the card of the example of the response that the page shows, of each status by choice.
void response_example(const Context& context);
/// Draws the card of a schema's example.
void schema_example(const Context& context, const std::string& place,
                    const openapi::SchemaView& schema);

}  // namespace vitrine::view
