#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/model.h"
#include "app/openapi/schema_view.h"
#include "app/request/request.h"
#include "app/text/media_type.h"

/// Body as edited → body as sent (OAS 3.1.0 §4.8.14, §4.8.15). The user always edits text:
/// JSON for all kinds that a schema can describe, so that form, examples and validation are the
/// same for them; it takes its real shape here, when the request is built. Files are referred to,
/// never read.
///
///     const auto kind = request::body_kind(media.name, view);
///     if (kind == request::BodyKind::binary) …one file, JSON Pointer ""…
///     if (request::is_edited_as_json(kind, text)) …validate text with the schema, offer a form…
///     if (request::takes_file(media, name, view)) …a file, JSON Pointer "/name" or "/name/0"…
///
///     request::MadeBody made = request::make_body({&media, view, text, files});
///     input.body = std::move(made.body);
///     input.content_type = std::move(made.content_type);
///     Built built = build(input);  // and show made.notices beside built.notices
namespace vitrine::request {

using text::BodyKind;

/// Decides by the media type; where that leaves it open (`*/*`, `application/vnd.…`, `text/csv`),
/// by what the schema lets through. YAML counts as JSON, which it contains.
BodyKind body_kind(std::string_view media_type, const openapi::SchemaView& schema);

/// Whether the text has a JSON value to validate and to make fields of. XML typed as such, and
/// lines typed as lines, are sent as they are.
bool is_edited_as_json(BodyKind kind, std::string_view text);

/// Whether a property of a multipart body (or an element of it, when `schema` is that of the items)
/// is a file: `format: binary`, a `contentMediaType` or encoding that is no text and not encoded as
/// text, or no type at all (OAS 3.1.0 §4.8.14.2).
bool takes_file(const openapi::MediaType& media, std::string_view property,
                const openapi::SchemaView& schema);

/// A file for one place of the body: "" the whole body, "/avatar", "/photos/0". Its name may stand
/// in the text as a string at that place, so that `required` and `minItems` hold; the file wins.
struct ChosenFile {
  std::string pointer;
  FileRef file;
};

/// A JSON value as the XML that it is sent as, on several lines, to be edited.
std::string xml_to_edit(json::Value value, const openapi::SchemaView& schema);
/// What keeps a text from being well-formed XML; nothing where it is.
std::optional<json::Error> fault_in_xml(std::string_view xml);
/// The way back: XML as JSON, by the names and types of the schema. Error for what is no XML.
json::Result<std::string> json_of_xml(std::string_view xml, const openapi::SchemaView& schema);

struct BodyInput {
  const openapi::MediaType* media = nullptr;
  openapi::SchemaView schema;
  std::string_view text;
  std::vector<ChosenFile> files;
  /// The boundary of multipart; empty: one made from the content, equal for equal content.
  std::string boundary;
  bool may_hold_secrets = true;  ///< false where has_secrets() says so of the schema
};

struct MadeBody {
  std::optional<Body> body;  ///< absent: nothing was given
  std::string content_type;  ///< of the whole, with its boundary
  std::vector<Notice> notices;
};

/// Never fails: text that is not the JSON it should be is sent as it is. Values whose schema is
/// secret are marked.
MadeBody make_body(const BodyInput& input);

}  // namespace vitrine::request
