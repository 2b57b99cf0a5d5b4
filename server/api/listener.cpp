#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 with sanitizers sees an uninitialised std::function inside std::regex, which cpp-httplib
// uses; the warning has the place of the standard header, so no system include silences it.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "server/api/listener.h"

#include <httplib.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <thread>
#include <utility>

#include "server/api/file.h"
#include "server/api/problem.h"

namespace vitrine {

namespace {

/// cpp-httplib would parse multipart bodies by itself; under this name it leaves them alone.
constexpr char kHiddenType[] = "X-Vitrine-Content-Type";
constexpr std::size_t kKeepAliveRequests = 1000;
constexpr std::size_t kBaseThreads = 8;
/// Between two questions to an answer without end.
constexpr std::chrono::milliseconds kStreamPause{200};
/// Marks answers after which the connection may be used again; never sent.
constexpr char kReusable[] = "X-Vitrine-Reusable";

Request to_request(const httplib::Request& from, std::string body) {
  Request request;
  request.method = from.method;
  request.target = from.target;
  for (const auto& [name, value] : from.headers) {
    request.headers.add(name == kHiddenType ? "Content-Type" : name, value);
  }
  // The absolute form, whose host is the one that counts (RFC 9112 §3.2.2).
  if (constexpr std::string_view kHttp = "http://";
      equal_ignoring_case(std::string_view(from.target).substr(0, kHttp.size()), kHttp)) {
    const auto slash = std::min(from.target.find('/', kHttp.size()), from.target.size());
    request.headers.set("Host", from.target.substr(kHttp.size(), slash - kHttp.size()));
    request.target = slash < from.target.size() ? from.target.substr(slash) : "/";
  }
  request.body = std::move(body);
  return request;
}

void write_file(httplib::Response& to, std::shared_ptr<const OpenFile> file, std::uint64_t begin,
                std::uint64_t end, const std::string& type) {
  const std::size_t size = end - begin;
  if (size == 0) {
    to.set_content("", type);
    return;
  }
  to.set_content_provider(size, type,
                          [file = std::move(file), begin](std::size_t offset, std::size_t length,
                                                          httplib::DataSink& sink) {
                            char buffer[64 * 1024];
                            const std::size_t got =
                                file->read(begin + offset, buffer, std::min(length, sizeof buffer));
                            // A file that became shorter cannot be finished: the connection ends.
                            return got > 0 && sink.write(buffer, got);
                          });
}

void write_stream(httplib::Response& to, std::function<std::string()> stream,
                  const std::string& type) {
  // Ends by itself when the other side is gone or the server stops.
  to.set_chunked_content_provider(
      type, [stream = std::move(stream)](std::size_t, httplib::DataSink& sink) {
        if (!sink.is_writable()) return false;
        const std::string text = stream();
        if (!text.empty()) return sink.write(text.data(), text.size());
        std::this_thread::sleep_for(kStreamPause);
        return true;
      });
}

/// `whole`: the request was read to its end, so that another one may follow it.
void to_response(Response from, httplib::Response& to, bool whole = true) {
  to.status = from.status;
  if (whole) to.set_header(kReusable, "1");
  std::string type;
  for (const auto& [name, value] : from.headers) {
    if (equal_ignoring_case(name, "Content-Type")) {
      type = value;
    } else {
      to.set_header(name, value);
    }
  }
  if (from.stream) {
    write_stream(to, std::move(from.stream), type);
  } else if (from.file) {
    const std::uint64_t end = from.file_end.value_or(from.file->size());
    write_file(to, std::move(from.file), from.file_begin, end, type);
  } else if (!from.body.empty()) {
    to.body = std::move(from.body);
    to.set_header("Content-Type", type);
  } else if (!from.static_body.empty()) {
    to.set_content_provider(from.static_body.size(), type,
                            [bytes = from.static_body](std::size_t offset, std::size_t length,
                                                       httplib::DataSink& sink) {
                              return sink.write(bytes.data() + offset, length);
                            });
  }
}

std::string words_for(int status, std::uint64_t max_body_bytes) {
  switch (status) {
    case 400:
      return "This is not a request of HTTP/1.1 that can be understood";
    case 413:
      return "The body is too large: at most " + std::to_string(max_body_bytes) +
             " bytes are taken";
    case 414:
      return "The URL is too long: at most 8192 bytes are taken";
    case 415:
      return "The body's Content-Encoding is not known; send it without";
    case 416:
      return "The range lies outside of what there is";
    case 507:
      return "The server has no room for the file: its temporary folder is full or missing";
    default:
      return {};
  }
}

/// A request without a body says neither Content-Length nor Transfer-Encoding (RFC 9112 §6.3).
bool has_body(const httplib::Request& request) {
  return request.has_header("Transfer-Encoding") ||
         (request.has_header("Content-Length") &&
          request.get_header_value("Content-Length") != "0");
}

/// A request line that is right but for a method that cpp-httplib does not know.
bool is_unknown_method(const httplib::Request& request) {
  constexpr std::string_view kKnown[] = {"GET",     "HEAD",    "POST",  "PUT",   "DELETE",
                                         "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI"};
  const std::string& method = request.method;
  return request.headers.empty() && request.target.rfind('/', 0) == 0 &&
         request.version.rfind("HTTP/1.", 0) == 0 && !method.empty() &&
         std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         std::find(std::begin(kKnown), std::end(kKnown), method) == std::end(kKnown);
}

}  // namespace

bool is_loopback_address(const std::string& host) {
  return host.rfind("127.", 0) == 0 || host == "localhost" || host == "::1";
}

struct Listener::State {
  State(Front front_, ServeOptions options_)
      : front(std::move(front_)), options(std::move(options_)) {}

  const Front front;
  const ServeOptions options;
  httplib::Server server;
  int port = 0;

  void set_up() {
    server.new_task_queue = [this] {
      return new httplib::ThreadPool(std::min(kBaseThreads, options.max_threads),
                                     options.max_threads);
    };
    // Not SO_REUSEPORT, which is cpp-httplib's way: a port in use has to be noticed.
    server.set_socket_options(
        [](socket_t socket) { httplib::set_socket_opt(socket, SOL_SOCKET, SO_REUSEADDR, 1); });
    server.set_tcp_nodelay(true);
    server.set_keep_alive_max_count(kKeepAliveRequests);
    server.set_keep_alive_timeout(options.timeout_seconds);
    server.set_read_timeout(options.timeout_seconds);
    server.set_write_timeout(options.timeout_seconds);
    // The limit of each route is looked after below; what is beyond all of them is never read.
    server.set_payload_max_length(static_cast<std::size_t>(
        std::max<std::uint64_t>(options.max_body_bytes, front.most_body_bytes())));

    server.set_pre_routing_handler([this](const httplib::Request& given, httplib::Response& to) {
      auto& request = const_cast<httplib::Request&>(given);
      request.ranges.clear();
      if (!has_body(request)) {
        // Or cpp-httplib would wait for a body until the time is out, and take the next request
        // for it.
        request.body_consumed_ = true;
        to_response(front.handle(to_request(request, {})), to);
        return httplib::Server::HandlerResponse::Handled;
      }
      if (const std::string coding = request.get_header_value("Transfer-Encoding");
          !coding.empty() && !equal_ignoring_case(coding, "chunked")) {
        // Its end could not be found.
        request.body_consumed_ = true;
        to_response(problem_response(400, "Of transfer codings only chunked is known"), to, false);
        return httplib::Server::HandlerResponse::Handled;
      }
      // Every path to the one handler below; matching the real one by std::regex takes a stack
      // frame a character.
      request.path = "/";
      if (request.has_header("Content-Type")) {
        const std::string type = request.get_header_value("Content-Type");
        request.headers.erase("Content-Type");
        request.headers.emplace(kHiddenType, type);
      }
      return httplib::Server::HandlerResponse::Unhandled;
    });

    const auto with_body = [this](const httplib::Request& request, httplib::Response& to,
                                  const httplib::ContentReader& read) {
      Request taken = to_request(request, {});
      const BodyPlan plan = front.plan_body(taken);
      const std::uint64_t most = plan.max_bytes ? plan.max_bytes : options.max_body_bytes;
      if (request.get_header_value_u64("Content-Length") > most) {
        to.status = 413;
        return;
      }
      std::optional<Spool> spool;
      if (plan.to_file) spool.emplace();
      std::uint64_t size = 0;
      bool stored = true;
      const bool complete = read([&](const char* data, std::size_t count) {
        size += count;
        if (size > most) {
          to.status = 413;
          return false;
        }
        if (spool) {
          stored = spool->append(data, count);
          return stored;
        }
        taken.body.append(data, count);
        return true;
      });
      if (!stored) to.status = 507;
      // What could not be read is answered by the error handler.
      if (!complete) return;
      if (spool) taken.body_file = spool->finish();
      to_response(front.handle(taken), to);
    };
    server.Post("/", with_body);
    server.Put("/", with_body);
    server.Patch("/", with_body);
    server.Delete("/", with_body);
    const auto body_read = [this](const httplib::Request& request, httplib::Response& to) {
      to_response(front.handle(to_request(request, request.body)), to);
    };
    server.Get("/", body_read);
    server.Options("/", body_read);

    server.set_error_handler([this](const httplib::Request& request, httplib::Response& to) {
      const bool ours = !to.body.empty() || to.has_header("X-Content-Type-Options");
      if (ours) return httplib::Server::HandlerResponse::Unhandled;
      Request head = to_request(request, {});
      if (to.status == 400 && is_unknown_method(request)) {
        // cpp-httplib reads no further than its name.
        head.headers.set("Host", "localhost");
        to_response(front.handle(head), to, false);
        return httplib::Server::HandlerResponse::Handled;
      }
      const BodyPlan plan = front.plan_body(head);
      const std::uint64_t most = plan.max_bytes ? plan.max_bytes : options.max_body_bytes;
      Response response = problem_response(to.status, words_for(to.status, most));
      front.finish(head, response);
      to_response(std::move(response), to, false);
      return httplib::Server::HandlerResponse::Handled;
    });

    // cpp-httplib announces the end of the connection behind every error, but goes on: a form that
    // was refused need not connect again.
    server.set_post_routing_handler([](const httplib::Request& request, httplib::Response& to) {
      if (to.headers.erase(kReusable) == 0) return;
      if (to.status >= 400 && request.get_header_value("Connection") != "close") {
        to.headers.erase("Connection");
      }
    });
  }
};

Listener::Listener(Front front, ServeOptions options)
    : state_(std::make_unique<State>(std::move(front), std::move(options))) {
  state_->set_up();
}

Listener::~Listener() = default;

std::string Listener::bind() {
  State& state = *state_;
  const std::string& host = state.options.host;
  errno = 0;
  if (state.options.port == 0) {
    state.port = state.server.bind_to_any_port(host);
    if (state.port > 0) return {};
  } else if (state.server.bind_to_port(host, state.options.port)) {
    state.port = state.options.port;
    return {};
  }
  const std::string place = host + ":" + std::to_string(state.options.port);
  switch (errno) {
    case EADDRINUSE:
      return "port " + std::to_string(state.options.port) +
             " is in use. Stop what uses it, or take another one: --port 0 picks a free one";
    case EACCES:
      return "port " + std::to_string(state.options.port) +
             " needs privileges. Take one from 1024 on, such as --port 8080";
    case EADDRNOTAVAIL:
      return host +
             " is no address of this machine. Use --host 127.0.0.1, or 0.0.0.0 for the "
             "network";
    default:
      return "cannot listen on " + place + (errno ? std::string(": ") + std::strerror(errno) : "") +
             ". Give an address of this machine by --host and a port by --port";
  }
}

std::string Listener::url() const {
  const std::string& host = state_->options.host;
  const bool v6 = host.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(state_->port);
}

int Listener::port() const { return state_->port; }
void Listener::run() { state_->server.listen_after_bind(); }
void Listener::wait_until_ready() const { state_->server.wait_until_ready(); }
void Listener::stop() { state_->server.stop(); }

}  // namespace vitrine
