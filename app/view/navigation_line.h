// The lines of operations and schemas in the list: a name on one line or two.
#pragma once

#include <string>
#include <vector>

#include "app/view/context.h"

namespace vitrine::view {

inline constexpr float kLineHeight = 32;
/// By which a tag inside another is indented.
inline constexpr float kDepth = 12;

inline const openapi::Description& description_of(const session::Session& session) {
  return session.spec->description;
}

/// How high a line is in a list as wide as the column: its name may need two.
float line_height(const Context& context, const session::NavigationRow& row);
void draw_line(const Context& context, const session::NavigationRow& row, const ui::Rect& all,
               bool current);
/// What is drawn of an operation, for a layer that shows itself.
std::string label_of(const openapi::OperationEntry& entry);
/// Method, path, summary and badges: all that a line may have no room for.
std::string tooltip_of(const Context& context, const openapi::OperationEntry& entry,
                       const std::vector<const openapi::Group*>& badges);
/// The tags that mark operations.
std::vector<const openapi::Group*> badges_of(const openapi::Description& description);

}  // namespace vitrine::view
