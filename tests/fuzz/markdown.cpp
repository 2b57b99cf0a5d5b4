// Any text as Markdown and HTML: no link and no image but those that may be one, no more blocks,
// spans and columns than the limits say, blocks of the right shape, and no character cut in two.
#include "app/markdown/markdown.h"

#include "app/markdown/character_reference.h"
#include "app/markdown/html_tokens.h"
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

/// Parts stand in their wholes, and only parts do.
void look_at_children(const markdown::Block& block) {
  using markdown::BlockKind;
  for (const markdown::Block& child : block.children) {
    const BlockKind kind = child.kind;
    const bool definition = kind == BlockKind::term || kind == BlockKind::definition;
    FUZZ_REQUIRE((block.kind == BlockKind::list) == (kind == BlockKind::item));
    FUZZ_REQUIRE((block.kind == BlockKind::table) == (kind == BlockKind::row));
    FUZZ_REQUIRE((block.kind == BlockKind::row) == (kind == BlockKind::cell));
    FUZZ_REQUIRE((block.kind == BlockKind::definitions) == definition);
  }
}

void look_at(const markdown::Block& block, const markdown::Markdown& read, std::uint32_t depth,
             std::size_t& spans) {
  FUZZ_REQUIRE(depth <= kLimits.depth + 2);
  look_at_children(block);
  if (block.kind == markdown::BlockKind::row) {
    FUZZ_REQUIRE(block.children.size() <= kLimits.columns);
  }
  for (const markdown::Span& span : block.spans) {
    FUZZ_REQUIRE(span.link <= read.links.size());
    FUZZ_REQUIRE(span.image <= read.images.size());
    ++spans;
  }
  for (const markdown::Block& child : block.children) look_at(child, read, depth + 1, spans);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const markdown::Markdown read = markdown::parse(text, kLimits, "https://a.example/b/");
  const bool clean = fuzz::is_utf8(text);
  std::size_t spans = 0;
  for (const markdown::Block& block : read.blocks) look_at(block, read, 1, spans);
  FUZZ_REQUIRE(spans <= kLimits.spans + 1);
  for (const markdown::Link& link : read.links) {
    look_at(link.href);
    FUZZ_REQUIRE(!clean || fuzz::is_utf8(link.title));
  }
  for (const markdown::Image& image : read.images)
    FUZZ_REQUIRE(markdown::safe_source(image.source) == image.source);
  FUZZ_REQUIRE(!clean || fuzz::is_utf8(markdown::plain_text(read)));

  if (const std::string href = markdown::safe_href(text); !href.empty()) look_at(href);
  static_cast<void>(markdown::decode_entity(text));
  markdown::HtmlTokens tokens(text);
  std::size_t count = 0;
  for (markdown::HtmlToken token; tokens.next(token); ++count)
    FUZZ_REQUIRE(!clean || fuzz::is_utf8(token.text));
  FUZZ_REQUIRE(count <= text.size());
  return 0;
}
