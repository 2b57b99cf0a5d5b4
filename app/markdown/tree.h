// The blocks of a text while they are built, by Markdown and by HTML at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/markdown/elements.h"
#include "app/markdown/markdown.h"

namespace vitrine::markdown {

/// Opens and closes blocks and looks in any order, and always has a result of the right shape: a
/// part without its whole gets one, and so does text that stands between parts.
class Tree {
 public:
  /// What ends a block: an event of Markdown, a tag, or whatever cannot stand in it.
  enum class Owner : std::uint8_t { markdown, html, implied };

  struct Open {
    Block* block = nullptr;
    const Element* element = nullptr;  ///< of HTML
    Owner owner = Owner::implied;
    BlockKind kind = BlockKind::paragraph;  ///< as it was asked for
    bool made = false;                      ///< else its contents join `block`, which is around it
    bool group = false;                     ///< never a block of its own
    Alignment alignment = Alignment::none;  ///< of the blocks in it
    std::uint32_t column = 0;               ///< of the next cell of a row
    std::uint64_t serial = 0;
  };

  Tree(Markdown& result, const Limits& limits, std::string_view base);
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  /// The first is the whole text.
  const std::vector<Open>& open_blocks() const { return stack_; }
  const Open& top() const { return stack_.back(); }
  void open(Block block, Owner owner, const Element* element = nullptr);
  /// Opens a `div` or a part of a table: it only groups blocks.
  void open_group(const Element& element, Alignment alignment);
  /// Closes the innermost blocks until `count` are open.
  void close_to(std::size_t count);
  /// Closes all, and hands over the result.
  void finish();

  // ---- looks of text
  void open_look(const Element& element, std::uint32_t link);
  /// Ends the last of that element, whatever was opened since.
  void close_look(const Element& element);
  /// For Markdown, which closes in order.
  void change_look(Makes makes, int by) { looks_[static_cast<std::size_t>(makes)] += by; }
  void set_link(std::uint32_t link) { link_ = link; }

  // ---- text
  void add(std::string_view text);
  /// Collapses white space as HTML does: one space for several, none at the beginning of a line.
  void add_flat(std::string_view text);
  void add_break();
  void add_image(std::string_view text, std::uint32_t image);
  /// Adds the number of a footnote.
  void add_reference(std::string_view text, std::uint32_t link);

  /// The number of a new link; 0 where the address may not be one.
  std::uint32_t new_link(std::string_view address, std::string title);
  std::uint32_t new_image(std::string_view address, Image image);

 private:
  struct Look {
    const Element* element;
    std::size_t depth;  ///< how many blocks were open
    std::uint32_t link;
  };

  void fit(BlockKind kind);
  void open_implied(BlockKind kind);
  void make_room_for_text();
  bool make_cell(Open& row, Open& cell, Block& block);
  void fill_reached(Open& row, bool all);
  void close();
  void end_looks(const Open& closed);
  void separate();
  bool at_line_start() const;
  Span span(SpanKind kind) const;
  void push(Span span);

  Markdown& result_;
  const Limits& limits_;
  std::string_view base_;
  Block root_;
  std::vector<Open> stack_;
  std::vector<Look> open_looks_;
  /// Of each open table: how many more rows a cell above reaches into, by column.
  std::vector<std::vector<std::uint16_t>> reached_;
  int looks_[static_cast<std::size_t>(Makes::nothing) + 1] = {};
  std::uint32_t link_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t spans_ = 0;
  std::uint64_t serial_ = 0;
};

}  // namespace vitrine::markdown
