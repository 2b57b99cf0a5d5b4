#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/http/http.h"

/// The lines that a server writes of its requests.
namespace vitrine {

struct Match;

/// Their form.
enum class AccessLog {
  none,
  /// One JSON object: time, id, client, method, path, query, route, status, bytes, ms, agent.
  json,
  /// The Common Log Format, with the id and the milliseconds after it.
  common,
};

/// One request with its response.
struct Served {
  const Request& request;
  const Match& match;
  int status = 0;
  /// Those of the content; nullopt for a response that goes on.
  std::optional<std::uint64_t> bytes = {};
  std::chrono::steady_clock::duration time = {};
};

/// The line for a request, without its end. Header values are not in it but for User-Agent; of the
/// query, no value whose name `is_credential` or any other secret's is, and nothing of the page's
/// own addresses, to which authorization servers redirect. What a client sends cannot end the line.
std::string log_line(AccessLog format, const Served& served,
                     const std::function<bool(std::string_view name)>& is_credential);

/// The bytes of the content that is sent.
std::uint64_t content_bytes(const Request& request, const Response& response);

/// Writes one line to standard output, as a whole.
void print_log_line(std::string_view line);

}  // namespace vitrine
