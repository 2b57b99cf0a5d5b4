// What servers of tokens say: their responses, the tokens themselves, and the challenges of an API.
#include <cstdint>
#include <string>

#include "app/request/challenge.h"
#include "app/request/discovery.h"
#include "app/request/identity.h"
#include "app/request/oauth.h"
#include "tests/fuzz/input.h"

using namespace vitrine;
using namespace vitrine::request;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  const auto from =
      endpoint({}, "https://id.example/.well-known/openid-configuration", "openIdConnectUrl");
  if (const auto found = read_discovery(text, *from)) {
    FUZZ_REQUIRE(!found->flows.empty());
    for (const auto& flow : found->flows) {
      const auto made = endpoints(flow, {});
      FUZZ_REQUIRE(bool(made));
      for (const std::string& origin : origins(*made)) FUZZ_REQUIRE(is_confidential(origin));
    }
  }
  (void)read_token(text);
  (void)read_device(text);
  (void)bearer_challenge(text);
  // As claims, and as the token that holds some.
  for (const Identity& identity :
       {identity_of("e30." + base64url(text) + ".s"), identity_of(text)}) {
    FUZZ_REQUIRE(identity.name.find('\n') == std::string::npos && identity.name.size() < 300);
    FUZZ_REQUIRE(identity.expires_s >= 0);
  }
  (void)finish({"", "S", "V"}, "https://e.example/r?" + text);
  return 0;
}
