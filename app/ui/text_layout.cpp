#include "app/ui/text_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/text/utf8.h"
#include "app/ui/hash.h"
#include "app/ui/line_breaker.h"
#include "app/ui/unicode.h"

namespace vitrine::ui {
namespace {

constexpr std::size_t kTabStop = 4;
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

/// Tabs become spaces up to the next stop; columns run over the spans of a line.
void expand_tabs(std::vector<Span>& spans) {
  std::size_t column = 0;
  for (Span& span : spans) {
    const bool has_tab = span.text.find('\t') != std::string::npos;
    std::string expanded;
    for (std::size_t at = 0; at < span.text.size();) {
      const char c = span.text[at];
      if (c == '\t') {
        const std::size_t stop = (column / kTabStop + 1) * kTabStop;
        expanded.append(stop - column, ' ');
        column = stop;
        ++at;
        continue;
      }
      const std::size_t end = c == '\n' ? at + 1 : cluster_end(span.text, at);
      if (has_tab) expanded.append(span.text, at, end - at);
      column = c == '\n' ? 0 : column + 1;
      at = end;
    }
    if (has_tab) span.text = std::move(expanded);
  }
}

/// Cuts text wider than `width` and ends it with an ellipsis.
void cut_to_width(std::vector<Span>& spans, const TextLayout& whole, float width,
                  GlyphMaker& glyphs) {
  for (const TextLayout::Word& word : whole.words()) {
    Span& span = spans[word.span];
    const float room =
        width - glyphs.measure(span.font, kEllipsis) - (span.code ? TextLayout::kCodePadding : 0);
    if (word.x + word.advance <= room) continue;
    // The widest beginning of this word that leaves room for the ellipsis; none: right after the
    // word before.
    std::uint32_t end = word.begin;
    for (std::size_t at = word.begin; at < word.end;) {
      at = std::min<std::size_t>(cluster_end(span.text, at), word.end);
      const std::string_view part = std::string_view(span.text).substr(word.begin, at - word.begin);
      if (word.x + glyphs.measure(span.font, part) > room) break;
      end = static_cast<std::uint32_t>(at);
    }
    if (end == word.begin) {
      while (end > 0 && span.text[end - 1] == ' ') --end;
    }
    span.text.resize(end);
    span.text += kEllipsis;
    spans.resize(word.span + 1);
    return;
  }
}

}  // namespace

TextLayout::TextLayout(std::vector<Span> spans, float width, float line_height, Wrap wrap,
                       GlyphMaker& glyphs)
    : spans_(std::move(spans)), line_height_(line_height) {
  if (wrap == Wrap::ellipsis) {
    for (Span& span : spans_) {
      std::replace_if(
          span.text.begin(), span.text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
      // Cut text that is wider than any screen before measuring it.
      constexpr std::size_t kLongest = 4096;
      span.text.resize(text::boundary_before(span.text, kLongest));
    }
  }
  expand_tabs(spans_);
  LineBreaker(*this, width, wrap, glyphs).run();
  if (wrap == Wrap::ellipsis && size_.width > width + 0.01f) {
    cut_to_width(spans_, *this, width, glyphs);
    lines_.clear();
    words_.clear();
    runs_.clear();
    size_ = {};
    LineBreaker(*this, width, Wrap::none, glyphs).run();
  }
  size_.height = static_cast<float>(lines_.size()) * line_height_;

  // CSS 2.1 §10.8.1 as Chromium rounds it: whole ascent and descent, half the leading rounded down.
  const FontMetrics strut = glyphs.metrics(spans_.empty() ? Font{} : spans_.front().font);
  const float ascent = std::round(strut.ascent);
  const float descent = std::round(strut.descent);
  const float baseline = ascent + std::floor((line_height_ - ascent - descent) / 2);
  Hash hash;
  for (Line& line : lines_) {
    line.baseline = line.y + baseline;
    hash.add(line.width);
    hash.add(std::uint64_t{line.run_count} << 1 | std::uint64_t{line.hard_break});
  }
  for (const Run& run : runs_) hash.add(run.x);
  for (const Span& span : spans_) {
    hash.add(span.text);
    hash.add(span.font.size);
    hash.add(span.font.letter_spacing);
    hash.add(std::uint64_t{span.color} << 32 | std::uint64_t{span.font.weight} << 8 |
             static_cast<std::uint64_t>(span.font.family) << 2 |
             std::uint64_t{span.font.italic} << 1 | std::uint64_t{span.code});
    hash.add(span.href);
    hash.add(span.id);
    hash.add(std::uint64_t{span.marked} << 2 | std::uint64_t{span.underline} << 1 |
             std::uint64_t{span.strikethrough});
  }
  hash.add(baseline);
  hash.add(line_height_);
  hash_ = hash.value();
}

std::string_view TextLayout::text(const Word& word) const {
  return std::string_view(spans_[word.span].text).substr(word.begin, word.end - word.begin);
}

std::string_view TextLayout::text(const Run& run) const {
  return std::string_view(spans_[run.span].text).substr(run.begin, run.end - run.begin);
}

Rect TextLayout::rect(const Line& line, std::uint32_t span) const {
  Rect rect{0, line.y, 0, line_height_};
  bool found = false;
  for (std::uint32_t at = line.first_word; at < line.first_word + line.word_count; ++at) {
    const Word& word = words_[at];
    if (word.span != span) continue;
    const Span& of = spans_[span];
    const float left = word.x - (of.code && word.begin == 0 ? kCodePadding : 0);
    const float right =
        word.x + word.advance + (of.code && word.end == of.text.size() ? kCodePadding : 0);
    if (!found) rect.x = left;
    rect.width = right - rect.x;
    found = true;
  }
  return rect;
}

}  // namespace vitrine::ui
