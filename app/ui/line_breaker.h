#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/ui/glyphs.h"
#include "app/ui/text_layout.h"

namespace vitrine::ui {

/// A piece of a span that is measured and drawn as one: a word, white space, or a hard break.
struct Piece {
  enum class Kind : std::uint8_t { word, space, hard_break, soft_break };
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t span = 0;
  Kind kind = Kind::word;
  bool breaks_before = false;  ///< the line may end before this word
};

/// Cuts spans into pieces at every opportunity to end a line. Pieces of words are at most 128 bytes
/// long, so that no text without spaces has to be measured as a whole.
std::vector<Piece> cut_into_pieces(const std::vector<Span>& spans);

/// Fills the lines of a layout with pieces, greedily.
class LineBreaker {
 public:
  LineBreaker(TextLayout& layout, float width, Wrap wrap, GlyphMaker& glyphs);
  void run();

 private:
  float measure(const Piece& piece);
  void place_chunk(const std::vector<Piece>& pieces, std::size_t first, std::size_t last);
  void place(const Piece& piece, float advance);
  void place_in_parts(Piece piece);
  void hang(const Piece& piece);
  void end_line(bool hard_break);
  void join_right_to_left();
  void end_runs_at(float x);
  void extend_run(const Piece& piece, float x, float width);
  float padding(const Piece& piece) const;

  TextLayout& layout_;
  float width_ = 0;
  Wrap wrap_ = Wrap::words;
  GlyphMaker& glyphs_;
  TextLayout::Line line_;
  float pen_ = 0;    ///< after the last word
  float space_ = 0;  ///< white space since, which only counts when a word follows
};

}  // namespace vitrine::ui
