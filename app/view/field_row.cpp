#include "app/view/field_row.h"

#include <span>

#include "app/view/fit.h"

namespace vitrine::view {
namespace {

using request::ParameterValue;
using request::State;
using session::Word;

constexpr float kLabelWidth = 128;

void draw_label(const Context& context, std::string_view id, const LabelText& label) {
  ui::Ui& ui = context.ui;
  if (label.name.empty()) return;
  const ui::Font font =
      label.kind == Label::name ? weighted(ui.font_code(), 500) : weighted(ui.font_small(), 500);
  const ui::Color color = label.deprecated ? ui.theme().faint : ui.theme().text;
  const std::string note = "label/" + std::string(id);
  const float mark = label.required ? ui.measure(" *", font).width : 0;
  // What it is part of stands above it, smaller.
  const ui::Font head = weighted(font, 400, 11);
  const TwoLines lines = in_two_lines(ui, label.name, font, head, ui.width() - mark);
  std::vector<ui::Span> spans = {span(lines.second, font, color)};
  if (label.required) spans.push_back(span(" *", font, ui.theme().bad));
  if (label.deprecated) {
    spans.push_back(span("  " + context.word(Word::deprecated), weighted(ui.font_small(), 400, 11),
                         ui.theme().warn));
  }
  if (lines.first.empty()) return ui.line(note, std::move(spans), context.narrow ? 22.0f : 34.0f);
  ui.space(1);
  ui.line(note + "/of", {span(lines.first, head, color)}, 16);
  ui.line(note, std::move(spans), 16);
}

ParameterValue value_of(std::string text) {
  ParameterValue value;
  value.state = text.empty() ? State::unset : State::value;
  value.text = std::move(text);
  return value;
}

std::optional<ParameterValue> choice(const Context& context, const Input& input,
                                     const std::string& id, const ui::ChoiceOptions& look) {
  std::vector<std::string> options = {context.word(Word::not_set)};
  options.insert(options.end(), input.choices.begin(), input.choices.end());
  const auto chosen = context.ui.select(id, input.name, options, input.chosen + 1, look);
  if (!chosen) return std::nullopt;
  return value_of(*chosen == 0 ? "" : std::to_string(*chosen - 1));
}

std::optional<ParameterValue> free_text(const Context& context, const Input& input,
                                        const std::string& id, const ui::ChoiceOptions& look) {
  ui::FieldOptions options;
  options.kind = input.multiline                     ? ui::FieldKind::multiline
                 : input.secret                      ? ui::FieldKind::password
                 : input.kind == Input::Kind::number ? ui::FieldKind::number
                                                     : ui::FieldKind::text;
  options.value = input.text;
  options.revision = input.revision;
  options.placeholder = input.placeholder;
  options.required = look.required;
  options.invalid = look.invalid;
  options.disabled = look.disabled;
  options.described_by = look.described_by;
  options.mono = input.mono;
  options.min_lines = input.mono ? 2 : 1;
  options.max_lines = 12;
  const auto change = context.ui.text_field(id, input.name, options);
  if (!change) return std::nullopt;
  return value_of(change->text);
}

}  // namespace

std::string field_id(const std::string& field) { return "field" + field; }

void notice_focus(const Context& context, const std::string& field) {
  if (context.ui.is_focused(context.ui.node_id(field_id(field))))
    context.state.focused_field = field;
}

void labelled(const Context& context, std::string_view id, const LabelText& label,
              const std::function<void()>& draw) {
  ui::Ui& ui = context.ui;
  if (context.narrow) {
    draw_label(context, id, label);
    draw();
  } else {
    const float widths[] = {kLabelWidth, -1};
    ui.begin_row(widths, 12);
    draw_label(context, id, label);
    ui.next_cell();
    draw();
    ui.end_row();
  }
  ui.space(6);
}

std::optional<ParameterValue> input(const Context& context, const Input& input) {
  ui::Ui& ui = context.ui;
  const std::string id = field_id(input.field);
  const std::string message_id = "message/" + id;
  notice_focus(context, input.field);
  ui::ChoiceOptions look;
  look.required = input.required;
  look.disabled = input.disabled;
  look.invalid = !input.message.empty();
  if (look.invalid) look.described_by = message_id;
  std::optional<ParameterValue> given;
  switch (input.kind) {
    case Input::Kind::checkbox:
      if (const auto checked = ui.checkbox(id, input.name, input.text == "true", look)) {
        given = value_of(*checked ? "true" : "false");
      }
      break;
    case Input::Kind::choice:
      given = choice(context, input, id, look);
      break;
    case Input::Kind::text:
    case Input::Kind::number:
      given = free_text(context, input, id, look);
      break;
  }
  if (look.invalid) ui.message(message_id, input.message);
  return given;
}

float empty_button_width(const Context& context, bool is_empty) {
  return context.ui.button_width(context.word(is_empty ? Word::unset_value : Word::empty_value),
                                 {.kind = ui::ButtonKind::quiet});
}

std::optional<ParameterValue> empty_button(const Context& context, const std::string& field,
                                           const std::string& name, bool is_empty, bool disabled) {
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.accessible_name =
      context.fill(is_empty ? Word::set_unset : Word::set_empty, {{"name", name}});
  look.disabled = disabled;
  const std::string label = context.word(is_empty ? Word::unset_value : Word::empty_value);
  if (!context.ui.button("empty/" + field_id(field), label, look)) return std::nullopt;
  return ParameterValue{is_empty ? State::unset : State::empty, {}};
}

}  // namespace vitrine::view
