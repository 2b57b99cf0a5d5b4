// Says what statuses and headers of a response mean.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/schema/message.h"

namespace vitrine::session {

/// One sentence each; empty for one that the table does not have.
std::string_view status_words(uint16_t status, schema::Language language);
std::string_view header_words(std::string_view name, schema::Language language);

}  // namespace vitrine::session
