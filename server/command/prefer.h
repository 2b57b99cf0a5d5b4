#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrine::command {

/// The value of a preference in a Prefer field (RFC 7240 §2): without quotes, "" for one without a
/// value, of several of the name the first; nullopt without one. Names compare without regard to
/// case.
std::optional<std::string> preference(std::string_view field, std::string_view name);

/// How much an Accept field (RFC 9110 §12.5.1) likes a media type, in thousandths; 0: not at all.
/// Without a field everything is liked.
int liking(std::string_view accept, std::string_view media_type);

}  // namespace vitrine::command
