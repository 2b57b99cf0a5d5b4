#pragma once
#include <string_view>

#include "app/schema/message.h"
#include "server/api/http/http.h"

/// What a client would rather have (RFC 9110 §12).
namespace vitrine {

/// The language of messages that a client prefers (Accept-Language, §12.5.4); English where it asks
/// for none that there is.
schema::Language accepted_language(std::string_view header);

/// True when Accept-Encoding allows a coding (§12.5.3); "*" is ignored.
bool accepts_encoding(std::string_view header, std::string_view coding);

/// Names a header in `Vary` (§12.5.5), once.
void add_vary(Headers& headers, std::string_view name);

}  // namespace vitrine
