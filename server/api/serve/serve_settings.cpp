#include "server/api/serve/serve_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vitrine {

namespace {

/// What can be set, by its name.
struct ServeSettings {
  std::optional<std::string> host;
  std::optional<std::int32_t> port;
  std::optional<std::string> tls_certificate;
  std::optional<std::string> tls_key;
  std::optional<std::vector<std::string>> cors_origins;
  std::optional<std::vector<std::string>> hosts;
  std::optional<std::string> root_path;
  std::optional<std::vector<std::string>> trusted_proxies;
  std::optional<AccessLog> access_log;
  std::optional<std::int64_t> compress_from_bytes;
  std::optional<std::int32_t> timeout_seconds;
  std::optional<std::int32_t> stop_seconds;
  std::optional<std::int64_t> max_body_bytes;
};

template <class From, class To>
void take(const std::optional<From>& from, To& to) {
  if (from) to = static_cast<To>(*from);
}

}  // namespace

template <>
struct Schema<AccessLog> {
  static constexpr auto values =
      vitrine::values(value(AccessLog::none, "none"), value(AccessLog::json, "json"),
                      value(AccessLog::common, "common"));
};

template <>
struct Schema<ServeSettings> {
  using S = ServeSettings;
  static constexpr auto fields = vitrine::fields(
      field<&S::host>("host").min_length(1), field<&S::port>("port").minimum(0).maximum(65535),
      field<&S::tls_certificate>("tls_certificate"), field<&S::tls_key>("tls_key"),
      field<&S::cors_origins>("cors_origins"), field<&S::hosts>("hosts"),
      field<&S::root_path>("root_path"), field<&S::trusted_proxies>("trusted_proxies"),
      field<&S::access_log>("access_log"),
      field<&S::compress_from_bytes>("compress_from_bytes").minimum(0),
      field<&S::timeout_seconds>("timeout_seconds").minimum(1),
      field<&S::stop_seconds>("stop_seconds").minimum(0),
      field<&S::max_body_bytes>("max_body_bytes").minimum(1));
};

ServeOptions serve_options_from_environment(std::string_view prefix, ServeOptions options,
                                            const Environment& environment) {
  const auto set = from_environment<ServeSettings>(prefix, environment);
  take(set.host, options.host);
  take(set.port, options.port);
  take(set.tls_certificate, options.tls_certificate);
  take(set.tls_key, options.tls_key);
  take(set.cors_origins, options.cors_origins);
  take(set.hosts, options.deployment.hosts);
  take(set.root_path, options.deployment.root_path);
  take(set.trusted_proxies, options.deployment.trusted_proxies);
  take(set.access_log, options.access_log);
  take(set.compress_from_bytes, options.deployment.compress_from_bytes);
  take(set.timeout_seconds, options.timeout_seconds);
  take(set.stop_seconds, options.stop_seconds);
  take(set.max_body_bytes, options.max_body_bytes);
  return options;
}

}  // namespace vitrine
