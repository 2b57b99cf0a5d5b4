// A pattern and a text with a NUL between them: the steps are kept, the verdict is always the same,
// and a text made for a pattern keeps its bounds.
#include "app/schema/pattern.h"

#include "app/schema/example_pattern.h"
#include "tests/fuzz/documents.h"

using namespace vitrine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::string_view source = input.until('\0');
  const std::string_view text = input.rest();
  const auto pattern = schema::Pattern::compile(source);
  const auto strict = schema::Pattern::compile(source, schema::Pattern::Mode::unicode_only);
  FUZZ_REQUIRE(pattern || !strict);
  if (!pattern) {
    FUZZ_REQUIRE(!pattern.error().message.empty() &&
                 pattern.error().message == strict.error().message);
    return 0;
  }
  constexpr std::uint64_t kSteps = 200'000;
  std::uint64_t steps = 0;
  std::uint64_t again = 0;
  const auto verdict = pattern->search(text, kSteps, &steps);
  FUZZ_REQUIRE(steps <= kSteps);
  FUZZ_REQUIRE(pattern->search(text, kSteps, &again) == verdict && steps == again);
  for (std::uint32_t variant = 0; variant < 4; ++variant) {
    const std::size_t least = text.size() % 20;
    const auto made = schema::text_from_pattern(source, variant, least, 200);
    if (!made) continue;
    FUZZ_REQUIRE(made->size() <= 200 && fuzz::is_utf8(*made));
    pattern->search(*made, kSteps, &steps);
  }
  return 0;
}
