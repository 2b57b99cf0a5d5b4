// What a plain connection can, one by TLS can too, and clients that do not finish its handshake
// disturb nobody.
#include "server/api/serve/tls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "server/api/front/front.h"
#include "server/api/serve/listener.h"
#include "tests/unit/server/command_fixture.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/running.h"
#include "tests/unit/server/tls_client.h"
#include "tests/unit/server/websocket_client.h"

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using Named = Event<"named", std::string>;

constexpr std::size_t kLines = 200;
/// More than the buffers of both sockets hold.
const std::string kLine(40'000, 'x');

std::string ask(const std::string& path, const std::string& fields = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

/// Below the head.
std::size_t count_xs(std::string_view response) {
  response.remove_prefix(std::min(response.find("\r\n\r\n"), response.size()));
  return static_cast<std::size_t>(std::count(response.begin(), response.end(), 'x'));
}

const std::string kQuick = ask("/quick");
const std::string kClose = "Connection: close\r\n";

class TlsServer : public ::testing::Test {
 protected:
  Front front() {
    Api api({.title = "T", .version = "1"});
    api.get("/quick", []() -> std::string { return "quick"; });
    api.get("/scheme", [](const Request& request) -> std::string { return request.scheme; });
    api.get("/wait", [this]() -> std::string {
      handling_.set_value();
      let_go_.get_future().wait_for(60s);
      return "waited";
    });
    api.get("/large", []() -> std::string { return std::string(kLines * kLine.size(), 'x'); });
    api.get("/lines", []() -> JsonLines<std::string> {
      return {.next = [left = kLines]() mutable -> std::optional<std::string> {
        if (left == 0) return std::nullopt;
        --left;
        return kLine;
      }};
    });
    api.put("/file", [](Upload<1'000'000, "image/png"> file) -> std::string {
      return std::to_string(file->size());
    });
    api.get("/events", [this]() -> EventStream<Named> {
      return {[this](const EventSink<Named>& sink) { news_.add(sink); }};
    });
    api.get("/fails", []() -> EventStream<Named> {
      return {[](const EventSink<Named>& sink) {
        sink.send(Named{"all is well"});
        throw std::runtime_error("it is not");
      }};
    });
    api.get("/echo", []() -> WebSocket<Point, Point> {
      return {.message = [](Socket<Point> socket, Point point) { socket.send(point); }};
    });
    return Front(Service(std::move(api)), {});
  }

  ServeOptions with_tls(ServeOptions options) const {
    options.tls_certificate = certificate_;
    options.tls_key = key_file_;
    return options;
  }
  TlsWire connect(const Running& server, std::string_view bytes = {},
                  const TlsOffer& offer = {}) const {
    return TlsWire(server, certificate_, bytes, offer);
  }
  /// Why a server does not start.
  std::string refused(const std::string& certificate, const std::string& key) {
    ServeOptions options;
    options.port = 0;
    options.tls_certificate = certificate;
    options.tls_key = key;
    return Listener(front(), options).bind();
  }

  const TemporaryFolder folder_;
  const Key key_ = make_key();
  /// With a second one after it, as if that had signed it.
  const std::string certificate_ = folder_.write(
      "chain.pem", certificate_pem(key_, "localhost") + certificate_pem(make_key(), "another"));
  const std::string key_file_ = folder_.write("key.pem", key_pem(key_));
  Broadcast<EventSink<Named>> news_;
  std::promise<void> handling_;
  std::promise<void> let_go_;
};

TEST_F(TlsServer, ARequestIsServedAndKnowsItsScheme) {
  const Running server(front(), with_tls(patient()));
  EXPECT_THAT(server.url(), StartsWith("https://127.0.0.1:"));
  const TlsWire wire = connect(server, ask("/scheme"));
  EXPECT_EQ(wire.refusal(), 0);
  EXPECT_EQ(wire.certificates(), 2);
  EXPECT_THAT(wire.read_response(), AllOf(StartsWith("HTTP/1.1 200"), EndsWith("\"https\"")));
}

TEST_F(TlsServer, OfTheProtocolsThatAClientOffersItIsHttp11) {
  const Running server(front(), with_tls(patient()));
  EXPECT_EQ(connect(server).protocol(), "http/1.1");
  EXPECT_EQ(connect(server, {}, {.protocols = "\x02h2"}).refusal(),
            SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL);
  const TlsWire silent = connect(server, kQuick, {.protocols = ""});
  EXPECT_EQ(silent.protocol(), "");
  EXPECT_THAT(silent.read_response(), StartsWith("HTTP/1.1 200"));
}

TEST_F(TlsServer, VersionsBefore12AreRefused) {
  const Running server(front(), with_tls(patient()));
  EXPECT_EQ(connect(server, {}, {.newest_version = TLS1_1_VERSION}).refusal(),
            SSL_R_TLSV1_ALERT_PROTOCOL_VERSION);
  EXPECT_THAT(connect(server, kQuick, {.newest_version = TLS1_2_VERSION}).read_response(),
              StartsWith("HTTP/1.1 200"));
}

TEST_F(TlsServer, AConnectionThatIsIdleTakesNoThreadAndGoesOn) {
  // With one thread, a client that held it would stop the others.
  ServeOptions options = patient();
  options.max_threads = 1;
  const Running server(front(), with_tls(options));
  const TlsWire first = connect(server);
  for (int i = 0; i < 3; ++i) {
    const TlsWire other = connect(server, kQuick);
    EXPECT_THAT(other.read_response(), StartsWith("HTTP/1.1 200"));
    first.send(kQuick);
    EXPECT_THAT(first.read_response(),
                AllOf(StartsWith("HTTP/1.1 200"), Not(HasSubstr("Connection: close"))));
  }
}

TEST_F(TlsServer, RequestsThatWaitInTheSocketOrInARecordAreAnsweredInOrder) {
  const Running server(front(), with_tls(patient()));
  const TlsWire wire = connect(server, ask("/wait"));
  handling_.get_future().wait();
  wire.send(kQuick + ask("/scheme"));
  wire.send(kQuick);
  let_go_.set_value();
  for (const char* body : {"\"waited\"", "\"quick\"", "\"https\"", "\"quick\""}) {
    EXPECT_THAT(wire.read_response(), AllOf(StartsWith("HTTP/1.1 200"), EndsWith(body)));
  }
}

TEST_F(TlsServer, ABodyOfManyRecordsIsReadToItsEnd) {
  const Running server(front(), with_tls(patient()));
  const TlsWire wire = connect(server,
                               "PUT /file HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png"
                               "\r\nContent-Length: 900000\r\n\r\n" +
                                   std::string(500'000, 'x'));
  wire.send(std::string(400'000, 'x') + kQuick);
  EXPECT_THAT(wire.read_response(), EndsWith("\"900000\""));
  EXPECT_THAT(wire.read_response(), EndsWith("\"quick\""));
}

TEST_F(TlsServer, AResponseWaitsForRoomAndItsEndIsSaid) {
  const Running server(front(), with_tls(patient()));
  const std::string large = connect(server, ask("/large", kClose)).read_to_end();
  EXPECT_EQ(count_xs(large), kLines * kLine.size());
  EXPECT_TRUE(large.ends_with("x\""));
  const std::string lines = connect(server, ask("/lines", kClose)).read_to_end();
  EXPECT_EQ(count_xs(lines), kLines * kLine.size());
  EXPECT_TRUE(lines.ends_with("\r\n0\r\n\r\n"));
}

TEST_F(TlsServer, ClientsAreToldWhenTheServerLeavesOrTheTimeIsOver) {
  const Running server(front(), with_tls(impatient()));
  const TlsWire idle = connect(server, kQuick);
  idle.read_response();
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_THAT(connect(server, "GET /quick HTT").read_to_end(),
              AllOf(StartsWith("HTTP/1.1 408"), Not(HasSubstr("(broken off)"))));
}

TEST_F(TlsServer, AStreamThatBreaksOffDoesNotSeemComplete) {
  const Running server(front(), with_tls(patient()));
  EXPECT_THAT(connect(server, "GET /fails HTTP/1.0\r\nHost: localhost\r\n\r\n").read_to_end(),
              EndsWith("(broken off)"));
}

TEST_F(TlsServer, ARequestWithTwoEndsIsTheLastOfItsConnection) {
  const Running server(front(), with_tls(patient()));
  const std::string all =
      connect(server,
              "PUT /file HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
              "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
                  kQuick)
          .read_to_end();
  EXPECT_THAT(all, StartsWith("HTTP/1.1 400"));
  EXPECT_EQ(count_responses(all), 1);
}

TEST_F(TlsServer, APlainClientIsLetGoOfAndDisturbsNobody) {
  const Running server(front(), with_tls(patient()));
  const TlsWire other = connect(server, kQuick);
  other.read_response();
  for (const std::string& bytes : {kQuick, std::string("\r\n\r\n\r\n"), std::string(20'000, 'x')}) {
    const Wire plain = server.connect(bytes);
    EXPECT_THAT(plain.read_to_end(), AllOf(Not(HasSubstr("HTTP/")), Not(HasSubstr("still open"))));
  }
  other.send(kQuick);
  EXPECT_THAT(other.read_response(), StartsWith("HTTP/1.1 200"));
}

/// The begin of a ClientHello.
const std::string kHalfAHello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);

TEST_F(TlsServer, ClientsThatDoNotFinishTheirHandshakeTakeNeitherThreadNorPlace) {
  ServeOptions options = patient();
  options.max_threads = 1;
  options.max_connections = 8;
  const Running server(front(), with_tls(options));
  std::vector<Wire> silent;
  for (int i = 0; i < 20; ++i) {
    silent.push_back(server.connect());
    silent.push_back(server.connect(kHalfAHello));
    const TlsWire wire = connect(server, kQuick);
    EXPECT_THAT(wire.read_response(), StartsWith("HTTP/1.1 200"));
  }
}

TEST_F(TlsServer, AHandshakeHasATimeLimit) {
  const Running server(front(), with_tls(impatient()));
  const Wire silent = server.connect();
  const Wire half = server.connect(kHalfAHello);
  EXPECT_THAT(silent.read_to_end(), Not(HasSubstr("still open")));
  EXPECT_THAT(half.read_to_end(), Not(HasSubstr("still open")));
}

TEST_F(TlsServer, AWebSocketEchoes) {
  const Running server(front(), with_tls(patient()));
  const TlsWire wire = connect(server, handshake("/echo"));
  EXPECT_THAT(wire.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101"));
  const auto point = [](int x) { return "{\"x\":" + std::to_string(x) + ",\"y\":0}"; };
  const auto frame = [&](int x) {
    return std::string{'\x81', static_cast<char>(point(x).size())} + point(x);
  };
  wire.send(masked(0x81, point(1)));
  EXPECT_EQ(wire.read_bytes(frame(1).size()), frame(1));
  // Two in a record, then one in two.
  wire.send(masked(0x81, point(2)) + masked(0x81, point(3)));
  EXPECT_EQ(wire.read_bytes(frame(2).size()), frame(2));
  EXPECT_EQ(wire.read_bytes(frame(3).size()), frame(3));
  const std::string last = masked(0x81, point(4));
  wire.renew_keys();
  wire.send(last.substr(0, 3));
  wire.send(last.substr(3));
  EXPECT_EQ(wire.read_bytes(frame(4).size()), frame(4));
}

TEST_F(TlsServer, EventsArriveOneByOne) {
  const Running server(front(), with_tls(patient()));
  const TlsWire wire = connect(server, ask("/events"));
  EXPECT_THAT(wire.read_until("\r\n\r\n"), HasSubstr("text/event-stream"));
  for (int i = 0; i < 6000 && news_.size() == 0; ++i) std::this_thread::sleep_for(10ms);
  for (const char* word : {"one", "two"}) {
    news_.send(Named{word});
    EXPECT_THAT(wire.read_until("\n\n\r\n"), HasSubstr(word));
  }
}

TEST_F(TlsServer, ARequestThatHasBegunGetsItsResponseWhenTheServerEnds) {
  Running server(front(), with_tls(patient()));
  const TlsWire wire = connect(server, ask("/wait"));
  handling_.get_future().wait();
  server.stop();
  let_go_.set_value();
  EXPECT_THAT(wire.read_to_end(), AllOf(StartsWith("HTTP/1.1 200"), EndsWith("\"waited\"")));
}

TEST_F(TlsServer, AMistakeOfItsFilesIsASentenceWithTheRemedy) {
  EXPECT_THAT(refused(certificate_, ""), AllOf(HasSubstr("no key"), HasSubstr("--key")));
  EXPECT_THAT(refused("", key_file_), AllOf(HasSubstr("no certificate"), HasSubstr("--cert")));
  EXPECT_THAT(refused((folder_.path() / "none.pem").string(), key_file_),
              AllOf(HasSubstr("none.pem: No such file"), HasSubstr("--certificate")));
  EXPECT_THAT(refused(key_file_, key_file_),
              AllOf(HasSubstr("cannot use the certificate"), HasSubstr("--certificate")));
  EXPECT_THAT(refused(certificate_, (folder_.path() / "none.pem").string()),
              AllOf(HasSubstr("No such file"), HasSubstr("--key")));
  EXPECT_THAT(refused(certificate_, certificate_), HasSubstr("holds none in PEM"));
  EXPECT_THAT(refused(certificate_, folder_.write("locked.pem", key_pem(key_, "sesame"))),
              AllOf(HasSubstr("passphrase"), Not(HasSubstr("sesame"))));
  for (const char* kind : {"EC", "ED25519"}) {
    EXPECT_THAT(refused(certificate_, folder_.write("other.pem", key_pem(make_key(kind)))),
                AllOf(HasSubstr("does not match"), HasSubstr("--key")));
  }
}

TEST_F(TlsServer, AKeyThatIsGivenInPlaceOfItsFileIsInNoMessage) {
  const std::string text = key_pem(key_);
  const std::string words = refused(certificate_, text);
  EXPECT_THAT(words, HasSubstr("cannot read the key"));
  EXPECT_THAT(words, Not(HasSubstr("PRIVATE KEY")));
}

}  // namespace
}  // namespace vitrine::test
