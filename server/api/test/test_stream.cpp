#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "app/text/stream_reader.h"
#include "server/api/test/test_client_state.h"

/// Follows responses that go on, and judges their items.
namespace vitrine {

struct TestStream::State {
  TestClient::State& client;
  Request request;
  std::unique_ptr<LocalConnection> connection;
  TestResponse response = {};
  const ResponseJudge* judge = nullptr;
  text::StreamKind kind = text::StreamKind::none;
  text::StreamReader reader{kind};
  std::vector<text::StreamItem> items = {};
  std::size_t taken = 0;
  bool ended = false;
};

TestStream TestClient::stream(std::string target, Headers headers) {
  return stream(Request{"GET", std::move(target), std::move(headers), ""});
}

TestStream TestClient::stream(Request request) {
  auto connection = state_->connect(request);
  auto made = std::unique_ptr<TestStream::State>(
      new TestStream::State{*state_, std::move(request), std::move(connection)});
  TestStream::State& state = *made;
  TestResponse& response = state.response;
  response = state_->read_head(state.request, *state.connection);
  state.kind = text::stream_kind(response.header("Content-Type"));
  state.reader = text::StreamReader(state.kind);
  if (state.kind == text::StreamKind::none) {
    state_->finish(state.request, *state.connection, response);
    state.ended = true;
  } else if ((state.judge = state_->judge_of(state.request))) {
    state_->report_all(state.request, response.status,
                       state.judge->judge_head(response.status, response.headers));
  }
  return TestStream(std::move(made));
}

TestStream::TestStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
TestStream::~TestStream() = default;
TestStream::TestStream(TestStream&&) noexcept = default;
TestStream& TestStream::operator=(TestStream&&) noexcept = default;

const TestResponse& TestStream::response() const { return state_->response; }

bool TestStream::ended() const { return state_->ended && state_->taken == state_->items.size(); }

std::optional<std::chrono::milliseconds> TestStream::retry() const {
  const std::string& digits = state_->reader.retry();
  std::int64_t count = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (read.ec != std::errc()) return std::nullopt;
  return std::chrono::milliseconds(count);
}

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
  if (item.cut) throw std::runtime_error("an item is longer than this client reads");
  if (state.judge) {
    state.client.report_all(
        state.request, state.response.status,
        state.judge->judge_item(state.response.status, state.response.headers, item));
  }
  TestEvent event{item.event, item.id, item.data};
  if (event.name.empty() && state.kind == text::StreamKind::events) event.name = "message";
  return event;
}

}  // namespace vitrine
