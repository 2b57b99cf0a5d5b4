#pragma once
#include <vitrine.h>

#include <optional>
#include <string>

#include "server/demo/picture_models.h"

/// The models of events, and of messages in the room.
namespace vitrine::demo {

/// A picture that is no longer there.
struct PictureGone {
  std::string id;
};

using PictureAdded = Event<"added", Picture>;
using PictureChanged = Event<"changed", Picture>;
using PictureRemoved = Event<"removed", PictureGone>;
using NewsStream = EventStream<PictureAdded, PictureChanged, PictureRemoved>;
using NewsSink = EventSink<PictureAdded, PictureChanged, PictureRemoved>;

/// What a visitor sends to the room.
struct Remark {
  std::string text;
};

enum class Occasion { came, said, left };

/// What everybody in the room gets.
struct RoomMessage {
  Occasion what = Occasion::said;
  std::string name;
  std::optional<std::string> text;
  std::string at;
};

}  // namespace vitrine::demo

namespace vitrine {

template <>
struct Schema<demo::PictureGone> {
  static constexpr std::string_view description = "A picture that is no longer there.";
  static constexpr auto fields =
      vitrine::fields(field<&demo::PictureGone::id>("id").example("pic_8f3k2"));
};

template <>
struct Schema<demo::Remark> {
  static constexpr std::string_view description = "Something to say to everybody in the room.";
  static constexpr auto fields =
      vitrine::fields(field<&demo::Remark::text>("text").min_length(1).max_length(500).example(
          "Have you seen the snow in pic_8f3k2?"));
};

template <>
struct Schema<demo::Occasion> {
  static constexpr std::string_view description = "What happened in the room.";
  static constexpr auto values =
      vitrine::values(value(demo::Occasion::came, "came"), value(demo::Occasion::said, "said"),
                      value(demo::Occasion::left, "left"));
};

template <>
struct Schema<demo::RoomMessage> {
  static constexpr std::string_view description = "Somebody came, said something, or left.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::RoomMessage::what>("what"),
      field<&demo::RoomMessage::name>("name").description("Who it was.").example("민아"),
      field<&demo::RoomMessage::text>("text").description("The words, when something was said."),
      field<&demo::RoomMessage::at>("at").format("date-time").example("2026-01-31T09:30:00Z"));
};

}  // namespace vitrine
