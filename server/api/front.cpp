#include "server/api/front.h"

#include <algorithm>
#include <utility>

#include "app/text/ascii.h"
#include "server/api/endpoint.h"
#include "server/api/problem.h"

/// Checks the host, shares requests out to page, description and API, and adds CORS.
namespace vitrine {

namespace {

using Area = Match::Area;

constexpr char kChangesPath[] = "/vitrine/changes";
/// Here any page may ask whether it may call the API. A request that is refused by CORS cannot
/// tell: its headers are hidden from the page, too.
constexpr char kOriginPath[] = "/vitrine/origin";
constexpr char kOriginHeader[] = "Vitrine-Origin";

/// The host of a Host header, without its port.
std::string_view host_name(std::string_view host) {
  if (!host.empty() && host.front() == '[') return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_loopback_name(std::string_view name) {
  if (text::equals_ignoring_case(name, "localhost") || name == "[::1]") return true;
  constexpr std::string_view kLocal = ".localhost";
  if (name.size() > kLocal.size() &&
      text::equals_ignoring_case(name.substr(name.size() - kLocal.size()), kLocal)) {
    return true;
  }
  // 127.0.0.0/8 written as four numbers; letters could be a name in any DNS.
  return name.starts_with("127.") &&
         name.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_header_list(std::string_view text) {
  return text.size() < 2000 && std::all_of(text.begin(), text.end(), [](char c) {
           return text::is_alphanumeric(c) || c == '-' || c == '_' || c == ',' || c == ' ';
         });
}

Response misdirected() {
  Response response = problem_response(
      421,
      "This server listens on this machine only and does not know the name it was called by. Use "
      "http://127.0.0.1, or start it with --host 0.0.0.0 to give it to the network");
  response.headers.set("X-Content-Type-Options", "nosniff");
  return response;
}

bool only_reads(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

/// The response of a file to other methods.
Response other_method(const Request& request) {
  Response response;
  if (request.method == "OPTIONS") {
    response.status = 204;
  } else {
    response = problem_response(405, "This path takes GET, HEAD, OPTIONS");
  }
  response.headers.set("Allow", "GET, HEAD, OPTIONS");
  return response;
}

PageOffers with_outline(PageOffers offers, std::string address) {
  offers.outline = std::move(address);
  return offers;
}

}  // namespace

Front::Front(Service api, FrontOptions options)
    : options_(std::move(options)),
      site_(ApiSite(std::move(api))),
      page_(page_files(), std::string(DescriptionFiles::kJsonPath), Changes::ignore,
            with_outline({}, std::get<ApiSite>(site_).files.outline_url())) {}

Front::Front(const SpecFolder& spec, FrontOptions options)
    : options_(std::move(options)),
      site_(SpecSite{spec, ChangeFeed(spec)}),
      page_(page_files(), spec.url(), Changes::watch,
            with_outline(options_.offers, spec.outline_url()), spec.list()) {}

const Mount* Front::mount(std::string_view path) const {
  const auto found = std::find_if(options_.mounts.begin(), options_.mounts.end(),
                                  [&](const Mount& mount) { return mount.owns(path); });
  return found == options_.mounts.end() ? nullptr : &*found;
}

Area Front::area(std::string_view path) const {
  if (page_.owns(path)) return Area::page;
  if (mount(path)) return Area::mount;
  if (path == DescriptionFiles::kJsonPath || path == DescriptionFiles::kYamlPath ||
      path.starts_with("/spec/")) {
    return Area::description;
  }
  return Area::api;
}

bool Front::known_host(const Request& request) const {
  if (!options_.loopback) return true;
  // Two names are ambiguous (RFC 9112 §3.2).
  return request.headers.count("Host") == 1 &&
         is_loopback_name(host_name(*request.headers.find("Host")));
}

bool Front::allows(std::string_view origin) const {
  return std::any_of(options_.cors_origins.begin(), options_.cors_origins.end(),
                     [&](const std::string& known) { return known == "*" || known == origin; });
}

/// The policy of CORS, which browsers do not apply to WebSockets (RFC 6455 §10.2).
bool Front::may_connect(const Request& request) const {
  const std::string* origin = request.headers.find("Origin");
  if (!origin || allows(*origin)) return true;
  const auto host = origin->find("://");
  const std::string* own = request.headers.find("Host");
  return own && host != std::string::npos &&
         text::equals_ignoring_case(std::string_view(*origin).substr(host + 3), *own);
}

/// Says nothing that the origin would not see by a request: no path or data of the API.
Response Front::judge_origin(const Request& request) const {
  const std::string* origin = request.headers.find("Origin");
  Response response;
  response.status = 204;
  response.headers.set(kOriginHeader, origin && !allows(*origin) ? "refused" : "allowed");
  response.headers.set("Access-Control-Expose-Headers", kOriginHeader);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

Match Front::route(const Request& head) const {
  const Area where = area(head.path());
  const bool known = known_host(head);
  const auto* api = std::get_if<ApiSite>(&site_);
  Match match = api && known && where == Area::api ? api->service.route(head) : Match{};
  match.area = where;
  match.known_host = known;
  if (where == Area::mount) {
    match.mount = mount(head.path());
    match.body = match.mount->body;
  }
  return match;
}

Response Front::respond(const Request& request, const Match& match) const {
  if (match.mount) return match.mount->handle(request);
  const auto* api = std::get_if<ApiSite>(&site_);
  if (match.area == Area::api) {
    if (match.endpoint && match.endpoint->info->websocket && !may_connect(request)) {
      return problem_response(
          403,
          "Pages of this origin may not connect; the server's --cors-origin names those that may");
    }
    if (api) return api->service.handle(request, match);
    return problem_response(404, "There is nothing at this path; the playground is at /docs");
  }
  if (!only_reads(request)) return other_method(request);
  const auto* spec = std::get_if<SpecSite>(&site_);
  if (spec && request.path() == kChangesPath && request.method == "GET") return spec->changes.get();
  if (request.path() == kOriginPath) return judge_origin(request);
  if (match.area == Area::page) return page_.get(request);
  return api ? api->files.get(request) : spec->folder.get(request);
}

std::uint64_t Front::most_body_bytes() const {
  const auto* api = std::get_if<ApiSite>(&site_);
  std::uint64_t most = api ? api->service.most_body_bytes() : 0;
  for (const Mount& mount : options_.mounts) most = std::max(most, mount.body.max_bytes);
  return most;
}

void Front::limit_listeners(std::size_t max_threads) {
  if (auto* spec = std::get_if<SpecSite>(&site_)) spec->changes.limit_listeners(max_threads);
}

void Front::apply_cors(const Request& request, const Match& match, Response& response) const {
  if (match.mount && !match.mount->any_origin) return;
  const bool preflight = request.method == "OPTIONS" &&
                         request.headers.find("Access-Control-Request-Method") != nullptr;
  Headers& headers = response.headers;
  std::string methods = "GET, HEAD, POST, PUT, PATCH, DELETE";
  if (match.area != Area::api) {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    if (match.mount) {
      headers.set("Access-Control-Expose-Headers", "*");
      headers.set("Timing-Allow-Origin", "*");
      // A description may have methods of its own.
      if (preflight) methods = *request.headers.find("Access-Control-Request-Method");
    }
  } else {
    if (options_.cors_origins.empty()) return;
    headers.add("Vary", "Origin");
    const std::string* origin = request.headers.find("Origin");
    if (!origin || !allows(*origin)) return;
    headers.set("Access-Control-Allow-Origin", *origin);
    headers.set("Timing-Allow-Origin", *origin);
    // Credentials never travel by cookie here, so the wildcard holds.
    headers.set("Access-Control-Expose-Headers", "*");
  }
  if (!preflight) return;
  response.status = 204;
  response.body.clear();
  headers.set("Access-Control-Allow-Methods", std::move(methods));
  if (const std::string* asked = request.headers.find("Access-Control-Request-Headers");
      asked && is_header_list(*asked)) {
    headers.set("Access-Control-Allow-Headers", *asked);
  }
  if (request.headers.find("Access-Control-Request-Private-Network")) {
    headers.set("Access-Control-Allow-Private-Network", "true");
  }
  headers.set("Access-Control-Max-Age", "600");
}

void Front::finish(const Request& request, const Match& match, Response& response) const {
  apply_cors(request, match, response);
  response.headers.set("X-Content-Type-Options", "nosniff");
}

std::optional<Response> Front::refuse_by_head(const Request& head, Match& match) const {
  if (!match.known_host) return misdirected();
  std::optional<Response> refusal;
  const auto* api = std::get_if<ApiSite>(&site_);
  if (match.mount) {
    if (match.mount->refuse_by_head) refusal = match.mount->refuse_by_head(head);
  } else if (match.area == Area::api && api) {
    refusal = api->service.refuse_by_head(head, match);
  } else if (match.area == Area::api || !only_reads(head)) {
    refusal = respond(head, match);
    if (refusal->status < 400) refusal.reset();
  }
  if (refusal) finish(head, match, *refusal);
  return refusal;
}

Response Front::handle(const Request& request, const Match& match) const {
  if (!match.known_host) return misdirected();
  Response response = respond(request, match);
  finish(request, match, response);
  return response;
}

}  // namespace vitrine
