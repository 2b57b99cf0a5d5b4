// The bytes of a request, as far as no socket is needed. A head is judged the same in part and as a
// whole and holds nothing that could be read in two ways; whatever is asked, the response is one
// that was meant, with a problem document where something is wrong.
#include <vitrine.h>

#include <algorithm>
#include <optional>
#include <string>

#include "app/json/reader.h"
#include "server/api/declare/path_template.h"
#include "server/api/front/front.h"
#include "server/api/http/request_head.h"
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

bool has_control(std::string_view text, bool tabs) {
  return std::any_of(text.begin(), text.end(), [tabs](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && !(tabs && c == '\t')) || c == 0x7F;
  });
}

int status_of(const HeadJudgement& judgement) {
  if (const auto* refusal = std::get_if<HeadRefusal>(&judgement)) return refusal->status;
  return std::holds_alternative<RequestHead>(judgement) ? 200 : 0;
}

/// What came in part is judged as the whole, as far as it is judged.
void judge_prefix(std::string_view bytes, std::size_t size, const HeadJudgement& whole) {
  const HeadJudgement part = judge_head(bytes.substr(0, size));
  const auto* head = std::get_if<RequestHead>(&whole);
  FUZZ_REQUIRE(status_of(part) == 0 || (status_of(part) == 200) == (status_of(whole) == 200));
  FUZZ_REQUIRE(!head || (status_of(part) == 0) == (size < head->bytes));
}

void look(const RequestHead& head, std::string_view bytes) {
  FUZZ_REQUIRE(head.bytes <= bytes.size() && head.bytes <= kMaxHeadBytes + 2);
  FUZZ_REQUIRE(bytes.substr(0, head.bytes).substr(head.bytes - 4) == "\r\n\r\n");
  FUZZ_REQUIRE(is_token(head.request.method));
  FUZZ_REQUIRE(head.request.target == "*" || head.request.target.front() == '/');
  FUZZ_REQUIRE(!has_control(head.request.target, false));
  FUZZ_REQUIRE((head.framing.kind == Framing::Kind::length) == (head.framing.length > 0));
  FUZZ_REQUIRE(!head.expects_continue || !head.unknown_expectation);
  for (const auto& [name, value] : head.request.headers) {
    FUZZ_REQUIRE(is_token(name) && !has_control(value, true));
  }
}

void respond(const Request& request) {
  Match match = front().route(request);
  static_cast<void>(front().refuse_by_head(request, match));
  const Response response = front().handle(request, match);
  FUZZ_REQUIRE(response.status >= 200 && response.status < 500);
  for (const auto& [name, value] : response.headers) {
    FUZZ_REQUIRE(is_token(name) && !has_control(value, false));
  }
  if (response.status < 400) return;
  const std::string* type = response.headers.find("Content-Type");
  FUZZ_REQUIRE(type && *type == "application/problem+json");
  const json::Reading problem = json::read(response.text());
  FUZZ_REQUIRE(!problem.error);
  FUZZ_REQUIRE(problem.document.root()["status"].lexeme() == std::to_string(response.status));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  const HeadJudgement judgement = judge_head(bytes);
  std::size_t part = 0;
  for (fuzz::Pieces pieces(bytes); part < size; part += pieces.next()) {
    judge_prefix(bytes, part, judgement);
  }
  const auto* head = std::get_if<RequestHead>(&judgement);
  if (!head) return 0;
  look(*head, bytes);
  Request request = head->request;
  if (head->framing.kind != Framing::Kind::none) request.body = bytes.substr(head->bytes);
  respond(request);

  if (PathTemplate::mistake(request.target)) return 0;
  const PathTemplate path(request.target);
  if (const auto captured = path.match(request.path())) {
    FUZZ_REQUIRE(captured->size() == path.names().size());
    for (const auto& [name, text] : *captured) FUZZ_REQUIRE(!text.empty());
  }
  return 0;
}
