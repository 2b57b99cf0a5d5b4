#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "server/api/http/request_head.h"

namespace vitrine {

/// Finds the end of a request's body in bytes that arrive in pieces, and undoes chunked transfer
/// coding strictly (RFC 9112 §7.1). Trailers are checked and dropped.
class BodyDecoder {
 public:
  enum class State {
    more,
    done,
    /// The end of the body is unknown: nothing after it may be read as a request.
    malformed,
    /// The sink took no more.
    stopped,
  };
  /// Takes a piece of the content; false to stop.
  using Sink = std::function<bool(std::string_view)>;

  explicit BodyDecoder(Framing framing);

  /// Consumes from the front of `bytes` what belongs to the body; after its end nothing.
  State take(std::string_view& bytes, const Sink& sink);

 private:
  enum class Stage { content, size_line, chunk, chunk_end, trailer, end };
  enum class Line { whole, incomplete, broken };

  Line take_line(std::string_view& bytes);
  bool read_size_line();
  bool read_trailer_line();

  Stage stage_;
  /// Bytes left of the content, or of the current chunk.
  std::uint64_t left_ = 0;
  /// The current line without its CRLF, as far as it has come.
  std::string line_;
  /// Extensions and trailers so far.
  std::size_t overhead_ = 0;
};

}  // namespace vitrine
