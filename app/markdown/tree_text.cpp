// The text in the open blocks: its looks, its white space, its links and images.
#include <utility>

#include "app/json/uri.h"
#include "app/markdown/tree.h"

namespace vitrine::markdown {
namespace {

/// More at once have no meaning.
constexpr std::size_t kMostLooks = 64;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Whether text stands in that block itself, not in a paragraph of its own.
bool holds_text(const Tree::Open& open) {
  switch (open.block->kind) {
    case BlockKind::paragraph:
    case BlockKind::heading:
    case BlockKind::code:
    case BlockKind::term:
    case BlockKind::summary:
      return true;
    case BlockKind::item:
    case BlockKind::cell:
    case BlockKind::definition:
      return open.made && open.block->children.empty();
    default:
      return false;
  }
}

bool same_look(const Span& a, const Span& b) {
  return a.kind == b.kind && a.emphasis == b.emphasis && a.strong == b.strong &&
         a.strikethrough == b.strikethrough && a.underline == b.underline && a.marked == b.marked &&
         a.subscript == b.subscript && a.superscript == b.superscript && a.link == b.link;
}

}  // namespace

void Tree::open_look(const Element& element, std::uint32_t link) {
  if (open_looks_.size() >= kMostLooks) return;
  change_look(element.makes, 1);
  open_looks_.push_back({&element, stack_.size(), link});
}

void Tree::close_look(const Element& element) {
  for (std::size_t index = open_looks_.size(); index-- > 0;) {
    if (open_looks_[index].element != &element) continue;
    change_look(element.makes, -1);
    open_looks_.erase(open_looks_.begin() + static_cast<std::ptrdiff_t>(index));
    return;
  }
}

Span Tree::span(SpanKind kind) const {
  const auto has = [this](Makes makes) { return looks_[static_cast<std::size_t>(makes)] > 0; };
  Span span;
  span.kind = kind;
  if (top().block->kind == BlockKind::code) return span;
  if (kind == SpanKind::text && has(Makes::code)) span.kind = SpanKind::code;
  span.emphasis = has(Makes::emphasis);
  span.strong = has(Makes::strong);
  span.strikethrough = has(Makes::strikethrough);
  span.underline = has(Makes::underline);
  span.marked = has(Makes::marked);
  span.subscript = has(Makes::subscript);
  span.superscript = has(Makes::superscript);
  span.link = link_;
  for (auto look = open_looks_.rbegin(); span.link == 0 && look != open_looks_.rend(); ++look)
    span.link = look->link;
  return span;
}

/// Where no text can stand, what it stands in is opened.
void Tree::make_room_for_text() {
  if (holds_text(top())) return;
  fit(BlockKind::paragraph);
  if (!holds_text(top())) open_implied(BlockKind::paragraph);
}

void Tree::add(std::string_view text) {
  if (text.empty()) return;
  make_room_for_text();
  Span made = span(SpanKind::text);
  std::vector<Span>& spans = top().block->spans;
  if (!spans.empty() && same_look(spans.back(), made)) {
    spans.back().text += text;
    return;
  }
  made.text = std::string(text);
  push(std::move(made));
}

bool Tree::at_line_start() const {
  if (!holds_text(top()) || top().block->spans.empty()) return true;
  const Span& last = top().block->spans.back();
  return last.kind == SpanKind::line_break ||
         (last.kind == SpanKind::text && !last.text.empty() && last.text.back() == ' ');
}

void Tree::add_flat(std::string_view text) {
  if (top().block->kind == BlockKind::code) {
    add(text);
    return;
  }
  std::string flat;
  bool spaced = at_line_start();
  for (const char c : text) {
    if (!is_space(c)) {
      flat += c;
    } else if (!spaced) {
      flat += ' ';
    }
    spaced = is_space(c);
  }
  add(flat);
}

void Tree::add_break() {
  if (top().block->kind == BlockKind::code) {
    add("\n");
  } else if (holds_text(top()) && !top().block->spans.empty()) {
    Span made;
    made.kind = SpanKind::line_break;
    push(std::move(made));
  }
}

void Tree::add_image(std::string_view text, std::uint32_t image) {
  if (text.empty() && image == 0) return;
  make_room_for_text();
  Span made = span(SpanKind::image);
  if (top().block->kind == BlockKind::code) {
    add(text);
    return;
  }
  made.text = std::string(text);
  made.image = image;
  push(std::move(made));
}

void Tree::add_reference(std::string_view text, std::uint32_t link) {
  const std::uint32_t before = std::exchange(link_, link);
  change_look(Makes::superscript, 1);
  add(text);
  change_look(Makes::superscript, -1);
  link_ = before;
}

/// Keeps what is cut off from a block apart from the text before it.
void Tree::separate() {
  const Block& block = *top().block;
  if (block.spans.empty()) return;
  if (block.kind != BlockKind::code) {
    add_flat(" ");
  } else if (block.spans.back().text.back() != '\n') {
    add("\n");
  }
}

void Tree::push(Span span) {
  if (++spans_ > limits_.spans) {
    result_.truncated = true;
    return;
  }
  top().block->spans.push_back(std::move(span));
}

std::uint32_t Tree::new_link(std::string_view address, std::string title) {
  std::string href;
  if (address.size() > 1 && address[0] == '#' && address[1] != '/') {
    href = heading_link(json::percent_decode(address.substr(1)));
  } else {
    href = safe_href(address);
    if (href.empty() && !address.empty() && !base_.empty())
      href = safe_href(json::resolve_uri(base_, address));
  }
  if (href.empty()) return 0;
  result_.links.push_back({std::move(href), std::move(title)});
  return static_cast<std::uint32_t>(result_.links.size());
}

std::uint32_t Tree::new_image(std::string_view address, Image image) {
  image.source = safe_source(address);
  if (image.source.empty() && !address.empty() && !base_.empty())
    image.source = safe_source(json::resolve_uri(base_, address));
  if (image.source.empty()) return 0;
  result_.images.push_back(std::move(image));
  return static_cast<std::uint32_t>(result_.images.size());
}

}  // namespace vitrine::markdown
