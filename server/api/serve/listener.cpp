#include "server/api/serve/listener.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>
#include <variant>

#include "server/api/serve/poller.h"
#include "server/api/serve/tls.h"

/// Opens the port and says why when that fails.
namespace vitrine {

FrontOptions front_options(const ServeOptions& options) {
  const std::string& host = options.host;
  return {.cors_origins = options.cors_origins,
          .loopback = host.starts_with("127.") || host == "localhost" || host == "::1",
          .deployment = options.deployment};
}

struct Listener::State {
  State(Front front_, ServeOptions options_)
      : front(std::move(front_)), options(std::move(options_)), server(options.timeout_seconds) {
    front.limit_listeners(options.max_threads);
  }

  Front front;
  const ServeOptions options;
  HttplibServer server;
  /// Without it connections are plain.
  std::unique_ptr<const Tls> tls;
  int port = 0;
  Site site{front, options, server, {}};
  /// Set once bound. Ends first: its connections use the others.
  std::optional<Poller> poller;
  std::atomic<bool> ready = false;
};

Listener::Listener(Front front, ServeOptions options)
    : state_(std::make_unique<State>(std::move(front), std::move(options))) {}

Listener::~Listener() = default;

std::string Listener::bind() {
  State& state = *state_;
  if (std::string problem = read_certificate(); !problem.empty()) return problem;
  const std::string& host = state.options.host;
  state.port = state.options.port;
  int error = 0;
  if (state.server.bind(host, state.port)) {
    state.poller.emplace(state.server.socket(), state.site);
    error = state.poller->error();
    if (error == 0) return start();
    state.poller.reset();
    state.server.close();
  } else {
    error = errno;
  }
  const std::string place = host + ":" + std::to_string(state.port);
  switch (error) {
    case EADDRINUSE:
      return "port " + std::to_string(state.port) +
             " is in use. Stop what uses it, or take another one: --port 0 picks a free one";
    case EACCES:
      return "port " + std::to_string(state.port) +
             " needs privileges. Take one from 1024 on, such as --port 8080";
    case EADDRNOTAVAIL:
      return host +
             " is no address of this machine. Use --host 127.0.0.1, or 0.0.0.0 for the "
             "network";
    case EMFILE:
    case ENFILE:
      return "cannot listen on " + place +
             ": too many files are open. Allow more, for instance by ulimit -n 4096";
    default:
      return "cannot listen on " + place + (error ? std::string(": ") + std::strerror(error) : "") +
             ". Give an address of this machine by --host and a port by --port";
  }
}

std::string Listener::read_certificate() {
  State& state = *state_;
  const ServeOptions& options = state.options;
  if (options.tls_certificate.empty() && options.tls_key.empty()) return {};
  auto read = open_tls(options.tls_certificate, options.tls_key);
  if (const auto* problem = std::get_if<std::string>(&read)) return *problem;
  state.tls = std::get<std::unique_ptr<const Tls>>(std::move(read));
  state.site.tls = state.tls.get();
  return {};
}

std::string Listener::start() {
  std::string reason = "an exception that is no std::exception";
  try {
    state_->front.start();
    return {};
  } catch (const std::exception& thrown) {
    reason = thrown.what();
  } catch (...) {
  }
  state_->poller.reset();
  state_->server.close();
  return "a start hook failed: " + reason;
}

std::string Listener::docs_path() const { return state_->front.docs_path(); }

std::string Listener::url() const {
  const std::string& host = state_->options.host;
  const bool v6 = host.find(':') != std::string::npos;
  return (state_->tls ? "https://" : "http://") + (v6 ? "[" + host + "]" : host) + ":" +
         std::to_string(state_->port);
}

int Listener::port() const { return state_->port; }

void Listener::run() {
  State& state = *state_;
  state.ready = true;
  state.ready.notify_all();
  state.poller->run();
  // Before the workers are waited for: from now on clients have a last time to take responses.
  state.server.begin_end();
  state.poller->finish();
  state.server.close();
  state.front.end();
}

void Listener::wait_until_ready() const { state_->ready.wait(false); }
void Listener::stop() {
  if (state_->poller) state_->poller->stop();
}

}  // namespace vitrine
