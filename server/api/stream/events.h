#pragma once
#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/declare/handler.h"
#include "server/api/declare/inputs.h"
#include "server/api/http/live.h"

/// Responses that are streams: server-sent events and JSON Lines, of typed items.
///
///     using Added = Event<"added", Picture>;
///     api.get("/events", [](LastEventId last, Depends<News> news) -> EventStream<Added> {
///       return {[news, last = *last](EventSink<Added> sink) { news->follow(sink, last); }};
///     });
///     api.get("/export", [](Depends<Pictures> all) -> JsonLines<Picture> {
///       return {.next = all->reader()};
///     });
///
/// The document has the types as `itemSchema`, which makes it one of OpenAPI 3.2.
namespace vitrine {

/// The `id` of the last event that a client has got, when it comes again: browsers send it by
/// themselves. The handler decides what has come since. Where ids are numbers, a header of its own
/// says so, and refuses others: `Header<"Last-Event-ID", std::optional<std::int64_t>, minimum(0)>`.
using LastEventId =
    Header<"Last-Event-ID", std::optional<std::string>, max_length(200),
           description("The `id` of the last event you have: those since then come first.")>;

/// A server-sent event with a name of its own; "message" is the name of events without one.
template <FixedString Name, class T>
struct Event {
  using Data = T;
  static constexpr std::string_view name() { return kName.view(); }

  /// Sent as JSON.
  T data{};
  /// What a client sends as Last-Event-ID when it comes again; "" leaves it as it was. One line.
  std::string id = {};

 private:
  static constexpr auto kName = Name;
};

/// The end of a stream at which items are written, from any thread. It can be copied and kept: the
/// stream lasts as long as a copy is there, or until end(), or the client is gone, or the server
/// ends. A copy may be kept longer than that, and longer than the server.
class Sink {
 public:
  /// False when the stream is over: nothing that is written arrives.
  bool open() const { return lease_->outlet->open(); }
  /// Ends the stream for all copies; what was written is sent.
  void end() const { lease_->outlet->end(); }
  /// Waits for a time, or until the stream is over: then false. Takes the place of sleeping:
  /// `while (sink.wait_for(1s)) sink.send(…)`.
  bool wait_for(std::chrono::milliseconds time) const { return lease_->outlet->wait_for(time); }
  /// Calls `f` once when the stream is over, on some thread. `f` must not hold a copy of the sink.
  void on_end(std::function<void()> f) const { lease_->outlet->on_end(std::move(f)); }
  /// Ends the stream of a client that is too far behind; used by Broadcast.
  void drop() const { end(); }

 protected:
  explicit Sink(std::shared_ptr<Outlet> outlet)
      : lease_(std::make_shared<const Lease>(std::move(outlet))) {}
  bool put(const std::string& text, bool wait) const {
    return wait ? lease_->outlet->write(text) : lease_->outlet->try_write(text);
  }

 private:
  /// The last copy ends the stream, in the middle where an exception destroys it.
  struct Lease {
    explicit Lease(std::shared_ptr<Outlet> to) : outlet(std::move(to)) {}
    ~Lease() {
      if (std::uncaught_exceptions() > exceptions) {
        outlet->abort();
      } else {
        outlet->end();
      }
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    const std::shared_ptr<Outlet> outlet;
    const int exceptions = std::uncaught_exceptions();
  };
  std::shared_ptr<const Lease> lease_;
};

namespace detail {
/// An event as it is sent; `json` becomes its data.
std::string event_text(std::string_view name, std::string_view id, std::string_view json);
/// A line of JSON Lines.
std::string json_line(std::string json);
Response event_response(std::function<void(std::shared_ptr<Outlet>)> start);
/// A response of which either `next` gives pieces, false at the end, or `start` writes them.
Response pieces_response(std::string type, std::function<bool(std::string&)> next,
                         std::function<void(std::shared_ptr<Outlet>)> start);
}  // namespace detail

/// Writes events of the kinds E.
template <class... E>
class EventSink : public Sink {
 public:
  explicit EventSink(std::shared_ptr<Outlet> outlet) : Sink(std::move(outlet)) {}

  /// Waits while the client is behind by more than `ServeOptions::max_waiting_bytes`. False when
  /// the stream is over.
  template <class One>
  requires(std::same_as<One, E> || ...) bool send(const One& event) const {
    return put(detail::event_text(One::name(), event.id, to_text(event.data)), true);
  }
  /// Never waits: false also when the client is that far behind.
  template <class One>
  requires(std::same_as<One, E> || ...) bool try_send(const One& event) const {
    return put(detail::event_text(One::name(), event.id, to_text(event.data)), false);
  }
  /// Asks clients that lose the stream to wait so long until they come again (HTML §9.2.6).
  bool retry_after(std::chrono::milliseconds time) const {
    return put("retry: " + std::to_string(std::max<std::int64_t>(time.count(), 0)) + "\n\n", false);
  }
};

/// Writes the items of JSON Lines.
template <class T>
class LineSink : public Sink {
 public:
  explicit LineSink(std::shared_ptr<Outlet> outlet) : Sink(std::move(outlet)) {}

  /// Like those of EventSink.
  bool send(const T& item) const { return put(detail::json_line(to_text(item)), true); }
  bool try_send(const T& item) const { return put(detail::json_line(to_text(item)), false); }
};

/// A response of server-sent events (text/event-stream) without end.
///
/// `start` is called once, on a thread of its own. It may give its sink to whatever knows of news,
/// and return: then the stream takes no thread. Or it writes and waits for as long as it likes; of
/// such there may be half as many as there are threads, further ones are refused with 503. It ends
/// when send() or wait_for() say false. What it throws is reported and breaks the stream off. It
/// runs after the handler, so it copies what it needs of the handler's inputs.
template <class... E>
struct EventStream {
  std::function<void(EventSink<E...>)> start;
};

/// A response of JSON Lines (application/jsonl): one JSON text a line.
///
/// Either `next` gives the items one by one, std::nullopt after the last. It is called only while
/// the client has room, by one thread at a time: so an export of any size takes little memory, and
/// a slow client takes no thread. A server that ends waits for it. Or `start` writes them as that
/// of an EventStream does, and ends with the server.
template <class T>
struct JsonLines {
  std::function<std::optional<T>()> next = {};
  std::function<void(LineSink<T>)> start = {};
};

/// Says the same to many: sinks of streams, or sockets. Safe from several threads. A client that is
/// gone is forgotten; one that is too far behind is let go of, and may come again.
template <class To>
class Broadcast {
 public:
  void add(To to) {
    const std::lock_guard lock(mutex_);
    forget_closed();
    all_.push_back(std::move(to));
  }
  /// Never waits.
  template <class Message>
  void send(const Message& message) {
    const std::lock_guard lock(mutex_);
    for (const To& one : all_) {
      if (!one.try_send(message)) one.drop();
    }
    forget_closed();
  }
  std::size_t size() {
    const std::lock_guard lock(mutex_);
    forget_closed();
    return all_.size();
  }

 private:
  void forget_closed() {
    all_.erase(std::remove_if(all_.begin(), all_.end(), [](const To& one) { return !one.open(); }),
               all_.end());
  }

  std::mutex mutex_;
  std::vector<To> all_;
};

namespace detail {

template <class... E>
struct Result<EventStream<E...>> {
  static_assert(sizeof...(E) > 0, "an event stream has at least one kind of event");

  static void declare(RouteInfo& info) {
    declare_events(info, {{std::string(E::name()), &shape<typename E::Data>()}...});
  }
  static Response send(EventStream<E...> stream) {
    return event_response([start = std::move(stream.start)](std::shared_ptr<Outlet> outlet) {
      start(EventSink<E...>(std::move(outlet)));
    });
  }
};

template <class T>
struct Result<JsonLines<T>> {
  static void declare(RouteInfo& info) { declare_lines(info, shape<T>()); }
  static Response send(JsonLines<T> lines) {
    std::function<bool(std::string&)> next;
    std::function<void(std::shared_ptr<Outlet>)> start;
    if (lines.next) {
      next = [next = std::move(lines.next)](std::string& out) {
        const std::optional<T> item = next();
        if (item) out += json_line(to_text(*item));
        return item.has_value();
      };
    } else {
      start = [start = std::move(lines.start)](std::shared_ptr<Outlet> outlet) {
        start(LineSink<T>(std::move(outlet)));
      };
    }
    return pieces_response("application/jsonl", std::move(next), std::move(start));
  }
};

}  // namespace detail

}  // namespace vitrine
