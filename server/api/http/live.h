#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/api/http/outlet.h"

/// Responses that go on after their handler has returned.
namespace vitrine {

/// A connection that is no longer HTTP: both sides send when they like.
class Dialogue {
 public:
  virtual ~Dialogue() = default;
  /// Called once, when the head of the response is written. The outlet ends before this object.
  virtual void begin(std::shared_ptr<Outlet> outlet, std::size_t max_message_bytes) = 0;
  /// Takes bytes of the client, by one thread at a time, and does what they ask for until the
  /// outlet is full; another call goes on from there.
  virtual void take(std::string_view bytes) = 0;
  /// True when the last take() was left before its end.
  virtual bool waits_for_room() const = 0;
  /// The server ends.
  virtual void stop() = 0;
  /// The client was silent for a while.
  virtual void ask() = 0;
  /// True when this side has said goodbye and waits for the other.
  virtual bool closing() const = 0;
  /// Gets the words of exceptions that the application throws.
  virtual void on_error(std::function<void(std::string_view)> report) = 0;
};

/// A response that goes on. Exactly one of `next`, `start` and `dialogue` is there.
struct Live {
  /// Appends what comes next; called whenever the client has room, so that a slow client takes no
  /// thread and little memory. False at the end. Where nothing was appended, it is asked again
  /// in a moment.
  std::function<bool(std::string&)> next = {};
  /// Called once, on a thread of its own. The response goes on until the outlet ends.
  std::function<void(std::shared_ptr<Outlet>)> start = {};
  std::shared_ptr<Dialogue> dialogue = {};
  /// Sent when nothing else was for a while, so that a client that is gone is noticed; "" is
  /// nothing.
  std::string_view heartbeat = {};
  /// True where the source has no end of its own: it ends with the server, and when the client
  /// closes its half of the connection.
  bool endless = false;
};

}  // namespace vitrine
