// Many clients at once, idle ones and slow ones: others are served all the same. Where an order is
// asserted, times are so long that nothing happens because one is over.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "server/api/serve/listener.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kGet = "GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n";
const std::string kWait = "GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n";
const std::string kHalfAHead = "GET /quick HTTP/1.1\r\nHost: loc";
const std::string kHalfABody =
    "POST /points HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    "Content-Length: 100\r\n\r\n{";

/// GET /wait responds when it is let go.
class Crowd {
 public:
  explicit Crowd(ServeOptions options) : server_(Front(service(), {}), options) {}
  ~Crowd() { let_go(); }

  Running& server() { return server_; }
  Wire connect(const std::string& bytes = {}) const { return server_.connect(bytes); }
  /// Returns when so many requests of /wait are being handled.
  void await(int count) const {
    for (int i = 0; i < 6000 && waiting_ < count; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_GE(waiting_.load(), count);
  }
  void let_go() {
    if (!gone_.exchange(true)) go_.set_value();
  }

 private:
  Service service() {
    Api api({.title = "T", .version = "1"});
    api.get("/quick", []() -> std::string { return "quick"; });
    api.get("/wait", [this]() -> std::string {
      ++waiting_;
      let_go_.wait();
      return "waited";
    });
    api.post("/points", [](Body<Point> point) -> Created<Point> { return {*point}; });
    return Service(std::move(api));
  }
  std::promise<void> go_;
  const std::shared_future<void> let_go_ = go_.get_future().share();
  std::atomic<bool> gone_ = false;
  std::atomic<int> waiting_ = 0;
  Running server_;
};

ServeOptions threads(std::size_t count) {
  ServeOptions options = patient();
  options.max_threads = count;
  return options;
}

TEST(Crowd, ABurstOfKeepAliveClientsIsServedAndKept) {
  const Crowd crowd(threads(2));
  std::vector<Wire> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(crowd.connect(kGet));
  for (int round = 0; round < 3; ++round) {
    for (const Wire& client : clients) {
      ASSERT_THAT(client.read_response(),
                  AllOf(StartsWith("HTTP/1.1 200"), Not(HasSubstr("Connection: close"))));
    }
    for (const Wire& client : clients) client.send(kGet);
  }
}

TEST(Crowd, IdleAndSlowClientsTakeNoThread) {
  // With one thread, one client that held it would stop all others.
  const Crowd crowd(threads(1));
  std::vector<Wire> others;
  for (int i = 0; i < 50; ++i) {
    others.push_back(crowd.connect(kHalfAHead));
    others.push_back(crowd.connect(kHalfABody));
    others.push_back(crowd.connect());
    others.push_back(crowd.connect(kGet));
    EXPECT_THAT(others.back().read_response(), StartsWith("HTTP/1.1 200"));
  }
  EXPECT_THAT(crowd.connect(kGet).read_response(), StartsWith("HTTP/1.1 200"));
  for (const Wire& other : others) EXPECT_TRUE(other.silent());
  // Slow ones are served when they have sent all.
  others[0].send("alhost\r\n\r\n");
  EXPECT_THAT(others[0].read_response(), StartsWith("HTTP/1.1 200"));
  others[1].send("\"x\":1,\"y\":0}" + std::string(87, ' '));
  EXPECT_THAT(others[1].read_response(), StartsWith("HTTP/1.1 201"));
}

TEST(Crowd, IdleSlowAndManyClientsAtOnceAreAllServed) {
  Crowd crowd(threads(16));
  std::vector<Wire> idle;
  for (int i = 0; i < 300; ++i) idle.push_back(crowd.connect());
  std::vector<Wire> slow;
  for (int i = 0; i < 9; ++i) {
    slow.push_back(crowd.connect(kHalfAHead));
    slow.push_back(crowd.connect(kHalfABody));
  }
  EXPECT_THAT(crowd.connect(kGet).read_response(), StartsWith("HTTP/1.1 200"));
  std::vector<std::future<std::string>> burst;
  for (int i = 0; i < 60; ++i) {
    burst.push_back(
        std::async(std::launch::async, [&crowd] { return crowd.connect(kGet).read_response(); }));
  }
  for (auto& response : burst) EXPECT_THAT(response.get(), StartsWith("HTTP/1.1 200"));
  // Fifteen of sixteen threads at work leave one.
  std::vector<Wire> busy;
  for (int i = 0; i < 15; ++i) busy.push_back(crowd.connect(kWait));
  crowd.await(15);
  EXPECT_THAT(crowd.connect(kGet).read_response(), StartsWith("HTTP/1.1 200"));
  for (const Wire& one : idle) EXPECT_TRUE(one.silent());
  for (const Wire& one : slow) EXPECT_TRUE(one.silent());
  crowd.let_go();
  for (const Wire& one : busy) EXPECT_THAT(one.read_response(), HasSubstr("waited"));
}

TEST(Crowd, NewClientsTakeThePlaceOfIdleOnes) {
  ServeOptions options = threads(2);
  options.max_connections = 64;
  const Crowd crowd(options);
  std::vector<Wire> idle;
  for (int i = 0; i < 300; ++i) {
    idle.push_back(crowd.connect(i % 3 == 0 ? kHalfAHead : i % 3 == 1 ? kGet : ""));
    if (i % 3 == 1) {
      ASSERT_THAT(idle.back().read_response(), StartsWith("HTTP/1.1 200"));
    }
  }
  for (int i = 0; i < 20; ++i) {
    EXPECT_THAT(crowd.connect(kGet).read_response(), StartsWith("HTTP/1.1 200")) << i;
  }
  const auto open =
      std::count_if(idle.begin(), idle.end(), [](const Wire& one) { return one.silent(); });
  EXPECT_LE(open, 64);
  // The place of an idle one, not of one that is waiting for its response.
  std::vector<Wire> waiting;
  for (int i = 0; i < 2; ++i) waiting.push_back(crowd.connect(kWait));
  crowd.await(2);
  for (int i = 0; i < 100; ++i) idle.push_back(crowd.connect());
  for (const Wire& one : waiting) EXPECT_TRUE(one.silent());
}

TEST(Crowd, WhenAllConnectionsAreBusyANewOneIsToldSo) {
  ServeOptions options = threads(8);
  options.max_connections = 8;
  Crowd crowd(options);
  std::vector<Wire> busy;
  for (int i = 0; i < 8; ++i) busy.push_back(crowd.connect(kWait));
  crowd.await(8);
  const Wire ninth = crowd.connect(kGet);
  EXPECT_THAT(ninth.read_to_end(), AllOf(StartsWith("HTTP/1.1 503"), HasSubstr("Retry-After: "),
                                         HasSubstr("application/problem+json")));
  for (const Wire& one : busy) EXPECT_TRUE(one.silent());
  crowd.let_go();
  for (const Wire& one : busy) EXPECT_THAT(one.read_response(), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(crowd.connect(kGet).read_response(), StartsWith("HTTP/1.1 200"));
}

TEST(Crowd, ClientsThatStopWithinABodyLoseTheirPlaceToNewOnes) {
  ServeOptions options = threads(2);
  options.max_connections = 8;
  const Crowd crowd(options);
  std::vector<Wire> stuck;
  for (int i = 0; i < 8; ++i) stuck.push_back(crowd.connect(kHalfABody));
  std::string response;
  for (int i = 0; i < 300 && response.rfind("HTTP/1.1 200", 0) != 0; ++i) {
    response = crowd.connect(kGet).read_response();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_THAT(response, StartsWith("HTTP/1.1 200"));
}

TEST(Crowd, AnIdleConnectionWhoseTimeIsOverIsClosedWithoutAWordInACrowdToo) {
  ServeOptions options = impatient();
  options.max_threads = 1;
  options.max_waiting = 1;
  Crowd crowd(options);
  const Wire first = crowd.connect(kWait);
  crowd.await(1);
  const Wire second = crowd.connect(kGet);
  EXPECT_EQ(crowd.connect().read_to_end(), "");
  EXPECT_TRUE(second.silent());
}

TEST(Crowd, WhenTooManyRequestsWaitForAThreadFurtherOnesAreRefused) {
  ServeOptions options = threads(1);
  options.max_waiting = 3;
  Crowd crowd(options);
  const Wire first = crowd.connect(kWait);
  crowd.await(1);
  std::vector<Wire> others;
  for (int i = 0; i < 10; ++i) others.push_back(crowd.connect(kGet));
  const auto waiting = [&] {
    return std::count_if(others.begin(), others.end(),
                         [](const Wire& one) { return one.silent(); });
  };
  for (int i = 0; i < 6000 && waiting() > 3; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(waiting(), 3);
  crowd.let_go();
  EXPECT_THAT(first.read_response(), StartsWith("HTTP/1.1 200"));
  int served = 0;
  for (const Wire& one : others) {
    const std::string response = one.read_response();
    if (response.rfind("HTTP/1.1 200", 0) == 0) {
      ++served;
    } else {
      EXPECT_THAT(response, AllOf(StartsWith("HTTP/1.1 503"), HasSubstr("Retry-After: ")));
      one.end_sending();
      EXPECT_EQ(one.read_to_end(), "");
    }
  }
  EXPECT_EQ(served, 3);
}

TEST(Crowd, ARequestThatDripsIsEnded) {
  ServeOptions options = impatient();
  options.timeout_seconds = 1;
  const Crowd crowd(options);
  // Each byte comes long before a silence would be too long; the whole takes too long.
  for (const std::string& beginning :
       {kHalfAHead, kHalfABody,
        std::string("POST /points HTTP/1.1\r\nHost: localhost\r\n"
                    "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5;a=")}) {
    const Wire wire = crowd.connect(beginning);
    for (int i = 0; i < 600 && wire.silent() && wire.send("a"); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    EXPECT_THAT(wire.read_to_end(),
                AllOf(StartsWith("HTTP/1.1 408"), HasSubstr("Connection: close")));
  }
}

TEST(Crowd, AConnectionThatStaysIdleIsClosed) {
  ServeOptions options = impatient();
  options.timeout_seconds = 1;
  const Crowd crowd(options);
  const Wire fresh = crowd.connect();
  const Wire used = crowd.connect(kGet);
  EXPECT_THAT(used.read_response(), StartsWith("HTTP/1.1 200"));
  EXPECT_EQ(fresh.read_to_end(), "");
  EXPECT_EQ(used.read_to_end(), "");
}

TEST(Crowd, AtTheEndRequestsThatHaveBegunGetTheirResponse) {
  Crowd crowd(threads(4));
  const Wire idle = crowd.connect(kGet);
  EXPECT_THAT(idle.read_response(), StartsWith("HTTP/1.1 200"));
  const Wire waiting = crowd.connect(kWait);
  crowd.await(1);
  crowd.server().stop();
  // The server lets go of the idle one before the other is done.
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_TRUE(waiting.silent());
  crowd.let_go();
  EXPECT_THAT(waiting.read_to_end(), AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("waited"),
                                           HasSubstr("Connection: close")));
}

}  // namespace
}  // namespace vitrine::test
