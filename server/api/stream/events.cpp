#include "server/api/stream/events.h"

#include <chrono>
#include <utility>

/// Writes events and lines.
namespace vitrine::detail {

namespace {

/// Items that come at once are sent together: until so many bytes, or for so long.
constexpr std::size_t kPieceBytes = 16u << 10;
constexpr std::chrono::milliseconds kPieceTime{10};

bool is_one_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

Response stream_response(std::string type, Live live) {
  Response response;
  response.headers.add("Content-Type", std::move(type));
  response.headers.add("Cache-Control", "no-store");
  // nginx would hold the items back.
  response.headers.add("X-Accel-Buffering", "no");
  response.live = std::make_shared<Live>(std::move(live));
  return response;
}

/// As many items as come at once.
std::function<bool(std::string&)> together(std::function<bool(std::string&)> next) {
  return [next = std::move(next)](std::string& out) {
    const auto until = std::chrono::steady_clock::now() + kPieceTime;
    do {
      if (!next(out)) return false;
    } while (out.size() < kPieceBytes && std::chrono::steady_clock::now() < until);
    return true;
  };
}

}  // namespace

std::string event_text(std::string_view name, std::string_view id, std::string_view json) {
  std::string text;
  if (name != "message") text.append("event: ").append(name).append("\n");
  if (!id.empty() && is_one_line(id)) text.append("id: ").append(id).append("\n");
  while (true) {
    const auto end = json.find_first_of("\r\n");
    text.append("data: ").append(json.substr(0, end)).append("\n");
    if (end == std::string_view::npos) break;
    json.remove_prefix(end + 1);
  }
  return text += '\n';
}

std::string json_line(std::string json) {
  // Raw JSON may have line breaks between its tokens.
  for (char& c : json) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return json += '\n';
}

Response event_response(std::function<void(std::shared_ptr<Outlet>)> start) {
  Live live;
  live.start = std::move(start);
  live.heartbeat = ":\n\n";
  live.endless = true;
  return stream_response("text/event-stream", std::move(live));
}

Response pieces_response(std::string type, std::function<bool(std::string&)> next,
                         std::function<void(std::shared_ptr<Outlet>)> start) {
  Live live;
  live.endless = !next;
  if (next) {
    live.next = together(std::move(next));
  } else {
    live.start = std::move(start);
  }
  return stream_response(std::move(type), std::move(live));
}

}  // namespace vitrine::detail
