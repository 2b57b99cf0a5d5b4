// A WebSocket (RFC 6455) and what the user writes into it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/schema/message.h"

namespace vitrine::session {

/// Names of the directions of messages, which StreamRow::event holds.
inline constexpr std::string_view kSent = "sent";
inline constexpr std::string_view kReceived = "received";

struct Socket {
  std::string text;       ///< that is sent next
  uint32_t revision = 0;  ///< of `text`, when it changed by other means than typing
  bool closing = false;   ///< the user asked for it
};

/// Titles of the code samples that this page has for a WebSocket.
std::vector<std::string> socket_titles();

/// Sentence for the code that a WebSocket was closed with; empty for one that has none.
std::string_view close_words(uint16_t code, schema::Language language);

}  // namespace vitrine::session
