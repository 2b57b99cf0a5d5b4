// Says for each media type how the playground colours, shows and edits it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::text {

/// How the body of a response is shown. All but text take place that the page fills.
enum class Renderer : uint8_t { text, image, audio, video, pdf };

/// How a request body is edited and sent.
enum class BodyKind : uint8_t {
  by_schema,  ///< the media type leaves it open; request::body_kind() never returns it
  json,       ///< sent as edited
  form,       ///< application/x-www-form-urlencoded: edited as a JSON object
  multipart,  ///< edited as a JSON object (one part a property) or array (one part an element)
  xml,        ///< edited as JSON and written by the schema, or edited as XML
  lines,      ///< NDJSON, JSON Lines, JSON sequences: edited as a JSON array, one line an element
  text,       ///< sent as edited
  binary      ///< a file
};

/// One row of the table, which is all that has to be said of a new media type.
struct MediaTypeTraits {
  std::string_view pattern;  ///< `*` stands for any text
  std::string_view lexer;    ///< for colours: "json", "xml" or ""
  Renderer renderer;
  BodyKind editor;
};

/// The first row that fits; the last one fits all. Parameters of the media type are ignored.
const MediaTypeTraits& media_type_traits(std::string_view media_type);

/// `type/subtype` in lower case, without parameters (RFC 9110 §8.3.1).
std::string essence(std::string_view media_type);

/// `application/json`, `text/json` and `…+json`.
bool is_json_media_type(std::string_view media_type);
/// `application/xml`, `text/xml` and `…+xml`.
bool is_xml_media_type(std::string_view media_type);

}  // namespace vitrine::text
