#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Compression of texts. The same bytes give the same result; nothing in builds without the
/// library.
namespace vitrine {

/// RFC 1952. Both at a level that makes thousands of pages in seconds.
std::optional<std::string> gzip(std::string_view bytes);
/// RFC 7932.
std::optional<std::string> brotli(std::string_view bytes);

}  // namespace vitrine
