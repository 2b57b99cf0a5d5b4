// Any text as Markdown: no link but those that may be one, no more blocks, spans and columns than
// the limits say, and no character cut in two.
#include "app/markdown/markdown.h"

#include "app/markdown/html.h"
#include "tests/fuzz/documents.h"

namespace {

using namespace vitrine;

constexpr markdown::Limits kLimits{.bytes = 1u << 16, .depth = 12, .spans = 1000, .columns = 8};

bool begins(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

void look_at(const std::string& href) {
  std::string lower = href;
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  FUZZ_REQUIRE(begins(lower, "http://") || begins(lower, "https://") || begins(lower, "mailto:") ||
               begins(lower, "#/"));
  for (const char c : href) FUZZ_REQUIRE(static_cast<unsigned char>(c) > 0x20 && c != 0x7F);
  FUZZ_REQUIRE(markdown::safe_href(href) == href);
}

void look_at(const markdown::Block& block, std::size_t links, std::uint32_t depth,
             std::size_t& spans) {
  FUZZ_REQUIRE(depth <= kLimits.depth + 2);
  if (block.kind == markdown::BlockKind::row) {
    FUZZ_REQUIRE(block.children.size() <= kLimits.columns);
  }
  for (const markdown::Span& span : block.spans) {
    FUZZ_REQUIRE(span.link <= links);
    ++spans;
  }
  for (const markdown::Block& child : block.children) look_at(child, links, depth + 1, spans);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const markdown::Markdown read = markdown::parse(text, kLimits);
  const bool clean = fuzz::is_utf8(text);
  std::size_t spans = 0;
  for (const markdown::Block& block : read.blocks) look_at(block, read.links.size(), 1, spans);
  FUZZ_REQUIRE(spans <= kLimits.spans + 1);
  for (const markdown::Link& link : read.links) {
    look_at(link.href);
    FUZZ_REQUIRE(!clean || fuzz::is_utf8(link.title));
  }
  FUZZ_REQUIRE(!clean || fuzz::is_utf8(markdown::plain_text(read)));

  if (const std::string href = markdown::safe_href(text); !href.empty()) look_at(href);
  static_cast<void>(markdown::decode_entity(text));
  markdown::HtmlStripper strip;
  std::size_t kept = 0;
  std::string_view rest = text;
  for (fuzz::Pieces pieces(text); !rest.empty();) {
    const std::string_view piece = rest.substr(0, pieces.next());
    bool line_break = false;
    kept += strip.feed(piece, line_break).size();
    rest.remove_prefix(piece.size());
  }
  FUZZ_REQUIRE(kept <= text.size());
  return 0;
}
