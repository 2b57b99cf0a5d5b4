#include "app/ui/layout_cache.h"

#include <utility>

#include "app/ui/hash.h"

namespace vitrine::ui {
namespace {

constexpr std::uint32_t kKeptFrames = 240;
constexpr std::uint32_t kSweepEvery = 60;

void add_span(Hash& hash, std::string_view text, const Font& font, Color color, bool code,
              std::string_view href, std::string_view id) {
  hash.add(text);
  hash.add(font.size);
  hash.add(font.letter_spacing);
  hash.add(std::uint64_t{color} << 32 | std::uint64_t{font.weight} << 8 |
           static_cast<std::uint64_t>(font.family) << 2 | std::uint64_t{font.italic} << 1 |
           std::uint64_t{code});
  hash.add(href);
  hash.add(id);
}

}  // namespace

std::uint64_t LayoutCache::begin_key(float width, float line_height, Wrap wrap) const {
  Hash hash;
  hash.add(wrap == Wrap::none ? 0.0f : width);
  hash.add(line_height);
  hash.add(std::uint64_t{glyphs_.generation()} << 8 | static_cast<std::uint64_t>(wrap));
  hash.add(glyphs_.density());
  return hash.value();
}

template <class Make>
std::shared_ptr<const TextLayout> LayoutCache::find_or(std::uint64_t key, Make make) {
  Entry& entry = entries_[key];
  if (!entry.layout) entry.layout = make();
  entry.used = frame_;
  return entry.layout;
}

std::shared_ptr<const TextLayout> LayoutCache::get(std::vector<Span> spans, float width,
                                                   float line_height, Wrap wrap) {
  Hash hash;
  hash.add(begin_key(width, line_height, wrap));
  for (const Span& span : spans) {
    add_span(hash, span.text, span.font, span.color, span.code, span.href, span.id);
    hash.add(std::uint64_t{span.marked} << 2 | std::uint64_t{span.underline} << 1 |
             std::uint64_t{span.strikethrough});
  }
  return find_or(hash.value(), [&] {
    return std::make_shared<const TextLayout>(std::move(spans), width, line_height, wrap, glyphs_);
  });
}

std::shared_ptr<const TextLayout> LayoutCache::get(std::string_view text, const Font& font,
                                                   Color color, float width, float line_height,
                                                   Wrap wrap) {
  Hash hash;
  hash.add(begin_key(width, line_height, wrap));
  add_span(hash, text, font, color, false, {}, {});
  return find_or(hash.value(), [&] {
    std::vector<Span> spans(1);
    spans[0].text = text;
    spans[0].font = font;
    spans[0].color = color;
    return std::make_shared<const TextLayout>(std::move(spans), width, line_height, wrap, glyphs_);
  });
}

void LayoutCache::next_frame() {
  if (++frame_ % kSweepEvery != 0) return;
  // Layouts of kept surfaces are in use without being requested.
  std::erase_if(entries_, [&](const auto& entry) {
    return frame_ - entry.second.used > kKeptFrames && entry.second.layout.use_count() == 1;
  });
}

}  // namespace vitrine::ui
