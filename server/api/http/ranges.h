#pragma once
#include "server/api/http/http.h"

namespace vitrine {

/// Turns a response that is a file into the part that `Range: bytes=…` asks for: 206, or 416 when
/// there is no such part (RFC 9110 §14). Several ranges at once and other units are ignored, and so
/// is a range when If-Range names another version.
void apply_range(const Request& request, Response& response);

}  // namespace vitrine
