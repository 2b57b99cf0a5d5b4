#include "server/api/front/cors.h"

#include <algorithm>

#include "app/text/ascii.h"
#include "server/api/http/negotiation.h"
#include "server/api/http/request_head.h"

namespace vitrine {

namespace {

constexpr std::string_view kMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";

bool is_header_list(std::string_view text) {
  return text.size() < 2000 && std::all_of(text.begin(), text.end(), [](char c) {
           return text::is_alphanumeric(c) || c == '-' || c == '_' || c == ',' || c == ' ';
         });
}

/// SCHEME://HOST or SCHEME://HOST:PORT in lower case, as browsers send it (RFC 6454 §6.1). A star
/// stands only as matches() reads it.
bool is_origin(std::string_view text) {
  const auto end = text.find("://");
  if (end == std::string_view::npos || end == 0) return false;
  const std::string_view host = text.substr(end + 3);
  const auto star = host.rfind('*');
  if (star != std::string_view::npos && (star != 0 || !host.starts_with("*."))) return false;
  return !host.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < 127 && !text::is_upper(c);
  }) && host.find_first_of("/?#@,") == std::string_view::npos;
}

/// `https://*.example.org`: the star stands for one label.
bool matches(std::string_view pattern, std::string_view origin) {
  const auto star = pattern.find("://*.");
  if (star == std::string_view::npos) return pattern == origin;
  const std::string_view before = pattern.substr(0, star + 3);
  const std::string_view after = pattern.substr(star + 4);
  if (origin.size() <= before.size() + after.size() || !origin.starts_with(before) ||
      !origin.ends_with(after)) {
    return false;
  }
  const std::string_view label =
      origin.substr(before.size(), origin.size() - before.size() - after.size());
  return std::all_of(label.begin(), label.end(),
                     [](char c) { return text::is_alphanumeric(c) || c == '-' || c == '_'; });
}

/// All names of a response: with credentials "*" would be a name like any other.
std::string names_of(const Headers& headers) {
  std::vector<std::string> names;
  for (const auto& [name, value] : headers) {
    if (text::equals_ignoring_case(name, "Set-Cookie")) continue;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return text::join(names, ", ");
}

void respond_to_preflight(const Request& request, std::string methods,
                          const std::vector<std::string>& allowed_headers, int max_age_seconds,
                          Headers& headers) {
  headers.set("Access-Control-Allow-Methods", std::move(methods));
  if (!allowed_headers.empty()) {
    headers.set("Access-Control-Allow-Headers", text::join(allowed_headers, ", "));
  } else if (const std::string* asked = request.headers.find("Access-Control-Request-Headers");
             asked && is_header_list(*asked)) {
    headers.set("Access-Control-Allow-Headers", *asked);
  }
  if (request.headers.find("Access-Control-Request-Private-Network")) {
    headers.set("Access-Control-Allow-Private-Network", "true");
  }
  headers.set("Access-Control-Max-Age", std::to_string(max_age_seconds));
}

}  // namespace

bool allows_origin(const std::vector<std::string>& origins, std::string_view origin) {
  return std::any_of(origins.begin(), origins.end(), [&](const std::string& known) {
    return known == "*" || matches(known, origin);
  });
}

std::vector<std::string> cors_problems(const std::vector<std::string>& origins, const Cors& cors) {
  std::vector<std::string> problems;
  for (const std::string& origin : origins) {
    // "null" is the origin of a frame in a sandbox, which any site can make.
    if (origin == "*" || origin == "null") {
      if (cors.credentials) {
        problems.push_back("CORS with credentials needs origins that are named: with \"" + origin +
                           "\" the page of any site could act in the name of the user");
      }
    } else if (!is_origin(origin)) {
      problems.push_back("the origin \"" + origin +
                         "\" has to be SCHEME://HOST in lower case, without a path: "
                         "https://docs.example.org");
    }
  }
  const auto check = [&](const std::vector<std::string>& names, const char* what) {
    for (const std::string& name : names) {
      if (!is_token(name)) problems.push_back("\"" + name + "\" is no name of a " + what);
    }
  };
  check(cors.methods, "method");
  check(cors.headers, "header");
  check(cors.exposed_headers, "header");
  if (cors.max_age_seconds < 0) problems.push_back("the max-age of CORS is below 0");
  return problems;
}

bool is_preflight(const Request& request) {
  return request.method == "OPTIONS" &&
         request.headers.find("Access-Control-Request-Method") != nullptr;
}

void apply_cors(const std::vector<std::string>& origins, const Cors& cors, const Request& request,
                Response& response) {
  if (origins.empty()) return;
  const std::string* origin = request.headers.find("Origin");
  const bool allowed = origin && allows_origin(origins, *origin);
  const bool preflight = is_preflight(request);
  if (preflight && allowed) {
    response = {};
    response.status = 204;
  }
  Headers& headers = response.headers;
  // Also where the origin is none or refused: a cache must not give that response to another.
  add_vary(headers, "Origin");
  if (!allowed) return;
  headers.set("Access-Control-Allow-Origin", *origin);
  headers.set("Timing-Allow-Origin", *origin);
  if (cors.credentials) headers.set("Access-Control-Allow-Credentials", "true");
  if (preflight) {
    add_vary(headers, "Access-Control-Request-Method");
    add_vary(headers, "Access-Control-Request-Headers");
    respond_to_preflight(
        request, cors.methods.empty() ? std::string(kMethods) : text::join(cors.methods, ", "),
        cors.headers, cors.max_age_seconds, headers);
  } else if (!cors.exposed_headers.empty()) {
    headers.set("Access-Control-Expose-Headers", text::join(cors.exposed_headers, ", "));
  } else {
    headers.set("Access-Control-Expose-Headers", cors.credentials ? names_of(headers) : "*");
  }
}

void open_to_all(bool any_method, bool expose, const Request& request, Response& response) {
  Headers& headers = response.headers;
  headers.set("Access-Control-Allow-Origin", "*");
  headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  if (expose) {
    headers.set("Access-Control-Expose-Headers", "*");
    headers.set("Timing-Allow-Origin", "*");
  }
  if (!is_preflight(request)) return;
  response.status = 204;
  response.body.clear();
  respond_to_preflight(
      request,
      any_method ? *request.headers.find("Access-Control-Request-Method") : std::string(kMethods),
      {}, 600, headers);
}

}  // namespace vitrine
