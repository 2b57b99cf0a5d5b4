// The bytes of a WebSocket's client: they are the same messages in pieces as in one, none larger
// than allowed, texts are UTF-8, and what is written back is short and whole.
#include <string>
#include <variant>
#include <vector>

#include "app/text/utf8.h"
#include "server/api/stream/websocket_frames.h"
#include "tests/fuzz/input.h"

using namespace vitrine;

namespace {

constexpr std::size_t kMaxMessage = 300;

/// The messages, and at the end the fault, if there is one.
std::vector<std::string> read(FrameReader& reader) {
  std::vector<std::string> all;
  while (true) {
    const auto next = reader.next();
    if (std::holds_alternative<std::monostate>(next)) return all;
    if (const auto* fault = std::get_if<FrameFault>(&next)) {
      FUZZ_REQUIRE(fault->code == 1002 || fault->code == 1007 || fault->code == 1009);
      all.push_back("fault " + std::to_string(fault->code));
      return all;
    }
    const Incoming& incoming = std::get<Incoming>(next);
    FUZZ_REQUIRE(incoming.payload.size() <= kMaxMessage);
    FUZZ_REQUIRE(incoming.kind != Opcode::continuation);
    if (incoming.kind == Opcode::text) {
      FUZZ_REQUIRE(text::valid_utf8(incoming.payload) == incoming.payload);
    }
    const std::string written = frame(incoming.kind, incoming.payload);
    FUZZ_REQUIRE(written.size() - incoming.payload.size() <= 4);
    FUZZ_REQUIRE(written.ends_with(incoming.payload));
    all.push_back(written);
  }
}

bool is_fault(const std::vector<std::string>& all) {
  return !all.empty() && all.back().starts_with("fault ");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  FrameReader whole(kMaxMessage);
  whole.add(bytes);
  const std::vector<std::string> expected = read(whole);

  FrameReader parts(kMaxMessage);
  std::vector<std::string> all;
  fuzz::Pieces pieces(bytes);
  for (std::size_t at = 0; at < size && !is_fault(all);) {
    const std::size_t count = pieces.next();
    parts.add(bytes.substr(at, count));
    at += count;
    for (std::string& message : read(parts)) all.push_back(std::move(message));
  }
  FUZZ_REQUIRE(all == expected);
  return 0;
}
