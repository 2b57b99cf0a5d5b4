#include "server/command/proxy.h"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

#include "app/json/uri.h"
#include "app/json/writer.h"
#include "app/request/endpoint.h"
#include "app/request/request.h"
#include "app/text/ascii.h"
#include "server/api/http/live.h"
#include "server/api/http/problem.h"
#include "server/command/forward.h"
#include "server/command/public_address.h"

namespace vitrine::command {

namespace {

constexpr std::uint64_t kMostBodyBytes = 64u << 20;
/// Values that the variables of a server have together.
constexpr std::size_t kMostAddresses = 1000;
constexpr std::string_view kTarget = "Vitrine-Target";

constexpr std::array<std::string_view, 9> kOfConnection = {
    "connection",     "keep-alive",      "te", "trailer", "transfer-encoding", "upgrade", "expect",
    "content-length", "proxy-connection"};

bool is_of_connection(std::string_view name) {
  return std::find(kOfConnection.begin(), kOfConnection.end(), name) != kOfConnection.end();
}

/// Names that a Connection field lists.
std::set<std::string> listed(const Headers& headers) {
  const std::string connection = text::lower(headers.joined("Connection"));
  std::set<std::string> names;
  for (std::string_view rest = connection; !rest.empty();) {
    names.emplace(text::trim_blanks(text::take_piece(rest, ',')));
  }
  return names;
}

using Values = std::vector<std::pair<std::string, std::string>>;

/// Adds the origins of a server for all values of its variables from the one at `at` on.
void add_origins(const openapi::Server& server, std::size_t at, Values& values, std::size_t& room,
                 std::set<std::string>& origins) {
  if (room == 0) return;
  if (at < server.variables.size()) {
    const openapi::ServerVariable& variable = server.variables[at];
    std::vector<std::string> texts = variable.values;
    texts.push_back(variable.default_value);
    for (std::string& text : texts) {
      values.emplace_back(variable.name, std::move(text));
      add_origins(server, at + 1, values, room, origins);
      values.pop_back();
    }
    return;
  }
  --room;
  const auto url = request::expand(server, values);
  // A relative one is of this server, which the page calls directly.
  const std::string origin = url ? request::origin_of(request::http_address(*url)) : std::string();
  if (!origin.empty()) origins.insert(origin);
}

/// The address to connect to: the origin is the description's own text, only what comes after it
/// is the page's. Nothing where the origin is none of the description.
std::optional<std::pair<std::string, std::string>> allowed_target(
    std::string_view target, const std::set<std::string>& origins) {
  const bool plain =
      std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  if (!plain || target.find('\\') != std::string_view::npos) return std::nullopt;
  const json::Uri parts = json::split_uri(target);
  if (!parts.authority || parts.authority->find('@') != std::string_view::npos) {
    return std::nullopt;
  }
  const auto origin = origins.find(request::origin_of(target));
  if (origin == origins.end()) return std::nullopt;
  std::string rest = parts.path.empty() ? "/" : std::string(parts.path);
  if (parts.query) rest += "?" + std::string(*parts.query);
  return std::pair(*origin, *origin + rest);
}

/// `[::1]` or `api.example.com` of an origin.
std::string host_of(std::string_view origin) {
  std::string_view host = origin.substr(origin.find("://") + 3);
  if (host.starts_with('[')) return std::string(host.substr(0, host.find(']') + 1));
  return std::string(host.substr(0, host.find(':')));
}

std::string head_text(const ForwardHead& head) {
  std::string text;
  json::Writer writer(text);
  writer.begin_object().number("status", head.status).string("statusText", head.reason);
  writer.begin_array("headers");
  const std::set<std::string> listed_names = listed(head.headers);
  for (const auto& [name, value] : head.headers) {
    const std::string lower = text::lower(name);
    // A page sees no cookies of other servers.
    if (lower == "set-cookie" || lower == "set-cookie2") continue;
    if (listed_names.count(lower) != 0 || (is_of_connection(lower) && lower != "content-length")) {
      continue;
    }
    writer.begin_array().string(lower).string(value).end_array();
  }
  writer.end_array().end_object();
  return json::percent_encode(text, " !#$&'()*+,/:;<=>?@[]^`{|}\"");
}

bool is_coding(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return text::is_alphanumeric(c) || c == '-' || c == ',' || c == ' ';
  });
}

Response failure(const ForwardFailure& why, const std::string& origin) {
  if (why.refused) {
    return problem_response(403, "The proxy does not go to " + origin + ": " + why.reason +
                                     ". Start it with --proxy-private " + host_of(origin) +
                                     " to allow it");
  }
  return problem_response(why.too_late ? 504 : 502,
                          "The proxy has no response from " + origin + ": " + why.reason);
}

Response give_back(std::shared_ptr<Forward> forward, const ForwardHead& head, bool no_body) {
  Response response;
  response.headers.set("Vitrine-Head", head_text(head));
  response.headers.set("Content-Type", "application/octet-stream");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  if (no_body || head.status == 204 || head.status == 205 || head.status == 304) return response;
  // The browser decodes it, having asked for it.
  const std::string coding = head.headers.joined("Content-Encoding");
  if (is_coding(coding)) response.headers.set("Content-Encoding", coding);
  response.live = std::make_shared<Live>();
  response.live->start = [forward = std::move(forward)](std::shared_ptr<Outlet> outlet) {
    const bool whole = forward->body([&](std::string_view piece) { return outlet->write(piece); },
                                     [&] { return outlet->open(); });
    if (whole) {
      outlet->end();
    } else {
      outlet->abort();
    }
  };
  return response;
}

class Proxy {
 public:
  Proxy(Followed description, ProxyOptions options)
      : description_(std::move(description)), options_(std::move(options)) {}

  /// The refusal that the head decides.
  std::optional<Response> refuse(const Request& head) {
    if (!is_of_own_page(head)) {
      return problem_response(403, "The proxy is for the page of this server only");
    }
    const std::string* target = head.headers.find(kTarget);
    if (!target) {
      return problem_response(400, "The proxy needs the address to send to in Vitrine-Target");
    }
    if (allowed_target(*target, *origins())) return std::nullopt;
    Response response = problem_response(403, "The proxy sends to servers of the description only");
    response.headers.set("Vitrine-Proxy", "direct");
    return response;
  }

  Response handle(const Request& request) {
    if (auto refusal = refuse(request)) return std::move(*refusal);
    const auto target = allowed_target(*request.headers.find(kTarget), *origins());
    if (!target) return problem_response(403, "The description has changed; send it again");
    const auto& [origin, url] = *target;
    ForwardRequest sent;
    sent.method = request.method;
    sent.url = url;
    sent.headers = headers_to_forward(request.headers);
    const bool often_has = sent.method == "POST" || sent.method == "PUT" || sent.method == "PATCH";
    sent.body_file = request.body_file;
    sent.body = request.body;
    sent.has_body = often_has || !sent.body.empty() || (sent.body_file && sent.body_file->size());
    sent.may_connect = [host = host_of(origin), &options = options_](const sockaddr& address) {
      return may_connect(host, address, options);
    };
    auto forward = std::make_shared<Forward>(std::move(sent));
    const auto head = forward->head();
    if (const auto* why = std::get_if<ForwardFailure>(&head)) return failure(*why, origin);
    return give_back(std::move(forward), std::get<ForwardHead>(head), request.method == "HEAD");
  }

 private:
  static bool may_connect(const std::string& host, const sockaddr& address,
                          const ProxyOptions& options) {
    if (is_public(address) || names_address(host, address)) return true;
    const auto& named = options.private_hosts;
    return std::any_of(named.begin(), named.end(), [&](const std::string& name) {
      return text::equals_ignoring_case(name, host) || names_address(name, address);
    });
  }

  std::shared_ptr<const std::set<std::string>> origins() {
    auto snapshot = description_.get();
    const std::lock_guard lock(mutex_);
    if (snapshot != snapshot_) {
      origins_ =
          std::make_shared<const std::set<std::string>>(server_origins(snapshot->description));
      snapshot_ = std::move(snapshot);
    }
    return origins_;
  }

  const Followed description_;
  const ProxyOptions options_;
  std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const std::set<std::string>> origins_;
};

}  // namespace

std::set<std::string> server_origins(const openapi::Description& description) {
  std::set<std::string> origins;
  const auto add = [&](const std::vector<openapi::Server>& servers) {
    for (const openapi::Server& server : servers) {
      Values values;
      std::size_t room = kMostAddresses;
      add_origins(server, 0, values, room, origins);
    }
  };
  add(description.servers());
  for (std::size_t i = 0; i < description.operations().size(); ++i) {
    if (!description.operations()[i].webhook) add(description.operation(i).servers);
  }
  return origins;
}

bool is_of_own_page(const Request& request) {
  const std::string* site = request.headers.find("Sec-Fetch-Site");
  if (site && *site != "same-origin") return false;
  const std::string* origin = request.headers.find("Origin");
  if (!origin) return true;
  const std::size_t host = origin->find("://");
  const std::string* own = request.headers.find("Host");
  return own && host != std::string::npos &&
         text::equals_ignoring_case(std::string_view(*origin).substr(host + 3), *own);
}

Headers headers_to_forward(const Headers& headers) {
  static constexpr std::array<std::string_view, 4> kOfPage = {"host", "cookie", "origin",
                                                              "referer"};
  const std::set<std::string> listed_names = listed(headers);
  Headers sent;
  for (const auto& [name, value] : headers) {
    const std::string lower = text::lower(name);
    const bool of_page = std::find(kOfPage.begin(), kOfPage.end(), lower) != kOfPage.end() ||
                         lower.starts_with("sec-") || lower.starts_with("proxy-") ||
                         lower.starts_with("vitrine-");
    if (of_page || is_of_connection(lower) || listed_names.count(lower) != 0) continue;
    sent.add(name, value);
  }
  return sent;
}

Mount proxy_mount(const Followed& description, ProxyOptions options) {
  const auto proxy = std::make_shared<Proxy>(description, std::move(options));
  Mount mount;
  mount.prefix = "/proxy";
  mount.body = {kMostBodyBytes, true};
  mount.handle = [proxy](const Request& request) { return proxy->handle(request); };
  mount.refuse_by_head = [proxy](const Request& head) { return proxy->refuse(head); };
  return mount;
}

}  // namespace vitrine::command
