#include "app/ui/code_field.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/text/utf8.h"
#include "app/ui/code_rows.h"
#include "app/ui/field_frame.h"
#include "app/ui/icon.h"

namespace vitrine::ui {
namespace {

constexpr float kPaddingX = 6;
constexpr float kPaddingY = 7;
constexpr float kLine = leading::kText;
constexpr float kMark = 14;
constexpr float kFold = 16;
constexpr float kScrollbar = 10;
/// Of longer lines only what is in sight is laid out.
constexpr std::size_t kLongLine = 4000;
constexpr float kRadius = 7;

float character_width(Ui& ui) { return ui.measure("0", type::kCode).width; }

/// Draws the parts of a field in sight.
class Painter {
 public:
  Painter(Ui& ui, std::string_view whole, const CodeFieldOptions& options, const CodeRows& rows,
          Colour colour)
      : ui_(ui), whole_(whole), options_(options), rows_(rows), colour_(colour) {}

  std::optional<std::uint32_t> gutter(const Rect& rect, float scrolled) {
    std::optional<std::uint32_t> turned;
    each_row(rect, scrolled, [&](std::size_t line, float y) {
      const std::string number = std::to_string(line + 1);
      const bool wrong = first_mark(line) != nullptr;
      const float right = rect.right() - (options_.folds ? kFold : 4);
      if (wrong) ui_.fill({rect.x + 4, y + kLine / 2 - 3, 6, 6}, ui_.theme().bad, 3);
      ui_.draw_text({rect.x, y, right - rect.x, kLine}, number, type::kCode,
                    wrong ? ui_.theme().bad : ui_.theme().faint, Align::right, Wrap::none);
      const bool closed = rows_.fold_after(line) != nullptr;
      if (!options_.folds || (!closed && !rows_.opening(line))) return;
      if (fold_button(number, !closed, {right, y, kFold, kLine}))
        turned = static_cast<std::uint32_t>(line + 1);
    });
    return turned;
  }

  void text(const Rect& rect, Point scrolled) {
    const float wide = character_width(ui_);
    ui_.begin_clip(rect);
    for (const std::size_t at : options_.paired) {
      const std::size_t line = line_of(options_.lines, at);
      const Rect box = run(rect, scrolled, line, at, at + 1);
      ui_.framed(box, ui_.theme().accent_soft, ui_.theme().accent, 3);
    }
    const float x = rect.x + kPaddingX - ui_.snap(scrolled.x);
    each_row(rect, scrolled.y, [&](std::size_t line, float y) {
      const std::size_t begin = options_.lines[line];
      const std::size_t end = rows_.end_of(line);
      std::size_t from = begin;
      std::size_t to = end;
      if (end - begin > kLongLine) {
        const auto first = static_cast<std::size_t>(std::max(scrolled.x / wide - 8, 0.0f));
        from = std::min(begin + first, end);
        to = std::min(from + static_cast<std::size_t>(rect.width / wide) + 24, end);
      }
      std::vector<Span> spans;
      colour_(begin, from, to, spans);
      if (const CodeRows::Fold* fold = rows_.fold_after(line)) {
        const std::size_t last = options_.lines[fold->last];
        Span dots;
        dots.text = " … ";
        dots.font = type::kCode;
        dots.color = ui_.theme().faint;
        spans.push_back(std::move(dots));
        colour_(last, fold->close, rows_.end_of(fold->last), spans);
      }
      if (spans.empty()) return;
      const auto layout = ui_.lay_out(std::move(spans), 0, kLine, Wrap::none);
      ui_.draw_layout(*layout, x + static_cast<float>(from - begin) * wide, y);
    });
    for (const CodeMark& mark : options_.marks) {
      const Rect box = mark_box(rect, scrolled, mark);
      if (is_in(rect, box) && !hides(mark)) underline(box);
    }
    ui_.end_clip();
  }

  /// Those of a mark take the pointer before the field does: its words show at it.
  const CodeMark* hovered(const Rect& rect, float gutter, Point scrolled) {
    const CodeMark* found = nullptr;
    std::size_t index = 0;
    for (const CodeMark& mark : options_.marks) {
      Rect box = mark_box(rect, scrolled, mark);
      if (!is_in(rect, box) || hides(mark)) continue;
      const std::string id = std::string(whole_) + "/mark/" + std::to_string(index++);
      for (const bool beside : {true, false}) {
        const std::string part = id + (beside ? "/line" : "");
        ui_.cover(part);
        const Rect touch = beside ? Rect{rect.x - gutter, box.y, gutter - kFold, kLine} : box;
        if (ui_.react(part, touch, false, beside ? "default" : "text").hovered) found = &mark;
      }
    }
    return found;
  }

  /// The words of a mark below it, or above where there is no room.
  void words(const Rect& rect, Point scrolled, const CodeMark& mark) {
    const Rect at = mark_box(rect, scrolled, mark);
    const float most = std::max(rect.width - 16, 1.0f);
    const auto layout =
        ui_.lay_out(mark.words, type::kSmall, ui_.theme().text, most - 16, leading::kMessage);
    const Size size{std::min(layout->size().width + 16, most), layout->size().height + 8};
    const float x = std::clamp(at.x, rect.x + 4, std::max(rect.right() - size.width - 4, rect.x));
    float y = at.bottom() + 2;
    if (y + size.height > rect.bottom()) y = std::max(at.y - size.height - 2, rect.y);
    ui_.shadow({x, y, size.width, size.height}, radius::kSmall);
    ui_.framed({x, y, size.width, size.height}, ui_.theme().raised, ui_.theme().bad,
               radius::kSmall);
    ui_.draw_layout(*layout, x + 8, y + 4);
  }

 private:
  template <class Draw>
  void each_row(const Rect& rect, float scrolled, Draw draw) {
    const float above = scrolled - kPaddingY;
    std::size_t row = above > 0 ? static_cast<std::size_t>(above / kLine) : 0;
    for (; row < rows_.size(); ++row) {
      const float y = top_of(rect, scrolled, row);
      if (y >= rect.bottom()) break;
      if (ui_.is_visible(y, kLine)) draw(rows_.line_at(row), y);
    }
  }

  float top_of(const Rect& rect, float scrolled, std::size_t row) const {
    return rect.y + kPaddingY + static_cast<float>(row) * kLine - ui_.snap(scrolled);
  }

  static bool is_in(const Rect& rect, const Rect& box) {
    return box.bottom() > rect.y && box.y < rect.bottom();
  }

  const CodeMark* first_mark(std::size_t line) const {
    for (const CodeMark& mark : options_.marks) {
      const std::size_t row = rows_.row_of(line_of(options_.lines, mark.begin));
      if (rows_.line_at(row) == line) return &mark;
    }
    return nullptr;
  }

  bool hides(const CodeMark& mark) const {
    return rows_.hides(line_of(options_.lines, mark.begin));
  }

  Rect mark_box(const Rect& rect, Point scrolled, const CodeMark& mark) {
    const std::size_t line = line_of(options_.lines, mark.begin);
    return run(rect, scrolled, line, mark.begin, std::min(mark.end, rows_.end_of(line)));
  }

  /// A run of one line.
  Rect run(const Rect& rect, Point scrolled, std::size_t line, std::size_t begin, std::size_t end) {
    const std::string_view code = options_.field.value;
    const float from = code_place(ui_, code, options_.lines, begin).x;
    const float to = code_place(ui_, code, options_.lines, std::max(begin, end)).x;
    return {rect.x - ui_.snap(scrolled.x) + from, top_of(rect, scrolled.y, rows_.row_of(line)),
            std::max(to - from, 4.0f), kLine};
  }

  /// Waves are for what is misspelled; a dashed line is as plain, and sharp at every density.
  void underline(const Rect& box) {
    for (float x = box.x; x < box.right(); x += 5)
      ui_.fill({x, box.bottom() - 3, std::min(3.0f, box.right() - x), 2}, ui_.theme().bad);
  }

  bool fold_button(const std::string& number, bool open, const Rect& touch) {
    const std::string id = std::string(whole_) + "/fold/" + number;
    Node& node =
        ui_.record(id, Role::button, std::string(options_.line_name) + ' ' + number, touch);
    node.look = Look::link;
    node.label = icon_label(open ? Icon::chevron_down : Icon::chevron_right, {});
    node.expanded = open ? Node::Tri::yes : Node::Tri::no;
    node.focusable = true;
    const Reaction reaction = ui_.react(id, touch);
    icon(ui_, open ? Icon::chevron_down : Icon::chevron_right, {touch.x + 2, touch.y + 4, 12, 12},
         reaction.hovered ? ui_.theme().text : ui_.theme().faint);
    ui_.focus_ring(id, {touch.x + 3, touch.y + 5, 10, 10}, 3);
    return reaction.pressed;
  }

  Ui& ui_;
  std::string_view whole_;
  const CodeFieldOptions& options_;
  const CodeRows& rows_;
  Colour colour_;
};

/// Bytes of the longest line: at least as many as it has characters.
std::size_t longest_line(std::string_view code, std::span<const std::size_t> starts) {
  std::size_t longest = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] - 1 : code.size();
    longest = std::max(longest, end - starts[i]);
  }
  return longest;
}

}  // namespace

bool can_draw_code(std::string_view code, std::span<const std::size_t> starts) {
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] - 1 : code.size();
    const std::string_view line = code.substr(starts[i], end - starts[i]);
    if (line.size() > kLongLine &&
        (!text::is_ascii(line) || line.find('\t') != std::string_view::npos))
      return false;
  }
  return true;
}

Point code_place(Ui& ui, std::string_view code, std::span<const std::size_t> starts,
                 std::size_t at) {
  const std::size_t line = line_of(starts, at);
  const std::string_view before = code.substr(starts[line], at - starts[line]);
  const float x = before.size() > kLongLine
                      ? character_width(ui) * static_cast<float>(before.size())
                      : ui.measure(before, type::kCode).width;
  return {kPaddingX + x, kPaddingY + static_cast<float>(line) * kLine};
}

CodeFieldUse code_field(Ui& ui, std::string_view id, std::string_view name,
                        const CodeFieldOptions& options, Colour colour) {
  const std::string whole = ui.node_id(id);
  const std::string_view code = options.field.value;
  const bool focused = ui.is_focused(whole);
  const CodeRows rows(code, options.lines, options.syntax, focused ? nullptr : options.folded);
  const float digits = ui.measure_width(
      std::to_string(std::max<std::size_t>(options.lines.size(), 10)), type::kCode);
  const float gutter = kMark + digits + (options.folds ? kFold : 4);
  const float inner = std::max(ui.width() - gutter, 1.0f);
  const bool wide = static_cast<float>(longest_line(code, options.lines)) * character_width(ui) >
                    inner - 2 * kPaddingX;
  const auto shown =
      std::clamp<std::size_t>(rows.size(), static_cast<std::size_t>(options.field.min_lines),
                              static_cast<std::size_t>(options.field.max_lines));
  const float height = static_cast<float>(shown) * kLine + 2 * kPaddingY + (wide ? kScrollbar : 0);
  const Rect frame = ui.place(ui.width(), height);
  CodeFieldUse use;
  use.text = {frame.x + gutter, frame.y, frame.width - gutter, frame.height};

  Node& node = record_field(ui, whole, name, options.field, use.text);
  node.look = Look::code;
  if (!options.note.empty()) node.described_by.push_back(ui.reference(options.note));
  node.controls = ui.reference(options.controls);
  node.active = ui.reference(options.active);
  node.padding_x = node.padding_right = kPaddingX;

  const float most = std::max(
      static_cast<float>(rows.size()) * kLine + 2 * kPaddingY - height + (wide ? kScrollbar : 0),
      0.0f);
  const Point scrolled{ui.scroll_of(whole), std::min(ui.scroll_of(whole + "/y"), most)};
  Painter painter(ui, whole, options, rows, colour);
  const CodeMark* hovered = painter.hovered(use.text, gutter, scrolled);
  const Reaction reaction = ui.react(whole, use.text, false, "text");
  use.pressed = reaction.pressed;
  if (reaction.held && rows.folded()) {
    const Point at = ui.to_list({0, 0});
    const float y = ui.pointer().y - at.y - use.text.y - kPaddingY + scrolled.y;
    const auto row = static_cast<std::size_t>(std::max(y, 0.0f) / kLine);
    use.held = options.lines[rows.line_at(std::min(row, rows.size() - 1))];
  }
  if (ui.is_visible(frame.y - 4, frame.height + 8)) {
    paint_frame(ui, whole, frame, reaction, {ui.theme().bg, kRadius, options.field.invalid});
    ui.begin_clip({frame.x, frame.y + 1, frame.width, frame.height - 2});
    use.turned = painter.gutter({frame.x, frame.y, gutter, frame.height}, scrolled.y);
    painter.text(use.text, scrolled);
    if (hovered != nullptr) painter.words(use.text, scrolled, *hovered);
    ui.end_clip();
  }
  if (std::optional<std::string> text = ui.typed(whole)) use.change = Change{std::move(*text)};
  return use;
}

}  // namespace vitrine::ui
