#include "app/view/value_row.h"

#include <algorithm>
#include <span>
#include <utility>

#include "app/session/form/field.h"
#include "app/session/words.h"
#include "app/ui/button.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/view/body.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using Change = session::ChangeBodyList::Change;
using session::Field;
using Kind = Field::Kind;
using session::Word;

constexpr float kTypeWidth = 96;
constexpr std::string_view kEmptyText = "\"\"";

std::string words_key(const Field& field) { return "form-words" + field.id; }

bool is_member(const session::Form& form, const Field& field) {
  const std::string key = field.pointer + std::string(session::kKeySuffix);
  for (const Field& each : form.fields)
    if (each.pointer == key) return true;
  return false;
}

std::string_view text_of(const Context& context, Tool tool) {
  if (tool == Tool::set_empty) return kEmptyText;
  if (tool == Tool::set_null) return "null";
  return session::word(Word::reset, context.language());
}

float width_of(const Context& context, Tool tool) {
  if (tool == Tool::type) return kTypeWidth;
  const bool text = tool == Tool::set_empty || tool == Tool::set_null || tool == Tool::reset;
  return text
             ? ui::button_width(context.ui, text_of(context, tool), {.kind = ui::ButtonKind::quiet})
             : ui::height::kQuiet;
}

bool text_button(const Context& context, const std::string& id, Tool tool, std::string name,
                 bool disabled) {
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.accessible_name = std::move(name);
  look.disabled = disabled;
  return ui::button(context.ui, id, text_of(context, tool), look);
}

void choice_select(const Context& context, const Field& field, bool quiet) {
  const std::string whole = field.name.empty() ? "body" : field.name;
  const std::string name = context.fill(Word::kind_of, {{"name", whole}});
  const std::string unset = context.word(Word::not_set);
  ui::ChoiceOptions look;
  look.quiet = quiet;
  look.placeholder = unset;
  // Choices at one place have its name and a suffix each.
  const std::string id = "kind/" + field_id(session::body_field(field.pointer));
  if (auto chosen =
          ui::select(context.ui, id, name, choice_labels(context, field), field.chosen, look))
    context.act(session::ChooseVariant{field.pointer, static_cast<std::uint32_t>(*chosen)});
}

void file_cell(const Context& context, const session::Form& form, const Field& field) {
  ui::Ui& ui = context.ui;
  // The name of the whole body's field belongs to the editor of its text, where there is one.
  const bool beside = field.pointer.empty() && is_file_or_text(form);
  const std::string id = (beside ? "file/" : "") + field_id(field.id);
  const std::string& message = field.message;
  const request::FileRef* file = chosen_file(form, field.pointer);
  ui::ButtonOptions look;
  look.accessible_name = context.fill(Word::choose_file, {{"name", field.name}});
  look.disabled = form.body_error.has_value();
  look.drop = look.disabled ? std::string() : field.id;
  if (!message.empty()) look.described_by = "message/" + id;
  const std::string label = context.word(Word::choose_a_file);
  const bool removable = file != nullptr && !field.element;
  const float widths[] = {ui::button_width(ui, label, look), -1, ui::height::kQuiet};
  ui.begin_row(std::span(widths, removable ? 3 : 2), ui::gap::kMedium, ui::height::kControl);
  if (ui::button(ui, id, label, look)) context.act(session::ChooseFile{field.pointer});
  ui.next_cell();
  const std::string name =
      file == nullptr ? field.value.text
                      : file->name + "  ·  " + session::size_words(file->size, context.language());
  ui::label(ui, "name/" + id, name, ui::type::kSmall, ui.theme().muted, ui::height::kControl);
  if (removable) {
    ui.next_cell();
    if (icon_button(context, "remove/" + id, ui::Icon::close, Word::remove_item, field))
      context.act(session::EditBodyField{field.pointer, {}});
  }
  ui.end_row();
  if (!message.empty()) ui::message(ui, "message/" + id, message);
}

/// What cannot be changed here, or is null.
void shown_value(const Context& context, const Field& field) {
  const bool named = !field.null() && field.choices.size() > 1;
  ui::label(context.ui, "value/" + field_id(field.id), named ? field.choices[1].label : "null",
            ui::type::kCode, context.ui.theme().muted, ui::height::kControl);
}

}  // namespace

const request::FileRef* chosen_file(const session::Form& form, const std::string& pointer) {
  for (const request::ChosenFile& file : form.files)
    if (file.pointer == pointer) return &file.file;
  return nullptr;
}

std::vector<Tool> tools_of(const session::Form& form, const Field& field, const Field* type) {
  std::vector<Tool> tools;
  if (field.kind == Kind::optional || field.tail) return tools;
  if (type != nullptr) tools.push_back(Tool::type);
  // Before its variant is chosen a value may be null too.
  if (field.kind == Kind::variant) {
    if (field.nullable && !field.present() && field.chosen < 0) tools.push_back(Tool::set_null);
  } else {
    const bool member = field.element || is_member(form, field);
    if (field.tell_empty && !field.empty()) tools.push_back(Tool::set_empty);
    if (field.nullable && !field.null()) tools.push_back(Tool::set_null);
    if ((field.null() && field.kind != Kind::constant) ||
        (field.tell_empty && field.empty() && !member)) {
      tools.push_back(Tool::reset);
    }
  }
  if (field.schema) tools.push_back(Tool::words);
  if (field.element) tools.insert(tools.end(), {Tool::move_up, Tool::move_down});
  if (field.element || field.added) tools.push_back(Tool::remove);
  return tools;
}

void begin_tools(const Context& context, const std::vector<Tool>& tools) {
  std::vector<float> widths = {-1};
  for (const Tool tool : tools) widths.push_back(width_of(context, tool));
  context.ui.begin_row(widths, ui::gap::kHair, ui::height::kControl);
}

void end_tools(const Context& context, const session::Form& form, const Field& field,
               const std::vector<Tool>& tools, const Field* type) {
  ui::Ui& ui = context.ui;
  const std::string id = field_id(field.id);
  const bool off = form.body_error.has_value();
  const auto named = [&](Word word) { return context.fill(word, {{"name", field.name}}); };
  const auto edit = [&](request::State state) {
    context.act(session::EditBodyField{field.pointer, {state, {}}});
  };
  const auto change = [&](Change what) {
    context.act(session::ChangeBodyList{field.pointer, what});
  };
  for (const Tool tool : tools) {
    ui.next_cell();
    switch (tool) {
      case Tool::type:
        choice_select(context, *type, true);
        break;
      case Tool::set_empty:
        if (text_button(context, "empty/" + id, tool, named(Word::set_empty), off))
          edit(request::State::empty);
        break;
      case Tool::set_null:
        if (text_button(context, "null/" + id, tool, named(Word::set_null), off))
          edit(request::State::null);
        break;
      case Tool::reset:
        if (text_button(context, "reset/" + id, tool, {}, off)) edit(request::State::unset);
        break;
      case Tool::words: {
        const bool open = shows_words(context, field);
        if (icon_button(context, "about/" + id, ui::Icon::info, Word::details_of, field, false,
                        open ? ui::Node::Tri::yes : ui::Node::Tri::no)) {
          context.state.chosen[words_key(field)] = open ? 0 : 1;
          context.state.again = true;
        }
        break;
      }
      case Tool::move_up:
        if (icon_button(context, "up/" + id, ui::Icon::chevron_up, Word::move_up, field,
                        off || field.position == 0))
          change(Change::up);
        break;
      case Tool::move_down:
        if (icon_button(context, "down/" + id, ui::Icon::chevron_down, Word::move_down, field,
                        off || field.position + 1 >= field.count))
          change(Change::down);
        break;
      case Tool::remove:
        if (icon_button(context, "remove/" + id, ui::Icon::close, Word::remove_item, field, off))
          change(Change::remove);
        break;
    }
  }
  ui.end_row();
}

bool shows_words(const Context& context, const Field& field) {
  return field.schema && chosen_of(context, words_key(field), 2) == 1;
}

void field_words(const Context& context, const Field& field) {
  if (!shows_words(context, field)) return;
  ui::Ui& ui = context.ui;
  // Another variant at the same place has other words.
  const std::string place =
      words_key(field) + '/' + std::to_string(field.schema.cursor().value.id());
  const SchemaRow row = described(context, place, field.schema);
  ui.push_id("about" + field.id);
  ui.begin_inset(ui::gap::kClose, 0);
  schema_words(context, row);
  ui.space(ui::gap::kTight);
  ui.end_inset();
  ui.pop_id();
}

std::string short_name(const Field& field) {
  const std::string pointer(session::value_pointer(field.pointer));
  return session::field_path(pointer.substr(std::min(pointer.rfind('/'), pointer.size())));
}

void add_button(const Context& context, const session::Form& form, const Field& field) {
  ui::Ui& ui = context.ui;
  // The name of the whole body's field belongs to the editor of its text.
  const std::string id = (field.pointer.empty() ? "add/" : "") + field_id(field.id);
  // What is wrong with an object stands at its head.
  const std::string message = field.tail && !field.pointer.empty() ? std::string() : field.message;
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.disabled = form.body_error.has_value();
  look.icon = ui::Icon::plus;
  if (field.files && !look.disabled) look.drop = field.id;
  if (!message.empty()) look.described_by = "message/" + id;
  const std::string name = field.name.empty() ? context.word(Word::body) : field.name;
  const Word word = field.files ? Word::choose_file : Word::add_item;
  look.accessible_name = context.fill(word, {{"name", name}});
  const std::string label = field.name.empty() ? name : short_name(field);
  ui.space(ui::gap::kWords);
  if (ui::button(ui, id, context.fill(word, {{"name", label}}), look)) {
    if (field.files)
      context.act(session::ChooseFile{field.pointer});
    else
      context.act(session::ChangeBodyList{field.pointer, Change::add});
  }
  ui.space(ui::gap::kWords);
  if (!message.empty()) ui::message(ui, "message/" + id, message);
}

void value_cell(const Context& context, const session::Form& form, const Field& field) {
  const bool container =
      field.kind == Kind::list || field.kind == Kind::map || field.kind == Kind::object;
  if (field.kind == Kind::constant || (container && field.null() && !field.tail)) {
    shown_value(context, field);
  } else if (field.kind == Kind::variant || field.kind == Kind::type) {
    choice_select(context, field, false);
  } else if (container) {
    add_button(context, form, field);
  } else if (field.kind == Kind::file) {
    file_cell(context, form, field);
  } else if (field.kind == Kind::optional) {
    const bool more = field.pointer.starts_with(session::kMoreSuffix);
    const std::string words = context.fill(more ? Word::more_fields : Word::optional_fields,
                                           {{"n", std::to_string(field.count)}});
    if (ui::button(context.ui, field_id(field.id), words, ui::fold_options(field.open)))
      context.act(session::FoldFields{field.pointer});
  } else if (auto value = value_input(context, field, form.body_error.has_value())) {
    context.act(session::EditBodyField{field.pointer, std::move(*value)});
  }
}

void value_row(const Context& context, const session::Form& form, const Field& field,
               const LabelText& label, const Field* type) {
  if (field.kind == Kind::optional) {
    value_cell(context, form, field);
    return context.ui.space(ui::gap::kSmall);
  }
  const std::string prefix = field.kind == Kind::variant ? "kind/" : "";
  const std::vector<Tool> tools = tools_of(form, field, type);
  labelled(context, prefix + field_id(session::body_field(field.pointer)), label, [&] {
    if (tools.empty()) return value_cell(context, form, field);
    begin_tools(context, tools);
    value_cell(context, form, field);
    end_tools(context, form, field, tools, type);
  });
  field_words(context, field);
}

}  // namespace vitrine::view
