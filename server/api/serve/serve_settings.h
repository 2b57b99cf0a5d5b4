#pragma once
#include <string_view>

#include "server/api/serve/serve_options.h"
#include "server/api/serve/settings.h"

namespace vitrine {

/// The options of a server from PREFIX and HOST, PORT, TLS_CERTIFICATE, TLS_KEY, CORS_ORIGINS,
/// HOSTS, ROOT_PATH, TRUSTED_PROXIES, ACCESS_LOG (none, json, common), COMPRESS_FROM_BYTES,
/// TIMEOUT_SECONDS, STOP_SECONDS, MAX_BODY_BYTES; those that are not set are as in `options`.
/// Throws SettingsError.
ServeOptions serve_options_from_environment(std::string_view prefix, ServeOptions options = {},
                                            const Environment& environment = environment_variable);

}  // namespace vitrine
