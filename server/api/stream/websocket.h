#pragma once
#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/declare/handler.h"
#include "server/api/http/problem.h"
#include "server/api/model/bind.h"
#include "server/api/model/check.h"
#include "server/api/stream/websocket_session.h"

/// WebSockets (RFC 6455) with typed messages.
///
///     api.get("/room", [](Authenticated<User> me, Depends<Room> room) -> WebSocket<Say, Said> {
///       return {.opened = [&room = *room](Socket<Said> socket) { room.enter(socket); },
///               .message = [&room = *room, me = *me](Socket<Said> socket, Say say) { … }};
///     });
///
/// The handler runs once for each handshake; identity and parameters are checked before, and
/// refused as everywhere else. A request that is no handshake gets 426. Browsers of other origins
/// get 403, unless the server allows them (`ServeOptions::cors_origins`): a page of any site could
/// connect otherwise, in the name of its visitor. In the document the operation has the extension
/// `x-websocket` with both types.
namespace vitrine {

/// The server's end of a WebSocket, for messages of type Out: a model, a union, or Frame. It can be
/// copied, kept longer than the connection lives, and used from any thread.
template <class Out>
class Socket {
 public:
  explicit Socket(std::shared_ptr<SocketCore> core) : core_(std::move(core)) {}

  /// Waits while the client is behind by more than `ServeOptions::max_waiting_bytes`. False when
  /// the socket is closed. To say something to others use try_send() or a Broadcast, which do not
  /// wait for the slowest.
  bool send(const Out& message) const { return put(message, true); }
  /// Never waits: false also when the client is that far behind.
  bool try_send(const Out& message) const { return put(message, false); }
  /// Says goodbye: 1000 when all is well, 3000 to 4999 are the application's (RFC 6455 §7.4). Of
  /// the reason 123 bytes are sent.
  void close(int code = 1000, std::string_view reason = {}) const { core_->close(code, reason); }
  /// False once either side has said goodbye, or the client is gone.
  bool open() const { return core_->open(); }
  /// Closes the socket of a client that is too far behind (1013); used by Broadcast.
  void drop() const { core_->close(1013, "too far behind"); }

  bool operator==(const Socket& other) const { return core_ == other.core_; }

 private:
  bool put(const Out& message, bool wait) const {
    if constexpr (std::same_as<Out, Frame>) {
      return core_->send(message, wait);
    } else {
      return core_->send({to_text(message), false}, wait);
    }
  }

  std::shared_ptr<SocketCore> core_;
};

/// What a handler returns to open a WebSocket: functions that are called as things happen, one at a
/// time for each socket, on any thread, long after the handler: they copy what they need of its
/// inputs. All but `message` may be left out. What they throw is reported and closes the socket
/// with 1011.
///
/// Messages are JSON in text frames, checked by the schema and the rules of In before `message`
/// gets them. Of a client that keeps to it no other messages come; for others: text that is not
/// JSON, or not UTF-8, closes with 1007, a binary frame with 1003, JSON that the schema refuses
/// with 1008, the first mistake being the reason. With `refused` the latter stays open, and
/// `refused` may respond with a message of type Out. Messages larger than
/// `ServeOptions::max_message_bytes` close with 1009. With Frame as In or Out the frames are taken
/// or sent as they are.
///
/// A client that does not take what it is sent is not read from until it does. The server responds
/// to pings, and sends them to a client that is silent (`ServeOptions::heartbeat_seconds`); one
/// that stays silent is let go of. A server that ends closes with 1001.
template <class In, class Out>
struct WebSocket {
  std::function<void(Socket<Out>)> opened = {};
  std::function<void(Socket<Out>, In)> message;
  std::function<void(Socket<Out>, const std::vector<FieldError>&)> refused = {};
  /// Called once at the end, with the code and reason of the side that closed, or 1006 where the
  /// client was lost. Nothing can be sent any more.
  std::function<void(Socket<Out>, int code, const std::string& reason)> closed = {};
};

namespace detail {

template <class T>
constexpr const Shape* message_shape() {
  if constexpr (std::same_as<T, Frame>) {
    return nullptr;
  } else {
    return &shape<T>();
  }
}

template <class In, class Out>
struct Result<WebSocket<In, Out>> {
  static void declare(RouteInfo& info) {
    declare_websocket(info, message_shape<In>(), message_shape<Out>());
  }
  /// Before the handler runs.
  static void check(Call& call) { check_handshake(call); }
  static Response send(WebSocket<In, Out> socket, const Call& call) {
    using Core = std::shared_ptr<SocketCore>;
    SocketHandlers handlers;
    if (socket.opened) {
      handlers.opened = [f = std::move(socket.opened)](const Core& core) { f(Socket<Out>(core)); };
    }
    if constexpr (std::same_as<In, Frame>) {
      handlers.frame = [f = std::move(socket.message)](const Core& core, Frame frame) {
        f(Socket<Out>(core), std::move(frame));
      };
    } else {
      handlers.message = [f = std::move(socket.message)](const Core& core, json::Value value,
                                                         Invalid& found) {
        In message{};
        if (!bind_checked(value, message, found)) return false;
        if (found.entries().empty()) f(Socket<Out>(core), std::move(message));
        return true;
      };
    }
    if (socket.refused) {
      handlers.refused = [f = std::move(socket.refused)](const Core& core,
                                                         const std::vector<FieldError>& errors) {
        f(Socket<Out>(core), errors);
      };
    }
    if (socket.closed) {
      handlers.closed = [f = std::move(socket.closed)](const Core& core, int code,
                                                       const std::string& reason) {
        f(Socket<Out>(core), code, reason);
      };
    }
    return websocket_response(call, std::move(handlers));
  }
};

}  // namespace detail

}  // namespace vitrine
