#include "server/api/front/compress.h"

/// Builds without brotli.
namespace vitrine {

std::optional<std::string> brotli(std::string_view) { return std::nullopt; }

}  // namespace vitrine
