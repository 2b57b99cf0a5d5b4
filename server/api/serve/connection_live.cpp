#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>

#include "app/request/reason_phrase.h"
#include "app/text/ascii.h"
#include "server/api/http/http_date.h"
#include "server/api/http/problem.h"
#include "server/api/http/request_head.h"
#include "server/api/serve/connection.h"

/// The responses of a connection that go on after their handler: streams and WebSockets.
namespace vitrine {

namespace {

constexpr std::size_t kReadBytes = 16u << 10;
/// Reads of one dialogue until others have their turn.
constexpr int kMaxReads = 16;
/// Steps of one stream until others have their turn.
constexpr int kMaxSteps = 64;
/// Time until a source that had nothing is asked again.
constexpr std::chrono::milliseconds kPause{200};
constexpr std::string_view kLastChunk = "0\r\n\r\n";

std::string head_text(const Response& response, bool chunked, bool keep_alive) {
  std::string text = "HTTP/1.1 " + std::to_string(response.status) + " " +
                     std::string(request::reason_phrase(response.status)) + "\r\n";
  for (const auto& [name, value] : response.headers) {
    if (is_token(name) && is_field_value(value)) text += name + ": " + value + "\r\n";
  }
  text += "Date: " + http_date(std::time(nullptr)) + "\r\n";
  if (chunked) text += "Transfer-Encoding: chunked\r\n";
  if (response.status != 101 && !keep_alive) text += "Connection: close\r\n";
  return text + "\r\n";
}

Response no_room(std::string detail) {
  Response response = problem_response(503, std::move(detail));
  response.headers.set("Retry-After", "1");
  return response;
}

}  // namespace

bool Connection::begin_live(Response& response) {
  std::shared_ptr<Live> live = std::exchange(response.live, nullptr);
  if (live->dialogue && http_1_0_) {
    response = problem_response(505, "A WebSocket needs HTTP/1.1");
    site_.front.finish(request_, match_, response);
    return false;
  }
  auto state = std::make_unique<LiveState>(site_.streams);
  if (site_.streams > site_.max_streams || (live->start && site_.writers.full())) {
    response = no_room("Too many streams are open at this moment; try again later");
    site_.front.finish(request_, match_, response);
    return false;
  }
  state->chunked = !live->dialogue && !http_1_0_;
  keep_alive_ = keep_alive_ && state->chunked && !site_.stopping;
  if (request_.method == "HEAD") {
    live = std::make_shared<Live>();
    live->next = [](std::string&) { return false; };
    state->finished = true;
  }
  state->outlet = std::make_shared<Outlet>(*channel_, site_.options.max_waiting_bytes, patience_,
                                           [wake = site_.wake, at = socket()] {
                                             if (wake) wake(at);
                                           });
  state->live = live;
  drop_body();
  state->status = response.status;
  live_ = std::move(state);
  stage_ = Stage::live;
  last_read_ = Clock::now();
  const Outlet::Turn turn(*live_->outlet);
  live_->outlet->write_raw(head_text(response, live_->chunked, keep_alive_));
  if (live_->chunked) live_->outlet->use_chunks();
  if (live->start) start_writer(live);
  if (live->dialogue) {
    live->dialogue->begin(live_->outlet, site_.options.max_message_bytes);
    live->dialogue->take(std::exchange(buffer_, {}));
  }
  return true;
}

void Connection::start_writer(const std::shared_ptr<Live>& live) {
  auto job = [start = std::move(live->start), outlet = live_->outlet] {
    try {
      start(outlet);
    } catch (...) {
      // Its route has reported why.
      outlet->abort();
    }
  };
  const bool runs = site_.run && site_.run([&writers = site_.writers, job = std::move(job)] {
    writers.run(job);
  });
  if (!runs) live_->outlet->abort();
}

std::uint32_t Connection::events() const {
  const auto receiving = static_cast<std::uint32_t>(channel_->before_receiving()) | EPOLLRDHUP;
  if (!live_) return receiving;
  std::uint32_t events = 0;
  if (live_->outlet->wants_turn()) {
    events |= static_cast<std::uint32_t>(channel_->before_sending());
  }
  if (live_->live->dialogue) {
    // A client that does not take what it is sent is not listened to.
    if (!live_->outlet->full()) events |= receiving;
  } else if (live_->live->endless) {
    events |= EPOLLRDHUP;
  }
  return events;
}

bool Connection::client_left() const {
  pollfd entry{socket(), POLLRDHUP, 0};
  return ::poll(&entry, 1, 0) > 0;
}

Connection::Next Connection::advance_live() {
  Outlet& outlet = *live_->outlet;
  Live& live = *live_->live;
  const Outlet::Turn turn(outlet);
  outlet.begin_turn();
  for (int step = 0; step < kMaxSteps; ++step) {
    if (live.dialogue && !hear()) return lose_live();
    if (live.endless && client_left()) return lose_live();
    const bool no_end = live.endless || live.dialogue || !live.next;
    if (site_.stopping && no_end) {
      if (live.dialogue) live.dialogue->stop();
      outlet.end();
    }
    const Outlet::State state = outlet.flush();
    if (state == Outlet::State::gone) return lose_live();
    if (state == Outlet::State::blocked) {
      deadline_ = outlet.last_progress() + patience_;
      if (!site_.stopping) return Next::wait;
      if (no_end || !await_room()) return lose_live();
      continue;
    }
    if (live.dialogue && live.dialogue->waits_for_room() && !outlet.ended()) continue;
    if (outlet.ended()) {
      if (!live_->chunked || std::exchange(live_->finished, true)) {
        end_live();
        return Next::again;
      }
      outlet.write_raw(kLastChunk);
      continue;
    }
    if (!speak()) return Next::wait;
  }
  return Next::again;
}

/// While the server ends no one watches the connection: this thread gives it a last time.
bool Connection::await_room() {
  if (!live_->last_moment) live_->last_moment = Clock::now() + patience_;
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(*live_->last_moment - Clock::now());
  if (left.count() <= 0) return false;
  pollfd entry{socket(), channel_->before_sending(), 0};
  return ::poll(&entry, 1, static_cast<int>(left.count())) > 0;
}

Connection::Next Connection::lose_live() {
  abort_live();
  stage_ = Stage::over;
  return Next::close;
}

bool Connection::hear() {
  Dialogue& dialogue = *live_->live->dialogue;
  dialogue.take({});
  char bytes[kReadBytes];
  for (int i = 0; i < kMaxReads && !live_->outlet->full() && live_->outlet->open(); ++i) {
    const ssize_t got = channel_->receive(bytes, sizeof bytes);
    if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    if (got == 0) return false;
    last_read_ = Clock::now();
    if (!dialogue.closing()) live_->asked.reset();
    dialogue.take({bytes, static_cast<std::size_t>(got)});
  }
  return true;
}

bool Connection::speak() {
  const Clock::time_point now = Clock::now();
  const Clock::duration quiet = std::chrono::seconds(std::max(site_.options.heartbeat_seconds, 1));
  Live& live = *live_->live;
  Outlet& outlet = *live_->outlet;
  if (live.dialogue) {
    if (live.dialogue->closing() || live_->asked) {
      if (!live_->asked) live_->asked = now;
      deadline_ = *live_->asked + patience_;
      if (now < deadline_) return false;
      outlet.abort();
    } else {
      deadline_ = last_read_ + quiet;
      if (now < deadline_) return false;
      live.dialogue->ask();
      live_->asked = now;
    }
    return true;
  }
  if (live.next) {
    deadline_ = live_->ask_again;
    if (now < deadline_) return false;
    std::string piece;
    const bool more = live.next(piece);
    if (!piece.empty()) {
      outlet.write(piece);
    } else {
      live_->ask_again = now + kPause;
    }
    if (!more) outlet.end();
    return true;
  }
  deadline_ = outlet.last_progress() + quiet;
  if (now < deadline_) return false;
  if (live.heartbeat.empty()) {
    deadline_ = now + quiet;
    return false;
  }
  outlet.try_write(live.heartbeat);
  return true;
}

void Connection::end_live() {
  log(live_->status, std::nullopt);
  live_->outlet->detach();
  live_.reset();
  if (keep_alive_ && !site_.stopping) {
    await_request();
  } else {
    linger();
  }
}

void Connection::abort_live() {
  if (!live_) return;
  log(live_->status, std::nullopt);
  live_->outlet->detach();
  live_.reset();
}

}  // namespace vitrine
