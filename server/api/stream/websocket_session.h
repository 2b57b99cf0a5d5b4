#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/schema/schema.h"
#include "server/api/http/http.h"
#include "server/api/http/live.h"
#include "server/api/http/problem.h"
#include "server/api/model/invalid.h"
#include "server/api/stream/websocket_frames.h"

/// A WebSocket after its handshake: what its client says, and how it ends.
namespace vitrine {

class Call;

/// A message of a WebSocket as it is: text, which has to be UTF-8, or bytes.
struct Frame {
  std::string bytes;
  bool binary = false;
};

/// The state that the copies of a Socket share.
class SocketCore {
 public:
  explicit SocketCore(std::shared_ptr<Outlet> outlet) : outlet_(std::move(outlet)) {}

  bool send(const Frame& message, bool wait);
  /// Sends a close frame, once.
  void close(int code, std::string_view reason);
  bool open() const { return !closing_ && outlet_->open(); }
  bool closing() const { return closing_; }

 private:
  friend class WebSocketSession;

  /// The end as the application gets to know it: that of the side that was first.
  struct End {
    int code = 1006;
    std::string reason = {};
  };
  void note_end(int code, std::string_view reason);
  End end() const;

  const std::shared_ptr<Outlet> outlet_;
  std::atomic<bool> closing_ = false;
  mutable std::mutex mutex_;
  std::optional<End> end_;
};

/// The functions of a WebSocket without its types. Either `message` or `frame` is there.
struct SocketHandlers {
  using Core = std::shared_ptr<SocketCore>;
  std::function<void(const Core&)> opened = {};
  /// False when the value does not have the type, although the schema accepts it. What rules of
  /// the type's own say against it is added to `found`, and it is not taken.
  std::function<bool(const Core&, json::Value, Invalid& found)> message = {};
  std::function<void(const Core&, Frame)> frame = {};
  std::function<void(const Core&, const std::vector<FieldError>&)> refused = {};
  std::function<void(const Core&, int, const std::string&)> closed = {};
};

/// A WebSocket after its handshake.
class WebSocketSession final : public Dialogue {
 public:
  /// `schema` judges messages; it is needed where the handlers have `message`.
  WebSocketSession(SocketHandlers handlers, std::shared_ptr<const schema::Schema> schema);

  void begin(std::shared_ptr<Outlet> outlet, std::size_t max_message_bytes) override;
  void take(std::string_view bytes) override;
  bool waits_for_room() const override { return waits_for_room_; }
  void stop() override;
  void ask() override;
  bool closing() const override { return core_->closing(); }
  void on_error(std::function<void(std::string_view)> report) override;

 private:
  void hear(Incoming incoming);
  void hear_message(std::string text);
  void hear_close(std::string_view payload);
  /// Closes without waiting for the client to say the same.
  void fail(int code, std::string_view reason);
  template <class F>
  void call(F f);

  const SocketHandlers handlers_;
  const std::shared_ptr<const schema::Schema> schema_;
  std::function<void(std::string_view)> report_;
  std::shared_ptr<Outlet> outlet_;
  std::shared_ptr<SocketCore> core_;
  std::optional<FrameReader> reader_;
  bool waits_for_room_ = false;
};

namespace detail {
/// Refuses a request that is no handshake (RFC 6455 §4.2.1).
void check_handshake(Call& call);
/// 101, and what comes after.
Response websocket_response(const Call& call, SocketHandlers handlers);
}  // namespace detail

}  // namespace vitrine
