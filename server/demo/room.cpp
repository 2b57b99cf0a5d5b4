#include "server/demo/room.h"

#include <atomic>
#include <memory>
#include <utility>

/// Passes on what visitors say.
namespace vitrine::demo {

void Room::tell(Occasion what, const std::string& name, std::optional<std::string> text) {
  visitors_.send(RoomMessage{what, name, std::move(text), to_timestamp(clock_())});
}

WebSocket<Remark, RoomMessage> Room::enter(std::string name) {
  auto inside = std::make_shared<std::atomic<bool>>(false);
  return {.opened =
              [this, name, inside](Socket<RoomMessage> socket) {
                if (visitors_.size() >= kMostVisitors) {
                  socket.close(1013, "the room is full");
                  return;
                }
                *inside = true;
                visitors_.add(std::move(socket));
                tell(Occasion::came, name);
              },
          .message = [this, name](Socket<RoomMessage>,
                                  Remark remark) { tell(Occasion::said, name, remark.text); },
          .closed =
              [this, name, inside](Socket<RoomMessage>, int, const std::string&) {
                if (*inside) tell(Occasion::left, name);
              }};
}

}  // namespace vitrine::demo
