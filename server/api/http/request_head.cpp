#include "server/api/http/request_head.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "app/text/ascii.h"

namespace vitrine {

namespace {

constexpr std::string_view kMethods[] = {"GET",   "HEAD",   "POST",   "PUT",
                                         "PATCH", "DELETE", "OPTIONS"};
/// RFC 9112 §2.2: empty lines before a request line are ignored; old clients sent one after a body.
constexpr std::size_t kMaxEmptyLines = 2;
/// The other bytes of a request line beside its target.
constexpr std::size_t kMaxMethodAndVersion = 64;

using text::is_digit;

bool is_control(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code < 0x20 || code == 0x7f;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
  return text::equals_ignoring_case(text.substr(0, start.size()), start);
}

/// Calls `each` with every member of a comma-separated list; stops when that returns false.
template <class F>
bool for_each_member(std::string_view list, F each) {
  while (true) {
    const auto comma = list.find(',');
    if (!each(text::trim_blanks(list.substr(0, comma)))) return false;
    if (comma == std::string_view::npos) return true;
    list.remove_prefix(comma + 1);
  }
}

/// `uri-host [":" port]`, or "" (RFC 9112 §3.2). No comma, though RFC 3986 allows it in names: two
/// fields joined by a proxy would be one host.
bool is_host(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    constexpr std::string_view kOthers = "-._~%!$&'()*+;=:[]";
    return text::is_alphanumeric(c) || kOthers.find(c) != std::string_view::npos;
  });
}

enum class LineState { whole, incomplete, broken };

/// Takes a line and its CRLF from the front. A CR or LF by itself ends a line for some servers and
/// not for others.
LineState take_line(std::string_view& bytes, std::string_view& line) {
  const auto end = bytes.find_first_of(std::string_view("\r\n\0", 3));
  if (end == std::string_view::npos) return LineState::incomplete;
  if (bytes[end] != '\r') return LineState::broken;
  if (end + 1 == bytes.size()) return LineState::incomplete;
  if (bytes[end + 1] != '\n') return LineState::broken;
  line = bytes.substr(0, end);
  bytes.remove_prefix(end + 2);
  return LineState::whole;
}

constexpr HeadRefusal kBroken{
    400, "The head of the request holds a CR, LF or NUL by itself; its lines end with CRLF"};

/// Reads `method SP target SP version`; the status of the refusal is 0 when it is right.
HeadRefusal read_request_line(std::string_view line, Request& request, bool& http_1_0) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return {400, "The first line has to be: METHOD TARGET HTTP/1.1"};
  }
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method)) return {400, "The method is not a token"};
  if (target.empty() || target.find(' ') != std::string_view::npos ||
      std::any_of(target.begin(), target.end(), is_control)) {
    return {400, "The request target is empty, or holds spaces or control characters"};
  }
  if (target.size() > kMaxTargetBytes) {
    return {414, "The URL is too long: at most 8192 bytes are taken"};
  }
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) ||
      version[6] != '.' || !is_digit(version[7])) {
    return {400, "The first line has to end with HTTP/1.1"};
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return {505, "This server speaks HTTP/1.1"};
  }
  http_1_0 = version == "HTTP/1.0";
  request.method = std::string(method);
  request.target = std::string(target);
  return {0, {}};
}

/// Replaces an absolute target by its path, and Host by the target's (RFC 9112 §3.2.2).
bool resolve_target(Request& request) {
  const std::string_view target = request.target;
  if (target.front() == '/') return true;
  if (target == "*") return request.method == "OPTIONS";
  const std::size_t scheme = starts_with_ignoring_case(target, "http://")    ? 7
                             : starts_with_ignoring_case(target, "https://") ? 8
                                                                             : 0;
  if (scheme == 0) return false;
  const auto end = std::min(target.find_first_of("/?#", scheme), target.size());
  const std::string_view host = target.substr(scheme, end - scheme);
  if (host.empty() || !is_host(host)) return false;
  request.headers.set("Host", std::string(host));
  std::string path(target.substr(end));
  if (path.empty() || path.front() != '/') path.insert(path.begin(), '/');
  request.target = std::move(path);
  return true;
}

/// RFC 9112 §6.1 and §6.3.
HeadRefusal read_framing(const Headers& headers, bool http_1_0, Framing& framing) {
  const std::size_t codings = headers.count("Transfer-Encoding");
  const std::size_t lengths = headers.count("Content-Length");
  if (codings > 0) {
    if (lengths > 0) return {400, "Send either Content-Length or Transfer-Encoding, not both"};
    if (http_1_0) return {400, "HTTP/1.0 has no Transfer-Encoding"};
    std::size_t count = 0;
    std::size_t chunked = 0;
    bool last = false;
    for_each_member(headers.joined("Transfer-Encoding"), [&](std::string_view coding) {
      last = text::equals_ignoring_case(coding, "chunked");
      ++count;
      if (last) ++chunked;
      return true;
    });
    if (!last || chunked > 1) {
      return {400, "Of transfer codings only chunked is known, once and as the last one"};
    }
    if (count > 1) return {501, "Of transfer codings only chunked is known"};
    framing.kind = Framing::Kind::chunked;
    return {0, {}};
  }
  if (lengths == 0) return {0, {}};
  const std::string_view text = *headers.find("Content-Length");
  if (lengths > 1 || text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) {
    return {400, "Content-Length has to be one decimal number"};
  }
  std::uint64_t length = 0;
  for (const char c : text) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (length > (std::numeric_limits<std::uint64_t>::max() - digit) / 10) {
      return {413, "The body is too large"};
    }
    length = length * 10 + digit;
  }
  if (length > 0) framing = {Framing::Kind::length, length};
  return {0, {}};
}

/// Reads the fields that concern the connection and the body.
HeadRefusal read_meaning(RequestHead& head, bool http_1_0) {
  const Headers& headers = head.request.headers;
  const std::size_t hosts = headers.count("Host");
  if (hosts > 1 || (hosts == 0 && !http_1_0)) {
    return {400, "A request has exactly one Host header"};
  }
  if (hosts == 1 && !is_host(*headers.find("Host"))) {
    return {400, "The Host header has to be a host, with a port if it is not 80"};
  }
  if (const HeadRefusal refusal = read_framing(headers, http_1_0, head.framing); refusal.status) {
    return refusal;
  }
  bool close = http_1_0;
  for_each_member(headers.joined("Connection"), [&](std::string_view option) {
    if (text::equals_ignoring_case(option, "close")) close = true;
    return true;
  });
  const bool known = std::find(std::begin(kMethods), std::end(kMethods), head.request.method) !=
                     std::end(kMethods);
  head.keep_alive = !close && known;
  // RFC 9110 §10.1.1: a server ignores the expectations of HTTP/1.0.
  if (!http_1_0 && headers.find("Expect")) {
    head.expects_continue =
        for_each_member(headers.joined("Expect"), [](std::string_view expectation) {
          return text::equals_ignoring_case(expectation, "100-continue");
        });
    head.unknown_expectation = !head.expects_continue;
  }
  if (!resolve_target(head.request)) {
    return {400, "The request target has to be a path or a URL of http"};
  }
  return {0, {}};
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return text::is_alphanumeric(c) || kOthers.find(c) != std::string_view::npos;
  });
}

bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c != '\t' && is_control(c); });
}

std::optional<Headers::Field> read_field_line(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return std::nullopt;
  const std::string_view value = text::trim_blanks(line.substr(colon + 1));
  if (!is_field_value(value)) return std::nullopt;
  return Headers::Field(line.substr(0, colon), value);
}

HeadJudgement judge_head(std::string_view bytes) {
  const std::size_t all = bytes.size();
  for (std::size_t i = 0; i < kMaxEmptyLines && bytes.starts_with("\r\n"); ++i) {
    bytes.remove_prefix(2);
  }
  RequestHead head;
  bool http_1_0 = false;
  std::string_view line;
  switch (take_line(bytes, line)) {
    case LineState::broken:
      return kBroken;
    case LineState::incomplete:
      if (bytes.size() > kMaxTargetBytes + kMaxMethodAndVersion) {
        return HeadRefusal{414, "The URL is too long: at most 8192 bytes are taken"};
      }
      return IncompleteHead{};
    case LineState::whole:
      break;
  }
  HeadRefusal refusal = read_request_line(line, head.request, http_1_0);
  if (refusal.status) return refusal;
  for (std::size_t count = 0;; ++count) {
    const LineState state = take_line(bytes, line);
    if (state == LineState::broken) return kBroken;
    const std::size_t size = state == LineState::whole ? line.size() : bytes.size();
    // One byte more: the CR of a line whose LF has not come yet.
    if (size > kMaxFieldLineBytes + (state == LineState::whole ? 0 : 1)) {
      return HeadRefusal{431, "A header line is too long: at most 8192 bytes are taken"};
    }
    if (all - bytes.size() > kMaxHeadBytes ||
        (state == LineState::incomplete && all > kMaxHeadBytes)) {
      return HeadRefusal{431, "The headers are too long: at most 64 KiB are taken"};
    }
    if (state == LineState::incomplete) return IncompleteHead{};
    if (line.empty()) break;
    if (count == kMaxFieldLines) {
      return HeadRefusal{431, "There are too many headers: at most 100 are taken"};
    }
    if (line.front() == ' ' || line.front() == '\t') {
      return HeadRefusal{400, "A header continues on a second line (obsolete line folding)"};
    }
    auto field = read_field_line(line);
    if (!field) {
      return HeadRefusal{400,
                         "A header line has to be NAME: VALUE, without a space before the "
                         "colon and without control characters"};
    }
    head.request.headers.add(std::move(field->first), std::move(field->second));
  }
  head.bytes = all - bytes.size();
  refusal = read_meaning(head, http_1_0);
  if (refusal.status) return refusal;
  return head;
}

}  // namespace vitrine
