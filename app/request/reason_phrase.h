#pragma once

#include <cstdint>
#include <string_view>

namespace vitrine::request {

/// The words for a status, "Unprocessable Content" for 422: those of the IANA registry (RFC 9110
/// §15, RFC 6585, RFC 7725, RFC 4918…), which HTTP/2 does not carry. Empty for others.
std::string_view reason_phrase(int status);

}  // namespace vitrine::request
