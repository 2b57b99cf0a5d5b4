#include "server/api/test_client.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "app/json/document_set.h"
#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/request/base64.h"
#include "app/text/ascii.h"
#include "app/text/stream_reader.h"
#include "server/api/cookie_jar.h"
#include "server/api/declaration.h"
#include "server/api/encoded_text.h"
#include "server/api/endpoint.h"
#include "server/api/front.h"
#include "server/api/httplib_quirks.h"
#include "server/api/listener.h"
#include "server/api/local_connection.h"
#include "server/api/path_template.h"
#include "server/api/ready_api.h"
#include "server/api/response_judge.h"

/// Calls an API over connections of its own, and judges what it responds.
namespace vitrine {

namespace {

constexpr char kDocumentUri[] = "vitrine:/openapi.json";

std::string dumped(const FreeForm& json) {
  return json.dump(-1, ' ', false, FreeForm::error_handler_t::replace);
}

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

/// The document of an API, and the judges that it makes.
struct Judges {
  explicit Judges(std::string_view document_) : document(document_) {
    if (documents.add(kDocumentUri, json::read(document).document)) {
      description = openapi::Description::read(documents, kDocumentUri);
    }
    for (std::size_t i = 0; i < description.operations().size(); ++i) {
      const openapi::OperationEntry& entry = description.operations()[i];
      if (!entry.webhook) operations[{entry.method, entry.path}] = i;
    }
  }
  Judges(const Judges&) = delete;
  Judges& operator=(const Judges&) = delete;

  /// nullptr for a route that the document does not have.
  const ResponseJudge* of(const RouteInfo& route) {
    const auto found =
        operations.find({text::upper(route.method), PathTemplate::documented(route.path)});
    if (found == operations.end()) return nullptr;
    std::unique_ptr<ResponseJudge>& judge = made[found->second];
    if (!judge) judge = std::make_unique<ResponseJudge>(description, found->second);
    return judge.get();
  }

  const std::string document;
  json::DocumentSet documents = {};
  openapi::Description description = {};
  std::map<std::pair<std::string, std::string>, std::size_t> operations = {};
  std::map<std::size_t, std::unique_ptr<ResponseJudge>> made = {};
};

}  // namespace

RequestContent::RequestContent(const FreeForm& json)
    : type("application/json"), bytes(dumped(json)) {}

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

FreeForm TestResponse::json() const { return FreeForm::parse(text); }

FreeForm TestEvent::json() const { return FreeForm::parse(data); }

struct TestClient::State {
  State(Service service, const ServeOptions& options_) : options(options_) {
    for (const Service::Published& api : service.published()) {
      judges.try_emplace(std::string(api.root), api.json);
    }
    front.emplace(std::move(service), front_options(options));
    if (!server.open_without_port()) throw std::runtime_error("no socket can be made");
    front->start();
  }
  ~State() { front->end(); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  /// The judge of the operation that takes a request; nullptr where none does.
  const ResponseJudge* judge_of(Request request) {
    // As the server's end does, which has no address either.
    front->admit(request, "");
    const Match match = front->route(request);
    return match.endpoint ? judges.at(match.api->root).of(*match.endpoint->info) : nullptr;
  }

  void report_all(const Request& request, int status, const std::vector<Mismatch>& found) const {
    if (found.empty()) return;
    const std::string words = request.method + " " + request.target + ": " +
                              std::to_string(status) + ", which the document does not allow\n" +
                              words_of(found);
    if (!report) throw Undescribed(words);
    report(words);
  }

  /// A name that the server knows.
  std::string host() const {
    const std::vector<std::string>& hosts = options.deployment.hosts;
    if (hosts.empty()) return "localhost";
    return hosts.front().starts_with('*') ? "test" + hosts.front().substr(1) : hosts.front();
  }

  void complete(Request& request) const {
    for (const auto& [name, value] : headers) {
      if (!request.headers.find(name)) request.headers.add(name, value);
    }
    if (!request.headers.find("Host")) request.headers.add("Host", host());
    if (const std::string sent = cookies.field(request.path());
        !sent.empty() && !request.headers.find("Cookie")) {
      request.headers.add("Cookie", sent);
    }
  }

  void take_cookies(const Request& request, const Headers& from) {
    for (const auto& [name, value] : from) {
      if (text::equals_ignoring_case(name, "Set-Cookie")) cookies.take(value, request.path());
    }
  }

  std::unique_ptr<LocalConnection> connect(const Request& request) const {
    return std::make_unique<LocalConnection>(*front, options, server, request);
  }

  const ServeOptions options;
  /// By the root of the API.
  std::map<std::string, Judges> judges;
  std::optional<Front> front;
  HttplibServer server{options.timeout_seconds};
  Headers headers;
  CookieJar cookies;
  std::function<void(const std::string&)> report;
};

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

const std::string& TestClient::openapi_json() const { return state_->judges.at({}).document; }

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
  State& state = *state_;
  state.complete(request);
  const auto connection = state.connect(request);
  TestResponse response;
  response.status = connection->head().status;
  response.headers = connection->head().headers;
  if (text::stream_kind(response.header("Content-Type")) == text::StreamKind::events &&
      request.method != "HEAD") {
    throw std::logic_error(request.target + " is an event stream: call stream()");
  }
  if (response.status != 101) {
    while (connection->read(response.text) == LocalConnection::Reading::some) continue;
  }
  state.take_cookies(request, response.headers);
  const ResponseJudge* judge = state.judge_of(request);
  if (judge && (judge->described(response.status) || !is_of_http(request, response.status))) {
    state.report_all(
        request, response.status,
        judge->judge(request.method, response.status, response.headers, response.text));
  }
  return response;
}

struct TestStream::State {
  TestClient::State& client;
  Request request;
  std::unique_ptr<LocalConnection> connection;
  TestResponse response = {};
  const ResponseJudge* judge = nullptr;
  text::StreamReader reader{text::StreamKind::none};
  std::vector<text::StreamItem> items = {};
  std::size_t taken = 0;
  bool events = false;
  bool ended = false;
};

TestStream TestClient::stream(std::string target, Headers headers) {
  Request request{"GET", std::move(target), std::move(headers), ""};
  state_->complete(request);
  auto connection = state_->connect(request);
  auto made = std::unique_ptr<TestStream::State>(
      new TestStream::State{*state_, std::move(request), std::move(connection)});
  TestStream::State& state = *made;
  TestResponse& response = state.response;
  response.status = state.connection->head().status;
  response.headers = state.connection->head().headers;
  state_->take_cookies(state.request, response.headers);
  state.judge = state_->judge_of(state.request);
  const text::StreamKind kind = text::stream_kind(response.header("Content-Type"));
  state.events = kind == text::StreamKind::events;
  state.reader = text::StreamReader(kind);
  std::vector<Mismatch> found;
  if (kind == text::StreamKind::none) {
    while (state.connection->read(response.text) == LocalConnection::Reading::some) continue;
    state.ended = true;
    if (state.judge) {
      found = state.judge->judge("GET", response.status, response.headers, response.text);
    }
  } else if (state.judge) {
    found = state.judge->judge_head(response.status, response.headers);
  }
  state_->report_all(state.request, response.status, found);
  return TestStream(std::move(made));
}

TestStream::TestStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
TestStream::~TestStream() = default;
TestStream::TestStream(TestStream&&) noexcept = default;
TestStream& TestStream::operator=(TestStream&&) noexcept = default;

const TestResponse& TestStream::response() const { return state_->response; }

bool TestStream::ended() const { return state_->ended && state_->taken == state_->items.size(); }

std::optional<TestEvent> TestStream::next(std::chrono::milliseconds patience) {
  using Clock = std::chrono::steady_clock;
  State& state = *state_;
  const auto until = Clock::now() + patience;
  while (state.taken == state.items.size()) {
    if (state.ended) return std::nullopt;
    state.items.clear();
    state.taken = 0;
    std::string bytes;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    switch (state.connection->read(bytes, std::max(left, std::chrono::milliseconds(0)))) {
      case LocalConnection::Reading::some:
        state.reader.feed(bytes, state.items);
        break;
      case LocalConnection::Reading::end:
        state.reader.end(state.items);
        state.ended = true;
        break;
      case LocalConnection::Reading::too_late:
        return std::nullopt;
    }
  }
  const text::StreamItem& item = state.items[state.taken++];
  if (state.judge) {
    state.client.report_all(
        state.request, state.response.status,
        state.judge->judge_item(state.response.status, state.response.headers, item));
  }
  TestEvent event{item.event, item.id, item.data};
  if (event.name.empty() && state.events) event.name = "message";
  return event;
}

TestClient Api::test() { return test(ServeOptions{}); }

TestClient Api::test(const ServeOptions& options) {
  Api empty(declaration_->info);
  return TestClient(std::exchange(*this, std::move(empty)), options);
}

}  // namespace vitrine
