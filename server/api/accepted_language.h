#pragma once
#include <string_view>

#include "app/schema/message.h"

namespace vitrine {

/// The language of messages that a client prefers (Accept-Language, RFC 9110 §12.5.4); English
/// where it asks for none that there is.
schema::Language accepted_language(std::string_view header);

}  // namespace vitrine
