#include "server/api/front/change_feed.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/api/http/live.h"
#include "server/api/http/problem.h"

/// Streams the versions of a description.
namespace vitrine {

namespace {

/// Polls without a new version until the stream writes a comment: about 15 seconds.
constexpr int kMaxQuietTurns = 75;

/// One page that listens, counted as long as it lives.
struct Listening {
  explicit Listening(std::shared_ptr<std::atomic<std::size_t>> all) : count(std::move(all)) {
    ++*count;
  }
  ~Listening() { --*count; }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

  std::shared_ptr<std::atomic<std::size_t>> count;
  std::string last;
  int quiet_turns = 0;
};

}  // namespace

void ChangeFeed::limit_listeners(std::size_t max_threads) {
  max_listeners_ = std::min(max_listeners_, max_threads / 2);
}

Response ChangeFeed::get() const {
  const auto listening = std::make_shared<Listening>(listeners_);
  if (*listeners_ > max_listeners_) {
    return problem_response(503, "Too many pages listen for changes; close some of them");
  }
  Response response;
  response.headers.add("Content-Type", "text/event-stream");
  response.headers.add("Cache-Control", "no-store");
  response.live = std::make_shared<Live>();
  response.live->endless = true;
  response.live->next = [listening, spec = spec_](std::string& out) {
    const std::string version = spec.version();
    if (version != listening->last) {
      listening->last = version;
      listening->quiet_turns = 0;
      out += "data: " + version + "\n\n";
    } else if (++listening->quiet_turns == kMaxQuietTurns) {
      // The server notices that a client is gone only when it writes to it.
      listening->quiet_turns = 0;
      out += ":\n\n";
    }
    return true;
  };
  return response;
}

}  // namespace vitrine
