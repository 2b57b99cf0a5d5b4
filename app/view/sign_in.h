// The part of the dialog Authorize that gets a token: OAuth2 and OpenID Connect.
#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// Draws it for the scheme at `index`.
void sign_in(const Context& context, std::uint32_t index);
/// The button that gets another token for one that was saved.
void renew_token(const Context& context, std::uint32_t index);

}  // namespace vitrine::view
