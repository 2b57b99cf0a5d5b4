// The body of a refused request is never read as the next request.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "server/api/serve/listener.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kSmuggled = "GET /hit HTTP/1.1\r\nHost: localhost\r\n\r\n";
const std::string kHost = "Host: localhost\r\n";
const std::string kJson = "Content-Type: application/json\r\n";

/// A server that counts the calls of GET /hit.
class Counting {
 public:
  explicit Counting(ServeOptions options = patient()) : server_(Front(service(), {}), options) {}
  const Running& server() const { return server_; }
  int hits() const { return hits_; }

 private:
  Service service() {
    Api api({.title = "T", .version = "1"});
    api.get("/hit", [this]() -> std::string {
      ++hits_;
      return "hit";
    });
    api.post("/points", [](Body<Point> point) -> Created<Point> { return {*point}; });
    return Service(std::move(api));
  }
  std::atomic<int> hits_ = 0;
  Running server_;
};

std::string length(const std::string& body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n";
}

std::string post(const std::string& fields) {
  return "POST /points HTTP/1.1\r\n" + kHost + kJson + fields + "\r\n";
}

struct Refused {
  const char* status;
  std::string bytes;
};

TEST(Smuggling, ARefusedRequestEndsItsConnection) {
  const std::string own = length(kSmuggled);
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  std::string many;
  for (int i = 0; i < 120; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  std::vector<Refused> all = {
      {"400", post("Content-Length : 40\r\n")},
      {"400", post("X: a\r\n folded\r\n" + own)},
      {"400", post("X: a\r\n" + std::string("\tfolded\r\n") + own)},
      {"431", post("X: " + std::string(9000, 'a') + "\r\n" + own)},
      {"431", post(many + own)},
      {"400", post(own + "Content-Length: 0\r\n")},
      {"400", post("Content-Length: 0\r\n" + own)},
      {"400", post("Content-Length: 5, 6\r\n")},
      {"400", post("Content-Length: +5\r\n")},
      {"400", post("Content-Length: 0x5\r\n")},
      {"400", post("Content-Length:  5 5\r\n")},
      {"400", post("Content-Length: -1\r\n")},
      {"413", post("Content-Length: 99999999999999999999999\r\n")},
      {"400", post(own + chunked)},
      {"400", post("Content-Length: 0\r\n" + chunked) + "0\r\n\r\n"},
      {"501", post("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n"},
      {"400", post("Transfer-Encoding: chunked, chunked\r\n") + "0\r\n\r\n"},
      {"400", post(chunked + chunked) + "0\r\n\r\n"},
      {"400", post("Transfer-Encoding: identity\r\n")},
      {"400", post("Transfer-Encoding: xchunked\r\n")},
      {"400", post("Transfer-Encoding: gzip\r\n")},
      {"400", post("no colon\r\n" + own)},
      {"400", post("X: a\rb\r\n" + own)},
      {"400", post(std::string("X: a\0b\r\n", 8) + own)},
      {"400", post("X: a\n" + own)},
      {"400", "POST /points HTTP/1.1\n" + kHost + own + "\n"},
      {"400", "POST /points HTTP/1.1\r\n" + own + "\r\n"},
      {"400", post(kHost + own)},
      {"400", "POST /points\r\n" + kHost + own + "\r\n"},
      {"505", "POST /points HTTP/1.2\r\n" + kHost + own + "\r\n"},
      {"505", "POST /points HTTP/2.0\r\n" + kHost + own + "\r\n"},
      {"400", "POST /points HTTP/1.0\r\n" + kHost + chunked + "\r\n0\r\n\r\n"},
      {"405", "BREW /points HTTP/1.1\r\n" + kHost + own + "\r\n"},
      {"405", "BREW /points HTTP/1.1\r\n" + kHost + "\r\n"},
      {"405", "TRACE /points HTTP/1.1\r\n" + kHost + own + "\r\n"},
      {"400", "CONNECT localhost:80 HTTP/1.1\r\n" + kHost + "\r\n"},
      {"414", "POST /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + kHost + own + "\r\n"},
      {"417", post("Expect: more\r\nContent-Length: 100\r\n")},
      {"415", post("Content-Encoding: gzip\r\nContent-Length: 100\r\n")},
      {"404", "POST /nowhere HTTP/1.1\r\n" + kHost + "Content-Length: 100\r\n\r\n"},
      {"413", post("Content-Length: 900000000000\r\n")},
  };
  for (const std::string& body :
       {std::string("zz\r\n"), std::string("2;\r\n{}\r\n0\r\n\r\n"),
        std::string("2 \r\n{}\r\n0\r\n\r\n"), std::string("0x2\r\n{}\r\n0\r\n\r\n"),
        std::string("2\n{}\r\n0\r\n\r\n"), std::string("2\r\n{} \r\n0\r\n\r\n"),
        std::string("fffffffffffffffff\r\n"), std::string("0\r\nbad trailer\r\n\r\n")}) {
    all.push_back({"400", post(chunked) + body});
  }
  Counting counting;
  for (const Refused& refused : all) {
    const Wire wire = counting.server().connect(refused.bytes + kSmuggled + kSmuggled);
    const std::string came = wire.read_to_end();
    const std::string name = refused.bytes.substr(0, 200);
    EXPECT_THAT(came, AllOf(StartsWith(std::string("HTTP/1.1 ") + refused.status),
                            HasSubstr("Connection: close"), HasSubstr("application/problem+json")))
        << name;
    EXPECT_EQ(count_responses(came), 1) << name << came;
    EXPECT_THAT(came, ::testing::EndsWith("}")) << name;
    EXPECT_EQ(counting.hits(), 0) << name;
  }
  const Wire wire = counting.server().connect(kSmuggled);
  EXPECT_THAT(wire.read_response(), StartsWith("HTTP/1.1 200"));
  EXPECT_EQ(counting.hits(), 1);
}

TEST(Smuggling, TheResponseArrivesThoughTheClientIsStillSending) {
  const Counting counting;
  for (int i = 0; i < 20; ++i) {
    const Wire wire = counting.server().connect(post("Content-Length: 50000000000\r\n"));
    // Far more than the buffers of both sides hold.
    const std::string piece(1 << 20, 'x');
    for (int mebibytes = 0; mebibytes < 16; ++mebibytes) {
      ASSERT_TRUE(wire.send(piece)) << mebibytes;
    }
    const std::string came = wire.read_to_end();
    EXPECT_THAT(came, AllOf(StartsWith("HTTP/1.1 413"), ::testing::EndsWith("}")));
  }
}

TEST(Smuggling, PipelinedRequestsAreAnsweredInOrder) {
  Counting counting;
  const std::string refused = post(length("{}")) + "{}";
  const std::string chunks = post("Transfer-Encoding: chunked\r\n") +
                             "5;a=b\r\n{\"x\":\r\n7\r\n1,\"y\":0\r\n1\r\n}\r\n0\r\nX: y\r\n\r\n";
  const std::string missing = "POST /nowhere HTTP/1.1\r\n" + kHost + length("{}") + "\r\n{}";
  const std::string last = "GET /hit HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n";
  std::string all;
  for (int i = 0; i < 100; ++i) all += kSmuggled + refused + chunks + missing;
  const Wire wire = counting.server().connect(all + last + kSmuggled);
  for (int i = 0; i < 100; ++i) {
    for (const char* status : {"200", "422", "201", "404"}) {
      const std::string response = wire.read_response();
      ASSERT_THAT(response, StartsWith(std::string("HTTP/1.1 ") + status)) << i;
      ASSERT_THAT(response, ::testing::Not(HasSubstr("Connection: close"))) << i;
    }
  }
  // Nothing after the request that asked for the end.
  const std::string end = wire.read_to_end();
  EXPECT_THAT(end, AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Connection: close")));
  EXPECT_EQ(count_responses(end), 1);
  EXPECT_EQ(counting.hits(), 101);
}

TEST(Smuggling, RequestsMayArriveByteByByte) {
  Counting counting;
  const Wire wire = counting.server().connect();
  const std::string text =
      post("Transfer-Encoding: chunked\r\n") + "2\r\n{}\r\n0\r\n\r\n" + kSmuggled;
  for (const char byte : text) ASSERT_TRUE(wire.send({&byte, 1}));
  EXPECT_THAT(wire.read_response(), StartsWith("HTTP/1.1 422"));
  EXPECT_THAT(wire.read_response(), StartsWith("HTTP/1.1 200"));
}

TEST(Smuggling, HeadersReachTheHandlerAsTheyWereSent) {
  Api api({.title = "T", .version = "1"});
  api.get("/header", [](const Request& request) -> std::string {
    const std::string* value = request.headers.find("X-Value");
    return value ? *value : "(none)";
  });
  const Running server(Front(Service(std::move(api)), {}), patient());
  const Wire wire = server.connect("GET /header HTTP/1.1\r\n" + kHost + "Accept: ;;;q=9\r\n" +
                                   "Range: bytes=9-1\r\nX-Value: 100%25 %0d%0a\r\n\r\n");
  EXPECT_THAT(wire.read_response(), HasSubstr("\"100%25 %0d%0a\""));
}

}  // namespace
}  // namespace vitrine::test
