#pragma once

#include <string>
#include <variant>

#include "server/command/documents.h"

namespace vitrine::command {

/// The body of an address, redirects followed, for `--allow-remote`. At most 64 MB and 30 s. Only
/// http: this build has no TLS, so https is refused with a sentence that says so.
std::variant<std::string, Unreadable> fetch(const std::string& uri);

}  // namespace vitrine::command
