// Where a link with `?field=` leads in the description of an operation or of a schema.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/context.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {

/// Most pages are shown without: views ask this first, so that the page's first part has no need of
/// the rest.
inline bool has_field(const Context& context) { return !context.session.route.field.empty(); }

/// The field of the link as the key of a row in the schema drawn at `place`; empty for the schema
/// as a whole, nothing where the link leads elsewhere.
std::optional<std::string> field_at(const Context& context, const std::string& place);
/// True when the link leads to the schema at `place` as a whole.
inline bool is_field(const Context& context, const std::string& place) {
  return has_field(context) && field_at(context, place) == "";
}
/// The row of the field, or else the one that is nearest above it; nullptr where there is neither.
const SchemaRow* marked_row(const Context& context, const std::string& place,
                            const std::vector<SchemaRow>& rows);

/// Unfolds the rows above the field and chooses the variants that it stands in, once for each page.
/// False, and nothing is changed, when the schema at `place` does not have it.
bool unfold_field(const Context& context, const std::string& place,
                  const openapi::SchemaView& schema);
/// Chooses the response that the link leads to, once for each page.
void choose_response(const Context& context, const std::vector<std::string>& statuses);

/// Chooses the media type of the request body that has the field, where the one at `index` does
/// not, once for each page. True: the frame that follows shows it.
bool choose_media(const Context& context, const session::Shown& shown, std::size_t index);

/// Draws the ground of what the link leads to, before that itself; then `end_field`, which brings
/// it into view and gives it the focus, once for each page.
float begin_field(const Context& context, std::string_view name);
void end_field(const Context& context, float top);
/// At the end of a page: what was not found by now is not looked for again.
void give_up_field(const Context& context);

}  // namespace vitrine::view
