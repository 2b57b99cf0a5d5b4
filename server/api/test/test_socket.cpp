#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>
#include <utility>
#include <variant>

#include "server/api/stream/websocket_frames.h"
#include "server/api/test/test_client_state.h"

/// The client's side of a WebSocket.
namespace vitrine {

namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

}  // namespace

struct TestSocket::State {
  /// Throws std::logic_error where the handshake was refused.
  void send(Opcode opcode, std::string_view payload) {
    if (response.status != 101) {
      throw std::logic_error(request.target + " gave " + std::to_string(response.status) +
                             " and opened no WebSocket");
    }
    if (!said_goodbye) connection->send(frame(opcode, payload, Sender::client));
  }
  void say_goodbye(std::string_view payload) {
    send(Opcode::close, payload);
    said_goodbye = true;
  }
  /// The message, where it is one.
  std::optional<TestMessage> hear(Incoming incoming) {
    switch (incoming.kind) {
      case Opcode::ping:
        send(Opcode::pong, incoming.payload);
        return std::nullopt;
      case Opcode::close:
        closed = TestClose{close_code(incoming.payload), {}};
        if (!incoming.payload.empty()) closed->reason = incoming.payload.substr(2);
        say_goodbye(std::string_view(incoming.payload).substr(0, 2));
        return std::nullopt;
      case Opcode::text:
      case Opcode::binary:
        return TestMessage{std::move(incoming.payload), incoming.kind == Opcode::binary};
      default:
        return std::nullopt;
    }
  }

  TestClient::State& client;
  Request request;
  std::unique_ptr<LocalConnection> connection;
  TestResponse response = {};
  const ResponseJudge* judge = nullptr;
  FrameReader reader{kNoLimit, Sender::server};
  bool said_goodbye = false;
  std::optional<TestClose> closed = {};
};

TestSocket TestClient::socket(std::string target, Headers headers) {
  Request request{"GET", std::move(target), std::move(headers), ""};
  const Headers handshake = {{"Upgrade", "websocket"},
                             {"Connection", "Upgrade"},
                             {"Sec-WebSocket-Version", "13"},
                             {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}};
  for (const auto& [name, value] : handshake) {
    if (!request.headers.find(name)) request.headers.add(name, value);
  }
  auto connection = state_->connect(request);
  auto made = std::unique_ptr<TestSocket::State>(
      new TestSocket::State{*state_, std::move(request), std::move(connection)});
  TestSocket::State& state = *made;
  TestResponse& response = state.response;
  response = state_->read_head(state.request, *state.connection);
  state_->finish(state.request, *state.connection, response);
  if (response.status == 101) state.judge = state_->judge_of(state.request);
  return TestSocket(std::move(made));
}

TestSocket::TestSocket(std::unique_ptr<State> state) : state_(std::move(state)) {}
TestSocket::~TestSocket() = default;
TestSocket::TestSocket(TestSocket&&) noexcept = default;
TestSocket& TestSocket::operator=(TestSocket&&) noexcept = default;

const TestResponse& TestSocket::response() const { return state_->response; }

void TestSocket::send_text(std::string_view text) { state_->send(Opcode::text, text); }

void TestSocket::send_bytes(std::string_view bytes) { state_->send(Opcode::binary, bytes); }

void TestSocket::close(int code, std::string_view reason) {
  state_->say_goodbye(close_payload(code, reason));
}

const std::optional<TestClose>& TestSocket::closed() const { return state_->closed; }

std::optional<TestMessage> TestSocket::next(std::chrono::milliseconds patience) {
  using Clock = std::chrono::steady_clock;
  State& state = *state_;
  const auto until = Clock::now() + patience;
  while (state.response.status == 101 && !state.closed) {
    auto read = state.reader.next();
    if (const auto* fault = std::get_if<FrameFault>(&read)) {
      throw std::runtime_error("the server sent a frame that is none: " +
                               std::string(fault->reason));
    }
    if (auto* incoming = std::get_if<Incoming>(&read)) {
      std::optional<TestMessage> message = state.hear(std::move(*incoming));
      if (!message) continue;
      if (state.judge) {
        state.client.report_all(state.request, state.response.status,
                                state.judge->judge_message(message->data, message->binary));
      }
      return message;
    }
    std::string bytes;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    switch (state.connection->read(bytes, std::max(left, std::chrono::milliseconds(0)))) {
      case LocalConnection::Reading::some:
        state.reader.add(bytes);
        break;
      case LocalConnection::Reading::end:
        state.closed = TestClose{1006, {}};
        break;
      case LocalConnection::Reading::too_late:
        return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace vitrine
