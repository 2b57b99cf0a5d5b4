#pragma once

#include <cstdint>

#include "app/view/context.h"

namespace vitrine::view {

/// Server and credentials of the operation shown.
void server_line(const Context& context);
/// The variables of the server.
void server_values(const Context& context);
/// What keeps the request from being sent, and the buttons that send, cancel and copy it.
void send_line(const Context& context);
/// A hash of what these lines show, without the variables.
std::uint64_t send_key(const Context& context);
/// Scrolls to the response, which begins at `top`, once its request was sent.
void bring_up_response(const Context& context, float top);

}  // namespace vitrine::view
