#pragma once
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/stream/events.h"

/// Responses of bytes that are made while they are sent.
namespace vitrine {

/// Writes the bytes of a response.
class ByteSink : public Sink {
 public:
  explicit ByteSink(std::shared_ptr<Outlet> outlet) : Sink(std::move(outlet)) {}

  /// Like those of EventSink.
  bool send(std::string_view bytes) const { return put(std::string(bytes), true); }
  bool try_send(std::string_view bytes) const { return put(std::string(bytes), false); }
};

/// A response of bytes of one of the media types, whose length is not known before its end. It goes
/// in chunks (RFC 9112 §7.1), no faster than the client takes them:
///
///     api.get("/export.csv", [](Depends<Pictures> all) -> Chunks<"text/csv"> {
///       return {.next = [next = all->reader()] { return line_of(next()); }};
///     });
///
/// Either `next` gives the bytes piece by piece, std::nullopt after the last, or `start` writes
/// them; both are called as those of JsonLines are. What they throw is reported, and breaks the
/// response off, so that the client sees that something is missing.
template <FixedString Type, FixedString... More>
struct Chunks {
  std::function<std::optional<std::string>()> next = {};
  std::function<void(ByteSink)> start = {};
  /// One of the types; "" is the first. Another one is a 500.
  std::string type = {};
};

namespace detail {

template <FixedString Type, FixedString... More>
struct Result<Chunks<Type, More...>> {
  static void declare(RouteInfo& info) {
    declare_content(info, {std::string(Type.view()), std::string(More.view())...});
  }
  static Response send(Chunks<Type, More...> chunks) {
    static constexpr std::array<std::string_view, 1 + sizeof...(More)> kTypes{Type.view(),
                                                                              More.view()...};
    std::string type = bytes_type(kTypes, chunks.type);
    std::function<bool(std::string&)> next;
    std::function<void(std::shared_ptr<Outlet>)> start;
    if (chunks.next) {
      next = [next = std::move(chunks.next)](std::string& out) {
        const std::optional<std::string> piece = next();
        if (piece) out += *piece;
        return piece.has_value();
      };
    } else {
      start = [start = std::move(chunks.start)](std::shared_ptr<Outlet> outlet) {
        start(ByteSink(std::move(outlet)));
      };
    }
    Response response = pieces_response(std::move(type), std::move(next), std::move(start));
    add_sandbox(response);
    return response;
  }
};

}  // namespace detail

}  // namespace vitrine
