// Frames as bytes, and the hash of the handshake.
#include "server/api/stream/websocket_frames.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "server/api/stream/sha1.h"
#include "tests/unit/server/websocket_client.h"

namespace vitrine::test {
namespace {

std::string hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

/// The messages, "(more)" at the end, or the code of the fault.
std::string read_all(FrameReader& reader) {
  std::string all;
  while (true) {
    auto next = reader.next();
    if (std::holds_alternative<std::monostate>(next)) return all + "(more)";
    if (const auto* fault = std::get_if<FrameFault>(&next))
      return all + std::to_string(fault->code);
    const Incoming& incoming = std::get<Incoming>(next);
    all += std::to_string(static_cast<int>(incoming.kind)) + ":" + incoming.payload + " ";
  }
}

std::string read_all(std::string_view bytes, std::size_t max = 1000) {
  FrameReader reader(max);
  reader.add(bytes);
  return read_all(reader);
}

TEST(Sha1, IsThatOfRfc3174) {
  EXPECT_EQ(hex(sha1("")), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(hex(sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hex(sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  EXPECT_EQ(hex(sha1(std::string(1'000'000, 'a'))), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST(WebSocketFrames, TheKeyIsAcceptedAsInTheRfc) {
  EXPECT_EQ(accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(WebSocketFrames, AMessageIsUnmasked) {
  EXPECT_EQ(read_all("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"), "1:Hello (more)");
}

TEST(WebSocketFrames, BytesMayComeOneByOne) {
  FrameReader reader(1000);
  std::string all;
  for (const char c : masked(0x81, "a") + masked(0x82, std::string(300, 'b')) + masked(0x89, "")) {
    reader.add({&c, 1});
    all += read_all(reader);
  }
  std::string without;
  for (std::size_t at = 0; at < all.size();) {
    if (all.compare(at, 6, "(more)") == 0) {
      at += 6;
    } else {
      without += all[at++];
    }
  }
  EXPECT_EQ(without, "1:a 2:" + std::string(300, 'b') + " 9: ");
}

TEST(WebSocketFrames, FragmentsAreJoinedAndControlFramesComeBetween) {
  EXPECT_EQ(read_all(masked(0x01, "a") + masked(0x89, "p") + masked(0x00, "b") + masked(0x80, "c")),
            "9:p 1:abc (more)");
}

TEST(WebSocketFrames, LongMessagesHaveLongLengths) {
  EXPECT_EQ(read_all(masked(0x82, std::string(125, 'x'))),
            "2:" + std::string(125, 'x') + " (more)");
  EXPECT_EQ(read_all(masked(0x82, std::string(126, 'x'))),
            "2:" + std::string(126, 'x') + " (more)");
  EXPECT_EQ(read_all(masked(0x82, std::string(70'000, 'x')), 70'000),
            "2:" + std::string(70'000, 'x') + " (more)");
}

TEST(WebSocketFrames, AMessageTooLargeIsRefusedByItsHeader) {
  EXPECT_EQ(read_all(masked(0x82, std::string(1001, 'x')).substr(0, 8)), "1009");
  EXPECT_EQ(read_all(masked(0x02, std::string(600, 'x')) + masked(0x80, std::string(401, 'x'))),
            "1009");
  EXPECT_EQ(read_all(std::string("\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff", 10)), "1009");
}

TEST(WebSocketFrames, ViolationsOfTheProtocolAre1002) {
  EXPECT_EQ(read_all(frame(Opcode::text, "unmasked")), "1002");
  EXPECT_EQ(read_all(masked(0xc1, "reserved bit")), "1002");
  EXPECT_EQ(read_all(masked(0x83, "opcode 3")), "1002");
  EXPECT_EQ(read_all(masked(0x8b, "opcode 11")), "1002");
  EXPECT_EQ(read_all(masked(0x09, "ping in fragments")), "1002");
  EXPECT_EQ(read_all(masked(0x89, std::string(126, 'x'))), "1002");
  EXPECT_EQ(read_all(masked(0x80, "nothing to continue")), "1002");
  EXPECT_EQ(read_all(masked(0x01, "a") + masked(0x81, "b")), "1002");
  EXPECT_EQ(read_all(std::string("\x82\xfe\x00\x05", 4)), "1002");
  EXPECT_EQ(read_all(std::string("\x82\xff\x00\x00\x00\x00\x00\x00\x00\x05", 10)), "1002");
  EXPECT_EQ(read_all(masked(0x88, "x")), "1002");
  for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000}) {
    EXPECT_EQ(read_all(masked(0x88, close_payload(code, ""))), "1002") << code;
  }
}

TEST(WebSocketFrames, TextIsUtf8) {
  EXPECT_EQ(read_all(masked(0x81, "겨울")), "1:겨울 (more)");
  // A character may be in two fragments.
  EXPECT_EQ(read_all(masked(0x01, "\xea\xb2") + masked(0x80, "\xa8")), "1:\xea\xb2\xa8 (more)");
  for (const char* bad : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xea\xb2", "\xf4\x90\x80\x80"}) {
    EXPECT_EQ(read_all(masked(0x81, bad)), "1007");
  }
  EXPECT_EQ(read_all(masked(0x88, close_payload(1000, "\xff"))), "1007");
  EXPECT_EQ(read_all(masked(0x82, "\xff")), "2:\xff (more)");
}

TEST(WebSocketFrames, ACloseMayHaveNoCode) {
  EXPECT_EQ(read_all(masked(0x88, "")), "8: (more)");
  EXPECT_EQ(read_all(masked(0x88, close_payload(4000, "why"))),
            "8:" + close_payload(4000, "why") + " (more)");
}

TEST(WebSocketFrames, AReasonIsCutBetweenCharacters) {
  std::string reason;
  for (int i = 0; i < 50; ++i) reason += "겨";
  const std::string payload = close_payload(1000, reason);
  EXPECT_EQ(payload.size(), 2u + 123u);
  EXPECT_EQ(payload.substr(2), reason.substr(0, 123));
}

TEST(WebSocketFrames, TheServerWritesTheShortestLength) {
  EXPECT_EQ(hex(frame(Opcode::text, "Hello")), "810548656c6c6f");
  EXPECT_EQ(hex(frame(Opcode::binary, std::string(256, 'x')).substr(0, 4)), "827e0100");
  EXPECT_EQ(hex(frame(Opcode::binary, std::string(65'536, 'x')).substr(0, 10)),
            "827f0000000000010000");
}

TEST(WebSocketFrames, AClientMasksAndTheServerDoesNot) {
  FrameReader of_server(1000, Sender::server);
  of_server.add(frame(Opcode::text, "Hello") + frame(Opcode::binary, std::string(300, 'b')));
  EXPECT_EQ(read_all(of_server), "1:Hello 2:" + std::string(300, 'b') + " (more)");
  for (const std::size_t size : {0u, 5u, 300u, 70'000u}) {
    const std::string text(size, 'x');
    EXPECT_EQ(frame(Opcode::text, text, Sender::client), masked(0x81, text));
    EXPECT_EQ(read_all(frame(Opcode::text, text, Sender::client), 100'000),
              "1:" + text + " (more)");
    FrameReader wrong(100'000, Sender::server);
    wrong.add(frame(Opcode::text, text, Sender::client));
    EXPECT_EQ(read_all(wrong), "1002");
  }
}

TEST(WebSocketFrames, ACloseFrameHasItsCode) {
  EXPECT_EQ(close_code(close_payload(4000, "why")), 4000);
  EXPECT_EQ(close_code(""), 1005);
}

}  // namespace
}  // namespace vitrine::test
