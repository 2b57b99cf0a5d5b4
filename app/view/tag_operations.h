// The operations of a tag's page, one below the other.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/view/context.h"

namespace vitrine::view {

/// A section with what each of these operations is: its name and route, both links to its page, its
/// words, and what it takes. What is out of sight gets its words some operations a frame.
void tag_operations(const Context& context, std::string_view id, session::Word title,
                    const std::vector<std::uint32_t>& operations);

}  // namespace vitrine::view
