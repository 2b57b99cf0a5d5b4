// Cards: a header with a title, and a body.
#pragma once

#include <string_view>

#include "app/view/context.h"

namespace vitrine::view {

inline constexpr float kCardPadding = ui::gap::kCard;

/// A card that is a region of its own: a header with its title, and room for what stands right of
/// it. Draw the right side between `begin_card` and `card_body`, in a row cell `right` wide.
void begin_card(const Context& context, std::string_view id, std::string_view title, float right);
void card_body(const Context& context);
void end_card(const Context& context);

}  // namespace vitrine::view
