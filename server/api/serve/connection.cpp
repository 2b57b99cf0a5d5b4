#include "server/api/serve/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>
#include <variant>

#include "app/text/ascii.h"
#include "server/api/http/http_date.h"
#include "server/api/http/problem.h"
#include "server/api/http/request_id.h"

namespace vitrine {

namespace {

constexpr std::size_t kReadBytes = 64u << 10;
/// Steps of one connection until others have their turn.
constexpr int kMaxSteps = 64;
constexpr std::size_t kMaxRequests = 1000;
/// While others want its place, a client may pause no longer within a body, and after a while has
/// to send at a higher rate.
constexpr std::chrono::seconds kMaxPauseWhenCrowded{2};
constexpr std::chrono::seconds kTimeToSpeedUp{5};
/// In memory and on disk, in bodies of the largest size.
constexpr std::uint64_t kMaxBodiesHeld = 128;
/// Time that a thread stays with a connection whose next request is likely to come at once.
constexpr int kStayMilliseconds = 10;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

std::string words_for(int status, std::uint64_t max_body_bytes) {
  switch (status) {
    case 413:
      return "The body is too large: at most " + std::to_string(max_body_bytes) +
             " bytes are taken";
    case 503:
      return "The server holds too many bodies at this moment; try again later";
    case 507:
      return "The server has no room for the file: its temporary folder is full or missing";
    default:
      return {};
  }
}

bool has_content_coding(const Request& request) {
  const std::string* coding = request.headers.find("Content-Encoding");
  return coding && !coding->empty() && !text::equals_ignoring_case(*coding, "identity");
}

/// The address of the other side as text; "" where it has none.
std::string peer_address(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
  char text[INET6_ADDRSTRLEN] = "";
  if (address.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    ::inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
  } else if (address.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
  }
  // A socket for both families has IPv4 mapped (RFC 4291 §2.5.5.2).
  const std::string_view all = text;
  constexpr std::string_view kMapped = "::ffff:";
  const bool mapped = all.starts_with(kMapped) && all.find('.') != std::string_view::npos;
  return std::string(mapped ? all.substr(kMapped.size()) : all);
}

bool send_now(Channel& channel, std::string_view text) {
  return channel.send(text) == static_cast<ssize_t>(text.size());
}

/// Expects a head that was judged; its first line is the first one that is not empty.
bool is_http_1_0(std::string_view head) {
  constexpr std::string_view kVersion = " HTTP/1.0";
  const std::string_view line = head.substr(0, head.find('\r', head.find_first_not_of("\r\n")));
  return line.size() > kVersion.size() && line.ends_with(kVersion);
}

}  // namespace

Connection::Connection(std::unique_ptr<Channel> channel, Site& site)
    : channel_(std::move(channel)),
      site_(site),
      patience_(site.options.timeout_seconds),
      deadline_(Clock::now() + patience_),
      peer_(peer_address(channel_->socket())) {
  ++site_.open;
}

Connection::~Connection() {
  abort_live();
  drop_body();
  if (stage_ == Stage::idle) channel_->end_sending();
  --site_.open;
}

bool Connection::has_unread() const {
  char byte = 0;
  return channel_->has_pending() || ::recv(socket(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

Connection::Next Connection::advance() {
  for (int step = 0; step < kMaxSteps; ++step) {
    if (stage_ == Stage::over) return Next::close;
    if (stage_ == Stage::live) {
      const Next next = advance_live();
      if (stage_ == Stage::live) return next;
      continue;
    }
    if (take()) continue;
    switch (read()) {
      case Reading::some:
        break;
      case Reading::nothing:
        if (Clock::now() < deadline_) {
          // Free the buffer: many connections may wait, with one each.
          buffer_.shrink_to_fit();
          return Next::wait;
        }
        expire();
        break;
      case Reading::end:
        end();
        break;
    }
  }
  return stage_ == Stage::over ? Next::close : Next::again;
}

Connection::Reading Connection::read() {
  char bytes[kReadBytes];
  // The next request of a busy client comes within a moment: staying saves handing the connection
  // over and back.
  if (stage_ == Stage::idle && served_ > 0 && !site_.stopping && !channel_->has_pending() &&
      !site_.crowded()) {
    pollfd entry{socket(), POLLIN, 0};
    ::poll(&entry, 1, kStayMilliseconds);
  }
  const ssize_t got = channel_->receive(bytes, sizeof bytes);
  if (got < 0) {
    if (errno == EAGAIN || errno == EWOULDBLOCK) return Reading::nothing;
    stage_ = Stage::over;
    return Reading::some;
  }
  if (got == 0) return Reading::end;
  if (stage_ == Stage::lingering) {
    if (Clock::now() >= deadline_) stage_ = Stage::over;
    return Reading::some;
  }
  buffer_.append(bytes, static_cast<std::size_t>(got));
  last_read_ = Clock::now();
  if (stage_ == Stage::idle) {
    stage_ = Stage::head;
    deadline_ = last_read_ + patience_;
  }
  return Reading::some;
}

bool Connection::take() {
  if (stage_ == Stage::body) return take_body();
  if (stage_ != Stage::head) return false;
  // Parse again only when a line ends, or when one is too long.
  if (buffer_.find('\n', judged_) == std::string::npos && buffer_.size() <= kMaxFieldLineBytes) {
    return false;
  }
  judged_ = buffer_.size();
  HeadJudgement judged = judge_head(buffer_);
  if (std::holds_alternative<IncompleteHead>(judged)) return false;
  judged_ = 0;
  began_ = Clock::now();
  if (const auto* refusal = std::get_if<HeadRefusal>(&judged)) {
    refuse_and_close(refusal->status, std::string(refusal->detail));
  } else {
    auto& head = std::get<RequestHead>(judged);
    http_1_0_ = is_http_1_0(std::string_view(buffer_).substr(0, head.bytes));
    buffer_.erase(0, head.bytes);
    begin_request(std::move(head));
  }
  return true;
}

void Connection::begin_request(RequestHead head) {
  request_ = std::move(head.request);
  if (site_.tls) request_.scheme = "https";
  site_.front.admit(request_, peer_);
  if (request_.id.empty() && site_.options.access_log != AccessLog::none) {
    request_.id = new_request_id();
  }
  match_ = site_.front.route(request_);
  keep_alive_ = head.keep_alive && ++served_ < kMaxRequests;
  decoder_.emplace(head.framing);
  if (head.unknown_expectation) {
    refuse(417, "Of expectations only 100-continue is known");
  } else if (head.framing.kind == Framing::Kind::none) {
    respond(site_.front.handle(request_, match_), true);
  } else {
    begin_body(head);
  }
}

/// Judges everything that the head decides before a byte of the body is asked for or kept.
void Connection::begin_body(const RequestHead& head) {
  max_body_bytes_ = match_.body.max_bytes ? match_.body.max_bytes : site_.options.max_body_bytes;
  const bool has_length = head.framing.kind == Framing::Kind::length;
  const bool too_large = has_length && head.framing.length > max_body_bytes_;
  // A body that is here as a whole is judged together with its head, by handle().
  const bool all_here = has_length && head.framing.length <= buffer_.size();
  if (!all_here || too_large) {
    if (std::optional<Response> refusal = site_.front.refuse_by_head(request_, match_)) {
      refuse(std::move(*refusal));
      return;
    }
  }
  if (has_content_coding(request_)) {
    refuse(415, "The body's Content-Encoding is not known; send it without");
    return;
  }
  if (too_large) {
    refuse(413, words_for(413, max_body_bytes_));
    return;
  }
  if (match_.body.in_pieces && !all_here) {
    if (std::optional<Response> refusal = site_.front.begin_body(request_, match_)) {
      refuse(std::move(*refusal));
      return;
    }
  }
  if (match_.body.to_file) spool_.emplace();
  stage_ = Stage::body;
  // Its first bytes may have come while an earlier request was handled.
  last_read_ = body_began_ = Clock::now();
  deadline_ = body_began_ + patience_;
  if (head.expects_continue && !all_here && !send_now(*channel_, kContinue)) stage_ = Stage::over;
}

std::atomic<std::uint64_t>& Connection::bytes_held() {
  return spool_ ? site_.bytes_on_disk : site_.bytes_in_memory;
}

bool Connection::give(std::string_view piece) {
  body_bytes_ += piece.size();
  if (body_bytes_ > max_body_bytes_) {
    trouble_ = 413;
  } else if ((refusal_ = site_.front.take_piece(request_, match_, piece))) {
    trouble_ = refusal_->status;
  }
  return trouble_ == 0;
}

bool Connection::keep(std::string_view piece) {
  if (match_.intake) return give(piece);
  std::uint64_t largest = site_.options.max_body_bytes;
  if (spool_) largest = std::max(largest, site_.front.most_body_bytes());
  body_bytes_ += piece.size();
  const std::uint64_t held = bytes_held() += piece.size();
  if (body_bytes_ > max_body_bytes_) {
    trouble_ = 413;
  } else if (held > kMaxBodiesHeld * largest) {
    trouble_ = 503;
  } else if (!spool_) {
    request_.body.append(piece);
  } else if (!spool_->append(piece.data(), piece.size())) {
    trouble_ = 507;
  }
  return trouble_ == 0;
}

bool Connection::take_body() {
  std::string_view rest = buffer_;
  const auto state = decoder_->take(rest, [this](std::string_view piece) { return keep(piece); });
  buffer_.erase(0, buffer_.size() - rest.size());
  switch (state) {
    case BodyDecoder::State::more: {
      // No silence longer than the patience, and the whole at a minimum rate.
      const auto rate =
          std::chrono::seconds(static_cast<std::int64_t>(body_bytes_ / kMinBytesPerSecond));
      deadline_ = std::min(last_read_, body_began_ + rate) + patience_;
      return false;
    }
    case BodyDecoder::State::done:
      if (spool_) request_.body_file = spool_->finish();
      respond(site_.front.handle(request_, match_), true);
      return true;
    case BodyDecoder::State::malformed:
      refuse_and_close(400, "The body is not in chunks as RFC 9112 §7.1 says");
      return true;
    case BodyDecoder::State::stopped:
      if (refusal_) {
        respond(*std::exchange(refusal_, std::nullopt), false);
      } else {
        refuse_and_close(trouble_, words_for(trouble_, max_body_bytes_));
      }
      return true;
  }
  return false;
}

void Connection::refuse(int status, std::string detail) {
  Response response = problem_response(status, std::move(detail));
  site_.front.finish(request_, match_, response);
  refuse(std::move(response));
}

void Connection::refuse(Response response) {
  // The body may be here already; then the connection can go on after it.
  std::string_view rest = buffer_;
  const auto state = decoder_->take(rest, [](std::string_view) { return true; });
  buffer_.erase(0, buffer_.size() - rest.size());
  respond(std::move(response), state == BodyDecoder::State::done);
}

void Connection::refuse_and_close(int status, std::string detail) {
  Response response = problem_response(status, std::move(detail));
  if (status == 503) response.headers.set("Retry-After", "1");
  site_.front.finish(request_, match_, response);
  respond(std::move(response), false);
}

void Connection::refuse_busy() {
  if (stage_ == Stage::lingering) {
    // Closed with bytes unread, it would be reset, and the response lost.
    if (read() == Reading::end) stage_ = Stage::over;
    return;
  }
  // Before the handshake of TLS there is no way to say it.
  if (!channel_->established()) {
    stage_ = Stage::over;
    return;
  }
  const std::string body = problem_response(503, "The server is busy; try again in a moment").body;
  send_now(*channel_,
           "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
           "Retry-After: 1\r\nConnection: close\r\nDate: " +
               http_date(std::time(nullptr)) +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  linger();
}

void Connection::respond(Response response, bool whole) {
  if (response.live && begin_live(response)) return;
  const bool go_on = whole && keep_alive_ && !site_.stopping;
  // Until it is sent.
  const auto kept = std::move(response.kept);
  // The client may take its time with the response: nothing of its body is held until then.
  drop_body();
  const Manner manner{request_.method == "HEAD", go_on, site_.crowded};
  const int status = response.status;
  const std::uint64_t bytes = content_bytes(request_, response);
  const bool taken = site_.writer.respond(*channel_, std::move(response), manner);
  log(status, bytes);
  if (!taken) {
    stage_ = Stage::over;
  } else if (go_on) {
    await_request();
  } else {
    linger();
  }
}

void Connection::log(int status, std::optional<std::uint64_t> bytes) noexcept {
  const ServeOptions& options = site_.options;
  if (options.access_log == AccessLog::none) return;
  try {
    // Of a head that was not understood nothing is known but who sent it.
    request_.client = request_.client.empty() ? peer_ : request_.client;
    const std::string line =
        log_line(options.access_log, {request_, match_, status, bytes, Clock::now() - began_},
                 [this](std::string_view name) { return site_.front.is_credential(name); });
    if (options.log) {
      options.log(line);
    } else {
      print_log_line(line);
    }
  } catch (...) {
    // Without memory, or a log that cannot be written: the response was given all the same.
  }
}

void Connection::await_request() {
  drop_body();
  match_ = {};
  request_ = {};
  keep_alive_ = false;
  stage_ = buffer_.empty() ? Stage::idle : Stage::head;
  deadline_ = Clock::now() + patience_;
}

/// Closing at once would discard the response on its way when the client is still sending: its
/// bytes are read and dropped for a while (RFC 9112 §9.6).
void Connection::linger() {
  drop_body();
  std::string().swap(buffer_);
  channel_->end_sending();
  stage_ = Stage::lingering;
  deadline_ = Clock::now() + patience_;
}

void Connection::leave() {
  channel_->end_sending();
  stage_ = Stage::over;
}

bool Connection::has_begun() const {
  // An empty line after a body is no request yet.
  return stage_ == Stage::body ||
         (stage_ == Stage::head && buffer_.find_first_not_of("\r\n") != std::string::npos);
}

bool Connection::is_sending(Clock::time_point now) const {
  if (stage_ != Stage::body || now - last_read_ > kMaxPauseWhenCrowded) return false;
  const auto time = std::chrono::duration_cast<std::chrono::seconds>(now - body_began_);
  return time <= kTimeToSpeedUp ||
         body_bytes_ >= kMinBytesPerSecondWhenCrowded * static_cast<std::uint64_t>(time.count());
}

void Connection::expire() {
  if (has_begun()) {
    refuse_and_close(408, "The request did not arrive in time");
  } else {
    leave();
  }
}

void Connection::end() {
  if (has_begun()) {
    refuse_and_close(400, "The request ended before it was complete");
  } else {
    leave();
  }
}

void Connection::drop_body() {
  // The pieces of a body that its handler takes are held by nobody.
  if (!match_.intake) bytes_held() -= body_bytes_;
  match_.intake.reset();
  // Swap, since assigning would keep the memory.
  std::string().swap(request_.body);
  request_.body_file = {};
  spool_.reset();
  decoder_.reset();
  body_bytes_ = 0;
  trouble_ = 0;
}

}  // namespace vitrine
