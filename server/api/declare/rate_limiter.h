#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/api/declare/rate_limit.h"

namespace vitrine {

/// Counts the requests of each client by the generic cell rate algorithm (ITU-T I.371 §A.1): one
/// time a client. Safe from several threads.
class RateLimiter {
 public:
  using Clock = std::chrono::steady_clock;
  /// When so many clients are counted at once, a new one takes the place of another, which begins
  /// anew.
  static constexpr std::size_t kMaxClients = 65'536;

  explicit RateLimiter(RateLimit limit);

  /// nullopt when the request may be handled; else the seconds to wait, at least 1.
  std::optional<int> take(const std::string& client, Clock::time_point now);

  const RateLimit& limit() const { return limit_; }

 private:
  void make_room(Clock::time_point now);

  const RateLimit limit_;
  const Clock::duration each_;
  std::mutex mutex_;
  /// When all requests so far will have come back.
  std::unordered_map<std::string, Clock::time_point> free_at_;
  Clock::time_point sweep_again_ = {};
};

/// What is counted of an address: of IPv6 the first 64 bits, which one client has for itself
/// (RFC 6177).
std::string limited_address(std::string_view address);

}  // namespace vitrine
