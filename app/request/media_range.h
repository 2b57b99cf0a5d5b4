#pragma once

#include <string_view>
#include <vector>

#include "app/openapi/model.h"

/// Media types and what a description promises of them (RFC 9110 §8.3.1, §12.5.1).
namespace vitrine::request {

/// The entry of `content` that describes a body of the type `content_type`, a Content-Type field.
/// The most specific of those that hold: one with more of its parameters before one with fewer, a
/// type before `type/*`, that before `*/*` (OAS 3.1.0 §4.8.14); of equals the first. A parameter
/// that an entry has must be in the field with the same value; the order does not count, nor does
/// case in names, types and charsets. A charset that the field does not name and a boundary do not
/// count. nullptr when no entry holds.
const openapi::MediaType* described_by(const std::vector<openapi::MediaType>& content,
                                       std::string_view content_type);

}  // namespace vitrine::request
