#include "server/command/compress.h"

/// Builds without brotli.
namespace vitrine::command {

std::optional<std::string> brotli(std::string_view) { return std::nullopt; }

}  // namespace vitrine::command
