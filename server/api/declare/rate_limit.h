#pragma once

namespace vitrine {

/// So many requests in so many seconds: `{.requests = 100, .seconds = 60}`. All of them may come at
/// once; then they come back evenly. Both are at least 1.
struct RateLimit {
  int requests = 60;
  int seconds = 60;
};

}  // namespace vitrine
