// The memory of a connection, its end, and headers that its responses may not have.
#include "server/api/serve/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server/api/serve/listener.h"
#include "server/api/serve/serve.h"
#include "tests/unit/server/client.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/running.h"

// Of the sanitizers, where there is one; g++ brings no header for it.
extern "C" [[gnu::weak]] std::size_t __sanitizer_get_current_allocated_bytes();

namespace vitrine::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::size_t allocated_bytes() {
  if (__sanitizer_get_current_allocated_bytes) return __sanitizer_get_current_allocated_bytes();
  const struct mallinfo2 info = ::mallinfo2();
  return info.uordblks + info.hblkhd;
}

Service points() {
  Api api({.title = "T", .version = "1"});
  api.post("/points", [](Body<Point> point) -> Created<Point> { return {*point}; });
  api.get("/points", []() -> std::vector<Point> { return {}; });
  api.del("/points", []() {});
  api.put("/file", [](Upload<100'000, "image/png">) {});
  return Service(std::move(api));
}

/// A description whose bytes take no room on the disk.
class LargeFile {
 public:
  explicit LargeFile(std::uint64_t size) : path_(::testing::TempDir() + "vitrine-hollow.json") {
    std::ofstream(path_).flush();
    std::filesystem::resize_file(path_, size);
  }
  ~LargeFile() { std::filesystem::remove(path_); }
  Front front() const { return {std::get<SpecFolder>(SpecFolder::open(path_)), {}}; }

  static constexpr char kGet[] =
      "GET /spec/vitrine-hollow.json HTTP/1.1\r\nHost: localhost\r\n\r\n";

 private:
  std::string path_;
};

const std::string kListen = "GET /vitrine/changes HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string post_head(std::size_t size) {
  return "POST /points HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
         "Content-Length: " +
         std::to_string(size) + "\r\n\r\n";
}

TEST(ListenerConnection, AnIdleConnectionHoldsNothingOfItsLastBody) {
  constexpr std::size_t kSize = 1u << 20;
  constexpr std::size_t kClients = 40;
  const Running server(Front(points(), {}), patient());
  std::string request = post_head(kSize) + R"({"x":1,"y":0})";
  request.resize(post_head(kSize).size() + kSize, ' ');
  std::vector<Wire> clients;
  for (std::size_t i = 0; i < kClients; ++i) clients.push_back(server.connect());
  const std::size_t before = allocated_bytes();
  for (const Wire& client : clients) {
    client.send(request);
    ASSERT_THAT(client.read_response(), StartsWith("HTTP/1.1 201"));
  }
  EXPECT_TRUE(comes_true([&] { return allocated_bytes() < before + kClients * kSize / 4; }));
}

TEST(ListenerConnection, AConnectionThatWaitsHoldsNoBytesThatItHasUsed) {
  constexpr std::size_t kSize = 60'000;
  constexpr std::size_t kClients = 200;
  ServeOptions options = patient();
  options.max_threads = 1;
  const Running server(Front(points(), {}), options);
  const std::size_t before = allocated_bytes();
  const std::string half =
      "PUT /file HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 99999"
      "\r\n\r\n" +
      std::string(kSize, 'x');
  std::vector<Wire> clients;
  for (std::size_t i = 0; i < kClients; ++i) clients.push_back(server.connect(half));
  // With one thread its turn comes after theirs.
  EXPECT_THAT(server.connect("GET /points HTTP/1.1\r\nHost: localhost\r\n\r\n").read_response(),
              StartsWith("HTTP/1.1 200"));
  EXPECT_TRUE(comes_true([&] { return allocated_bytes() < before + kClients * kSize / 4; }));
}

TEST(ListenerConnection, AClientThatPausesWithinABodyKeepsItsPlaceForAWhile) {
  int ends[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
  const Front front(points(), {});
  const ServeOptions options = patient();
  const HttplibServer writer(options.timeout_seconds);
  Site site{front, options, writer, [] { return false; }};
  {
    Connection connection(std::make_unique<Channel>(ends[0]), site);
    const auto now = [] { return Connection::Clock::now(); };
    const std::string head = post_head(1000);
    EXPECT_FALSE(connection.is_sending(now()));
    ASSERT_EQ(::write(ends[1], head.data(), head.size()), static_cast<ssize_t>(head.size()));
    EXPECT_EQ(connection.advance(), Connection::Next::wait);
    EXPECT_EQ(connection.stage(), Connection::Stage::body);
    EXPECT_FALSE(connection.is_sending(now() + std::chrono::seconds(3)));
    const auto before = now();
    ASSERT_EQ(::write(ends[1], "  ", 2), 2);
    EXPECT_EQ(connection.advance(), Connection::Next::wait);
    EXPECT_TRUE(connection.is_sending(before));
    EXPECT_FALSE(connection.is_sending(now() + std::chrono::seconds(3)));
  }
  ::close(ends[1]);
}

TEST(ListenerConnection, TheTimeForABodyBeginsWhenItIsAskedFor) {
  std::atomic<bool> go = false;
  Api api({.title = "T", .version = "1"});
  api.get("/wait", [&]() -> std::string {
    comes_true([&] { return go.load(); });
    return "waited";
  });
  api.post("/points", [](Body<Point> point) -> Created<Point> { return {*point}; });
  const Running server(Front(Service(std::move(api)), {}));
  // The second head comes with the first and is older than the patience when its turn comes.
  const Wire wire = server.connect(
      "GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n"
      "POST /points HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Expect: 100-continue\r\nContent-Length: 13\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(2500));
  go = true;
  EXPECT_THAT(wire.read_response(), HasSubstr("waited"));
  EXPECT_THAT(wire.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 100"));
  wire.send(R"({"x":1,"y":0})");
  EXPECT_THAT(wire.read_response(), StartsWith("HTTP/1.1 201"));
}

TEST(ListenerConnection, AResponseWithoutContentHasNoLength) {
  const Running server(Front(points(), {}));
  const Wire wire = server.connect();
  const auto ask = [&](const std::string& line, const std::string& field = {}) {
    wire.send(line + " HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n");
    return wire.read_until("\r\n\r\n");
  };
  const auto has_no_length =
      AllOf(Not(HasSubstr("Content-Length")), Not(HasSubstr("Transfer-Encoding")));
  EXPECT_THAT(ask("DELETE /points"), AllOf(StartsWith("HTTP/1.1 204"), has_no_length));
  const std::string head = ask("HEAD /openapi.json");
  EXPECT_THAT(head, AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Content-Length: ")));
  const auto tag = head.find("ETag: ") + 6;
  EXPECT_THAT(ask("GET /openapi.json",
                  "If-None-Match: " + head.substr(tag, head.find('\r', tag) - tag) + "\r\n"),
              AllOf(StartsWith("HTTP/1.1 304"), has_no_length));
  // Where there could be content, its absence is a length.
  EXPECT_THAT(ask("GET /"), AllOf(StartsWith("HTTP/1.1 302"), HasSubstr("Content-Length: 0")));
}

TEST(ListenerConnection, AClientOfHttp10GetsAStreamWithoutChunks) {
  const LargeFile file(1);
  const Running server(file.front());
  const std::string old = "GET /vitrine/changes HTTP/1.0\r\nHost: localhost\r\n\r\n";
  EXPECT_THAT(server.connect(old).read_until(".0\n\n"),
              AllOf(Not(HasSubstr("Transfer-Encoding")), HasSubstr("Connection: close"),
                    HasSubstr("\r\n\r\ndata: ")));
  EXPECT_THAT(server.connect("\r\n" + old).read_until(".0\n\n"), HasSubstr("\r\n\r\ndata: "));
  EXPECT_THAT(server.connect(kListen).read_until(".0\n\n"),
              HasSubstr("Transfer-Encoding: chunked"));
}

TEST(ListenerConnection, AStreamEndsWithItsClientWhateverElseThatSent) {
  const LargeFile file(1);
  const Running server(file.front(), patient());
  const Wire wire = server.connect(kListen);
  wire.read_until(".0\n\n");
  wire.send("more");
  wire.end_sending();
  EXPECT_THAT(wire.read_to_end(), Not(HasSubstr("(still open)")));
}

TEST(ListenerConnection, PagesThatListenTakeHalfOfTheThreads) {
  const LargeFile file(1);
  ServeOptions options = patient();
  options.max_threads = 4;
  const Running server(file.front(), options);
  std::vector<Wire> pages;
  for (int i = 0; i < 2; ++i) {
    pages.push_back(server.connect(kListen));
    EXPECT_THAT(pages.back().read_until(".0\n\n"), StartsWith("HTTP/1.1 200"));
  }
  EXPECT_THAT(server.connect(kListen).read_response(), StartsWith("HTTP/1.1 503"));
}

TEST(ListenerConnection, AtTheEndAFileOnItsWayIsSentAsAWhole) {
  constexpr std::size_t kSize = 40u << 20;
  const LargeFile file(kSize);
  Running server(file.front(), patient());
  const Wire idle = server.connect();
  const Wire listening = server.connect(kListen);
  listening.read_until(".0\n\n");
  const Wire wire = server.connect(LargeFile::kGet);
  EXPECT_THAT(wire.read_until("\r\n\r\n"), HasSubstr(std::to_string(kSize)));
  server.stop();
  EXPECT_EQ(idle.read_to_end(), "");
  // Responses without end come to theirs.
  EXPECT_THAT(listening.read_to_end(), Not(HasSubstr("(still open)")));
  EXPECT_EQ(wire.read_to_end().size(), kSize);
}

TEST(ListenerConnection, AtTheEndAClientThatTakesItsTimeIsNotWaitedForLong) {
  // Fast enough otherwise, and a minute from its end.
  constexpr std::size_t kSize = 1u << 30;
  const LargeFile file(kSize);
  Running server(file.front());
  httplib::Client client(server.url());
  std::size_t taken = 0;
  client.Get("/spec/vitrine-hollow.json", [&](const char*, std::size_t size) {
    server.stop();
    taken += size;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return true;
  });
  EXPECT_GT(taken, 0u);
  EXPECT_LT(taken, kSize);
}

/// A server in a process of its own, whose GET /wait never ends.
class Process {
 public:
  explicit Process(ServeOptions options) {
    int out[2];
    EXPECT_EQ(::pipe(out), 0);
    id_ = ::fork();
    if (id_ == 0) {
      ::signal(SIGINT, SIG_DFL);
      ::dup2(out[1], STDOUT_FILENO);
      Api api({.title = "T", .version = "1"});
      api.get("/wait", []() -> std::string {
        std::puts("waiting");
        std::fflush(stdout);
        while (true) ::pause();
      });
      options.port = 0;
      ::_exit(serve(std::move(api), options));
    }
    ::close(out[1]);
    out_ = out[0];
    const std::string url = next_line();
    EXPECT_THAT(url, StartsWith("listening on "));
    port_ = std::stoi(url.substr(url.rfind(':') + 1));
  }
  ~Process() {
    ::kill(id_, SIGKILL);
    if (out_ >= 0) ::close(out_);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  int port() const { return port_; }
  void signal() const { ::kill(id_, SIGINT); }
  /// Whether it has ended, with the status of waitpid().
  bool has_ended(int& status) const { return ::waitpid(id_, &status, WNOHANG) == id_; }
  std::string next_line() const {
    std::string line;
    for (char c; ::read(out_, &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }
  /// A client whose request is being handled; nothing more is read from the process.
  Wire wait() {
    Wire client(port_, "GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(next_line(), "waiting");
    ::close(std::exchange(out_, -1));
    return client;
  }

 private:
  pid_t id_ = 0;
  int out_ = -1;
  int port_ = 0;
};

TEST(ListenerConnection, ASecondSignalEndsTheServerAtOnce) {
  ServeOptions options = patient();
  options.stop_seconds = 300;
  Process server(options);
  const Wire idle(server.port());
  const Wire waiting = server.wait();
  server.signal();
  // The first one was understood.
  EXPECT_EQ(idle.read_to_end(), "");
  int status = 0;
  EXPECT_TRUE(comes_true([&] {
    server.signal();
    return server.has_ended(status);
  }));
  EXPECT_TRUE(WIFSIGNALED(status));
}

TEST(ListenerConnection, AHandlerThatDoesNotEndIsWaitedForAWhile) {
  ServeOptions options = patient();
  options.stop_seconds = 1;
  Process server(options);
  const Wire waiting = server.wait();
  server.signal();
  int status = 0;
  EXPECT_TRUE(comes_true([&] { return server.has_ended(status); }));
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_NE(WEXITSTATUS(status), 0);
}

TEST(ListenerConnection, AServerOpensMoreFilesThanItsShellWouldLetIt) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  if (before.rlim_max < 1000) GTEST_SKIP() << "SKIPPED: the system allows no more";
  rlimit tight = before;
  tight.rlim_cur = 64;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
  const Process server(patient());
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  std::vector<Wire> idle;
  for (int i = 0; i < 100; ++i) idle.emplace_back(server.port());
  const Wire last(server.port(), "HEAD /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(last.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 200"));
  for (const Wire& one : idle) EXPECT_TRUE(one.silent());
}

TEST(ListenerConnection, TheLastResponseSaysThatItIs) {
  const Running server(Front(points(), {}), patient());
  const std::string request = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const Wire wire = server.connect();
  for (int round = 0; round < 100; ++round) {
    std::string ten;
    for (int i = 0; i < 10; ++i) ten += request;
    ASSERT_TRUE(wire.send(ten));
    for (int i = 0; i < 10; ++i) {
      const bool last = round == 99 && i == 9;
      const std::string response = wire.read_response();
      ASSERT_THAT(response, StartsWith("HTTP/1.1 404"));
      ASSERT_EQ(response.find("Connection: close") != std::string::npos, last) << round << i;
    }
  }
  EXPECT_EQ(wire.read_to_end(), "");
}

TEST(ListenerConnection, EveryResponseHasItsDate) {
  const Running server(Front(points(), {}));
  for (const char* request :
       {"GET /points HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "DELETE /points HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n", "nonsense\r\n\r\n"}) {
    EXPECT_THAT(server.raw(request),
                ::testing::ContainsRegex("Date: [A-Z][a-z][a-z], [0-9][0-9] [A-Z][a-z][a-z] "
                                         "[0-9]+ [0-9:]+ GMT\r\n"))
        << request;
  }
}

TEST(ListenerConnection, AServerThatCannotWatchItsConnectionsSaysSo) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const int next = ::dup(0);
  ::close(next);
  rlimit tight = before;
  // Enough for the port.
  tight.rlim_cur = static_cast<rlim_t>(next) + 1;
  ServeOptions options;
  options.port = 0;
  Listener listener(Front(points(), {}), options);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
  const std::string reason = listener.bind();
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_THAT(reason, HasSubstr("too many files"));
}

}  // namespace
}  // namespace vitrine::test
