// What the page and the Markdown of an operation say alike: data and texts without their looks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/openapi/description.h"
#include "app/session/reference/schema_facts.h"
#include "app/session/words.h"

namespace vitrine::session {

struct ParameterPlace {
  openapi::Location in;
  Word heading;
};
/// In the order of the page.
inline constexpr ParameterPlace kParameterPlaces[] = {
    {openapi::Location::path, Word::path_parameters},
    {openapi::Location::query, Word::query_parameters},
    {openapi::Location::querystring, Word::query_parameters},
    {openapi::Location::header, Word::header_parameters},
    {openapi::Location::cookie, Word::cookie_parameters}};

/// The schema of a parameter or a header, its own or that of its content.
template <class Holder>
const json::Cursor& schema_of(const Holder& holder) {
  return holder.content.empty() ? holder.schema : holder.content.front().schema;
}
/// What a media type describes; of a stream that is one item.
inline const json::Cursor& schema_of(const openapi::MediaType& media) {
  return !media.schema.value && media.item_schema.value ? media.item_schema : media.schema;
}

/// Strings without their quotes, other values as JSON.
std::string value_text(const json::Value& value);
/// The example as it is sent: JSON on several lines, which ends after about `most` bytes, else the
/// address where it is.
std::string example_text(const openapi::Example& example, std::size_t most);
/// Those that fit in a line.
std::vector<std::string> short_examples(const std::vector<openapi::Example>& examples,
                                        Spelling spelling = Spelling::json);
/// The author's examples of a parameter or a header, its own or those of its content.
template <class Holder>
const std::vector<openapi::Example>& examples_of(const Holder& holder) {
  return holder.examples.empty() && !holder.content.empty() ? holder.content.front().examples
                                                            : holder.examples;
}

/// "http · bearer · JWT".
std::string scheme_words(const openapi::SecurityScheme& scheme);
/// The addresses that a flow has, by their names.
std::vector<std::pair<Word, std::string_view>> addresses_of(const openapi::OAuthFlow& flow);

}  // namespace vitrine::session
