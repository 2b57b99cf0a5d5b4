#include "server/api/front.h"

#include <algorithm>
#include <utility>

#include "server/api/problem.h"
#include "server/api/yaml_text.h"

namespace vitrine {

namespace {

constexpr char kJsonPath[] = "/openapi.json";
constexpr char kYamlPath[] = "/openapi.yaml";
constexpr char kChangesPath[] = "/vitrine/changes";
/// Of times that a stream has nothing to say: about 15 seconds.
constexpr int kMaxQuietTurns = 75;

/// The host of a Host header, without its port.
std::string_view host_name(std::string_view host) {
  if (!host.empty() && host.front() == '[') return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_loopback_name(std::string_view name) {
  if (equal_ignoring_case(name, "localhost") || name == "[::1]") return true;
  constexpr std::string_view kLocal = ".localhost";
  if (name.size() > kLocal.size() &&
      equal_ignoring_case(name.substr(name.size() - kLocal.size()), kLocal)) {
    return true;
  }
  // 127.0.0.0/8 written as four numbers; letters could be a name in somebody's DNS.
  return name.substr(0, 4) == "127." &&
         name.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_header_list(std::string_view text) {
  return text.size() < 2000 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == ',' || c == ' ';
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

}  // namespace

Front::Front(Service api, FrontOptions options)
    : options_(std::move(options)),
      api_(std::move(api)),
      spec_url_(kJsonPath),
      page_(page_files(), spec_url_),
      document_tag_(entity_tag(api_->openapi_json())),
      yaml_(to_yaml(FreeForm::parse(api_->openapi_json()))),
      yaml_tag_(entity_tag(yaml_)) {}

Front::Front(SpecFolder spec, FrontOptions options)
    : options_(std::move(options)),
      spec_(std::move(spec)),
      spec_url_(spec_->url()),
      page_(page_files(), spec_url_, Changes::watch) {}

Front::Area Front::area(std::string_view path) const {
  if (page_.owns(path)) return Area::page;
  if (path == kJsonPath || path == kYamlPath || path.substr(0, 6) == "/spec/") {
    return Area::description;
  }
  return Area::api;
}

bool Front::known_host(const Request& request) const {
  if (!options_.loopback) return true;
  // Of two names nobody knows which one was meant (RFC 9112 §3.2).
  const auto hosts = std::count_if(
      request.headers.begin(), request.headers.end(),
      [](const Headers::Field& field) { return equal_ignoring_case(field.first, "Host"); });
  return hosts == 1 && is_loopback_name(host_name(*request.headers.find("Host")));
}

bool Front::allows(std::string_view origin) const {
  return std::any_of(options_.cors_origins.begin(), options_.cors_origins.end(),
                     [&](const std::string& known) { return known == "*" || known == origin; });
}

Response Front::answer(const Request& request, Area area) const {
  const std::string_view path = request.path();
  if (area == Area::api) {
    if (api_) return api_->handle(request);
    return problem_response(404, "There is nothing at this path; the playground is at /docs");
  }
  if (request.method != "GET" && request.method != "HEAD") {
    Response response;
    if (request.method == "OPTIONS") {
      response.status = 204;
    } else {
      response = problem_response(405, "This path takes GET, HEAD, OPTIONS");
    }
    response.headers.set("Allow", "GET, HEAD, OPTIONS");
    return response;
  }
  if (spec_ && path == kChangesPath && request.method == "GET") return changes();
  if (area == Area::page) return page_.get(request);
  if (spec_) return spec_->get(request);
  if (path != kJsonPath && path != kYamlPath) {
    return problem_response(404, "The description is at /openapi.json");
  }
  Response response;
  if (path == kJsonPath) {
    response.static_body = api_->openapi_json();
    response.headers.add("Content-Type", "application/json");
    response.headers.add("ETag", document_tag_);
  } else {
    response.static_body = yaml_;
    response.headers.add("Content-Type", "application/yaml");
    response.headers.add("ETag", yaml_tag_);
  }
  response.headers.add("Cache-Control", "no-cache");
  apply_if_none_match(request, response);
  return response;
}

void Front::limit_listeners(std::size_t max_threads) {
  max_listeners_ = std::min(max_listeners_, max_threads / 2);
}

/// Server-sent events: the version of the description at once, and each new one.
Response Front::changes() const {
  struct Listening {
    explicit Listening(std::shared_ptr<std::atomic<std::size_t>> all) : count(std::move(all)) {
      ++*count;
    }
    ~Listening() { --*count; }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;
    std::shared_ptr<std::atomic<std::size_t>> count;
    std::string last;
    int quiet_turns = 0;
  };
  const auto listening = std::make_shared<Listening>(listeners_);
  if (*listeners_ > max_listeners_) {
    return problem_response(503, "Too many pages listen for changes; close some of them");
  }
  Response response;
  response.headers.add("Content-Type", "text/event-stream");
  response.headers.add("Cache-Control", "no-store");
  response.stream = [listening, spec = *spec_] {
    const std::string version = spec.version();
    if (version == listening->last) {
      // A comment: the other side of a connection is found to be gone only when it is written to.
      if (++listening->quiet_turns < kMaxQuietTurns) return std::string();
      listening->quiet_turns = 0;
      return std::string(":\n\n");
    }
    listening->last = version;
    listening->quiet_turns = 0;
    return "data: " + version + "\n\n";
  };
  return response;
}

void Front::apply_cors(const Request& request, Area area, Response& response) const {
  const bool preflight = request.method == "OPTIONS" &&
                         request.headers.find("Access-Control-Request-Method") != nullptr;
  Headers& headers = response.headers;
  if (area != Area::api) {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  } else {
    if (options_.cors_origins.empty()) return;
    headers.add("Vary", "Origin");
    const std::string* origin = request.headers.find("Origin");
    if (!origin || !allows(*origin)) return;
    headers.set("Access-Control-Allow-Origin", *origin);
    // Credentials never travel by cookie here, so the wildcard holds.
    headers.set("Access-Control-Expose-Headers", "*");
  }
  if (!preflight) return;
  response.status = 204;
  response.body.clear();
  headers.set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
  if (const std::string* asked = request.headers.find("Access-Control-Request-Headers");
      asked && is_header_list(*asked)) {
    headers.set("Access-Control-Allow-Headers", *asked);
  }
  if (request.headers.find("Access-Control-Request-Private-Network")) {
    headers.set("Access-Control-Allow-Private-Network", "true");
  }
  headers.set("Access-Control-Max-Age", "600");
}

void Front::finish(const Request& request, Response& response) const {
  apply_cors(request, area(request.path()), response);
  response.headers.set("X-Content-Type-Options", "nosniff");
}

BodyPlan Front::plan_body(const Request& head) const {
  return api_ && known_host(head) ? api_->plan_body(head) : BodyPlan{};
}

std::optional<Response> Front::refuse_by_head(const Request& head) const {
  if (!known_host(head)) return misdirected();
  const Area where = area(head.path());
  std::optional<Response> refusal;
  if (where == Area::api && api_) {
    refusal = api_->refuse_by_head(head);
  } else if (where == Area::api || (head.method != "GET" && head.method != "HEAD")) {
    refusal = answer(head, where);
    if (refusal->status < 400) refusal.reset();
  }
  if (refusal) finish(head, *refusal);
  return refusal;
}

Response Front::handle(const Request& request) const {
  if (!known_host(request)) return misdirected();
  Response response = answer(request, area(request.path()));
  finish(request, response);
  return response;
}

}  // namespace vitrine
