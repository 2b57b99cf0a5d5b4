#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/ui/text_layout.h"

namespace vitrine::ui {

/// Layouts of the last frames, so that text that stays is neither measured nor broken again.
class LayoutCache {
 public:
  explicit LayoutCache(GlyphMaker& glyphs) : glyphs_(glyphs) {}

  std::shared_ptr<const TextLayout> get(std::vector<Span> spans, float width, float line_height,
                                        Wrap wrap);
  /// The same of one span, without making it unless it is new.
  std::shared_ptr<const TextLayout> get(std::string_view text, const Font& font, Color color,
                                        float width, float line_height, Wrap wrap);
  /// Forgets what no frame has asked for in a while. Called once a frame.
  void next_frame();
  void clear() { entries_.clear(); }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::shared_ptr<const TextLayout> layout;
    std::uint32_t used = 0;
  };
  template <class Make>
  std::shared_ptr<const TextLayout> find_or(std::uint64_t key, Make make);
  std::uint64_t begin_key(float width, float line_height, Wrap wrap) const;

  GlyphMaker& glyphs_;
  std::unordered_map<std::uint64_t, Entry> entries_;
  std::uint32_t frame_ = 0;
};

}  // namespace vitrine::ui
