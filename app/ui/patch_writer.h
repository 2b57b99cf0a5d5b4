#pragma once

#include <string>
#include <string_view>

#include "app/ui/node.h"
#include "app/ui/ui.h"

namespace vitrine::ui {

/// JSON of what the DOM layer needs of surfaces and nodes; only what is not default is written.
void append_surface(std::string& out, const Surface& surface);
/// `after` is the sibling before it, empty for a first child.
void append_node(std::string& out, const Node& node, std::string_view surface,
                 std::string_view after);

/// Whether the page shows the text of the node in an element of its own (`<input>`, `<select>`).
bool is_field(const Node& node);

}  // namespace vitrine::ui
