#include "server/api/front/compress.h"

/// Builds without zlib.
namespace vitrine {

std::optional<std::string> gzip(std::string_view) { return std::nullopt; }

}  // namespace vitrine
