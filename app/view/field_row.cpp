// One input of a form with its label.
#include "app/view/field_row.h"

#include <utility>

#include "app/ui/button.h"
#include "app/ui/checkbox.h"
#include "app/ui/hash.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/fit.h"

namespace vitrine::view {
namespace {

using request::ParameterValue;
using request::State;
using session::Word;
using Kind = session::Field::Kind;

constexpr float kLabelWidth = 128;

void draw_label(const Context& context, std::string_view id, const LabelText& label) {
  ui::Ui& ui = context.ui;
  if (label.name.empty()) return;
  const ui::Font font = label.kind == Label::name ? ui::type::medium(ui::type::kCode)
                                                  : ui::type::medium(ui::type::kSmall);
  const ui::Color color = label.deprecated ? ui.theme().faint : ui.theme().text;
  const std::string note = "label/" + std::string(id);
  const float mark = label.required ? ui.measure(" *", font).width : 0;
  // The parent's name stands above it, smaller.
  const ui::Font head =
      label.kind == Label::name ? ui::type::mono(ui::type::kTiny) : ui::type::kTiny;
  const TwoLines lines = in_two_lines(ui, label.name, font, head, ui.width() - mark);
  std::vector<ui::Span> spans = {span(lines.second, font, color)};
  if (label.required) spans.push_back(span(" *", font, ui.theme().bad));
  if (label.deprecated) {
    spans.push_back(span("  " + context.word(Word::deprecated), ui::type::kTiny, ui.theme().warn));
  }
  if (lines.first.empty())
    return ui::line(ui, note, std::move(spans),
                    context.narrow ? ui::leading::kProse : ui::height::kControl);
  ui.space((ui::height::kControl - 2 * ui::leading::kTight) / 2);
  ui::line(ui, note + "/of", {span(lines.first, head, color)}, ui::leading::kTight);
  ui::line(ui, note, std::move(spans), ui::leading::kTight);
}

ParameterValue value_of(std::string text) {
  ParameterValue value;
  value.state = text.empty() ? State::unset : State::value;
  value.text = std::move(text);
  return value;
}

std::string empty_words(const Context& context) {
  return '(' + context.word(Word::empty_value) + ')';
}

std::optional<ParameterValue> choice(const Context& context, const session::Field& field,
                                     const std::string& id, const ui::ChoiceOptions& look) {
  const auto chosen =
      ui::select(context.ui, id, field.name, choice_labels(context, field), field.chosen, look);
  if (!chosen) return std::nullopt;
  return field.choices[static_cast<std::size_t>(*chosen)].value;
}

/// Text that is code rather than words.
bool is_code(const session::Field& field) {
  return field.kind == Kind::json || field.kinds.object ||
         (field.kinds.array && field.value.text.compare(0, 1, "[") == 0);
}

ui::FieldKind kind_of(const session::Field& field) {
  if (field.multiline || field.kind == Kind::json) return ui::FieldKind::multiline;
  if (field.secret) return ui::FieldKind::password;
  return field.kind == Kind::number ? ui::FieldKind::number : ui::FieldKind::text;
}

/// Besides the text, which stays: the browser's own way to choose a date or a time.
void picker_button(const Context& context, const session::Field& field, const std::string& id,
                   bool disabled) {
  if (icon_button(context, "pick/" + id, ui::Icon::calendar, Word::pick_date, field, disabled))
    context.act(session::OpenPicker{{context.ui.node_id(id), field.picker, field.value.text}});
}

std::optional<ParameterValue> free_text(const Context& context, const session::Field& field,
                                        const std::string& id, const ui::ChoiceOptions& look) {
  ui::FieldOptions options;
  options.kind = kind_of(field);
  if (field.value.state == State::value) options.value = field.value.text;
  options.revision = field.revision;
  const std::string placeholder = !field.empty() ? field.placeholder
                                  : field.may_be_empty
                                      ? empty_words(context)
                                      : empty_words(context) + " · " + field.placeholder;
  options.placeholder = placeholder;
  options.required = look.required;
  options.invalid = look.invalid;
  options.disabled = look.disabled;
  options.described_by = look.described_by;
  options.mono = is_code(field);
  options.min_lines = options.mono ? 2 : 1;
  options.max_lines = 12;
  const bool picks = field.picker != session::Field::Picker::none && !field.multiline;
  ui::Ui& ui = context.ui;
  const float widths[] = {-1, ui::height::kQuiet};
  if (picks) ui.begin_row(widths, ui::gap::kHair, ui::height::kControl);
  const auto change = ui::text_field(ui, id, field.name, options);
  if (picks) {
    ui.next_cell();
    picker_button(context, field, id, look.disabled);
    ui.end_row();
  }
  if (!change) return std::nullopt;
  return value_of(change->text);
}

std::string empty_label(const Context& context, const session::Field& field) {
  return context.word(field.empty() ? Word::unset_value : Word::empty_value);
}

/// The button at a field whose empty text is no value: sets the empty value, or unsets it.
std::optional<ParameterValue> empty_button(const Context& context, const session::Field& field,
                                           bool disabled) {
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.accessible_name =
      context.fill(field.empty() ? Word::set_unset : Word::set_empty, {{"name", field.name}});
  look.disabled = disabled;
  if (!ui::button(context.ui, "empty/" + field_id(field.id), empty_label(context, field), look))
    return std::nullopt;
  return ParameterValue{field.empty() ? State::unset : State::empty, {}};
}

}  // namespace

std::string field_id(const std::string& field) { return "field" + field; }

void notice_focus(const Context& context, const std::string& field) {
  if (context.ui.is_focused(context.ui.node_id(field_id(field))))
    context.state.focused_field = field;
}

std::uint64_t row_key(const Context& context, const session::Field& field) {
  ui::Hash hash;
  for (const std::string* text : {&field.id, &field.name, &field.value.text, &field.placeholder,
                                  &field.message, &field.pointer})
    hash.add(std::string_view(*text));
  for (const bool flag :
       {context.narrow, field.kinds.string, field.kinds.array, field.kinds.object, field.required,
        field.deprecated, field.nullable, field.secret, field.multiline, field.may_be_empty,
        field.element, field.files, field.added, field.open, field.group, field.tail,
        field.tell_empty, static_cast<bool>(field.schema)})
    hash.add(std::uint64_t{flag});
  hash.add(std::uint64_t{field.revision} << 32 | static_cast<std::uint32_t>(field.chosen));
  hash.add(std::uint64_t{field.position} << 32 | field.count);
  hash.add(static_cast<std::uint64_t>(field.kind) << 16 |
           static_cast<std::uint64_t>(field.value.state) << 8 |
           static_cast<std::uint64_t>(context.language()));
  for (const session::Field::Choice& choice : field.choices) {
    hash.add(std::string_view(choice.label));
    hash.add(static_cast<std::uint64_t>(choice.value.state));
  }
  return hash.value();
}

bool icon_button(const Context& context, const std::string& id, ui::Icon icon, Word name,
                 const session::Field& field, bool disabled, ui::Node::Tri expanded) {
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.icon = icon;
  look.accessible_name = context.fill(name, {{"name", field.name}});
  look.disabled = disabled;
  look.expanded = expanded;
  look.fill = true;
  return ui::button(context.ui, id, "", look);
}

void labelled(const Context& context, std::string_view id, const LabelText& label,
              const std::function<void()>& draw) {
  ui::Ui& ui = context.ui;
  if (context.narrow) {
    draw_label(context, id, label);
    draw();
  } else {
    const float widths[] = {kLabelWidth, -1};
    ui.begin_row(widths, ui::gap::kRow);
    draw_label(context, id, label);
    ui.next_cell();
    draw();
    ui.end_row();
  }
  ui.space(ui::gap::kSmall);
}

std::vector<std::string> choice_labels(const Context& context, const session::Field& field) {
  std::vector<std::string> labels;
  for (const session::Field::Choice& choice : field.choices) {
    const State state = choice.label.empty() ? choice.value.state : State::value;
    labels.push_back(state == State::unset   ? context.word(Word::not_set)
                     : state == State::empty ? empty_words(context)
                                             : choice.label);
  }
  return labels;
}

std::optional<ParameterValue> input(const Context& context, const session::Field& field,
                                    bool disabled) {
  ui::Ui& ui = context.ui;
  const std::string id = field_id(field.id);
  const std::string message_id = "message/" + id;
  notice_focus(context, field.id);
  ui::ChoiceOptions look;
  look.required = field.required;
  look.disabled = disabled;
  look.invalid = !field.message.empty();
  if (look.invalid) look.described_by = message_id;
  std::optional<ParameterValue> given;
  if (field.kind == Kind::checkbox) {
    const bool on = field.value.text == "true";
    if (const auto checked = ui::checkbox(ui, id, field.name, on, look)) {
      given = value_of(*checked ? "true" : "false");
    }
  } else if (field.kind == Kind::choice) {
    given = choice(context, field, id, look);
  } else {
    given = free_text(context, field, id, look);
  }
  if (look.invalid) ui::message(ui, message_id, field.message);
  return given;
}

std::optional<ParameterValue> value_input(const Context& context, const session::Field& field,
                                          bool disabled) {
  const bool is_text = field.kind == Kind::text || field.kind == Kind::number;
  if (!field.may_be_empty || field.required || !is_text) return input(context, field, disabled);
  ui::Ui& ui = context.ui;
  const float widths[] = {
      -1, ui::button_width(ui, empty_label(context, field), {.kind = ui::ButtonKind::quiet})};
  ui.begin_row(widths, ui::gap::kTight, ui::height::kControl);
  auto given = input(context, field, disabled);
  ui.next_cell();
  if (auto emptied = empty_button(context, field, disabled)) given = std::move(emptied);
  ui.end_row();
  return given;
}

std::optional<std::string> key_input(const Context& context, const session::Field& key,
                                     bool disabled) {
  const std::string id = field_id(key.id);
  const std::string message = "message/" + id;
  const std::string placeholder = context.word(Word::key);
  notice_focus(context, key.id);
  ui::FieldOptions options;
  options.value = key.value.text;
  options.revision = key.revision;
  options.placeholder = placeholder;
  options.invalid = !key.message.empty();
  options.disabled = disabled;
  if (options.invalid) options.described_by = message;
  options.mono = true;
  const std::string name = context.fill(Word::key_of, {{"name", key.name}});
  auto change = ui::text_field(context.ui, id, name, options);
  if (options.invalid) ui::message(context.ui, message, key.message);
  if (!change) return std::nullopt;
  return std::move(change->text);
}

}  // namespace vitrine::view
