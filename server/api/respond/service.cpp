#include "server/api/respond/service.h"

#include <cstdio>
#include <stdexcept>
#include <utility>

#include "server/api/declare/api.h"
#include "server/api/declare/authenticator.h"
#include "server/api/declare/group_info.h"
#include "server/api/declare/path_template.h"
#include "server/api/declare/responses.h"
#include "server/api/http/conditional.h"
#include "server/api/http/encoded_text.h"
#include "server/api/http/live.h"
#include "server/api/http/problem.h"
#include "server/api/http/ranges.h"
#include "server/api/http/request_id.h"
#include "server/api/respond/call.h"
#include "server/api/respond/endpoint.h"
#include "server/api/respond/intake.h"
#include "server/api/respond/ready_api.h"

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
    const std::string& docs = match.api->declaration.publishing.docs;
    return problem_response(
        404, "There is nothing at this path" +
                 (docs.empty() ? std::string()
                               : "; " + match.api->root + docs + " lists what there is"));
  }
  return other_method_response(request, match.resource->allowed());
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

/// For an API and those that are mounted in it.
template <class F>
void for_each_api(const ReadyApi& api, const F& f) {
  f(api);
  for (const auto& mounted : api.mounted) for_each_api(*mounted, f);
}

void run_start_hooks(const ReadyApi& api) {
  for (const auto& hook : api.declaration.start_hooks) hook();
  for (const auto& mounted : api.mounted) run_start_hooks(*mounted);
}

/// Exceptions are reported: the other hooks run all the same.
void run_stop_hooks(const ReadyApi& api) {
  for (const auto& mounted : api.mounted) run_stop_hooks(*mounted);
  api.background->end();
  const auto& hooks = api.declaration.stop_hooks;
  for (auto hook = hooks.rbegin(); hook != hooks.rend(); ++hook) {
    try {
      (*hook)();
    } catch (const std::exception& error) {
      api.declaration.report(std::string("a stop hook failed: ") + error.what());
    } catch (...) {
      api.declaration.report("a stop hook failed: an exception that is no std::exception");
    }
  }
}

Response respond(const Request& request, const Match& match) {
  if (std::optional<Response> refusal = refuse_target(request)) return std::move(*refusal);
  if (!match.endpoint) {
    for (const auto& hook : match.api->declaration.groups.front().before) {
      if (std::optional<Response> response = hook(request)) return std::move(*response);
    }
    return no_endpoint(request, match);
  }
  Call call(request, match);
  Response response = run_handler(call, match.intake.get());
  if (request.method == "GET" || request.method == "HEAD") {
    apply_if_none_match(request, response);
    apply_range(request, response);
  }
  return response;
}

/// The same, once its headers are known to be safe.
Response dispatch(const Request& request, const Match& match) {
  Response response = respond(request, match);
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

std::vector<Service::Published> Service::published() const {
  std::vector<Published> all;
  for_each_api(*ready_, [&](const ReadyApi& api) {
    const Publishing& where = api.declaration.publishing;
    all.push_back({api.root, where.docs, where.document, api.text});
  });
  return all;
}

std::vector<std::string> Service::paths() const {
  std::vector<std::string> all;
  for_each_api(*ready_, [&](const ReadyApi& api) {
    for (const RouteInfo& route : api.declaration.routes) {
      all.push_back(api.root + PathTemplate::documented(route.path));
    }
  });
  return all;
}

bool Service::is_credential(std::string_view name) const {
  bool found = false;
  for_each_api(*ready_, [&](const ReadyApi& api) {
    for (const auto& [type, source] : api.declaration.authenticators) {
      for (const Authenticator& one : source.schemes) {
        found =
            found || (one.scheme.in == openapi::Location::query &&
                      one.scheme.type == SecurityScheme::Type::api_key && one.scheme.name == name);
      }
    }
  });
  return found;
}

std::uint64_t Service::most_body_bytes() const { return ready_->most_body_bytes; }

Match Service::route(const Request& head) const {
  const ReadyApi& api = ready_->owner(head.path());
  Match match = api.router.route(head);
  match.api = &api;
  return match;
}

/// Runs `f`, whose exceptions become a 500.
template <class F>
auto Service::guarded(const Request& request, const Match& match, F f) const -> decltype(f()) {
  std::string reason = "an exception that is no std::exception";
  try {
    return f();
  } catch (const std::exception& error) {
    reason = error.what();
  } catch (...) {
  }
  const std::string id = request.id.empty() ? new_request_id() : request.id;
  match.api->declaration.report(request.method + " " + std::string(request.path()) +
                                " failed: " + reason + " (request " + id + ")");
  // The message is for the log: it may hold secrets.
  Response response = problem_response(
      500, "Something went wrong in the server; its log says what, of request " + id);
  response.headers.set("X-Request-Id", id);
  return response;
}

/// What a response that goes on throws later is reported as well, and what it needs is kept as
/// long.
void Service::watch(const Request& request, const Match& match, Response& response) const {
  Live& live = *response.live;
  const auto report = [api = match.api, where = request.method + " " + std::string(request.path()),
                       name = request.id.empty() ? std::string() : " (request " + request.id + ")",
                       kept = std::move(response.kept)](std::string_view reason) {
    api->declaration.report(where + " failed: " + std::string(reason) + name);
  };
  if (live.next) live.next = reported(std::move(live.next), report);
  if (live.start) live.start = reported(std::move(live.start), report);
  if (live.dialogue) live.dialogue->on_error(report);
}

Response Service::handle(const Request& request, const Match& match) const {
  Response response = guarded(request, match, [&] { return dispatch(request, match); });
  run_after_hooks(request, match, response);
  if (response.live) watch(request, match, response);
  return response;
}

void Service::run_after_hooks(const Request& request, const Match& match,
                              Response& response) const {
  const auto run_those_of = [&](const GroupInfo& group) {
    for (const auto& hook : group.after) {
      const auto run = [&]() -> std::optional<Response> {
        hook(request, response);
        detail::refuse_unsafe_headers(response);
        return std::nullopt;
      };
      if (auto failure = guarded(request, match, run)) response = std::move(*failure);
    }
  };
  if (!match.endpoint) return run_those_of(match.api->declaration.groups.front());
  const auto& groups = match.endpoint->info->groups;
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) run_those_of(**group);
}

Response Service::handle(const Request& request) const { return handle(request, route(request)); }

std::optional<Response> Service::refuse_by_head(const Request& head, Match& match) const {
  std::optional<Response> response = guarded(head, match, [&]() -> std::optional<Response> {
    if (std::optional<Response> refusal = refuse_target(head)) return refusal;
    if (match.endpoint) {
      Call call(head, match);
      std::optional<Response> refusal = by_head(call);
      match.identities = call.identities();
      match.admitted = true;
      return refusal;
    }
    Response refusal = dispatch(head, match);
    if (refusal.status < 400) return std::nullopt;
    return refusal;
  });
  if (response) run_after_hooks(head, match, *response);
  return response;
}

std::optional<Response> Service::begin_body(const Request& head, Match& match) const {
  std::optional<Response> refusal = guarded(head, match, [&]() -> std::optional<Response> {
    Call call(head, match);
    return safe(begin_intake(call, match.intake));
  });
  if (refusal) run_after_hooks(head, match, *refusal);
  return refusal;
}

std::optional<Response> Service::take_piece(const Request& head, const Match& match,
                                            std::string_view piece) const {
  std::optional<Response> refusal = guarded(head, match, [&]() -> std::optional<Response> {
    Call call(head, match);
    return safe(match.intake->take(call, piece));
  });
  if (refusal) run_after_hooks(head, match, *refusal);
  return refusal;
}

void Service::start() const { run_start_hooks(*ready_); }

void Service::end() const { run_stop_hooks(*ready_); }

}  // namespace vitrine
