// WebSockets: the messages that an operation describes, and what the user does with one that is
// open.
#pragma once

#include <string>

#include "app/view/context.h"

namespace vitrine::view {

/// What the description says of the messages, as it is read.
void described_messages(const Context& context, const openapi::Operation& operation);
/// Names the headers of the request that a browser does not send.
void unsent_headers(const Context& context);
/// The state of the connection, and the message that is sent next.
void message_composer(const Context& context, const session::Exchange& exchange);
/// The bytes of a message, given as digits, in rows.
std::string bytes_dump(std::string_view digits);

}  // namespace vitrine::view
