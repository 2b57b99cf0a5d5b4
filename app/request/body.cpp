#include "app/request/body.h"

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/body_parts.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

namespace vitrine::request {
namespace {

using json::Value;
using openapi::SchemaView;

bool is_range(std::string_view type) { return type.find('*') != std::string_view::npos; }

/// A JSON sequence starts each value with a record separator (RFC 7464 §2.2).
bool is_sequence(std::string_view type) { return type.ends_with("json-seq"); }

std::string lines(Value list, std::string_view type) {
  std::string text;
  for (Value element : list.elements()) {
    if (is_sequence(type)) text += '\x1E';
    text += json::compact(element);
    text += '\n';
  }
  return text;
}

/// The type that stands for a range such as `*/*`.
std::string definite(std::string_view media_type, BodyKind kind) {
  if (!is_range(text::essence(media_type))) return std::string(media_type);
  switch (kind) {
    case BodyKind::json:
      return "application/json";
    case BodyKind::text:
      return "text/plain";
    default:
      return "application/octet-stream";
  }
}

const ChosenFile* whole_file(const BodyInput& input) {
  for (const ChosenFile& chosen : input.files) {
    if (chosen.pointer.empty()) return &chosen;
  }
  return nullptr;
}

}  // namespace

bool is_file_schema(const SchemaView& schema) {
  if (!schema) return false;
  if (schema.format() == "binary") return true;
  const std::string_view content = schema.keyword("contentMediaType").string();
  return !content.empty() && !schema.keyword("contentEncoding") && !content.starts_with("text/") &&
         !text::is_json_media_type(content) && !text::is_xml_media_type(content);
}

SecretText hidden(std::string text, std::string_view name) {
  SecretText secret{std::move(text), {}};
  if (secret.text.empty()) return secret;
  secret.secrets.push_back({0, static_cast<uint32_t>(secret.text.size()), variable_name(name)});
  return secret;
}

SecretPlace secrets_of(const BodyInput& input) {
  return input.may_hold_secrets ? SecretPlace(input.schema) : SecretPlace();
}

SecretText guarded(std::string text, std::string_view name, const SecretPlace& place) {
  return place.may_hold_secrets() ? hidden(std::move(text), name) : SecretText{std::move(text), {}};
}

SecretText text_in(std::string_view media_type, Value value, const SchemaView& schema,
                   const SecretPlace& place) {
  if (text::is_json_media_type(media_type)) return mark_secrets(json::compact(value), place);
  if (text::is_xml_media_type(media_type)) return xml_text(value, schema, place);
  std::string text = value.is_string() ? std::string(value.string()) : json::compact(value);
  return SecretText{std::move(text), {}};
}

BodyKind body_kind(std::string_view media_type, const SchemaView& schema) {
  const BodyKind kind = text::media_type_traits(media_type).editor;
  if (kind != BodyKind::by_schema && kind != BodyKind::text) return kind;
  if (is_file_schema(schema)) return BodyKind::binary;
  if (kind == BodyKind::text) return kind;
  const openapi::Kinds kinds = schema.kinds();
  if (schema && (kinds.object || kinds.array)) return BodyKind::json;
  return schema && kinds.string ? BodyKind::text : BodyKind::binary;
}

bool is_edited_as_json(BodyKind kind, std::string_view text) {
  const std::string_view plain = text::trim(text);
  const char first = plain.empty() ? '\0' : plain.front();
  switch (kind) {
    case BodyKind::json:
    case BodyKind::form:
    case BodyKind::multipart:
      return true;
    case BodyKind::xml:
      return first != '<';
    case BodyKind::lines:
      return first == '[' || first == '\0';
    default:
      return false;
  }
}

std::string file_type(std::string_view promised, const FileRef& file) {
  const std::string own = text::essence(file.type);
  std::string first;
  while (!promised.empty()) {
    const std::string_view type = text::trim(text::take_piece(promised, ','));
    const std::string plain = text::essence(type);
    const size_t star = plain.find('*');
    if (!own.empty() && own.substr(0, star) == plain.substr(0, star)) return file.type;
    if (star == std::string::npos && first.empty()) first = std::string(type);
  }
  if (!first.empty()) return first;
  return own.empty() ? "application/octet-stream" : file.type;
}

MadeBody make_body(const BodyInput& input) {
  MadeBody made;
  if (!input.media) return made;
  const BodyKind kind = body_kind(input.media->name, input.schema);
  made.content_type = definite(input.media->name, kind);
  if (const ChosenFile* chosen = whole_file(input); chosen && kind == BodyKind::binary) {
    made.content_type = is_range(text::essence(input.media->name))
                            ? file_type(input.media->name, chosen->file)
                            : input.media->name;
    made.body = Body{chosen->file};
    return made;
  }
  if (text::trim(input.text).empty() && !(kind == BodyKind::text && !input.text.empty()) &&
      !(kind == BodyKind::multipart && !input.files.empty())) {
    return made;
  }
  json::Document document;
  bool readable = false;
  if (is_edited_as_json(kind, input.text)) {
    json::Reading reading = json::read(input.text);
    readable = !reading.error;
    document = std::move(reading.document);
  }
  const Value root = readable ? document.root() : Value();
  if (kind == BodyKind::multipart && (root.is_object() || root.is_array() || !root)) {
    make_multipart(input, root, made);
    if (root || text::trim(input.text).empty()) return made;
  }
  SecretText text;
  const SecretPlace place = secrets_of(input);
  if (!root) {
    text = guarded(std::string(input.text), "BODY", place);
  } else if (kind == BodyKind::form && root.is_object()) {
    text = form_text(input, root);
  } else if (kind == BodyKind::xml) {
    text = xml_text(root, input.schema, place);
  } else if (kind == BodyKind::lines && root.is_array()) {
    text = guarded(lines(root, made.content_type), "BODY", place);
  } else {
    text = mark_secrets(std::string(input.text), place);
  }
  made.body = Body{std::move(text)};
  return made;
}

}  // namespace vitrine::request
