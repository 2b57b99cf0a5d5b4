// The table of media types.
#include "app/text/media_type.h"

#include "app/text/ascii.h"

namespace vitrine::text {
namespace {

constexpr MediaTypeTraits kTraits[] = {
    {"application/json", "json", Renderer::text, BodyKind::json},
    {"text/json", "json", Renderer::text, BodyKind::json},
    {"application/stream+json", "json", Renderer::text, BodyKind::lines},
    {"*+json", "json", Renderer::text, BodyKind::json},
    {"*json-seq", "", Renderer::text, BodyKind::lines},
    {"application/x-ndjson", "", Renderer::text, BodyKind::lines},
    {"application/ndjson", "", Renderer::text, BodyKind::lines},
    {"application/jsonl", "", Renderer::text, BodyKind::lines},
    {"application/jsonlines", "", Renderer::text, BodyKind::lines},
    {"application/x-jsonl", "", Renderer::text, BodyKind::lines},
    {"application/x-jsonlines", "", Renderer::text, BodyKind::lines},
    // YAML contains JSON, and is edited as such.
    {"*/yaml", "", Renderer::text, BodyKind::json},
    {"*/x-yaml", "", Renderer::text, BodyKind::json},
    {"*+yaml", "", Renderer::text, BodyKind::json},
    {"image/svg+xml", "xml", Renderer::image, BodyKind::xml},
    {"application/xml", "xml", Renderer::text, BodyKind::xml},
    {"text/xml", "xml", Renderer::text, BodyKind::xml},
    {"*+xml", "xml", Renderer::text, BodyKind::xml},
    {"text/html", "xml", Renderer::text, BodyKind::text},
    {"image/*", "", Renderer::image, BodyKind::binary},
    {"audio/*", "", Renderer::audio, BodyKind::binary},
    {"video/*", "", Renderer::video, BodyKind::binary},
    {"font/*", "", Renderer::text, BodyKind::binary},
    {"application/pdf", "", Renderer::pdf, BodyKind::by_schema},
    {"application/x-www-form-urlencoded", "", Renderer::text, BodyKind::form},
    {"multipart/*", "", Renderer::text, BodyKind::multipart},
    {"text/*", "", Renderer::text, BodyKind::text},
    {"*", "", Renderer::text, BodyKind::by_schema},
};

bool fits(std::string_view pattern, std::string_view type) {
  const size_t star = pattern.find('*');
  if (star == std::string_view::npos) return type == pattern;
  return type.size() + 1 >= pattern.size() && type.starts_with(pattern.substr(0, star)) &&
         type.ends_with(pattern.substr(star + 1));
}

}  // namespace

const MediaTypeTraits& media_type_traits(std::string_view media_type) {
  const std::string type = essence(media_type);
  const MediaTypeTraits* row = kTraits;
  while (!fits(row->pattern, type)) ++row;
  return *row;
}

std::string essence(std::string_view media_type) {
  return lower(trim(media_type.substr(0, media_type.find(';'))));
}

bool is_json_media_type(std::string_view media_type) {
  return media_type_traits(media_type).lexer == "json";
}

bool is_xml_media_type(std::string_view media_type) {
  return media_type_traits(media_type).editor == BodyKind::xml;
}

}  // namespace vitrine::text
