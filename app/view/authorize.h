#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The dialog for credentials, while it is open: a surface of its own above the others.
void authorize(const Context& context, ui::Size size);
/// What Enter does in it: in a field of a sign-in it signs in, in any other field it saves.
session::Actions authorize_key(const session::Session& session, const ViewState& state);

/// A field of the scheme at `index`.
void credential_field(const Context& context, std::uint32_t index, session::CredentialPart part);

}  // namespace vitrine::view
