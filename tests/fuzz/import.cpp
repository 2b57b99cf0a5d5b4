// A text that a user imports: whatever it is, what is read of it keeps its bounds.
#include "app/request/import.h"

#include "tests/fuzz/input.h"

using namespace vitrine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  for (const auto read : {request::read_import, request::read_curl, request::read_archive}) {
    const auto requests = read(text);
    FUZZ_REQUIRE(requests.size() <= request::kImportRequests);
    for (const request::ImportedRequest& each : requests)
      FUZZ_REQUIRE(!each.url.empty() && !each.method.empty());
  }
  return 0;
}
