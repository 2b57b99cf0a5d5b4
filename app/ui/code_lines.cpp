#include "app/ui/code_lines.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/ui/icon.h"

namespace vitrine::ui {
namespace {

constexpr float kScrollbar = 10;
constexpr float kFold = 18;
constexpr float kLeastGutter = 22;
constexpr float kActionPadding = 8;
constexpr float kMarkWidth = 420;

/// Returns whether it was pressed.
bool fold_button(Ui& ui, const std::string& id, const std::string& name, Node::Tri expanded,
                 const Rect& touch) {
  const Icon sign = expanded == Node::Tri::yes ? Icon::chevron_down : Icon::chevron_right;
  Node& node = ui.record(id, Role::button, name, touch);
  node.look = Look::link;
  node.label = icon_label(sign, {});
  node.expanded = expanded;
  node.focusable = true;
  const Reaction reaction = ui.react(id, touch);
  icon(ui, sign, {touch.x + 3, touch.y + 4, 12, 12},
       reaction.hovered ? ui.theme().text : ui.theme().faint);
  ui.focus_ring(id, {touch.x + 2, touch.y + 3, 14, 14}, 3);
  return reaction.pressed;
}

class Lines {
 public:
  Lines(Ui& ui, std::string whole, const CodeLines& given)
      : ui_(ui), whole_(std::move(whole)), given_(given) {}

  CodeUse draw(std::string_view name, std::shared_ptr<const TextLayout> layout) {
    layout_ = std::move(layout);
    beside_ = code_gutter(ui_, given_);
    const float wide = layout_->size().width;
    const bool scrolls = wide > ui_.width() - beside_;
    box_ = ui_.place(ui_.width(), layout_->size().height + (scrolls ? kScrollbar : 0));
    text_ = {box_.x + beside_, box_.y, std::max(box_.width - beside_, 0.0f), box_.height};
    place_actions();
    const float above = (ui_.viewport_top() - box_.y) / leading::kText;
    first_ = above > 0 ? static_cast<std::size_t>(above) : 0;
    end_ = std::min(layout_->lines().size(), given_.lines.size());
    for (std::size_t index = first_; index < end_ && is_visible(index); ++index) draw_line(index);
    Node& node = ui_.record(whole_, Role::code, name, text_);
    node.layout = layout_;
    node.focusable = scrolls;
    const float aside =
        std::min(ui_.scroll_of(whole_), ui_.snap(std::max(wide - text_.width, 0.0f)));
    ui_.begin_clip(text_);
    paint_marked(text_.x - ui_.snap(aside));
    ui_.draw_layout(*layout_, text_.x - ui_.snap(aside), text_.y);
    ui_.end_clip();
    ui_.focus_ring(whole_, text_, 4);
    draw_actions();
    draw_mark();
    return std::move(use_);
  }

 private:
  float top_of(std::size_t index) const {
    return box_.y + static_cast<float>(index) * leading::kText;
  }
  bool is_visible(std::size_t index) const { return ui_.is_visible(top_of(index), leading::kText); }
  std::string name_of(std::size_t index) const {
    return std::string(given_.line_name) + ' ' + std::to_string(given_.lines[index].number);
  }

  /// The first that reacts at a place takes the pointer: they come before what they are above.
  void place_actions() {
    if (!given_.active || *given_.active >= given_.lines.size() || given_.actions.empty()) return;
    float x = box_.right();
    const float top = top_of(*given_.active);
    for (std::size_t index = given_.actions.size(); index-- > 0;) {
      const float width =
          ui_.measure_width(given_.actions[index].name, type::kSmall) + 2 * kActionPadding;
      x -= width;
      actions_.insert(actions_.begin(), {x, top, width, leading::kText});
    }
    for (std::size_t index = 0; index < actions_.size(); ++index) {
      reactions_.push_back(ui_.react(action_id(index), actions_[index]));
      if (reactions_.back().pressed) use_.action = index;
    }
  }

  std::string action_id(std::size_t index) const {
    return whole_ + "/action/" + std::to_string(index);
  }

  void draw_line(std::size_t index) {
    const CodeLine& line = given_.lines[index];
    const float top = top_of(index);
    const float gutter = beside_ - (given_.folds ? kFold : gap::kMedium);
    const std::string number = std::to_string(line.number);
    const Rect numbered{box_.x, top, gutter, leading::kText};
    // Line numbers are only drawn: they are neither in the text nor copied.
    if (line.number > 0) {
      ui_.draw_text(numbered, number, type::kCode,
                    line.mark.empty() ? ui_.theme().faint : ui_.theme().warn, Align::right,
                    Wrap::none);
    }
    if (!line.mark.empty()) {
      const std::string id = whole_ + "/mark/" + number;
      ui_.fill({box_.x, top, box_.width, leading::kText}, faded(ui_.theme().warn, 0.1f));
      Node& node = ui_.record(id, Role::button, name_of(index) + ": " + line.mark, numbered);
      node.look = Look::link;
      node.label = number;
      node.focusable = true;
      if (ui_.react(id, numbered).hovered || ui_.is_focused(id)) marked_ = index;
      ui_.focus_ring(id, {numbered.x + 2, top + 3, gutter - 2, 14}, 3);
    }
    if (line.expanded != Node::Tri::unset) {
      const std::string id = whole_ + "/fold/" + number;
      if (fold_button(ui_, id, name_of(index), line.expanded,
                      {box_.x + gutter, top, kFold, leading::kText})) {
        use_.turned = index;
      }
      if (ui_.is_focused(id) && !use_.reached) use_.reached = index;
    }
    if (given_.actions.empty()) return;
    const std::string id = whole_ + "/line/" + std::to_string(index);
    ui_.cover(id);
    if (ui_.react(id, {text_.x, top, text_.width, leading::kText}, false, "text").hovered)
      use_.reached = index;
  }

  void paint_marked(float x) {
    const auto& lines = layout_->lines();
    for (std::size_t index = first_; index < lines.size() && is_visible(index); ++index) {
      const TextLayout::Line& line = lines[index];
      for (std::uint32_t run = line.first_run; run < line.first_run + line.run_count; ++run) {
        const std::uint32_t span = layout_->runs()[run].span;
        if (!layout_->spans()[span].marked) continue;
        const Rect part = layout_->rect(line, span);
        const bool current = layout_->spans()[span].underline;
        ui_.fill({x + part.x, text_.y + part.y, part.width, part.height},
                 current ? faded(ui_.theme().accent, 0.35f) : ui_.theme().accent_soft, 2);
      }
    }
  }

  void draw_actions() {
    if (actions_.empty()) return;
    const Theme& colors = ui_.theme();
    const Rect all{actions_.front().x - 1, actions_.front().y,
                   box_.right() - actions_.front().x + 1, leading::kText};
    ui_.framed(all, colors.raised, colors.line_strong, radius::kSmall);
    for (std::size_t index = 0; index < actions_.size(); ++index) {
      const std::string id = action_id(index);
      const CodeAction& action = given_.actions[index];
      Node& node = ui_.record(id, Role::button, action.name, actions_[index]);
      node.look = Look::quiet;
      node.focusable = true;
      ui_.draw_text({actions_[index].x + kActionPadding, actions_[index].y, actions_[index].width,
                     leading::kText},
                    action.name, type::kSmall,
                    action.done                 ? colors.ok
                    : reactions_[index].hovered ? colors.text
                                                : colors.muted,
                    Align::left, Wrap::none);
      ui_.focus_ring(id, actions_[index], radius::kSmall);
      if (ui_.is_focused(id) && !use_.reached) use_.reached = given_.active;
    }
  }

  /// The words of the mark, below its line.
  void draw_mark() {
    if (!marked_) return;
    const Theme& colors = ui_.theme();
    const float width = std::min(kMarkWidth, std::max(text_.width - 2 * gap::kMedium, 80.0f));
    const auto words =
        ui_.lay_out(given_.lines[*marked_].mark, type::kSmall, colors.text, width, leading::kText);
    const Rect box{text_.x, top_of(*marked_) + leading::kText,
                   words->size().width + 2 * gap::kMedium, words->size().height + 2 * gap::kTight};
    const Rect inside{box.x + gap::kMedium, box.y + gap::kTight, words->size().width,
                      words->size().height};
    ui_.shadow(box, radius::kSmall);
    ui_.framed(box, colors.raised, colors.warn, radius::kSmall);
    ui_.record(whole_ + "/words", Role::paragraph, {}, inside).layout = words;
    ui_.draw_layout(*words, inside.x, inside.y);
  }

  Ui& ui_;
  std::string whole_;
  const CodeLines& given_;
  std::shared_ptr<const TextLayout> layout_;
  float beside_ = 0;
  Rect box_;
  Rect text_;
  std::size_t first_ = 0;
  std::size_t end_ = 0;
  std::vector<Rect> actions_;
  std::vector<Reaction> reactions_;
  std::optional<std::size_t> marked_;
  CodeUse use_;
};

}  // namespace

float code_gutter(Ui& ui, const CodeLines& given) {
  return std::max(kLeastGutter, ui.measure_width(std::to_string(given.last), type::kCode)) +
         (given.folds ? kFold : gap::kMedium);
}

CodeUse code_lines(Ui& ui, std::string_view id, std::string_view name,
                   std::shared_ptr<const TextLayout> layout, const CodeLines& given) {
  return Lines(ui, ui.node_id(id), given).draw(name, std::move(layout));
}

}  // namespace vitrine::ui
