#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/api.h"
#include "server/api/http.h"
#include "server/api/serve_options.h"
#include "server/api/types.h"

/// Tests of a service, without a port and in any test framework.
namespace vitrine {

/// A response that the document of the API does not allow: the request, and each place with what is
/// wrong there, one a line.
class Undescribed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// A part of a multipart form. With a file name, even if "", it is a file.
struct FormPart {
  std::string name;
  std::string bytes;
  std::string type = {};
  std::optional<std::string> filename = {};
};

/// The body of a request with its media type.
struct RequestContent {
  RequestContent() = default;
  RequestContent(std::string type_, std::string bytes_)
      : type(std::move(type_)), bytes(std::move(bytes_)) {}
  /// JSON.
  RequestContent(const FreeForm& json);

  /// application/x-www-form-urlencoded
  static RequestContent form(const std::vector<std::pair<std::string, std::string>>& fields);
  /// multipart/form-data
  static RequestContent multipart(const std::vector<FormPart>& parts);

  std::string type;
  std::string bytes;
};

struct TestResponse {
  int status = 0;
  Headers headers = {};
  /// The body.
  std::string text = {};

  /// The body read as JSON; throws FreeForm::parse_error.
  FreeForm json() const;
  /// The fields of that name, joined by ", "; "" without one.
  std::string header(std::string_view name) const { return headers.joined(name); }
};

/// A server-sent event, or a line of JSON Lines.
struct TestEvent {
  /// "message" where the event gives itself no name; "" for a line.
  std::string name;
  /// What a client sends as Last-Event-ID when it comes again.
  std::string id;
  std::string data;

  FreeForm json() const;
};

/// A response that goes on: its items as they are made. The client leaves when it is destroyed. It
/// must not outlive its TestClient.
class TestStream {
 public:
  ~TestStream();
  TestStream(TestStream&&) noexcept;
  TestStream& operator=(TestStream&&) noexcept;

  /// The head; the body as well where it is no stream, such as that of a refusal.
  const TestResponse& response() const;
  /// Waits for the next item; nullopt when the stream has ended, or nothing came in time.
  std::optional<TestEvent> next(std::chrono::milliseconds patience = std::chrono::seconds(5));
  /// True when the server has ended it, and all of it is read.
  bool ended() const;

 private:
  friend class TestClient;
  struct State;
  explicit TestStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A client of an API in the same process (Api::test). Requests go through what those from the wire
/// go through: the head is judged, limits hold, the body is bound, failures are problem documents.
///
///     vitrine::TestClient client = hello_api().test();
///     const vitrine::TestResponse response = client.get("/hello/Mona");
///     EXPECT_EQ(response.status, 200);
///     EXPECT_EQ(response.json()["words"], "Hello, Mona");
///
/// Every response of a route is judged by the document of the API: status, headers, media type and
/// schema. One that it does not allow throws Undescribed, unless report() says otherwise.
///
/// Cookies are kept from response to request; redirects are not followed. For one thread.
class TestClient {
 public:
  /// Runs the start hooks. Throws what they throw, and DeclarationError. Of the options all count
  /// but the port: `host` and the deployment's hosts say which names the client may call the server
  /// by. It has no address, so that it is no trusted proxy.
  explicit TestClient(Api api, const ServeOptions& options = {});
  /// Does what is left of background work, then runs the stop hooks.
  ~TestClient();
  TestClient(TestClient&&) noexcept;
  TestClient& operator=(TestClient&&) noexcept;

  /// Takes what is wrong with a response, in place of throwing Undescribed:
  /// `client.report([](const std::string& words) { ADD_FAILURE() << words; })`.
  TestClient& report(std::function<void(const std::string&)> report);

  /// Sent with each request from now on, unless the request has one of its own; "" takes it back.
  TestClient& header(std::string name, std::string value);
  /// `Authorization: Bearer TOKEN`; "" is nobody again.
  TestClient& bearer(const std::string& token);
  /// `Authorization: Basic …` (RFC 7617).
  TestClient& basic(const std::string& name, const std::string& password);
  /// The value of a cookie that the server has set; "" without.
  std::string cookie(std::string_view name) const;
  void forget_cookies();

  /// `target` is path and query, percent-encoded.
  TestResponse get(std::string target, Headers headers = {});
  TestResponse head(std::string target, Headers headers = {});
  TestResponse post(std::string target, RequestContent body = {}, Headers headers = {});
  TestResponse put(std::string target, RequestContent body = {}, Headers headers = {});
  TestResponse patch(std::string target, RequestContent body = {}, Headers headers = {});
  TestResponse del(std::string target, Headers headers = {});
  /// Any request, and waits for the whole response. Throws std::logic_error for an event stream,
  /// which may have no end: those are for stream().
  TestResponse send(Request request);

  /// A GET whose response goes on.
  TestStream stream(std::string target, Headers headers = {});

  /// The document of the API.
  const std::string& openapi_json() const;

 private:
  friend class TestStream;
  struct State;
  TestResponse send(std::string method, std::string target, RequestContent body, Headers headers);
  std::unique_ptr<State> state_;
};

}  // namespace vitrine
