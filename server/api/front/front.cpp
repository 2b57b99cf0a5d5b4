#include "server/api/front/front.h"

#include <algorithm>
#include <utility>

#include "app/text/ascii.h"
#include "server/api/front/content_coding.h"
#include "server/api/http/problem.h"
#include "server/api/http/request_id.h"
#include "server/api/respond/endpoint.h"

/// Checks the host, shares requests out to page, description and API, and adds CORS.
namespace vitrine {

namespace {

using Area = Match::Area;

constexpr char kChangesPath[] = "/vitrine/changes";
/// Here any page may ask whether it may call the API. A request that is refused by CORS cannot
/// tell: its headers are hidden from the page, too.
constexpr char kOriginPath[] = "/vitrine/origin";
constexpr char kOriginHeader[] = "Vitrine-Origin";
constexpr char kReading[] = "GET, HEAD, OPTIONS";

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

/// "api.example.org", or "*.example.org" for all names below it.
bool matches_host(std::string_view pattern, std::string_view name) {
  if (!pattern.starts_with("*.")) return text::equals_ignoring_case(pattern, name);
  pattern.remove_prefix(1);
  return name.size() > pattern.size() &&
         text::equals_ignoring_case(name.substr(name.size() - pattern.size()), pattern);
}

Response misdirected(bool named) {
  Response response = problem_response(
      421,
      named ? "This server does not know the name it was called by; its `hosts` say which"
            : "This server listens on this machine only and does not know the name it was "
              "called by. Use localhost or 127.0.0.1, start it with --host 0.0.0.0 to give it to "
              "the network, or behind a proxy name its `hosts`");
  response.headers.set("X-Content-Type-Options", "nosniff");
  return response;
}

/// True for a reference that leads to another server: browsers read a backslash as a slash.
bool names_host(std::string_view reference) {
  return reference.starts_with("//") || reference.starts_with("/\\");
}

/// Puts a path of this server below the one that clients see.
void add_root_path(const std::string& root, Headers& headers) {
  if (root.empty()) return;
  const std::string* location = headers.find("Location");
  if (!location || !location->starts_with('/') || names_host(*location)) return;
  headers.set("Location", root + *location);
}

/// The response where a route is meant that differs by a slash.
Response moved(std::string path, std::string_view query) {
  Response response;
  response.status = 308;
  if (!query.empty()) path += '?' + std::string(query);
  response.headers.set("Location", std::move(path));
  return response;
}

bool only_reads(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

}  // namespace

Front::Front(Service api, FrontOptions options)
    : options_(std::move(options)),
      site_(ApiSite(std::move(api))),
      page_(page_files(), std::get<ApiSite>(site_).docs(options_.words), options_.embed) {
  set_up();
}

Front::Front(const SpecFolder& spec, FrontOptions options)
    : options_(std::move(options)),
      site_(SpecSite{spec, ChangeFeed(spec)}),
      page_(
          page_files(), spec.url(), Changes::watch, options_.offers, spec.list(),
          [spec](const std::string& root_path) { return spec.outlines(root_path); },
          options_.words) {
  set_up();
}

void Front::set_up() {
  const Deployment& deployment = options_.deployment;
  std::vector<std::string> problems = deployment_problems(deployment, options_.cors_origins);
  const auto* api = std::get_if<ApiSite>(&site_);
  for (const StaticFolder& folder : deployment.folders) {
    options_.mounts.push_back(static_files(folder));
    const Mount& files = options_.mounts.back();
    for (const std::string& path : api ? api->service.paths() : std::vector<std::string>()) {
      if (files.owns(path)) {
        problems.push_back("the folder of files at " + folder.prefix + " hides the route " + path);
      }
    }
  }
  if (!problems.empty()) throw DeclarationError(text::join(problems, "\n"));
  for (const std::string& text : deployment.trusted_proxies) trusted_proxies_.add(text);
}

std::vector<PageServer::Docs> Front::ApiSite::docs(const WordsNow& words) const {
  std::vector<PageServer::Docs> list;
  for (const Service::Published& api : service.published()) {
    if (api.docs.empty() || api.document.empty()) continue;
    const std::string root(api.root);
    const std::string document = root + std::string(api.document) + ".json";
    const OutlineLink outline{document, files.outline_url(document)};
    list.push_back({root + std::string(api.docs), document,
                    [outline](const std::string& below) {
                      // Below a root path the document is another.
                      const bool none = outline.outline_url.empty() || !below.empty();
                      return none ? std::vector<OutlineLink>() : std::vector{outline};
                    },
                    root.empty() ? words : WordsNow()});
  }
  return list;
}

std::string Front::docs_path() const { return page_.docs_path(); }

void Front::start() const {
  if (const auto* api = std::get_if<ApiSite>(&site_)) api->service.start();
}

void Front::end() const {
  if (const auto* api = std::get_if<ApiSite>(&site_)) api->service.end();
}

const Mount* Front::mount(std::string_view path) const {
  const auto found = std::find_if(options_.mounts.begin(), options_.mounts.end(),
                                  [&](const Mount& mount) { return mount.owns(path); });
  return found == options_.mounts.end() ? nullptr : &*found;
}

Area Front::area(std::string_view path) const {
  if (page_.owns(path)) return Area::page;
  if (mount(path)) return Area::mount;
  const auto* api = std::get_if<ApiSite>(&site_);
  const bool description = path.starts_with("/spec/") || (api && api->files.owns(path));
  return description ? Area::description : Area::api;
}

bool Front::known_host(const Request& request) const {
  const std::vector<std::string>& hosts = options_.deployment.hosts;
  if (hosts.empty() && !options_.loopback) return true;
  // Two names are ambiguous (RFC 9112 §3.2).
  if (request.headers.count("Host") != 1) return false;
  const std::string_view name = host_name(*request.headers.find("Host"));
  if (hosts.empty()) return is_loopback_name(name);
  return std::any_of(hosts.begin(), hosts.end(),
                     [&](const std::string& host) { return matches_host(host, name); });
}

bool Front::allows(std::string_view origin) const {
  return allows_origin(options_.cors_origins, origin);
}

std::string Front::other_slash(std::string_view path) const {
  const auto* api = std::get_if<ApiSite>(&site_);
  if (!api || path.size() < 2 || names_host(path) || area(path) != Area::api) return {};
  std::string other(path);
  if (other.back() == '/') {
    other.pop_back();
  } else {
    other += '/';
  }
  Request asked;
  asked.target = other;
  if (other.size() < 2 || area(other) != Area::api || !api->service.route(asked).resource)
    return {};
  return other;
}

void Front::admit(Request& head, std::string_view peer) const {
  const Deployment& deployment = options_.deployment;
  head.client = peer;
  head.root_path = deployment.root_path;
  if (deployment.proxy_headers == ProxyHeaders::forwarded) {
    apply_forwarded(trusted_proxies_, head);
  } else {
    apply_x_forwarded(trusted_proxies_, head);
  }
  if (const std::string* id = head.headers.find("X-Request-Id"); id && is_request_id(*id)) {
    head.id = *id;
  }
  const std::string& root = head.root_path;
  if (!root.empty() && head.target.starts_with(root)) {
    const std::string_view rest = std::string_view(head.target).substr(root.size());
    if (rest.empty() || rest.front() == '/' || rest.front() == '?') {
      head.target = (rest.starts_with('/') ? "" : "/") + std::string(rest);
    }
  }
  if (deployment.trailing_slashes != TrailingSlashes::both) return;
  const auto* api = std::get_if<ApiSite>(&site_);
  if (!api || area(head.path()) != Area::api || api->service.route(head).resource) return;
  if (const std::string other = other_slash(head.path()); !other.empty()) {
    head.target.replace(0, head.path().size(), other);
  }
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
    if (api && !match.resource &&
        options_.deployment.trailing_slashes == TrailingSlashes::redirect) {
      std::string other = other_slash(request.path());
      if (!other.empty()) return moved(std::move(other), request.query());
    }
    if (api) return api->service.handle(request, match);
    return problem_response(404, "There is nothing at this path; the playground is at /docs");
  }
  if (!only_reads(request)) return other_method_response(request, kReading);
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

bool Front::is_credential(std::string_view name) const {
  const auto* api = std::get_if<ApiSite>(&site_);
  return api && api->service.is_credential(name);
}

void Front::apply_cors(const Request& request, const Match& match, Response& response) const {
  if (match.mount && !match.mount->any_origin) return;
  if (match.area == Area::api) {
    vitrine::apply_cors(options_.cors_origins, options_.deployment.cors, request, response);
  } else {
    // A description may have methods of its own.
    const bool mounted = match.mount != nullptr;
    open_to_all(mounted, mounted, request, response);
  }
}

void Front::finish(const Request& request, const Match& match, Response& response) const {
  apply_content_coding(request, options_.deployment.compress_from_bytes, response);
  add_root_path(request.root_path, response.headers);
  apply_cors(request, match, response);
  response.headers.set("X-Content-Type-Options", "nosniff");
  if (!request.id.empty()) response.headers.set("X-Request-Id", request.id);
}

std::optional<Response> Front::refuse_by_head(const Request& head, Match& match) const {
  if (!match.known_host) return misdirected(!options_.deployment.hosts.empty());
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

std::optional<Response> Front::begin_body(const Request& head, Match& match) const {
  std::optional<Response> refusal = std::get<ApiSite>(site_).service.begin_body(head, match);
  if (refusal) finish(head, match, *refusal);
  return refusal;
}

std::optional<Response> Front::take_piece(const Request& head, const Match& match,
                                          std::string_view piece) const {
  std::optional<Response> refusal = std::get<ApiSite>(site_).service.take_piece(head, match, piece);
  if (refusal) finish(head, match, *refusal);
  return refusal;
}

Response Front::handle(const Request& request, const Match& match) const {
  if (!match.known_host) return misdirected(!options_.deployment.hosts.empty());
  Response response = respond(request, match);
  finish(request, match, response);
  return response;
}

}  // namespace vitrine
