// Headings, paragraphs, lines: text that is laid out once and shown as it is.
#include "app/ui/text.h"

#include <cmath>
#include <string>
#include <utility>

namespace vitrine::ui {
namespace {

Node& record_text(Ui& ui, std::string_view id, Role role, std::string_view name, const Rect& rect,
                  const std::shared_ptr<const TextLayout>& layout) {
  Node& node = ui.record(ui.node_id(id), role, name, rect);
  node.layout = layout;
  return node;
}

/// The box of an inline element: its own font's ascent and descent, and the border.
void paint_code_box(Ui& ui, const Font& font, float x, float baseline, float width) {
  const FontMetrics metrics = ui.glyphs().metrics(font);
  const float top = baseline - std::round(metrics.ascent) - 1;
  const float height = std::round(metrics.ascent) + std::round(metrics.descent) + 2;
  ui.framed({x, top, width, height}, ui.theme().code, ui.theme().line, 4);
}

void touch_link(Ui& ui, const std::string& id, const Span& span, const Rect& touch,
                float baseline) {
  ui.cover(id);
  const Reaction reaction = ui.react(id, touch);
  if (reaction.pressed) ui.follow(span.id.empty() ? span.href : span.id);
  if (reaction.hovered) ui.fill({touch.x, baseline + 2, touch.width, 1}, span.color);
  ui.focus_ring(id, {touch.x, touch.y + 2, touch.width, touch.height - 4}, 2);
}

/// Decorations of a text: boxes under code, lines under and through words, the click areas of
/// links.
void decorate(Ui& ui, const TextLayout& layout, const std::string& id, const Rect& rect) {
  const bool activation = !ui.activated_node().empty();
  for (const TextLayout::Line& line : layout.lines()) {
    const bool visible = ui.is_visible(rect.y + line.y, layout.line_height());
    if (!activation && !visible) continue;
    const float baseline = rect.y + line.baseline;
    for (std::uint32_t at = line.first_run; at < line.first_run + line.run_count; ++at) {
      const std::uint32_t index = layout.runs()[at].span;
      const Span& span = layout.spans()[index];
      const bool is_link = !span.href.empty() || !span.id.empty();
      if (!span.code && !is_link && !span.underline && !span.strikethrough && !span.marked)
        continue;
      const Rect part = layout.rect(line, index);
      if (part.width <= 0) continue;
      if (span.marked)
        ui.fill({rect.x + part.x, rect.y + part.y, part.width, part.height}, ui.theme().accent_soft,
                2);
      if (span.code && visible)
        paint_code_box(ui, span.font, rect.x + part.x, baseline, part.width);
      if (span.underline) ui.fill({rect.x + part.x, baseline + 2, part.width, 1}, span.color);
      if (span.strikethrough) {
        const float above = std::round(span.font.size * 0.3f);
        ui.fill({rect.x + part.x, baseline - above, part.width, 1}, span.color);
      }
      if (is_link && ui.records()) {
        touch_link(ui, id + '/' + (span.id.empty() ? std::to_string(index) : span.id), span,
                   {rect.x + part.x, rect.y + part.y, part.width, layout.line_height()}, baseline);
      }
    }
  }
}

Rect end_of(const TextLayout& layout, const Rect& rect) {
  const TextLayout::Line& last = layout.lines().back();
  return {rect.x + last.width, rect.y + last.y, 0, layout.line_height()};
}

}  // namespace

Rect heading(Ui& ui, std::string_view id, int level, std::string_view text, const Font& font,
             float line_height) {
  const auto layout = ui.lay_out(text, font, ui.theme().text, ui.width(), line_height);
  const Rect rect = ui.place(ui.width(), layout->size().height);
  record_text(ui, id, Role::heading, text, rect, layout).level = static_cast<std::uint8_t>(level);
  ui.draw_layout(*layout, rect.x, rect.y);
  return end_of(*layout, rect);
}

Rect heading(Ui& ui, std::string_view id, int level, std::vector<Span> spans, float line_height) {
  std::string name;
  for (const Span& span : spans) name += span.text == "\n" ? " " : span.text;
  const auto layout = ui.lay_out(std::move(spans), ui.width(), line_height);
  const Rect rect = ui.place(ui.width(), layout->size().height);
  record_text(ui, id, Role::heading, name, rect, layout).level = static_cast<std::uint8_t>(level);
  decorate(ui, *layout, ui.node_id(id), rect);
  ui.draw_layout(*layout, rect.x, rect.y);
  return end_of(*layout, rect);
}

void paragraph(Ui& ui, std::string_view id, std::vector<Span> spans, float line_height) {
  const auto layout = ui.lay_out(std::move(spans), ui.width(), line_height);
  const Rect rect = ui.place(ui.width(), layout->size().height);
  record_text(ui, id, Role::paragraph, {}, rect, layout);
  decorate(ui, *layout, ui.node_id(id), rect);
  ui.draw_layout(*layout, rect.x, rect.y);
}

void line(Ui& ui, std::string_view id, std::vector<Span> spans, float line_height) {
  const auto layout = ui.lay_out(std::move(spans), ui.width(), line_height, Wrap::ellipsis);
  const Rect rect = ui.place(std::ceil(layout->size().width), layout->size().height);
  record_text(ui, id, Role::text, {}, rect, layout);
  decorate(ui, *layout, ui.node_id(id), rect);
  ui.draw_layout(*layout, rect.x, rect.y);
}

void label(Ui& ui, std::string_view id, std::string_view text, const Font& font, Color color,
           float line_height, Wrap wrap, Align align) {
  const auto layout = ui.lay_out(text, font, color, ui.width(), line_height, wrap);
  const Rect rect = ui.place(std::ceil(layout->size().width), layout->size().height, align);
  record_text(ui, id, Role::text, {}, rect, layout);
  ui.draw_layout(*layout, rect.x, rect.y);
}

void message(Ui& ui, std::string_view id, std::string_view text) {
  const auto layout = ui.lay_out(text, type::kSmall, ui.theme().bad, ui.width(), leading::kMessage);
  const Rect rect = ui.place(ui.width(), layout->size().height);
  record_text(ui, id, Role::text, {}, rect, layout).live = Live::polite;
  ui.draw_layout(*layout, rect.x, rect.y);
}

}  // namespace vitrine::ui
