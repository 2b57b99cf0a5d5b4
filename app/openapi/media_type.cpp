#include "app/text/media_type.h"

#include "app/openapi/context.h"

/// Media Type, Example, Encoding and Header Objects (OAS 3.1.0 §4.8.14, §4.8.19, §4.8.15, §4.8.21).
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

std::optional<ExternalDocs> read_external_docs(Context& context, const Cursor& owner) {
  const Cursor docs = context.object(owner, "externalDocs");
  if (!docs.value) return std::nullopt;
  context.check_fields(docs, "external documentation", "url! description");
  context.check_url(docs, "url");
  return ExternalDocs{context.text(docs, "url"), context.text(docs, "description")};
}

namespace {

Example read_example(Context& context, const Cursor& cursor, std::string_view name) {
  context.check_fields(cursor, "an example",
                       "summary description value externalValue dataValue@2 serializedValue@2");
  Example example;
  example.name = std::string(name);
  example.summary = context.text(cursor, "summary");
  example.description = context.text(cursor, "description");
  example.external_value = context.text(cursor, "externalValue");
  example.serialized = context.text(cursor, "serializedValue");
  Value value = cursor.value["value"];
  if (value && cursor.value["externalValue"]) {
    context.report(rule::kExclusiveFields, cursor,
                   "an example has either \"value\" or \"externalValue\"; \"value\" is used");
  }
  if (!value) value = cursor.value["dataValue"];
  example.value = child(cursor, value);
  return example;
}

/// `type/subtype` of RFC 9110 §8.3.1, parameters allowed, `*` for ranges.
bool is_media_type(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 >= text.size()) return false;
  for (char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) return false;
  }
  const std::string_view type = text.substr(0, text.find(';'));
  return type.find_first_of("()<>@,:\\\"[]?={}") == std::string_view::npos &&
         type.find('/', slash + 1) == std::string_view::npos;
}

/// Style, explode and allowReserved count for application/x-www-form-urlencoded alone in 3.0 (OAS
/// 3.0.3 §4.7.15.1), for multipart/form-data as well from 3.1 on (OAS 3.1.0 §4.8.15.1.1).
bool is_styled(const Context& context, std::string_view media_type) {
  const std::string plain = text::essence(media_type);
  return plain == "application/x-www-form-urlencoded" ||
         (context.version != Version::v3_0 && plain == "multipart/form-data");
}

Encoding read_encoding(Context& context, const Cursor& given, std::string_view media_type) {
  Encoding encoding;
  const Cursor cursor = context.here(given, "an encoding");
  if (!context.is_object(cursor, "an encoding must be an object; this one is ignored")) {
    return encoding;
  }
  context.check_fields(cursor, "an encoding",
                       "contentType headers style explode allowReserved encoding@2 "
                       "prefixEncoding@2 itemEncoding@2");
  encoding.content_type = context.text(cursor, "contentType");
  encoding.headers = read_headers(context, context.object(cursor, "headers"));
  encoding.has_style =
      is_styled(context, media_type) &&
      (cursor.value["style"] || cursor.value["explode"] || cursor.value["allowReserved"]);
  read_style(context, cursor, Location::query, encoding.style, encoding.explode);
  encoding.allow_reserved = context.flag(cursor, "allowReserved");
  return encoding;
}

/// Reads encodings by the name of a property, or by the place of an element.
void read_encodings(Context& context, const Cursor& owner, MediaType& media) {
  const Cursor encodings = context.object(owner, "encoding");
  for (const json::Member& member : encodings.value.members()) {
    Encoding encoding = read_encoding(context, child(encodings, member.value), media.name);
    encoding.property = std::string(member.key);
    if (member.value.is_object()) media.encoding.push_back(std::move(encoding));
  }
  if (!context.at_least(Version::v3_2)) return;
  const Cursor prefix = context.array(owner, "prefixEncoding");
  for (Value element : prefix.value.elements()) {
    media.prefix_encoding.push_back(read_encoding(context, child(prefix, element), media.name));
  }
  const Cursor item = context.object(owner, "itemEncoding");
  if (item.value) media.item_encoding.push_back(read_encoding(context, item, media.name));
  if (encodings.value && (prefix.value || item.value)) {
    context.report(rule::kExclusiveFields, owner,
                   "\"encoding\" is for objects, \"prefixEncoding\" and \"itemEncoding\" for "
                   "arrays; leave one kind out");
  }
}

}  // namespace

std::vector<Example> read_examples(Context& context, const Cursor& owner) {
  std::vector<Example> list;
  if (Value value = owner.value["example"]) {
    Example example;
    example.value = child(owner, value);
    list.push_back(std::move(example));
    if (owner.value["examples"]) {
      context.report(rule::kExclusiveFields, owner,
                     "\"example\" and \"examples\" exclude each other; leave one out");
    }
  }
  Value named = owner.value["examples"];
  if (named.is_array()) {
    context.report(rule::kFieldType, owner, named,
                   "\"examples\" must be an object of named examples here, not an array");
    for (Value value : named.elements()) {
      Example example;
      example.name = std::to_string(list.size() + 1);
      example.value = child(owner, value);
      list.push_back(std::move(example));
    }
    return list;
  }
  const Cursor examples = context.object(owner, "examples");
  for (const json::Member& member : examples.value.members()) {
    if (is_extension(member.key)) continue;
    Cursor cursor = context.follow(child(examples, member.value), "example");
    if (!cursor.value) continue;
    if (!context.is_object(cursor, "an entry of \"examples\" must be an object with a \"value\"")) {
      Example example;
      example.name = std::string(member.key);
      example.value = cursor;
      list.push_back(std::move(example));
      continue;
    }
    list.push_back(read_example(context, cursor, member.key));
  }
  return list;
}

MediaType read_media_type(Context& context, const Cursor& given, std::string_view name) {
  const Cursor cursor = context.at_least(Version::v3_2) ? context.follow(given, "media type")
                                                        : context.here(given, "a media type");
  MediaType media;
  media.name = std::string(name);
  if (!context.is_object(cursor, "a media type must be an object; what it describes is unknown")) {
    return media;
  }
  context.check_fields(cursor, "a media type",
                       "schema example examples encoding itemSchema@2 prefixEncoding@2 "
                       "itemEncoding@2 description@2");
  media.schema = context.schema(cursor, "schema");
  media.item_schema = context.schema(cursor, "itemSchema");
  media.examples = read_examples(context, cursor);
  read_encodings(context, cursor, media);
  return media;
}

std::vector<MediaType> read_content(Context& context, const Cursor& content) {
  std::vector<MediaType> list;
  for (const json::Member& member : content.value.members()) {
    if (is_extension(member.key) && member.key.find('/') == std::string_view::npos) continue;
    if (!is_media_type(member.key)) {
      context.report(rule::kMediaTypeName, content, member.value,
                     quoted(member.key) + " is not a media type such as application/json");
    }
    list.push_back(read_media_type(context, child(content, member.value), member.key));
  }
  return list;
}

RequestBody read_request_body(Context& context, const Cursor& given) {
  RequestBody body;
  const Cursor cursor = context.follow(given, "request body");
  if (!context.is_object(cursor, "the request body must be an object; it is ignored")) return body;
  context.check_fields(cursor, "a request body", "description content! required");
  body.description = context.text(cursor, "description");
  body.required = context.flag(cursor, "required");
  body.content = read_content(context, context.object(cursor, "content"));
  if (body.content.empty() && cursor.value["content"]) {
    context.report(rule::kContentEmpty, cursor,
                   "\"content\" of the request body is empty; say which media types it takes");
  }
  return body;
}

std::vector<Header> read_headers(Context& context, const Cursor& headers) {
  std::vector<Header> list;
  for (const json::Member& member : headers.value.members()) {
    Cursor cursor = context.follow(child(headers, member.value), "header");
    Header header;
    header.name = std::string(member.key);
    if (context.is_object(cursor, "a header must be an object; what it describes is unknown")) {
      context.check_fields(cursor, "a header",
                           "description required deprecated allowEmptyValue allowReserved style "
                           "explode schema content example examples");
      header.description = context.text(cursor, "description");
      header.required = context.flag(cursor, "required");
      header.deprecated = context.flag(cursor, "deprecated");
      header.explode = context.flag(cursor, "explode");
      header.schema = context.schema(cursor, "schema");
      header.content = read_content(context, context.object(cursor, "content"));
      header.examples = read_examples(context, cursor);
    }
    list.push_back(std::move(header));
  }
  return list;
}

}  // namespace vitrine::openapi
