// Headings, paragraphs, labels and code: text that is laid out once and shown as it is.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/state.h"

namespace vitrine::ui {
Font Ui::font_text() const { return {Family::sans, 14, 400, false, 0}; }
Font Ui::font_small() const { return {Family::sans, 12.5f, 400, false, 0}; }
Font Ui::font_code() const { return {Family::mono, 12.5f, 400, false, 0}; }

Size Ui::measure(std::string_view text, Font font) {
  const auto layout = state_->layouts.get(text, font, 0, 0, 20, Wrap::none);
  return layout->size();
}

void Ui::heading(std::string_view id, int level, std::string_view text, Font font,
                 float line_height) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const auto layout =
      state.layouts.get(text, font, state.theme().text, width(), line_height, Wrap::words);
  const Rect rect = state.place(width(), layout->size().height);
  Node& node = state.record(state.whole_id(id), Role::heading, text, rect);
  node.level = static_cast<std::uint8_t>(level);
  node.layout = layout;
  state.text(*layout, rect.x, rect.y);
}

void Ui::paragraph(std::string_view id, std::vector<Span> spans, float line_height) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const auto layout = state.layouts.get(std::move(spans), width(), line_height, Wrap::words);
  const Rect rect = state.place(width(), layout->size().height);
  const std::string whole = state.whole_id(id);
  state.record(whole, Role::paragraph, {}, rect).layout = layout;
  state.decorate(*layout, whole, rect);
  state.text(*layout, rect.x, rect.y);
}

void Ui::line(std::string_view id, std::vector<Span> spans, float line_height, bool right) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const auto layout = state.layouts.get(std::move(spans), width(), line_height, Wrap::ellipsis);
  const Rect rect = state.place(std::ceil(layout->size().width), layout->size().height, right);
  const std::string whole = state.whole_id(id);
  state.record(whole, Role::text, {}, rect).layout = layout;
  state.decorate(*layout, whole, rect);
  state.text(*layout, rect.x, rect.y);
}

void Ui::label(std::string_view id, std::string_view text, Font font, Color color,
               float line_height, Wrap wrap, bool right) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const auto layout = state.layouts.get(text, font, color, width(), line_height, wrap);
  const Rect rect = state.place(std::ceil(layout->size().width), layout->size().height, right);
  state.record(state.whole_id(id), Role::text, {}, rect).layout = layout;
  state.text(*layout, rect.x, rect.y);
}

std::optional<std::uint32_t> Ui::code(std::string_view id, std::string_view name,
                                      std::vector<Span> spans, std::span<const CodeLine> numbered,
                                      std::string_view line_name) {
  constexpr float kLineHeight = 20;
  constexpr float kScrollbar = 10;
  constexpr float kFold = 16;
  State& state = *state_;
  const ContextScope scope(state.context);
  const auto layout = state.layouts.get(std::move(spans), 0, kLineHeight, Wrap::none);
  const auto& lines = layout->lines();
  const float wide = layout->size().width;
  const bool folds = std::any_of(numbered.begin(), numbered.end(), [](const CodeLine& line) {
    return line.expanded != Node::Tri::unset;
  });
  float gutter = 0;
  if (!numbered.empty()) {
    const Size widest = measure(std::to_string(numbered.back().number), font_code());
    gutter = std::max(22.0f, std::ceil(widest.width));
  }
  const float numbers = gutter > 0 ? gutter + (folds ? kFold + 2 : 10) : 0;
  const bool scrolls = wide > width() - numbers;
  Rect rect = state.place(width(), layout->size().height + (scrolls ? kScrollbar : 0));
  const std::string whole = state.whole_id(id);
  std::optional<std::uint32_t> folded;
  const float above = (state.surface().scroll_y - rect.y) / kLineHeight;
  for (std::size_t index = above > 0 ? static_cast<std::size_t>(above) : 0;
       index < std::min(lines.size(), numbered.size()); ++index) {
    const float top = rect.y + lines[index].y;
    if (!state.is_visible(top, kLineHeight)) break;
    // Numbers are drawn, not said: they belong neither to the text nor to what is copied.
    const CodeLine& line = numbered[index];
    const std::string number = std::to_string(line.number);
    state.text_in({rect.x, top, gutter, kLineHeight}, number, font_code(), state.theme().faint, 1,
                  Wrap::none);
    if (line.expanded == Node::Tri::unset) continue;
    const Rect touch{rect.x + gutter, top, kFold + 2, kLineHeight};
    const std::string button = whole + "/fold/" + number;
    Node& node = state.record(button, Role::button, std::string(line_name) + ' ' + number, touch);
    node.expanded = line.expanded;
    node.focusable = true;
    const Reaction reaction = state.react(button, touch, false);
    if (reaction.pressed) folded = line.number;
    state.icon(line.expanded == Node::Tri::yes ? Icon::chevron_down : Icon::chevron_right,
               {touch.x + 3, top + 4, 12, 12},
               reaction.hovered ? state.theme().text : state.theme().faint);
    state.focus_ring(button, {touch.x + 2, top + 3, 14, 14}, 3);
  }
  rect.x += numbers;
  rect.width = std::max(rect.width - numbers, 0.0f);
  Node& node = state.record(whole, Role::code, name, rect);
  node.layout = layout;
  node.focusable = scrolls;
  const auto scrolled = state.scrolls.find(whole);
  const float most = state.snap(std::max(wide - rect.width, 0.0f));
  const float aside = scrolled == state.scrolls.end() ? 0 : std::min(scrolled->second, most);
  const ImVec2 from = state.at(rect.x, rect.y);
  state.draw->PushClipRect(from, ImVec2(from.x + rect.width, from.y + rect.height), true);
  state.text(*layout, rect.x - state.snap(aside), rect.y);
  state.draw->PopClipRect();
  state.focus_ring(whole, rect, 4);
  return folded;
}

void Ui::media(std::string_view id, std::string_view name, std::uint32_t body,
               std::string_view type, float height) {
  State& state = *state_;
  const Rect rect = state.place(width(), height);
  Node& node = state.record(state.whole_id(id), Role::image, name, rect);
  node.media = type;
  node.body = body;
}

/// Boxes behind code, and the lines and the touch of links: what a text has besides its words.
void Ui::State::decorate(const TextLayout& layout, const std::string& id, const Rect& rect) {
  const auto& spans = layout.spans();
  for (const TextLayout::Line& line : layout.lines()) {
    if (!is_visible(rect.y + line.y, layout.line_height()) && event.kind != Event::Kind::activate)
      continue;
    for (std::uint32_t at_run = line.first_run; at_run < line.first_run + line.run_count;
         ++at_run) {
      const TextLayout::Run& run = layout.runs()[at_run];
      const Span& span = spans[run.span];
      const bool is_link = !span.href.empty() || !span.id.empty();
      if (!span.code && !is_link) continue;
      const Rect part = layout.rect(line, run.span);
      if (part.width <= 0) continue;
      if (span.code) {
        // The box of an inline element: its own font's ascent and descent, and the border.
        const FontMetrics metrics = glyphs.metrics(span.font);
        const float top = line.baseline - std::round(metrics.ascent) - 1;
        const float height = std::round(metrics.ascent) + std::round(metrics.descent) + 2;
        framed({rect.x + part.x, rect.y + top, part.width, height}, theme().code, theme().line, 4);
      }
      if (is_link && silent == 0) {
        const std::string link = id + '/' + (span.id.empty() ? std::to_string(run.span) : span.id);
        const Rect touch{rect.x + part.x, rect.y + part.y, part.width, layout.line_height()};
#ifdef IMGUI_ENABLE_TEST_ENGINE
        covered.push_back(item_id(link));
#endif
        const Reaction reaction = react(link, touch, false);
        if (reaction.pressed) followed = span.id.empty() ? span.href : span.id;
        if (reaction.hovered) {
          fill({touch.x, rect.y + line.baseline + 2, touch.width, 1}, span.color);
        }
        focus_ring(link, {touch.x, touch.y + 2, touch.width, touch.height - 4}, 2);
      }
    }
  }
}

void Ui::image(std::string_view id, std::string_view name, std::string_view source, Rect rect) {
  state_->record(state_->whole_id(id), Role::image, name, rect).href = source;
}

float Ui::draw_text(Rect rect, std::string_view text, Font font, Color color, bool right) {
  const ContextScope scope(state_->context);
  return state_->text_in(rect, text, font, color, right ? 1.0f : 0.0f);
}

}  // namespace vitrine::ui
