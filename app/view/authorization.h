// Says that one is authorised: as whom, until when, for what; and where a response asks for it.
#pragma once

#include <string>
#include <string_view>

#include "app/session/exchange/exchange.h"
#include "app/view/context.h"

namespace vitrine::view {

/// "Authorized as mina · until 14:32 · read, write".
std::string authorization_words(const Context& context, const session::Credential& credential);
/// A line for each credential that the request goes with.
void authorization_lines(const Context& context);
/// A line for each server that has a credential for the scheme.
void authorized_servers(const Context& context, std::string_view scheme);
/// Leads from a response that asks for authorization, or for more of it, to the dialog.
void authorization_hint(const Context& context, const session::Exchange& exchange);

}  // namespace vitrine::view
