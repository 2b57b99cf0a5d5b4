#include "server/api/service.h"

#include <cstdio>
#include <stdexcept>
#include <utility>

#include "server/api/api.h"
#include "server/api/call.h"
#include "server/api/encoded_text.h"
#include "server/api/intake.h"
#include "server/api/live.h"
#include "server/api/page_server.h"
#include "server/api/problem.h"
#include "server/api/ranges.h"
#include "server/api/ready_api.h"
#include "server/api/request_id.h"
#include "server/api/responses.h"

/// Gives requests to their handlers.
namespace vitrine {

namespace {

void print_error(std::string_view words) {
  std::fprintf(stderr, "vitrine: %.*s\n", static_cast<int>(words.size()), words.data());
}

std::optional<Response> refuse_target(const Request& request) {
  if (is_clean_encoded_text(request.target)) return std::nullopt;
  return problem_response(400,
                          "The URL is not UTF-8 in percent-encoding: after each % come two "
                          "hexadecimal digits, and %00 stands nowhere");
}

/// The response where no route takes the request.
Response no_endpoint(const Request& request, const Match& match) {
  if (!match.resource) {
    return problem_response(404, "There is nothing at this path; /docs lists what there is");
  }
  Response response;
  if (request.method == "OPTIONS") {
    response.status = 204;
  } else {
    response = problem_response(405, "This path takes " + match.resource->allowed());
  }
  response.headers.set("Allow", match.resource->allowed());
  return response;
}

/// Runs `f` and reports what it throws; the caller gets it as a std::exception.
template <class F, class Report>
auto reported(F f, Report report) {
  return [f = std::move(f), report](auto&&... arguments) {
    try {
      return f(std::forward<decltype(arguments)>(arguments)...);
    } catch (const std::exception& error) {
      report(error.what());
      throw;
    } catch (...) {
      report("an exception that is no std::exception");
      throw std::runtime_error("an exception of another kind");
    }
  };
}

Response dispatch(const Request& request, const Match& match) {
  if (std::optional<Response> refusal = refuse_target(request)) return std::move(*refusal);
  if (!match.endpoint) return no_endpoint(request, match);
  Call call(request, match);
  Response response = run_handler(call, match.intake.get());
  if (request.method == "GET" || request.method == "HEAD") {
    apply_if_none_match(request, response);
    apply_range(request, response);
  }
  detail::refuse_unsafe_headers(response);
  return response;
}

/// A refusal before the end of the body, once its headers are known to be safe.
std::optional<Response> safe(std::optional<Response> refusal) {
  if (refusal) detail::refuse_unsafe_headers(*refusal);
  return refusal;
}

/// What an authenticator throws is a failure of the route as well.
std::optional<Response> by_head(Call& call) {
  try {
    return call.refuse_by_head();
  } catch (...) {
    return safe(detail::failure_response(call));
  }
}

}  // namespace

Service::Service(Api api) {
  Declaration& declaration = *api.declaration_;
  if (!declaration.report) declaration.report = print_error;
  ready_ = make_ready(std::move(declaration));
}

Service::~Service() = default;
Service::Service(Service&&) noexcept = default;

const std::string& Service::openapi_json() const { return ready_->text; }

std::uint64_t Service::most_body_bytes() const { return ready_->most_body_bytes; }

Match Service::route(const Request& head) const { return ready_->router.route(head); }

/// Runs `f`, whose exceptions become a 500.
template <class F>
auto Service::guarded(const Request& request, F f) const -> decltype(f()) {
  std::string reason = "an exception that is no std::exception";
  try {
    return f();
  } catch (const std::exception& error) {
    reason = error.what();
  } catch (...) {
  }
  const std::string id = request.id.empty() ? new_request_id() : request.id;
  ready_->declaration.report(request.method + " " + std::string(request.path()) +
                             " failed: " + reason + " (request " + id + ")");
  // The message is for the log: it may hold secrets.
  Response response = problem_response(
      500, "Something went wrong in the server; its log says what, of request " + id);
  response.headers.set("X-Request-Id", id);
  return response;
}

/// What a response that goes on throws later is reported as well.
void Service::watch(const Request& request, Live& live) const {
  const auto report = [this, where = request.method + " " + std::string(request.path()),
                       name = request.id.empty() ? std::string() : " (request " + request.id + ")"](
                          std::string_view reason) {
    ready_->declaration.report(where + " failed: " + std::string(reason) + name);
  };
  if (live.next) live.next = reported(std::move(live.next), report);
  if (live.start) live.start = reported(std::move(live.start), report);
  if (live.dialogue) live.dialogue->on_error(report);
}

Response Service::handle(const Request& request, const Match& match) const {
  return guarded(request, [&] {
    Response response = dispatch(request, match);
    if (response.live) watch(request, *response.live);
    return response;
  });
}

Response Service::handle(const Request& request) const { return handle(request, route(request)); }

std::optional<Response> Service::refuse_by_head(const Request& head, Match& match) const {
  return guarded(head, [&]() -> std::optional<Response> {
    if (std::optional<Response> refusal = refuse_target(head)) return refusal;
    if (match.endpoint) {
      Call call(head, match);
      std::optional<Response> refusal = by_head(call);
      match.identities = call.identities();
      return refusal;
    }
    Response response = no_endpoint(head, match);
    if (response.status < 400) return std::nullopt;
    return response;
  });
}

std::optional<Response> Service::begin_body(const Request& head, Match& match) const {
  return guarded(head, [&]() -> std::optional<Response> {
    Call call(head, match);
    return safe(begin_intake(call, match.intake));
  });
}

std::optional<Response> Service::take_piece(const Request& head, const Match& match,
                                            std::string_view piece) const {
  return guarded(head, [&]() -> std::optional<Response> {
    Call call(head, match);
    return safe(match.intake->take(call, piece));
  });
}

}  // namespace vitrine
