#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "app/text/ascii.h"
#include "server/api/http/request_head.h"
#include "server/command/forward.h"

/// Sends requests on, by libcurl.
namespace vitrine::command {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPollMilliseconds = 1000;

struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiCleanup {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

struct Forward::State {
  explicit State(ForwardRequest request_) : request(std::move(request_)) {}
  ~State() {
    if (multi && easy) curl_multi_remove_handle(multi.get(), easy.get());
  }

  ForwardRequest request;
  // Ends in this order: the transfer, then what it uses.
  std::unique_ptr<curl_slist, ListCleanup> fields;
  std::unique_ptr<CURLM, MultiCleanup> multi;
  std::unique_ptr<CURL, EasyCleanup> easy;
  char detail[CURL_ERROR_SIZE] = "";
  std::uint64_t sent = 0;
  ForwardHead head;
  std::size_t head_bytes = 0;
  bool head_done = false;
  bool head_too_large = false;
  bool refused = false;
  bool done = false;
  CURLcode result = CURLE_OK;
  std::uint64_t received = 0;
  /// Of the body, before anyone takes it.
  std::string early;
  const std::function<bool(std::string_view)>* take = nullptr;

  bool begin();
  /// Goes on as far as there is something to do, then waits a moment.
  void step();
  void add_field(const std::string& line) {
    if (curl_slist* list = curl_slist_append(fields.get(), line.c_str())) {
      (void)fields.release();
      fields.reset(list);
    }
  }

  static State& of(void* user) { return *static_cast<State*>(user); }

  static curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
    State& state = of(user);
    // The address of the connection itself: a name may lead to another one with each question.
    if (!state.request.may_connect(address->addr)) {
      state.refused = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  static std::size_t send(char* to, std::size_t size, std::size_t count, void* user) {
    State& state = of(user);
    const std::size_t got = state.request.body_file->read(state.sent, to, size * count);
    state.sent += got;
    return got;
  }

  static std::size_t take_line(char* data, std::size_t size, std::size_t count, void* user) {
    State& state = of(user);
    const std::size_t bytes = size * count;
    // Trailers are no part of it.
    if (state.head_done) return bytes;
    state.head_bytes += bytes;
    state.head_too_large = state.head_bytes > state.request.limits.head_bytes;
    if (state.head_too_large) return 0;
    std::string_view line(data, bytes);
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) {
      state.head = {};
      const std::size_t status = line.find(' ');
      if (status != std::string_view::npos) {
        state.head.status = std::atoi(std::string(line.substr(status + 1)).c_str());
        const std::size_t reason = line.find(' ', status + 1);
        if (reason != std::string_view::npos) state.head.reason = line.substr(reason + 1);
      }
    } else if (line.empty()) {
      // A status of 1xx comes before the response.
      state.head_done = state.head.status >= 200;
    } else if (const auto field = read_field_line(line)) {
      state.head.headers.add(field->first, field->second);
    }
    return bytes;
  }

  static std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
    State& state = of(user);
    const std::string_view piece(data, size * count);
    state.received += piece.size();
    if (state.received > state.request.limits.body_bytes) return 0;
    if (!state.take) {
      state.early += piece;
    } else if (!(*state.take)(piece)) {
      return 0;
    }
    return piece.size();
  }
};

bool Forward::State::begin() {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!started) return false;
  easy.reset(curl_easy_init());
  multi.reset(curl_multi_init());
  if (!easy || !multi) return false;
  CURL* const curl = easy.get();
  const ForwardLimits& limits = request.limits;
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  // A proxy of the environment would connect in our place, to where it likes.
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, limits.connect_seconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, limits.whole_seconds);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, limits.silent_seconds);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (const char* authorities = std::getenv("SSL_CERT_FILE"); authorities && *authorities) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, authorities);
  }
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_line);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);

  if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (request.has_body) {
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    const std::uint64_t size = request.body_file ? request.body_file->size() : request.body.size();
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(size));
    if (request.body_file) {
      curl_easy_setopt(curl, CURLOPT_READFUNCTION, send);
      curl_easy_setopt(curl, CURLOPT_READDATA, this);
    } else {
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
    }
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  // What libcurl would add by itself.
  for (const char* name : {"Accept", "Content-Type", "Expect"}) {
    if (!request.headers.find(name)) add_field(std::string(name) + ":");
  }
  for (const auto& [name, value] : request.headers) {
    add_field(value.empty() ? name + ";" : name + ": " + value);
  }
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields.get());
  return curl_multi_add_handle(multi.get(), curl) == CURLM_OK;
}

void Forward::State::step() {
  int running = 0;
  if (curl_multi_perform(multi.get(), &running) != CURLM_OK) {
    done = true;
    result = CURLE_FAILED_INIT;
    return;
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    done = true;
    result = message->data.result;
  }
  // A head that is there is not kept waiting for its body.
  if (!done && (take || !head_done)) {
    curl_multi_poll(multi.get(), nullptr, 0, kPollMilliseconds, nullptr);
  }
}

Forward::Forward(ForwardRequest request) : state_(std::make_unique<State>(std::move(request))) {}
Forward::~Forward() = default;

std::variant<ForwardHead, ForwardFailure> Forward::head() {
  State& state = *state_;
  const ForwardLimits& limits = state.request.limits;
  const auto deadline = Clock::now() + std::chrono::seconds(limits.head_seconds);
  if (!state.begin()) return ForwardFailure{"libcurl cannot be started"};
  while (!state.done && !state.head_done && Clock::now() < deadline) state.step();
  if (state.head_done) return state.head;
  if (!state.done || state.result == CURLE_OPERATION_TIMEDOUT) {
    return ForwardFailure{"the server did not respond in time", true};
  }
  if (state.head_too_large) return ForwardFailure{"the head of the response is too large"};
  // Some addresses may have been allowed and not have responded.
  if (state.refused) {
    return ForwardFailure{"its address is of a private network or of this machine", false, true};
  }
  return ForwardFailure{*state.detail != '\0' ? state.detail : curl_easy_strerror(state.result)};
}

bool Forward::body(const std::function<bool(std::string_view)>& take,
                   const std::function<bool()>& go_on) {
  State& state = *state_;
  const std::string early = std::exchange(state.early, {});
  if (!early.empty() && !take(early)) return false;
  state.take = &take;
  while (!state.done && go_on()) state.step();
  state.take = nullptr;
  return state.done && state.result == CURLE_OK;
}

}  // namespace vitrine::command
