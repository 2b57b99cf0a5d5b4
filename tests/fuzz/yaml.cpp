// YamlReader and the choice between JSON and YAML: in pieces and at once give the same document,
// and what was read is JSON when it is written.
#include "app/json/text_reader.h"
#include "app/json/write.h"
#include "app/json/yaml_reader.h"
#include "tests/fuzz/documents.h"

namespace {

using namespace vitrine;

constexpr json::Limits kLimits{.depth = 200, .nodes = 5'000};

template <class Reader>
json::Reading read_in_pieces(std::string_view text) {
  Reader reader(kLimits);
  fuzz::feed_in_pieces(reader, text);
  fuzz::Pieces budgets(text.substr(text.size() / 2));
  while (!reader.digest(budgets.next())) {
  }
  return std::move(reader).finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  json::YamlReader yaml(kLimits);
  yaml.feed(text);
  yaml.digest(SIZE_MAX);
  const json::Reading reading = std::move(yaml).finish();
  FUZZ_REQUIRE(fuzz::told(reading) == fuzz::told(read_in_pieces<json::YamlReader>(text)));
  FUZZ_REQUIRE(fuzz::told(json::read_text(text, kLimits)) ==
               fuzz::told(read_in_pieces<json::TextReader>(text)));

  const json::Value root = reading.document.root();
  const std::string written = json::compact(root);
  const json::Reading again = json::read(written);
  FUZZ_REQUIRE(!root || !again.error);
  FUZZ_REQUIRE(json::compact(again.document.root()) == written);
  return 0;
}
