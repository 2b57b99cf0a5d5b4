#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "server/api/http/http.h"

namespace vitrine {

/// True for media types whose bytes are text of some kind; images, films and archives are
/// compressed already.
bool is_compressible(std::string_view media_type);

/// Compresses the content by what Accept-Encoding allows (RFC 9110 §12.5.3), and says so in
/// `Content-Encoding`, `Vary` and `ETag`: other bytes, another version. Left alone are contents
/// below `from_bytes`, parts, streams, what has a coding or must not be changed (`no-transform`),
/// and large files, which are sent in ranges.
void apply_content_coding(const Request& request, std::size_t from_bytes, Response& response);

/// Gives a response these bytes for its content, which are that in a coding, and says so in
/// `Content-Encoding` and `ETag`.
void become_coded(Response& response, std::string_view coding, std::string bytes);

}  // namespace vitrine
