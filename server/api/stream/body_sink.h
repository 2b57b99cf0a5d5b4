#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "server/api/declare/handler.h"
#include "server/api/respond/intake.h"

/// Request bodies in pieces, as they come: imports and uploads that no memory or disk has to hold.
namespace vitrine {

/// What a handler returns to take its request body in pieces, at most MaxBytes of one of the media
/// types:
///
///     api.put("/logs/{name}", [](Path<"name", std::string> name, Depends<Logs> logs)
///                 -> BodySink<Log, 1'000'000'000, "text/plain"> {
///       auto log = std::make_shared<LogFile>(logs->open(*name));
///       return {.take = [log](std::string_view piece) { log->append(piece); },
///               .end = [log]() -> Log { return log->close(); }};
///     });
///
/// The handler runs on the head of the request: identity and parameters are checked before, and
/// refused as everywhere else, so that nothing is asked for that is not wanted. It copies what the
/// functions need of its inputs. They are called one at a time, on any thread; a client that sends
/// slowly takes none, and one that sends faster than `take` works is held back.
///
/// A handler that may refuse by itself returns a std::variant of the sink and of its failures. What
/// `take` or `end` throw becomes the response, as the route `raises` it; `take` is not called
/// again, and the connection closes after the response (RFC 9112 §9.6). When the client is lost, or
/// sends more than MaxBytes (413), too slowly (408) or no chunks (400), the functions are destroyed
/// without `end`.
template <class T, std::uint64_t MaxBytes, FixedString... Types>
struct BodySink {
  std::function<void(std::string_view piece)> take;
  std::function<T()> end;
};

namespace detail {

/// Calls the `end` of a sink, and sends its result.
template <class T>
Response end_response(const std::function<T()>& end, Call& call) {
  if constexpr (std::is_void_v<T>) {
    end();
    return send_result(NoContent{}, call);
  } else {
    return send_result(end(), call);
  }
}

template <class T, std::uint64_t MaxBytes, FixedString... Types>
struct Result<BodySink<T, MaxBytes, Types...>> {
  static_assert(sizeof...(Types) > 0, "a body is of at least one media type");

  static void declare(RouteInfo& info) {
    Result<T>::declare(info);
    declare_pieces(info, {std::string(Types.view())...}, MaxBytes);
  }
  /// Before the handler runs.
  static void check(Call& call) { call.check_body_type(); }
  static Response send(BodySink<T, MaxBytes, Types...> sink) {
    Response response;
    response.intake = std::make_shared<Intake>(
        std::move(sink.take),
        [end = std::move(sink.end)](Call& call) { return end_response<T>(end, call); });
    return response;
  }
};

}  // namespace detail

}  // namespace vitrine
