// Splits text into pieces, between which a line may end.
#include "app/ui/line_breaker.h"
#include "app/ui/unicode.h"

namespace vitrine::ui {
namespace {

constexpr std::size_t kMaxWordBytes = 128;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// True when a line may end between two characters that have no white space between them
/// (UAX #14 as far as prose, addresses and CJK need it). `before_that` is the one before `before`.
bool may_break_between(char32_t before_that, char32_t before, char32_t after) {
  if (may_not_begin_line(after) || may_not_end_line(before)) return false;
  if (after == 0xA0 || before == 0xA0 || before == 0x202F || after == 0x202F || before == 0x2060 ||
      after == 0x2060) {
    return false;
  }
  if (is_ideographic(before) || is_ideographic(after)) return true;
  if (is_emoji(before) || is_emoji(after)) return is_emoji(before) && is_emoji(after);
  switch (before) {
    case '-':
    case 0x2010:
      return is_left_to_right(before_that) && is_left_to_right(after);
    case '/':
      return before_that != '/' && before_that != 0 && after != '/' && !is_digit(after);
    case 0x2013:
    case 0x2014:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::vector<Piece> cut_into_pieces(const std::vector<Span>& spans) {
  std::vector<Piece> pieces;
  char32_t before_that = 0;
  char32_t before = ' ';
  for (std::uint32_t index = 0; index < spans.size(); ++index) {
    const std::string_view text = spans[index].text;
    bool continues = false;  // the last piece is a word of this span that may still grow
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = decode(text, at).value;
      const std::size_t end = c == '\n' ? at + 1 : cluster_end(text, at);
      const auto begin32 = static_cast<std::uint32_t>(at);
      const auto end32 = static_cast<std::uint32_t>(end);
      if (c == '\n' || (c == '\r' && end == at + 2)) {
        pieces.push_back({begin32, end32, index, Piece::Kind::hard_break, false});
        continues = false;
      } else if (c == '\v') {
        pieces.push_back({begin32, end32, index, Piece::Kind::soft_break, false});
        continues = false;
      } else if (is_white_space(c)) {
        if (!pieces.empty() && pieces.back().kind == Piece::Kind::space &&
            pieces.back().span == index && pieces.back().end == begin32 &&
            end - pieces.back().begin <= kMaxWordBytes) {
          pieces.back().end = end32;
        } else {
          pieces.push_back({begin32, end32, index, Piece::Kind::space, false});
        }
        continues = false;
      } else {
        const bool after_space = is_white_space(before);
        const bool breaks = after_space || may_break_between(before_that, before, c);
        if (continues && !breaks && end - pieces.back().begin <= kMaxWordBytes) {
          pieces.back().end = end32;
        } else {
          pieces.push_back({begin32, end32, index, Piece::Kind::word, breaks});
        }
        continues = true;
      }
      before_that = before;
      before = c;
      // Only the end of a cluster counts for what may follow, when it is a plain character.
      at = end;
    }
  }
  return pieces;
}

}  // namespace vitrine::ui
