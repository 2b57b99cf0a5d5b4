#include "server/command/compress.h"

/// Builds without zlib.
namespace vitrine::command {

std::optional<std::string> gzip(std::string_view) { return std::nullopt; }

}  // namespace vitrine::command
