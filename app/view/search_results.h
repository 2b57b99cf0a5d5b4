// What a search found besides operations and schemas by their names.
#pragma once

#include <cstddef>
#include <string>

#include "app/view/context.h"

namespace vitrine::view {

/// Draws the places found below the list, each with its way and the words found.
void search_results(const Context& context);
/// Whole id of the node of a hit.
std::string hit_node(std::size_t index);

}  // namespace vitrine::view
