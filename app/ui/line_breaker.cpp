#include "app/ui/line_breaker.h"

#include <algorithm>

#include "app/ui/unicode.h"

namespace vitrine::ui {
namespace {

/// Rounding of sums must not push a word that fits onto the next line.
constexpr float kSlack = 0.01f;

enum class Direction { left_to_right, right_to_left, neutral };

Direction direction(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint point = decode(word, at);
    if (is_right_to_left(point.value)) return Direction::right_to_left;
    if (is_left_to_right(point.value)) return Direction::left_to_right;
    at += point.length;
  }
  return Direction::neutral;
}

}  // namespace

LineBreaker::LineBreaker(TextLayout& layout, float width, Wrap wrap, GlyphMaker& glyphs)
    : layout_(layout), width_(width), wrap_(wrap), glyphs_(glyphs) {}

void LineBreaker::run() {
  const std::vector<Piece> pieces = cut_into_pieces(layout_.spans_);
  for (std::size_t at = 0; at < pieces.size();) {
    const Piece& piece = pieces[at];
    if (piece.kind == Piece::Kind::hard_break || piece.kind == Piece::Kind::soft_break) {
      end_line(piece.kind == Piece::Kind::hard_break);
      ++at;
    } else if (piece.kind == Piece::Kind::space) {
      hang(piece);
      ++at;
    } else {
      std::size_t last = at + 1;
      while (wrap_ == Wrap::words && last < pieces.size() &&
             pieces[last].kind == Piece::Kind::word && !pieces[last].breaks_before) {
        ++last;
      }
      place_chunk(pieces, at, last);
      at = last;
    }
  }
  end_line(false);
}

float LineBreaker::measure(const Piece& piece) {
  const Span& span = layout_.spans_[piece.span];
  const std::string_view text =
      std::string_view(span.text).substr(piece.begin, piece.end - piece.begin);
  if (piece.kind == Piece::Kind::space) {
    std::size_t plain = 0;
    while (plain < text.size() && text[plain] == ' ') ++plain;
    if (plain == text.size()) return static_cast<float>(plain) * glyphs_.measure(span.font, " ");
  }
  return glyphs_.measure(span.font, text);
}

/// Width that the box around code adds before and after a piece.
float LineBreaker::padding(const Piece& piece) const {
  const Span& span = layout_.spans_[piece.span];
  if (!span.code) return 0;
  return (piece.begin == 0 ? TextLayout::kCodePadding : 0) +
         (piece.end == span.text.size() ? TextLayout::kCodePadding : 0);
}

/// Pieces first … last - 1 have to stay on one line, if they fit on any.
void LineBreaker::place_chunk(const std::vector<Piece>& pieces, std::size_t first,
                              std::size_t last) {
  std::vector<float> advances;
  float total = 0;
  const bool bounded = wrap_ == Wrap::words;
  for (std::size_t at = first; at < last; ++at) {
    advances.push_back(measure(pieces[at]));
    total += advances.back() + padding(pieces[at]);
    if (bounded && total > width_ + kSlack) break;
  }
  const bool fits_a_line = !bounded || total <= width_ + kSlack;
  if (bounded && line_.word_count > 0 && pieces[first].breaks_before &&
      pen_ + space_ + total > width_ + kSlack) {
    end_line(false);
  }
  for (std::size_t at = first; at < last; ++at) {
    if (fits_a_line) {
      place(pieces[at], advances[at - first]);
    } else {
      place_in_parts(pieces[at]);
    }
  }
}

void LineBreaker::place(const Piece& piece, float advance) {
  const Span& span = layout_.spans_[piece.span];
  pen_ += space_;
  if (space_ > 0) end_runs_at(pen_);
  space_ = 0;
  if (span.code && piece.begin == 0) pen_ += TextLayout::kCodePadding;
  layout_.words_.push_back({piece.begin, piece.end, piece.span, pen_, advance});
  ++line_.word_count;
  extend_run(piece, pen_, advance);
  pen_ += advance;
  if (span.code && piece.end == span.text.size()) pen_ += TextLayout::kCodePadding;
}

/// A word wider than the line: as many clusters as fit, line after line, at least one on each.
void LineBreaker::place_in_parts(Piece piece) {
  const Span& span = layout_.spans_[piece.span];
  const std::string_view text = span.text;
  while (piece.begin < piece.end) {
    const float left = width_ + kSlack - pen_ - space_ -
                       (span.code && piece.begin == 0 ? TextLayout::kCodePadding : 0);
    Piece part = piece;
    float advance = measure(part);
    const float tail = span.code && piece.end == text.size() ? TextLayout::kCodePadding : 0;
    if (advance + tail > left) {
      std::vector<std::uint32_t> ends;
      for (std::size_t at = piece.begin; at < piece.end;) {
        at = std::min<std::size_t>(cluster_end(text, at), piece.end);
        ends.push_back(static_cast<std::uint32_t>(at));
      }
      const auto fits = [&](std::uint32_t end) {
        part.end = end;
        return measure(part) <= left;
      };
      std::size_t low = 0;
      std::size_t high = ends.size() - 1;  // the whole does not fit
      while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (fits(ends[middle])) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (low == 0 && line_.word_count > 0) {
        end_line(false);
        continue;
      }
      part.end = ends[low == 0 ? 0 : low - 1];
      advance = measure(part);
    }
    place(part, advance);
    piece.begin = part.end;
    if (piece.begin < piece.end) end_line(false);
  }
}

void LineBreaker::hang(const Piece& piece) {
  const float advance = measure(piece);
  extend_run(piece, pen_ + space_, 0);
  space_ += advance;
}

/// White space that did not hang in the end: the runs that hold it reach up to `x`.
void LineBreaker::end_runs_at(float x) {
  auto run = layout_.runs_.rbegin();
  const auto first = run + static_cast<std::ptrdiff_t>(line_.run_count);
  for (bool only_space = true; only_space && run != first; ++run) {
    // The last run ends with the space; those before it only count while they are nothing else.
    only_space = run->width == 0;
    if (!only_space && run != layout_.runs_.rbegin()) return;
    run->width = x - run->x;
    x = run->x;
  }
}

void LineBreaker::extend_run(const Piece& piece, float x, float width) {
  if (line_.run_count > 0) {
    TextLayout::Run& run = layout_.runs_.back();
    if (run.span == piece.span && run.end == piece.begin) {
      run.end = piece.end;
      if (width > 0) run.width = x + width - run.x;
      return;
    }
  }
  layout_.runs_.push_back({piece.begin, piece.end, piece.span, x, width});
  ++line_.run_count;
}

void LineBreaker::end_line(bool hard_break) {
  join_right_to_left();
  line_.hard_break = hard_break;
  line_.width = pen_;
  line_.y = static_cast<float>(layout_.lines_.size()) * layout_.line_height_;
  layout_.size_.width = std::max(layout_.size_.width, pen_);
  layout_.lines_.push_back(line_);
  line_ = {};
  line_.first_word = static_cast<std::uint32_t>(layout_.words_.size());
  line_.first_run = static_cast<std::uint32_t>(layout_.runs_.size());
  pen_ = 0;
  space_ = 0;
}

/// Right-to-left words that follow each other become one, which the maker of glyphs puts in order
/// (UAX #9); numbers and marks between two such words belong to them.
void LineBreaker::join_right_to_left() {
  auto& words = layout_.words_;
  std::size_t kept = line_.first_word;
  bool joining = false;
  for (std::size_t at = line_.first_word; at < words.size();) {
    if (direction(layout_.text(words[at])) == Direction::right_to_left) {
      std::size_t last = at;
      for (std::size_t next = at + 1; next < words.size() && words[next].span == words[at].span;
           ++next) {
        const Direction towards = direction(layout_.text(words[next]));
        if (towards == Direction::right_to_left) last = next;
        if (towards == Direction::left_to_right) break;
      }
      TextLayout::Word joined = words[at];
      joined.end = words[last].end;
      joined.advance = words[last].x + words[last].advance - joined.x;
      words[kept++] = joined;
      joining = joining || last > at;
      at = last + 1;
    } else {
      words[kept++] = words[at++];
    }
  }
  if (!joining) return;
  words.resize(kept);
  line_.word_count = static_cast<std::uint32_t>(kept - line_.first_word);
}

}  // namespace vitrine::ui
