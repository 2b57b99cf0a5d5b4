#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/glyphs.h"

namespace vitrine::ui {

/// A piece of text of one style: `code` gets a box, `marked` a ground, `href` makes
/// a link.
struct Span {
  std::string text;
  Font font;
  Color color = 0;
  bool code = false;
  std::string href;
  /// Action id reported when an in-page link is followed; see Ui::followed_link.
  std::string id;
  bool underline = false;
  bool strikethrough = false;
  bool marked = false;

  bool operator==(const Span&) const = default;
};

enum class Wrap : std::uint8_t { words, none, ellipsis };

/// The one source of where text stands: drawing, hit-testing and the DOM layer all read it.
/// Break opportunities follow UAX #14 in what matters to prose (spaces, CJK with kinsoku, hyphens,
/// slashes; Hangul by words); a run of right-to-left words is one unit, so that the maker of glyphs
/// orders it. A word wider than the line is broken between grapheme clusters.
class TextLayout {
 public:
  struct Word {
    std::uint32_t begin = 0;  ///< bytes in the span's text
    std::uint32_t end = 0;
    std::uint32_t span = 0;
    float x = 0;  ///< from the left edge of the layout
    float advance = 0;
  };
  /// The part of a span in one line, white space included: the runs of all lines, in order, are the
  /// whole text but its hard breaks. White space at which a line was wrapped hangs at its end.
  struct Run {
    std::uint32_t begin = 0;  ///< bytes in the span's text
    std::uint32_t end = 0;
    std::uint32_t span = 0;
    float x = 0;
    float width = 0;  ///< without what hangs
  };
  struct Line {
    std::uint32_t first_word = 0;
    std::uint32_t word_count = 0;
    std::uint32_t first_run = 0;
    std::uint32_t run_count = 0;
    float y = 0;         ///< top of the line box
    float baseline = 0;  ///< from the top of the layout, whole device pixels
    float width = 0;
    bool hard_break = false;  ///< the text itself breaks the line here
  };

  /// `spans` may hold '\n' as hard breaks, '\v' where a line ends but not its text and, in
  /// `Wrap::none`, tabs (stops of four spaces). Never wider than `width` except with `Wrap::none`.
  /// The baseline is where Chromium puts it in a line box of `line_height` whose strut is the first
  /// span's font. Linear in the length of the text.
  TextLayout(std::vector<Span> spans, float width, float line_height, Wrap wrap,
             GlyphMaker& glyphs);

  const std::vector<Span>& spans() const { return spans_; }
  const std::vector<Line>& lines() const { return lines_; }
  const std::vector<Word>& words() const { return words_; }
  const std::vector<Run>& runs() const { return runs_; }
  std::string_view text(const Word& word) const;
  std::string_view text(const Run& run) const;
  Size size() const { return size_; }
  float line_height() const { return line_height_; }
  /// Hashes everything that can be seen or read in the layout; equal layouts have equal hashes.
  std::uint64_t hash() const { return hash_; }
  /// Rectangle of a span's part of a line (its height is the line's), for links and code boxes. A
  /// box around code reaches kCodePadding further where the span begins and ends.
  Rect rect(const Line& line, std::uint32_t span) const;

  static constexpr float kCodePadding = 5;

 private:
  friend class LineBreaker;
  std::vector<Span> spans_;
  std::vector<Line> lines_;
  std::vector<Word> words_;
  std::vector<Run> runs_;
  Size size_;
  float line_height_ = 0;
  std::uint64_t hash_ = 0;
};

}  // namespace vitrine::ui
