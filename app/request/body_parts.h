#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/request/body.h"
#include "app/request/secret_place.h"

/// The shapes that make_body() puts a JSON value into.
namespace vitrine::request {

/// Pairs of application/x-www-form-urlencoded, a space written `+` (OAS 3.1.0 §4.8.14.3).
SecretText form_text(const BodyInput& input, json::Value object);

/// The runs of a multipart body (RFC 7578, RFC 2046 §5.1); sets `made.content_type` as well.
/// `root` may be absent: then there are files only.
void make_multipart(const BodyInput& input, json::Value root, MadeBody& made);

/// The value as an XML document (OAS 3.1.0 §4.8.26; `nodeType` of OAS 3.2.0). Characters and names
/// that XML cannot hold are replaced.
SecretText xml_text(json::Value value, const openapi::SchemaView& schema,
                    const SecretPlace& place = {});
/// The same text with a line for each element.
std::string xml_lines(std::string_view xml);

/// A value alone in a media type: JSON, XML, or for everything else scalars as plain text.
SecretText text_in(std::string_view media_type, json::Value value,
                   const openapi::SchemaView& schema, const SecretPlace& place);

/// `format: binary`, or content that is neither text nor encoded as text.
bool is_file_schema(const openapi::SchemaView& schema);
/// The media type of a file: the promised type that fits its own, else the first definite one, else
/// its own. `promised` is a list with commas, possibly with ranges.
std::string file_type(std::string_view promised, const FileRef& file);
/// What is secret in the body; nothing, where the input says so.
SecretPlace secrets_of(const BodyInput& input);
/// The text with the whole of it marked; `guarded`: if its place may hold secrets.
SecretText hidden(std::string text, std::string_view name);
SecretText guarded(std::string text, std::string_view name, const SecretPlace& place);
/// Marks the secrets of a JSON text by their places.
SecretText mark_secrets(std::string json_text, const SecretPlace& root);

}  // namespace vitrine::request
