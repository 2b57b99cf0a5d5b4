// A text, cut at its headings.
#include "app/search/sections.h"

#include <algorithm>

#include "app/markdown/markdown.h"
#include "app/text/ascii.h"

namespace vitrine::search {
namespace {

using markdown::Block;
using markdown::BlockKind;

constexpr uint32_t kMostTextBytes = 1u << 18;

/// Marks that every heading has: false for most texts.
bool may_have_headings(std::string_view text) {
  for (const std::string_view mark : {"#", "<h", "<H", "\n=", "\n-"})
    if (text.find(mark) != std::string_view::npos) return true;
  return false;
}

bool has_heading(const std::vector<Block>& blocks) {
  return std::any_of(blocks.begin(), blocks.end(), [](const Block& block) {
    return block.kind == BlockKind::heading || has_heading(block.children);
  });
}

void add(const std::vector<Block>& blocks, std::vector<Section>& to) {
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::heading) {
      to.push_back({block.anchor, std::string(text::trim(markdown::plain_text(block))), {}});
    } else if (has_heading(block.children)) {
      add(block.children, to);
    } else {
      to.back().text += markdown::plain_text(block) + '\n';
    }
  }
}

}  // namespace

std::vector<Section> sections(std::string_view markdown) {
  if (!may_have_headings(markdown)) return {};
  markdown::Limits limits;
  limits.bytes = kMostTextBytes;
  const markdown::Markdown parsed = markdown::parse(markdown, limits);
  if (!has_heading(parsed.blocks)) return {};
  std::vector<Section> result(1);
  add(parsed.blocks, result);
  return result;
}

}  // namespace vitrine::search
