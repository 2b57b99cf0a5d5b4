#pragma once

#include <string>
#include <variant>

#include "server/command/documents.h"

namespace vitrine::command {

/// The body of an address, for `--allow-remote`: at most 64 MB in at most 30 s, over http or https
/// with certificates verified (`SSL_CERT_FILE` names other authorities), at most five redirects,
/// from https to https only. A build without libcurl refuses with a sentence that says so; CMake
/// chooses (fetch/).
std::variant<std::string, Unreadable> fetch(const std::string& uri);

}  // namespace vitrine::command
