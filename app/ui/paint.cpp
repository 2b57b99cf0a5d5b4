// Shapes and text as vertices, on whole device pixels.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/imgui_color.h"
#include "app/ui/state.h"

namespace vitrine::ui {

float Ui::snap(float length) const {
  const float density = state_->glyphs.density();
  return std::round(length * density) / density;
}

ImVec2 Ui::State::at(float x, float y) const {
  const float density = glyphs.density();
  const auto snap = [&](float length) { return std::round(length * density) / density; };
  const Rect& view = recording.surfaces.back().rect;
  return ImVec2(view.x + snap(origin.x - view.x + x), view.y + snap(origin.y - view.y + y));
}

Ui::State::Pen Ui::State::pen(float x) const {
  const float density = glyphs.density();
  // On coarse screens whole pixels would make the spaces between words uneven.
  const float steps = density < 1.5f ? 2 : 1;
  const Rect& view = recording.surfaces.back().rect;
  const float there = std::round((origin.x - view.x + x) * density * steps) / steps;
  const float whole = std::floor(there);
  return {view.x + whole / density, there - whole};
}

Point Ui::to_list(Point at) const {
  const ImVec2 there = state_->at(at.x, at.y);
  return {there.x, there.y};
}

ImDrawList& Ui::draw_list() { return *state_->draw; }

void Ui::fill(const Rect& rect, Color color, float radius) {
  if ((color & 0xFFu) == 0) return;
  state_->draw->AddRectFilled(state_->at(rect.x, rect.y), state_->at(rect.right(), rect.bottom()),
                              imgui_color(color), radius * theme().roundness);
}

void Ui::stroke(const Rect& rect, Color color, float radius, float thickness) {
  const float half = thickness / 2;
  const ImVec2 from = state_->at(rect.x, rect.y);
  const ImVec2 to = state_->at(rect.right(), rect.bottom());
  state_->draw->PathRect(ImVec2(from.x + half, from.y + half), ImVec2(to.x - half, to.y - half),
                         std::max(radius * theme().roundness - half, 0.0f));
  state_->draw->PathStroke(imgui_color(color), ImDrawFlags_Closed, thickness);
}

/// One shape in the other: both edges stay crisp.
void Ui::framed(const Rect& rect, Color ground, Color border, float radius) {
  const float edge = std::max(snap(1), 1 / state_->glyphs.density());
  fill(rect, border, radius);
  fill({rect.x + edge, rect.y + edge, rect.width - 2 * edge, rect.height - 2 * edge}, ground,
       std::max(radius - edge, 0.0f));
}

/// `0 1px 2px` and `0 1px 3px` of the look, in light themes: a few soft rings do for a blur.
void Ui::shadow(const Rect& rect, float radius) {
  if (theme().dark) return;
  for (const float spread : {2.0f, 1.0f, 0.0f}) {
    fill({rect.x - spread + 0.5f, rect.y + 1 - spread + 0.5f, rect.width + 2 * spread - 1,
          rect.height + 2 * spread - 0.5f},
         0x1018280A, radius + spread);
  }
}

void Ui::focus_ring(std::string_view id, const Rect& rect, float radius) {
  if (!state_->input.focus_visible || !is_focused(id)) return;
  stroke({rect.x - 4, rect.y - 4, rect.width + 8, rect.height + 8}, theme().accent, radius + 4, 2);
}

void Ui::begin_clip(const Rect& rect) {
  const ImVec2 from = state_->at(rect.x, rect.y);
  state_->draw->PushClipRect(from, ImVec2(from.x + rect.width, from.y + rect.height), true);
}

void Ui::end_clip() { state_->draw->PopClipRect(); }

std::shared_ptr<const TextLayout> Ui::lay_out(std::vector<Span> spans, float width,
                                              float line_height, Wrap wrap) {
  return state_->layouts.get(std::move(spans), width, line_height, wrap);
}

std::shared_ptr<const TextLayout> Ui::lay_out(std::string_view text, const Font& font, Color color,
                                              float width, float line_height, Wrap wrap) {
  return state_->layouts.get(text, font, color, width, line_height, wrap);
}

Size Ui::measure(std::string_view text, const Font& font) {
  return lay_out(text, font, 0, 0, leading::kText, Wrap::none)->size();
}

float Ui::measure_width(std::string_view text, const Font& font) {
  return std::ceil(measure(text, font).width);
}

void Ui::draw_layout(const TextLayout& layout, float x, float y) {
  ImDrawList* draw = state_->draw;
  const ImVec4& clip = draw->_CmdHeader.ClipRect;
  const ImVec2 corner = state_->at(0, 0);
  const auto& lines = layout.lines();
  const float line_height = std::max(layout.line_height(), 1.0f);
  const float above = (clip.y - corner.y - y) / line_height - 1;
  const std::size_t first = above > 0 ? static_cast<std::size_t>(above) : 0;
  for (std::size_t index = first; index < lines.size(); ++index) {
    const TextLayout::Line& line = lines[index];
    if (corner.y + y + line.y > clip.w) break;
    const auto begin = layout.words().begin() + line.first_word;
    const auto end = begin + line.word_count;
    // Words of a line stand in order: those left of the clip are skipped at once.
    auto word = std::partition_point(begin, end, [&](const TextLayout::Word& left) {
      return corner.x + x + left.x + left.advance < clip.x;
    });
    for (; word != end && corner.x + x + word->x < clip.z; ++word) {
      const Span& span = layout.spans()[word->span];
      const auto [left, phase] = state_->pen(x + word->x);
      const Glyphs picture = state_->glyphs.draw(span.font, layout.text(*word), span.color, phase);
      if (picture.size.width <= 0) continue;
      const ImTextureRef page(static_cast<ImTextureID>(picture.page));
      if (draw->_CmdHeader.TexRef != page) draw->_SetTexture(page);
      const float baseline = state_->at(0, y + line.baseline).y;
      const ImVec2 from(left + picture.offset.x, baseline + picture.offset.y);
      draw->PrimReserve(6, 4);
      draw->PrimRectUV(from, ImVec2(from.x + picture.size.width, from.y + picture.size.height),
                       ImVec2(picture.u0, picture.v0), ImVec2(picture.u1, picture.v1),
                       IM_COL32_WHITE);
    }
  }
}

float Ui::draw_text(const Rect& rect, std::string_view text, const Font& font, Color color,
                    Align align, Wrap wrap) {
  const auto layout = lay_out(text, font, color, rect.width, rect.height, wrap);
  const float shift = align == Align::left ? 0 : align == Align::centre ? 0.5f : 1;
  const float width = layout->size().width;
  draw_layout(*layout, rect.x + std::max(rect.width - width, 0.0f) * shift, rect.y);
  return width;
}

}  // namespace vitrine::ui
