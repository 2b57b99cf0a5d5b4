// The words of Markdown without their looks.
#include <string>

#include "app/markdown/markdown.h"

namespace vitrine::markdown {
namespace {

void add_plain(std::string& out, const Block& block) {
  for (const Span& span : block.spans) {
    out += span.kind == SpanKind::line_break ? " " : span.text;
  }
  const bool row = block.kind == BlockKind::row;
  if (!block.spans.empty() && block.kind != BlockKind::cell) out += '\n';
  for (const Block& child : block.children) {
    add_plain(out, child);
    if (row) out += ' ';
  }
  if (row) out += '\n';
}

}  // namespace

std::string plain_text(const Block& block) {
  std::string out;
  add_plain(out, block);
  return out;
}

std::string plain_text(const Markdown& markdown) {
  std::string out;
  for (const Block& block : markdown.blocks) add_plain(out, block);
  return out;
}

}  // namespace vitrine::markdown
