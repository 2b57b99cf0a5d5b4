// Shapes and text as vertices, on whole device pixels.
#include <algorithm>
#include <cmath>

#include "app/ui/state.h"

namespace vitrine::ui {

ImU32 imgui_color(Color color) {
  return (color & 0xFFu) << IM_COL32_A_SHIFT | (color >> 8 & 0xFFu) << IM_COL32_B_SHIFT |
         (color >> 16 & 0xFFu) << IM_COL32_G_SHIFT | (color >> 24 & 0xFFu) << IM_COL32_R_SHIFT;
}

float Ui::State::snap(float length) const {
  const float density = glyphs.density();
  return std::round(length * density) / density;
}

/// A place in the content as one in the element, on a corner of device pixels of the surface.
ImVec2 Ui::State::at(float x, float y) const {
  const Rect& view = surfaces.back().rect;
  return ImVec2(view.x + snap(origin.x - view.x + x), view.y + snap(origin.y - view.y + y));
}

void Ui::State::fill(const Rect& rect, Color color, float radius) {
  if ((color & 0xFFu) == 0) return;
  draw->AddRectFilled(at(rect.x, rect.y), at(rect.right(), rect.bottom()), imgui_color(color),
                      radius);
}

void Ui::State::stroke(const Rect& rect, Color color, float radius, float thickness) {
  const float half = thickness / 2;
  const ImVec2 from = at(rect.x, rect.y);
  const ImVec2 to = at(rect.right(), rect.bottom());
  draw->PathRect(ImVec2(from.x + half, from.y + half), ImVec2(to.x - half, to.y - half),
                 std::max(radius - half, 0.0f));
  draw->PathStroke(imgui_color(color), ImDrawFlags_Closed, thickness);
}

void Ui::State::line(Point from, Point to, Color color, float thickness) {
  const ImVec2 corner = at(0, 0);
  draw->AddLine(ImVec2(corner.x + from.x, corner.y + from.y),
                ImVec2(corner.x + to.x, corner.y + to.y), imgui_color(color), thickness);
}

/// A filled shape with a border inside its edge. One in the other: both edges stay crisp.
void Ui::State::framed(const Rect& rect, Color ground, Color border, float radius,
                       float thickness) {
  const float edge = std::max(snap(thickness), 1 / glyphs.density());
  fill(rect, border, radius);
  fill({rect.x + edge, rect.y + edge, rect.width - 2 * edge, rect.height - 2 * edge}, ground,
       std::max(radius - edge, 0.0f));
}

/// `0 1px 2px` and `0 1px 3px` of the look, in light themes: a few soft rings do for a blur.
void Ui::State::shadow(const Rect& rect, float radius) {
  if (theme().dark) return;
  for (const float spread : {2.0f, 1.0f, 0.0f}) {
    fill({rect.x - spread + 0.5f, rect.y + 1 - spread + 0.5f, rect.width + 2 * spread - 1,
          rect.height + 2 * spread - 0.5f},
         0x1018280A, radius + spread);
  }
}

void Ui::State::focus_ring(std::string_view id, const Rect& rect, float radius) {
  if (!focus_visible || focus != id || silent > 0) return;
  stroke({rect.x - 4, rect.y - 4, rect.width + 8, rect.height + 8}, theme().accent, radius + 4, 2);
}

void Ui::State::text(const TextLayout& layout, float x, float y) {
  const ImVec4& clip = draw->_CmdHeader.ClipRect;
  const ImVec2 corner = at(0, 0);
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
      const Glyphs picture = glyphs.draw(span.font, layout.text(*word), span.color);
      if (picture.size.width <= 0) continue;
      const ImTextureRef page(static_cast<ImTextureID>(picture.page));
      if (draw->_CmdHeader.TexRef != page) draw->_SetTexture(page);
      const ImVec2 pen = at(x + word->x, y + line.baseline);
      const ImVec2 from(pen.x + picture.offset.x, pen.y + picture.offset.y);
      draw->PrimReserve(6, 4);
      draw->PrimRectUV(from, ImVec2(from.x + picture.size.width, from.y + picture.size.height),
                       ImVec2(picture.u0, picture.v0), ImVec2(picture.u1, picture.v1),
                       IM_COL32_WHITE);
    }
  }
}

/// One line in the middle of a rectangle's height; `shift` 0 left, 0.5 centre, 1 right.
float Ui::State::text_in(const Rect& rect, std::string_view words, const Font& font, Color color,
                         float shift, Wrap wrap) {
  const auto layout = layouts.get(words, font, color, rect.width, rect.height, wrap);
  text(*layout, rect.x + std::max(rect.width - layout->size().width, 0.0f) * shift, rect.y);
  return layout->size().width;
}

void Ui::fill(Rect rect, Color color, float radius) {
  const ContextScope scope(state_->context);
  state_->fill(rect, color, radius);
}

void Ui::stroke(Rect rect, Color color, float radius, float thickness) {
  const ContextScope scope(state_->context);
  state_->stroke(rect, color, radius, thickness);
}

void Ui::icon(Icon icon, Rect rect, Color color) {
  const ContextScope scope(state_->context);
  state_->icon(icon, rect, color);
}

void Ui::row_ground(Rect rect, bool current, bool hovered) {
  const ContextScope scope(state_->context);
  const Theme& colors = theme();
  if (current) {
    state_->fill(rect, colors.accent_soft, 6);
    const float height = std::min(20.0f, rect.height);
    state_->fill({rect.x, rect.y + (rect.height - height) / 2, 3, height}, colors.accent, 1.5f);
  } else if (hovered) {
    state_->fill(rect, mix(colors.surface, colors.text, 0.06f), 6);
  }
}

void Ui::logo(Rect rect) {
  const ContextScope scope(state_->context);
  ImDrawList* draw = state_->draw;
  const int first = draw->VtxBuffer.Size;
  state_->fill(rect, 0xFFFFFFFF, rect.width / 4);
  const ImVec2 from = state_->at(rect.x, rect.y);
  ImGui::ShadeVertsLinearColorGradientKeepAlpha(
      draw, first, draw->VtxBuffer.Size, from, ImVec2(from.x + rect.width, from.y + rect.height),
      imgui_color(theme().accent), imgui_color(0x54B6C9FF));
}

}  // namespace vitrine::ui
