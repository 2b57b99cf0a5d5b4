#include "server/api/declare/rate_limiter.h"

#include <arpa/inet.h>

#include <algorithm>

namespace vitrine {

RateLimiter::RateLimiter(RateLimit limit)
    : limit_{std::max(limit.requests, 1), std::max(limit.seconds, 1)},
      each_(Clock::duration(std::chrono::seconds(limit_.seconds)) / limit_.requests) {}

std::optional<int> RateLimiter::take(const std::string& client, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  auto found = free_at_.find(client);
  if (found == free_at_.end()) {
    if (free_at_.size() >= kMaxClients) make_room(now);
    found = free_at_.emplace(client, now).first;
  }
  const Clock::time_point after = std::max(found->second, now) + each_;
  const auto too_early = after - now - each_ * limit_.requests;
  if (too_early > Clock::duration::zero()) {
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(too_early).count());
  }
  found->second = after;
  return std::nullopt;
}

/// Clients whose requests have all come back are as good as unknown.
void RateLimiter::make_room(Clock::time_point now) {
  if (now >= sweep_again_) {
    std::erase_if(free_at_, [now](const auto& entry) { return entry.second <= now; });
    sweep_again_ = now + std::chrono::seconds(1);
  }
  if (free_at_.size() >= kMaxClients) free_at_.erase(free_at_.begin());
}

std::string limited_address(std::string_view address) {
  in6_addr bytes{};
  if (::inet_pton(AF_INET6, std::string(address).c_str(), &bytes) != 1 ||
      IN6_IS_ADDR_V4MAPPED(&bytes)) {
    return std::string(address);
  }
  return std::string(reinterpret_cast<const char*>(&bytes), 8);
}

}  // namespace vitrine
