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

#include "app/json/document.h"
#include "server/api/declare/api.h"
#include "server/api/http/http.h"
#include "server/api/model/bind.h"
#include "server/api/model/types.h"
#include "server/api/model/write.h"
#include "server/api/serve/serve_options.h"

/// Tests of a service, without a port and in any test framework. What has to do with FreeForm is
/// compiled by the user, whose nlohmann/json may be another than the library's.
namespace vitrine {

/// A response, an item of a stream or a message of a WebSocket that the document of the API does
/// not allow: the request, and each place with what is wrong there, one a line.
class Undescribed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

namespace detail {

/// Throws std::runtime_error for text that is not JSON.
json::Document read_json(std::string_view text);
[[noreturn]] void throw_other_type(std::string_view text);

/// JSON as a value of type T, read as the server reads bodies. Throws std::runtime_error where it
/// has another type.
template <class T>
T read_as(std::string_view text) {
  const json::Document document = read_json(text);
  T value{};
  if (!vitrine::bind(document.root(), value)) throw_other_type(text);
  return value;
}

}  // namespace detail

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
  RequestContent(const FreeForm& json)
      : type("application/json"),
        bytes(json.dump(-1, ' ', false, FreeForm::error_handler_t::replace)) {}

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
  FreeForm json() const { return FreeForm::parse(text); }
  /// The same as a model, or another type with a schema; throws std::runtime_error.
  template <class T>
  T as() const {
    return detail::read_as<T>(text);
  }
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

  /// Like those of a response.
  FreeForm json() const { return FreeForm::parse(data); }
  template <class T>
  T as() const {
    return detail::read_as<T>(data);
  }
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
  /// Waits for the next item; nullopt when the stream has ended, or nothing came in time. Throws
  /// std::runtime_error when it breaks off in the middle.
  std::optional<TestEvent> next(std::chrono::milliseconds patience = std::chrono::seconds(5));
  /// True when the server has ended it, and all of it is read.
  bool ended() const;
  /// The time after which the server wants clients to come again, as far as next() has read.
  std::optional<std::chrono::milliseconds> retry() const;

 private:
  friend class TestClient;
  struct State;
  explicit TestStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A message of a WebSocket: text, or bytes.
struct TestMessage {
  std::string data;
  bool binary = false;

  /// Like those of a response.
  FreeForm json() const { return FreeForm::parse(data); }
  template <class T>
  T as() const {
    return detail::read_as<T>(data);
  }
};

/// The end of a WebSocket (RFC 6455 §7.4): 1005 where the server gave no code, 1006 where it did
/// not say goodbye.
struct TestClose {
  int code = 1006;
  std::string reason = {};
};

/// The client's end of a WebSocket.
///
///     vitrine::TestSocket socket = client.socket("/rooms/x");
///     socket.send(Remark{"hello"});
///     EXPECT_EQ(socket.next()->as<RoomMessage>().text, "hello");
///
/// Every message of the server is judged by the document, as responses are; what the client sends
/// is judged by the server. Pings are answered in next(). The client leaves without a goodbye when
/// it is destroyed. It must not outlive its TestClient.
class TestSocket {
 public:
  ~TestSocket();
  TestSocket(TestSocket&&) noexcept;
  TestSocket& operator=(TestSocket&&) noexcept;

  /// 101, or why there is no WebSocket: then next() gives nothing, and what sends throws
  /// std::logic_error.
  const TestResponse& response() const;

  /// A message of JSON: a model, another value that has a schema, or FreeForm. Messages after the
  /// goodbye of either side are dropped.
  template <class T>
  void send(const T& message) {
    send_text(to_text(message));
  }
  /// A message as it is, which need not be what the server expects.
  void send_text(std::string_view text);
  void send_bytes(std::string_view bytes);
  /// Waits for the next message; nullopt when the socket is closed, or nothing came in time.
  std::optional<TestMessage> next(std::chrono::milliseconds patience = std::chrono::seconds(5));
  /// Says goodbye, once. The server's own comes after the messages that it has sent before.
  void close(int code = 1000, std::string_view reason = {});
  /// How the socket was closed, once next() has come to that.
  const std::optional<TestClose>& closed() const;

 private:
  friend class TestClient;
  struct State;
  explicit TestSocket(std::unique_ptr<State> state);
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
  /// Any request whose response does.
  TestStream stream(Request request);
  /// The handshake of a WebSocket. `headers` may hold its Sec-WebSocket-Protocol, and replace the
  /// fields of the handshake.
  TestSocket socket(std::string target, Headers headers = {});

  /// The document of the API.
  const std::string& openapi_json() const;

 private:
  friend class TestSocket;
  friend class TestStream;
  struct State;
  TestResponse send(std::string method, std::string target, RequestContent body, Headers headers);
  std::unique_ptr<State> state_;
};

}  // namespace vitrine
