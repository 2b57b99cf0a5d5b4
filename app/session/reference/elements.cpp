#include "app/session/reference/elements.h"

#include <cstddef>

namespace vitrine::session {
namespace {

using markdown::Block;
using markdown::BlockKind;
using markdown::Span;
using markdown::SpanKind;

/// The element of a block; of most kinds it depends on nothing else.
std::string tag_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::heading:
      return "h" + std::to_string(block.level);
    case BlockKind::list:
      return block.ordered ? "ol" : "ul";
    case BlockKind::item:
      return "li";
    case BlockKind::quote:
      return "blockquote";
    case BlockKind::code:
      return "pre";
    case BlockKind::rule:
      return "hr";
    case BlockKind::table:
      return "table";
    case BlockKind::row:
      return "tr";
    case BlockKind::cell:
      return block.header ? "th" : "td";
    case BlockKind::definitions:
      return "dl";
    case BlockKind::term:
      return "dt";
    case BlockKind::definition:
      return "dd";
    case BlockKind::details:
      return "div";
    case BlockKind::paragraph:
    case BlockKind::summary:
      break;
  }
  return "p";
}

}  // namespace

void Elements::block(const Block& block) {
  begin(tag_of(block));
  name(block);
  if (block.kind == BlockKind::list && block.ordered && block.start != 1)
    attribute("start", std::to_string(block.start));
  if (block.kind == BlockKind::cell && block.columns > 1)
    attribute("colspan", std::to_string(block.columns));
  if (block.task) text(block.checked ? "☑ " : "☐ ");
  const bool code = block.kind == BlockKind::code;
  const bool summary = block.kind == BlockKind::summary;
  if (code || summary) begin(code ? "code" : "strong");
  if (code) {
    const std::string source = markdown::plain_text(block);
    text(std::string_view(source).substr(0, source.find_last_not_of('\n') + 1));
  } else {
    spans(block.spans);
  }
  if (code || summary) end();
  for (const Block& child : block.children) this->block(child);
  end();
}

/// Links reach over spans.
void Elements::spans(std::span<const Span> all) {
  for (std::size_t at = 0; at < all.size();) {
    const std::uint32_t link = all[at].link;
    const std::string href = link > 0 ? address(markdown_.links[link - 1]) : std::string();
    if (!href.empty()) {
      begin("a");
      attribute("href", href);
    }
    do {
      span(all[at++], !href.empty());
    } while (at < all.size() && all[at].link == link);
    if (!href.empty()) end();
  }
}

void Elements::span(const Span& span, bool linked) {
  struct Look {
    bool Span::*is;
    std::string_view tag;
  };
  constexpr Look kLooks[] = {{&Span::strong, "strong"},   {&Span::emphasis, "em"},
                             {&Span::strikethrough, "s"}, {&Span::underline, "u"},
                             {&Span::marked, "mark"},     {&Span::subscript, "sub"},
                             {&Span::superscript, "sup"}};
  int open = 0;
  for (const Look& look : kLooks) {
    if (!(span.*look.is)) continue;
    begin(look.tag);
    ++open;
  }
  if (span.kind == SpanKind::line_break) {
    begin("br");
    end();
  } else if (span.kind == SpanKind::code) {
    begin("code");
    text(span.text);
    end();
  } else if (span.kind == SpanKind::image && span.image > 0) {
    image(markdown_.images[span.image - 1], span.text, linked);
  } else if (!span.text.empty()) {
    text(span.text);
  }
  for (; open > 0; --open) end();
}

void Elements::image(const markdown::Image& image, const std::string& words, bool linked) {
  if (const std::string source = shown(image); !source.empty()) {
    begin("img");
    attribute("referrerpolicy", "no-referrer");
    attribute("alt", words);
    if (image.width > 0) attribute("width", std::to_string(image.width));
    if (image.height > 0) attribute("height", std::to_string(image.height));
    attribute("src", source);
    end();
  } else {
    const std::string href = linked ? std::string() : address({image.source, {}, false});
    if (!href.empty()) {
      begin("a");
      attribute("href", href);
    }
    text(words.empty() ? image.source : words);
    if (!href.empty()) end();
  }
}

}  // namespace vitrine::session
