// HTML in Markdown: its tags open and close blocks and looks as browsers read them.
#pragma once

#include <string_view>

#include "app/markdown/elements.h"
#include "app/markdown/html_tokens.h"
#include "app/markdown/tree.h"

namespace vitrine::markdown {

/// The part of WHATWG HTML §13.2.6 that the elements of elements.h need.
class HtmlReader {
 public:
  explicit HtmlReader(Tree& tree) : tree_(tree) {}
  /// Takes a piece of HTML as Markdown hands it on: what is open stays open.
  void read(std::string_view markup);
  /// Whether what follows is dropped: it stands in a `script` or the like.
  bool hidden() const { return hidden_ != nullptr; }
  /// Goes on after an element whose end tag is missing.
  void show() { hidden_ = nullptr; }
  /// The same, except in a `script` or `style`, whose contents are never text.
  void show_text();

 private:
  void start(const HtmlToken& token, const Element& element);
  void start_block(const HtmlToken& token, const Element& element);
  bool start_table_part(const HtmlToken& token, const Element& element);
  void end(const Element& element);
  void end_part_before(BlockKind kind, BlockKind other);
  std::size_t inner(BlockKind kind) const;
  void image(const HtmlToken& token, const Element& element);

  Tree& tree_;
  const Element* hidden_ = nullptr;
};

}  // namespace vitrine::markdown
