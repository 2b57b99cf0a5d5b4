#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "server/api/http/http.h"

/// The head of a request, read strictly (RFC 9112 §2 to §6). Heads that a proxy in front could read
/// differently are refused: where two programs disagree about the end of a request, a body can
/// become the next request (RFC 9112 §11.2).
namespace vitrine {

constexpr std::size_t kMaxTargetBytes = 8192;
constexpr std::size_t kMaxFieldLineBytes = 8192;
constexpr std::size_t kMaxFieldLines = 100;
constexpr std::size_t kMaxHeadBytes = 64u << 10;

/// The framing of a body: how its end is found (RFC 9112 §6.3).
struct Framing {
  enum class Kind { none, length, chunked };
  Kind kind = Kind::none;
  /// For Kind::length, more than 0.
  std::uint64_t length = 0;
};

struct RequestHead {
  /// Without its body. `Host` is that of the target where the target has one (RFC 9112 §3.2.2).
  Request request;
  Framing framing;
  /// True when the client allows another request on this connection, and the server knows where
  /// it would begin.
  bool keep_alive = false;
  bool expects_continue = false;
  /// It expects something that this server does not know (417).
  bool unknown_expectation = false;
  /// Up to and including the empty line.
  std::size_t bytes = 0;
};

/// The first bytes of a request that has not come to the end of its head yet.
struct IncompleteHead {};

/// A head that this server does not understand. The connection closes after the response.
struct HeadRefusal {
  int status = 400;
  /// The explanation for people.
  std::string_view detail;
};

using HeadJudgement = std::variant<IncompleteHead, RequestHead, HeadRefusal>;

/// Judges the bytes at the beginning of a request; what follows the head is left alone. Faults are
/// found as soon as their line is there.
HeadJudgement judge_head(std::string_view bytes);

/// True when all characters are those of a token (RFC 9110 §5.6.2); false for "".
bool is_token(std::string_view text);

/// True when HTTP allows it as the value of a field: no control characters but the tab (RFC 9110
/// §5.5).
bool is_field_value(std::string_view text);

/// `name: value` without the line's end (RFC 9112 §5), or nullopt.
std::optional<Headers::Field> read_field_line(std::string_view line);

}  // namespace vitrine
