#include "server/api/front/content_coding.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "app/text/ascii.h"
#include "app/text/media_type.h"
#include "server/api/front/compress.h"
#include "server/api/http/conditional.h"
#include "server/api/http/negotiation.h"

namespace vitrine {

namespace {

/// Files up to this size are compressed in memory.
constexpr std::uint64_t kMaxFileBytes = 1u << 20;

bool may_be_changed(const Response& response) {
  const Headers& headers = response.headers;
  if (response.live || headers.find("Content-Encoding") || headers.find("Content-Range")) {
    return false;
  }
  if (response.file && response.file->size() > kMaxFileBytes) return false;
  if (headers.joined("Cache-Control").find("no-transform") != std::string::npos) return false;
  const std::string* type = headers.find("Content-Type");
  return type && is_compressible(*type);
}

}  // namespace

bool is_compressible(std::string_view media_type) {
  const std::string essence = text::essence(media_type);
  if (text::is_json_media_type(essence) || text::is_xml_media_type(essence)) return true;
  // Of events each has to go out by itself.
  if (essence.starts_with("text/")) return essence != "text/event-stream";
  for (const std::string_view known :
       {"application/javascript", "application/jsonl", "application/wasm", "application/yaml",
        "application/x-ndjson", "font/ttf", "font/otf", "image/bmp", "image/x-icon"}) {
    if (essence == known) return true;
  }
  return false;
}

void apply_content_coding(const Request& request, std::size_t from_bytes, Response& response) {
  if (from_bytes == 0 || !may_be_changed(response)) return;
  if (response.status == 304) {
    add_vary(response.headers, "Accept-Encoding");
    return;
  }
  const std::uint64_t size = response.file ? response.file->size() : response.text().size();
  if (response.status < 200 || response.status == 204 || response.status == 206 ||
      size < from_bytes) {
    return;
  }
  add_vary(response.headers, "Accept-Encoding");
  const std::string accepted = request.headers.joined("Accept-Encoding");
  const bool takes_brotli = accepts_encoding(accepted, "br");
  const bool takes_gzip = accepts_encoding(accepted, "gzip");
  // A response to HEAD has the headers of one to GET, and those come from the coded bytes.
  if (!takes_brotli && !takes_gzip) return;
  const std::string text = response.file ? response.file->read_all() : std::string(response.text());
  std::string_view coding = "br";
  std::optional<std::string> coded = takes_brotli ? brotli(text) : std::nullopt;
  if (!coded && takes_gzip) {
    coding = "gzip";
    coded = gzip(text);
  }
  if (!coded || coded->size() >= text.size()) return;
  // A range of the coded bytes cannot be had.
  if (response.file) response.headers.set("Accept-Ranges", "none");
  become_coded(response, coding, std::move(*coded));
}

void become_coded(Response& response, std::string_view coding, std::string bytes) {
  response.body = std::move(bytes);
  response.static_body = {};
  response.file.reset();
  response.headers.set("Content-Encoding", std::string(coding));
  if (const std::string* tag = response.headers.find("ETag")) {
    response.headers.set("ETag", coded_tag(*tag, coding));
  }
}

}  // namespace vitrine
