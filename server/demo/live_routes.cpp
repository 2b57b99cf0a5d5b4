#include "server/demo/gallery.h"
#include "server/demo/table.h"

/// The routes that go on: events, an export, and a room.
namespace vitrine::demo {

void add_live_routes(Api& api) {
  using Name = Query<"name", std::string, min_length(1), max_length(40), default_value("guest"),
                     description("What you are called in the room."), example("민아")>;

  api.get("/events",
          [](LastEventId last, Depends<News> news) -> NewsStream {
            return {[news, last = *last](NewsSink sink) { news->follow(std::move(sink), last); }};
          })
      .id("followGallery")
      .tag("Live")
      .summary("Follow the gallery")
      .description(
          "Tells of every picture that comes, changes or goes, as server-sent events. Leave it "
          "open and add a picture. Who comes again with `Last-Event-ID` gets what was missed, up "
          "to 100 events.")
      .returns("The events, one by one, without end.");

  api.get("/export",
          [](Depends<Pictures> pictures) -> JsonLines<Picture> {
            return {.next = pictures->reader()};
          })
      .id("exportGallery")
      .tag("Live")
      .summary("Export the gallery")
      .description("Every picture, oldest first, as JSON Lines: one JSON text a line.")
      .returns("The pictures, one a line.");

  api.get(
         "/export.csv", [](Depends<Pictures> pictures) -> Chunks<"text/csv"> {
           return {.next = table_of(pictures->reader())};
         })
      .id("exportTable")
      .tag("Live")
      .summary("Export the gallery as a table")
      .description("The same for spreadsheets, made while it is sent.")
      .returns("The table, its first line being the names of the columns.");

  api.get("/room",
          [](Name name, Depends<Room> room) -> WebSocket<Remark, RoomMessage> {
            return room->enter(*name);
          })
      .id("enterRoom")
      .tag("Live")
      .summary("Talk in the room")
      .description(
          "A WebSocket: what you send as `{\"text\": \"…\"}` everybody in the room gets, you "
          "too. A message that does not fit closes it.")
      .returns("You are in the room.");
}

}  // namespace vitrine::demo
