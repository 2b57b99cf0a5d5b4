// The head and body of a request, as far as no socket is needed. Whatever is asked, the response is
// one that was meant, with a problem document where something is wrong, and nothing that a client
// sends can end a header line.
#include <vitrine.h>

#include <algorithm>
#include <optional>
#include <string>

#include "app/json/reader.h"
#include "server/api/front.h"
#include "server/api/path_template.h"
#include "tests/fuzz/input.h"

namespace vitrine::fuzz {

struct Thing {
  std::string name;
  std::optional<int> size;
};

}  // namespace vitrine::fuzz

template <>
struct vitrine::Schema<vitrine::fuzz::Thing> {
  static constexpr auto fields = vitrine::fields(field<&fuzz::Thing::name>("name").min_length(1),
                                                 field<&fuzz::Thing::size>("size").minimum(0));
};

namespace {

using namespace vitrine;
using fuzz::Thing;

const Front& front() {
  static const Front instance = [] {
    Api api({.title = "Things", .version = "1"});
    api.get("/things/{id}", [](Path<"id", int> id, Query<"words", std::vector<std::string>> words,
                               vitrine::Header<"X-Trace", std::optional<std::string>> trace) {
      return std::to_string(id.value) + std::to_string(words.value.size()) +
             trace.value.value_or("none");
    });
    api.get("/things/first", []() -> std::string { return "first"; });
    api.post("/things", [](Body<Thing> thing) -> Thing { return *thing; });
    api.post("/form", [](Form<Thing> thing) -> Thing { return *thing; });
    // What a handler throws, and nothing here throws.
    api.on_error([](std::string_view) { FUZZ_REQUIRE(false); });
    return Front(Service(std::move(api)),
                 {.cors_origins = {"https://docs.example"}, .loopback = true});
  }();
  return instance;
}

/// Takes lines apart no better than it has to: the rules of a head are the listener's.
Request request_of(fuzz::Input& input) {
  Request request;
  request.method = input.until(' ');
  request.target = input.until('\n');
  while (!input.empty()) {
    const std::string_view line = input.until('\n');
    if (line.empty()) break;
    const std::size_t colon = std::min(line.find(':'), line.size());
    request.headers.add(std::string(line.substr(0, colon)),
                        std::string(line.substr(std::min(colon + 1, line.size()))));
  }
  request.body = input.rest();
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const Request request = request_of(input);
  static_cast<void>(front().plan_body(request));
  const Response response = front().handle(request);
  FUZZ_REQUIRE(response.status >= 200 && response.status < 500);
  for (const auto& [name, value] : response.headers) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    FUZZ_REQUIRE(std::none_of(name.begin(), name.end(), control));
    FUZZ_REQUIRE(std::none_of(value.begin(), value.end(), control));
  }
  if (response.status >= 400) {
    const std::string* type = response.headers.find("Content-Type");
    FUZZ_REQUIRE(type && *type == "application/problem+json");
    const json::Reading problem = json::read(response.text());
    FUZZ_REQUIRE(!problem.error);
    FUZZ_REQUIRE(problem.document.root()["status"].lexeme() == std::to_string(response.status));
  }

  if (PathTemplate::mistake(request.target)) return 0;
  const PathTemplate path(request.target);
  const std::string asked(request.path());
  if (const auto captured = path.match(asked)) {
    FUZZ_REQUIRE(captured->size() == path.names().size());
    for (const auto& [name, text] : *captured) FUZZ_REQUIRE(!text.empty());
  }
  return 0;
}
