#include "server/api/test/test_client.h"

#include <memory>
#include <stdexcept>
#include <utility>

#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/request/base64.h"
#include "app/text/ascii.h"
#include "app/text/stream_reader.h"
#include "app/text/utf8.h"
#include "server/api/declare/declaration.h"
#include "server/api/declare/path_template.h"
#include "server/api/http/encoded_text.h"
#include "server/api/respond/endpoint.h"
#include "server/api/respond/ready_api.h"
#include "server/api/serve/listener.h"
#include "server/api/test/test_client_state.h"

/// Calls an API over connections of its own, and judges what it responds.
namespace vitrine {

namespace {

constexpr char kDocumentUri[] = "vitrine:/openapi.json";

std::string quoted_name(std::string_view name) {
  std::string text;
  for (const char c : name) {
    // As browsers do (HTML §4.10.21.8).
    if (c == '"') {
      text += "%22";
    } else if (c == '\r' || c == '\n') {
      text += c == '\r' ? "%0D" : "%0A";
    } else {
      text += c;
    }
  }
  return '"' + text + '"';
}

/// Statuses that HTTP itself gives to any request, and no description lists.
bool is_of_http(const Request& request, int status) {
  if (status == 400) return !is_clean_encoded_text(request.target);
  for (const int one : {408, 414, 417, 421, 431, 501, 503, 505}) {
    if (status == one) return true;
  }
  return false;
}

/// A name that the server knows.
std::string known_host(const ServeOptions& options) {
  const std::vector<std::string>& hosts = options.deployment.hosts;
  if (hosts.empty()) return "localhost";
  return hosts.front().starts_with('*') ? "test" + hosts.front().substr(1) : hosts.front();
}

}  // namespace

RequestContent RequestContent::form(
    const std::vector<std::pair<std::string, std::string>>& fields) {
  RequestContent body("application/x-www-form-urlencoded", "");
  for (const auto& [name, value] : fields) {
    if (!body.bytes.empty()) body.bytes += '&';
    body.bytes += json::percent_encode(name) + "=" + json::percent_encode(value);
  }
  return body;
}

RequestContent RequestContent::multipart(const std::vector<FormPart>& parts) {
  const auto stands_in_a_part = [&](const std::string& boundary) {
    for (const FormPart& part : parts) {
      if (part.bytes.find(boundary) != std::string::npos) return true;
    }
    return false;
  };
  std::string boundary = "vitrine-test";
  for (int i = 1; stands_in_a_part(boundary); ++i) boundary = "vitrine-test-" + std::to_string(i);
  RequestContent body("multipart/form-data; boundary=" + boundary, "");
  for (const FormPart& part : parts) {
    body.bytes +=
        "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted_name(part.name);
    if (part.filename) body.bytes += "; filename=" + quoted_name(*part.filename);
    if (!part.type.empty()) body.bytes += "\r\nContent-Type: " + part.type;
    body.bytes += "\r\n\r\n" + part.bytes + "\r\n";
  }
  body.bytes += "--" + boundary + "--\r\n";
  return body;
}

json::Document detail::read_json(std::string_view text) {
  json::Reading reading = json::read(text);
  if (reading.error) throw std::runtime_error("not JSON: " + reading.error->message);
  return std::move(reading.document);
}

void detail::throw_other_type(std::string_view text) {
  throw std::runtime_error("the JSON has another type: " + std::string(text::cut(text, 200)));
}

Judges::Judges(std::string_view document) : document_(document) {
  if (documents_.add(kDocumentUri, json::read(document_).document)) {
    description_ = openapi::Description::read(documents_, kDocumentUri);
  }
  for (std::size_t i = 0; i < description_.operations().size(); ++i) {
    const openapi::OperationEntry& entry = description_.operations()[i];
    if (!entry.webhook) operations_[{entry.method, entry.path}] = i;
  }
}

const ResponseJudge* Judges::of(const RouteInfo& route) {
  const auto found =
      operations_.find({text::upper(route.method), PathTemplate::documented(route.path)});
  if (found == operations_.end()) return nullptr;
  std::unique_ptr<ResponseJudge>& judge = made_[found->second];
  if (!judge) judge = std::make_unique<ResponseJudge>(description_, found->second);
  return judge.get();
}

TestClient::State::State(Service service, const ServeOptions& options_)
    : options(options_), server(options.timeout_seconds) {
  for (const Service::Published& api : service.published()) {
    judges.try_emplace(std::string(api.root), api.json);
  }
  front.emplace(std::move(service), front_options(options));
  if (!server.open_without_port()) throw std::runtime_error("no socket can be made");
  front->start();
}

TestClient::State::~State() { front->end(); }

const ResponseJudge* TestClient::State::judge_of(Request request) {
  // As the server's end does, which has no address either.
  front->admit(request, "");
  const Match match = front->route(request);
  return match.endpoint ? judges.at(match.api->root).of(*match.endpoint->info) : nullptr;
}

void TestClient::State::report_all(const Request& request, int status,
                                   const std::vector<Mismatch>& found) const {
  if (found.empty()) return;
  const std::string words = request.method + " " + request.target + ": " + std::to_string(status) +
                            ", which the document does not allow\n" + words_of(found);
  if (!report) throw Undescribed(words);
  report(words);
}

std::unique_ptr<LocalConnection> TestClient::State::connect(Request& request) const {
  for (const auto& [name, value] : headers) {
    if (!request.headers.find(name)) request.headers.add(name, value);
  }
  if (!request.headers.find("Host")) request.headers.add("Host", known_host(options));
  if (const std::string sent = cookies.field(request.path());
      !sent.empty() && !request.headers.find("Cookie")) {
    request.headers.add("Cookie", sent);
  }
  return std::make_unique<LocalConnection>(*front, options, server, request);
}

TestResponse TestClient::State::read_head(const Request& request, LocalConnection& connection) {
  TestResponse response;
  response.status = connection.head().status;
  response.headers = connection.head().headers;
  for (const auto& [name, value] : response.headers) {
    if (text::equals_ignoring_case(name, "Set-Cookie")) cookies.take(value, request.path());
  }
  return response;
}

void TestClient::State::finish(const Request& request, LocalConnection& connection,
                               TestResponse& response) {
  if (text::stream_kind(response.header("Content-Type")) == text::StreamKind::events &&
      request.method != "HEAD") {
    throw std::logic_error(request.target + " is an event stream: call stream()");
  }
  if (response.status != 101) {
    while (connection.read(response.text) == LocalConnection::Reading::some) continue;
  }
  const ResponseJudge* judge = judge_of(request);
  if (judge && (judge->described(response.status) || !is_of_http(request, response.status))) {
    report_all(request, response.status,
               judge->judge(request.method, response.status, response.headers, response.text));
  }
}

TestClient::TestClient(Api api, const ServeOptions& options)
    : state_(std::make_unique<State>(Service(std::move(api)), options)) {}

TestClient::~TestClient() = default;
TestClient::TestClient(TestClient&&) noexcept = default;
TestClient& TestClient::operator=(TestClient&&) noexcept = default;

TestClient& TestClient::report(std::function<void(const std::string&)> report) {
  state_->report = std::move(report);
  return *this;
}

TestClient& TestClient::header(std::string name, std::string value) {
  Headers kept;
  for (const auto& [other, text] : state_->headers) {
    if (!text::equals_ignoring_case(other, name)) kept.add(other, text);
  }
  if (!value.empty()) kept.add(std::move(name), std::move(value));
  state_->headers = std::move(kept);
  return *this;
}

TestClient& TestClient::bearer(const std::string& token) {
  return header("Authorization", token.empty() ? "" : "Bearer " + token);
}

TestClient& TestClient::basic(const std::string& name, const std::string& password) {
  return header("Authorization", "Basic " + request::base64(name + ":" + password));
}

std::string TestClient::cookie(std::string_view name) const {
  const std::string* value = state_->cookies.find(name);
  return value ? *value : std::string();
}

void TestClient::forget_cookies() { state_->cookies.clear(); }

const std::string& TestClient::openapi_json() const { return state_->judges.at({}).document(); }

TestResponse TestClient::send(std::string method, std::string target, RequestContent body,
                              Headers headers) {
  Request request{std::move(method), std::move(target), std::move(headers), std::move(body.bytes)};
  if (!body.type.empty() && !request.headers.find("Content-Type")) {
    request.headers.add("Content-Type", std::move(body.type));
  }
  return send(std::move(request));
}

TestResponse TestClient::get(std::string target, Headers headers) {
  return send("GET", std::move(target), {}, std::move(headers));
}
TestResponse TestClient::head(std::string target, Headers headers) {
  return send("HEAD", std::move(target), {}, std::move(headers));
}
TestResponse TestClient::post(std::string target, RequestContent body, Headers headers) {
  return send("POST", std::move(target), std::move(body), std::move(headers));
}
TestResponse TestClient::put(std::string target, RequestContent body, Headers headers) {
  return send("PUT", std::move(target), std::move(body), std::move(headers));
}
TestResponse TestClient::patch(std::string target, RequestContent body, Headers headers) {
  return send("PATCH", std::move(target), std::move(body), std::move(headers));
}
TestResponse TestClient::del(std::string target, Headers headers) {
  return send("DELETE", std::move(target), {}, std::move(headers));
}

TestResponse TestClient::send(Request request) {
  const auto connection = state_->connect(request);
  TestResponse response = state_->read_head(request, *connection);
  state_->finish(request, *connection, response);
  return response;
}

TestClient Api::test() { return test(ServeOptions{}); }

TestClient Api::test(const ServeOptions& options) {
  Api empty(declaration_->info);
  return TestClient(std::exchange(*this, std::move(empty)), options);
}

}  // namespace vitrine
