// Anchors as GitHub makes them: lower case, '-' for spaces, no punctuation, each of them once.
#include "app/markdown/anchors.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/json/uri.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::markdown {
namespace {

/// Punctuation and signs outside of ASCII: the blocks that have no letters.
bool is_sign(char32_t c) {
  return (c >= 0x80 && c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 || c == 0xF7 ||
         (c >= 0x2000 && c < 0x2070) || (c >= 0x2190 && c < 0x2C00) ||
         (c >= 0x3000 && c < 0x3004) || (c >= 0x3008 && c < 0x3020) ||
         (c >= 0xFF01 && c < 0xFF10) || (c >= 0xFF1A && c < 0xFF21) ||
         (c >= 0x1F000 && c < 0x1FB00);
}

std::string anchor_of(std::string_view text) {
  std::string anchor;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = text::next_code_point(text, &at);
    if (c == ' ') {
      anchor += '-';
    } else if (c < 0x80) {
      const char ascii = static_cast<char>(c);
      if (text::is_alphanumeric(ascii) || ascii == '-' || ascii == '_')
        anchor += text::lower(ascii);
    } else if (!is_sign(c)) {
      anchor += text.substr(begin, at - begin);
    }
  }
  return anchor;
}

using Anchors = std::unordered_map<std::string, std::uint32_t>;

void name_headings(std::vector<Block>& blocks, Anchors& known) {
  for (Block& block : blocks) {
    if (block.kind == BlockKind::heading) {
      std::string text = plain_text(block);
      while (!text.empty() && text.back() == '\n') text.pop_back();
      const std::string anchor = anchor_of(text);
      block.anchor = anchor;
      // One that is taken gets the next number.
      while (!known.emplace(block.anchor, 0).second)
        block.anchor = anchor + '-' + std::to_string(++known[anchor]);
    } else if (!block.anchor.empty()) {
      known.emplace(block.anchor, 0);
    }
    name_headings(block.children, known);
  }
}

}  // namespace

void name_headings(Markdown& markdown) {
  Anchors known;
  name_headings(markdown.blocks, known);
  for (Link& link : markdown.links) {
    const std::string named = heading_of(link.href);
    if (named.empty()) continue;
    link.here = known.count(named) > 0;
    if (link.here) continue;
    std::string_view last = named;
    if (const std::size_t slash = last.rfind('/'); slash != std::string_view::npos)
      last.remove_prefix(slash + 1);
    const std::string anchor = anchor_of(last);
    link.here = known.count(anchor) > 0;
    if (link.here) link.href = heading_link(anchor);
  }
}

}  // namespace vitrine::markdown
