#pragma once
#include <string>
#include <string_view>

#include "server/api/http/http.h"

/// Conditional requests (RFC 9110 §13): by versions of what is sent.
namespace vitrine {

/// A strong entity tag of the bytes, quotes included. It distinguishes versions, nothing more.
std::string entity_tag(std::string_view bytes);

/// `tag` as it is sent with a content coding: other bytes, another strong tag (RFC 9110 §8.8.3.3).
std::string coded_tag(std::string_view tag, std::string_view coding);

/// How two tags are compared (RFC 9110 §8.8.3.2).
enum class Comparison { strong, weak };

/// The tag of If-Match or If-None-Match that names the same version as `tag`, whatever its coding,
/// as the list writes it; "*" for a list of that, "" when none does.
std::string_view find_tag(std::string_view list, std::string_view tag, Comparison comparison);

/// Turns a response into 304 when If-None-Match names its ETag (RFC 9110 §13.1.2), or, without that
/// header, when it has not changed since If-Modified-Since (§13.1.3).
void apply_if_none_match(const Request& request, Response& response);

/// The same, and 412 when If-Match or If-Unmodified-Since ask for another version (RFC 9110
/// §13.2.2).
void apply_preconditions(const Request& request, Response& response);

}  // namespace vitrine
