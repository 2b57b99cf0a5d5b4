#pragma once
#include <cstddef>
#include <string>

#include "server/demo/clock.h"
#include "server/demo/live_models.h"

namespace vitrine::demo {

/// A room in which everybody hears everybody. Safe from several threads.
class Room {
 public:
  explicit Room(Clock clock) : clock_(std::move(clock)) {}

  /// The socket of a visitor.
  WebSocket<Remark, RoomMessage> enter(std::string name);

 private:
  static constexpr std::size_t kMostVisitors = 100;

  void tell(Occasion what, const std::string& name, std::optional<std::string> text = {});

  Clock clock_;
  Broadcast<Socket<RoomMessage>> visitors_;
};

}  // namespace vitrine::demo
