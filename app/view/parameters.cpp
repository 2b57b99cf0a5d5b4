#include "app/view/parameters.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/session/form/field.h"
#include "app/session/reference/operation_facts.h"
#include "app/ui/button.h"
#include "app/ui/hash.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/view/field_row.h"

namespace vitrine::view {
namespace {

using Change = session::ChangeBodyList::Change;
using Kind = session::Field::Kind;
using openapi::Location;
using request::State;
using session::Word;

bool quiet_button(const Context& context, const std::string& id, const std::string& label,
                  Word name, const std::string& of, ui::Icon icon = ui::Icon::none) {
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.icon = icon;
  look.accessible_name = context.fill(name, {{"name", of}});
  return ui::button(context.ui, id, label, look);
}

/// A field with buttons for what else it may be, where it may: empty, and null.
template <class Act>
void with_others(const Context& context, const session::Field& field, bool empty, bool null,
                 const Act& act) {
  struct Other {
    State state;
    Word name;
    std::string label;
  };
  std::vector<Other> others;
  const auto offer = [&](bool taken, State state, Word name, std::string label) {
    if (taken)
      others.push_back({State::unset, Word::set_unset, context.word(Word::unset_value)});
    else
      others.push_back({state, name, std::move(label)});
  };
  if (empty) offer(field.empty(), State::empty, Word::set_empty, context.word(Word::empty_value));
  if (null) offer(field.null(), State::null, Word::set_null, "null");
  ui::Ui& ui = context.ui;
  std::vector<float> widths = {-1};
  for (const Other& other : others)
    widths.push_back(ui::button_width(ui, other.label, {.kind = ui::ButtonKind::quiet}));
  session::Field shown = field;
  if (field.null()) shown.placeholder = "null";
  if (!others.empty()) ui.begin_row(widths, ui::gap::kTight, ui::height::kControl);
  if (auto value = value_input(context, shown)) act(std::move(*value));
  if (others.empty()) return;
  for (const Other& other : others) {
    ui.next_cell();
    const bool first = &other == &others.front();
    if (quiet_button(context, (first ? "other/" : "null/") + field_id(field.id), other.label,
                     other.name, field.name))
      act({other.state, {}});
  }
  ui.end_row();
}

/// Whether a text that the user cleared may be sent empty: no text means no value.
bool may_be_sent_empty(const session::Field& field, bool touched) {
  return field.kind == Kind::text && field.kinds.string && !field.may_be_empty && touched &&
         field.value.text.empty();
}

/// Only JSON can say null: elsewhere it is left out of the request.
bool may_be_null(const Context& context, const session::Field& field, std::uint32_t index) {
  return field.nullable && field.kind != Kind::choice &&
         !context.session.shown->rules[index].media_type.empty();
}

void whole(const Context& context, const session::ParameterField& field, std::uint32_t index) {
  const bool empty = field.in != Location::path && may_be_sent_empty(field, field.touched);
  with_others(context, field, empty, may_be_null(context, field, index),
              [&](request::ParameterValue value) {
                context.act(session::EditParameter{index, std::move(value)});
              });
}

/// The choice among the examples of a parameter. One without a name is in its placeholder.
void examples(const Context& context, const session::ParameterField& field, std::uint32_t index) {
  const auto& all = context.session.shown->operation.parameters[index].examples;
  if (all.empty() || (all.size() == 1 && all[0].name.empty() && all[0].summary.empty())) return;
  std::vector<std::string> names;
  int chosen = -1;
  for (const openapi::Example& example : all) {
    const request::ParameterValue value = session::example_value(example);
    if (value.state == field.value.state && value.text == field.value.text && chosen < 0)
      chosen = static_cast<int>(names.size());
    names.push_back(!example.summary.empty() ? example.summary
                    : !example.name.empty()  ? example.name
                                             : value.text);
  }
  const std::string words = context.word(Word::example_values);
  ui::ChoiceOptions look;
  look.quiet = true;
  look.placeholder = words;
  if (auto picked =
          ui::select(context.ui, "example/" + field_id(field.id),
                     context.fill(Word::example_of, {{"name", field.name}}), names, chosen, look))
    context.act(session::ChooseParameterExample{index, static_cast<std::uint32_t>(*picked)});
}

void list_button(const Context& context, const session::Field& part, std::uint32_t index,
                 const std::string& id) {
  const bool removes = part.kind == Kind::object && part.added;
  const Word word = removes ? Word::remove_item : Word::add_item;
  if (quiet_button(context, id, context.fill(word, {{"name", part.name}}), word, part.name,
                   removes ? ui::Icon::close : ui::Icon::plus))
    context.act(
        session::ChangeParameterList{index, part.pointer, removes ? Change::remove : Change::add});
  if (!part.message.empty()) ui::message(context.ui, "message/" + id, part.message);
}

/// Parts are added by it; it has no value of its own.
bool has_parts(const session::Field& part) {
  return part.kind == Kind::list || part.kind == Kind::object || part.kind == Kind::map;
}

void part_input(const Context& context, const session::Field& part, std::uint32_t index,
                bool may_be_empty) {
  with_others(context, part, may_be_empty, may_be_null(context, part, index),
              [&](request::ParameterValue value) {
                context.act(session::EditParameterPart{index, part.pointer, std::move(value)});
              });
}

void remove_button(const Context& context, const session::Field& part, std::uint32_t index) {
  if (quiet_button(context, "remove/" + field_id(part.id), "", Word::remove_item, part.name,
                   ui::Icon::close))
    context.act(session::ChangeParameterList{index, part.pointer, Change::remove});
}

/// The name of a member of a map, and its value beside it where that is one input. Returns how many
/// parts these are.
std::size_t member_row(const Context& context, const session::ParameterField& field,
                       std::uint32_t index, std::size_t at) {
  constexpr float kKeyWidth = 128;
  ui::Ui& ui = context.ui;
  const session::Field& key = field.parts[at];
  const bool beside = at + 1 < field.parts.size() && !has_parts(field.parts[at + 1]) &&
                      field.parts[at + 1].pointer == session::value_pointer(key.pointer);
  const float widths[] = {context.narrow ? -1 : kKeyWidth, context.narrow ? -2.0f : -1.0f,
                          ui::height::kQuiet};
  labelled(context, field_id(key.id), {}, [&] {
    ui.begin_row(widths, ui::gap::kTight, ui::height::kControl);
    if (auto name = key_input(context, key))
      context.act(session::EditParameterPart{index, key.pointer, {State::value, std::move(*name)}});
    ui.next_cell();
    if (beside) part_input(context, field.parts[at + 1], index, false);
    ui.next_cell();
    remove_button(context, key, index);
    ui.end_row();
  });
  return beside ? 2 : 1;
}

/// One place of a list or an object.
void part_row(const Context& context, const session::Field& part, std::uint32_t index,
              bool touched) {
  ui::Ui& ui = context.ui;
  const std::string id = field_id(part.id);
  const bool adds = has_parts(part);
  labelled(context, id,
           {adds ? std::string_view() : std::string_view(part.name), part.required && !part.element,
            part.deprecated},
           [&] {
             if (adds && !part.element) return list_button(context, part, index, id);
             const float widths[] = {-1, ui::height::kQuiet};
             if (part.element) ui.begin_row(widths, ui::gap::kHair, ui::height::kControl);
             if (adds)
               ui::label(ui, "name/" + id, part.name, ui::type::kCode, ui.theme().muted,
                         ui::height::kControl);
             else
               part_input(context, part, index, !part.element && may_be_sent_empty(part, touched));
             if (!part.element) return;
             ui.next_cell();
             remove_button(context, part, index);
             ui.end_row();
           });
}

/// The choice among the alternatives of a union.
void variant_row(const Context& context, const session::Field& choice, std::uint32_t index,
                 const LabelText& label) {
  labelled(context, "kind/" + field_id(choice.id), label, [&] {
    if (auto chosen = ui::select(context.ui, field_id(choice.id),
                                 context.fill(Word::kind_of, {{"name", choice.name}}),
                                 choice_labels(context, choice), choice.chosen))
      context.act(session::ChooseParameterVariant{index, choice.pointer,
                                                  static_cast<std::uint32_t>(*chosen)});
  });
}

void parameter_row(const Context& context, const session::ParameterField& field,
                   std::uint32_t index) {
  ui::Hash key;
  key.add(row_key(context, field));
  key.add(std::uint64_t{field.touched});
  for (const session::Field& part : field.parts) key.add(row_key(context, part));
  if (!context.ui.begin_part("row/" + std::to_string(index), key.value())) return;
  const std::string id = field_id(field.id);
  const bool in_parts = field.in_parts();
  const LabelText name = {field.name, field.required, field.deprecated};
  std::size_t at = 0;
  for (; at < field.parts.size() && field.parts[at].kind == Kind::variant; ++at)
    variant_row(context, field.parts[at], index, at == 0 ? name : LabelText{});
  if (!in_parts)
    labelled(context, id, at == 0 ? name : LabelText{}, [&] { whole(context, field, index); });
  while (at < field.parts.size()) {
    const session::Field& part = field.parts[at];
    if (part.kind == Kind::variant) {
      variant_row(context, part, index, {part.name});
      ++at;
      continue;
    }
    if (part.kind == Kind::key) {
      at += member_row(context, field, index, at);
      continue;
    }
    // The one text has the name of the whole.
    if (in_parts)
      part_row(context, part, index, field.touched);
    else
      labelled(context, "add/" + id, {}, [&] { list_button(context, part, index, "add/" + id); });
    ++at;
  }
  if (in_parts && !field.message.empty()) ui::message(context.ui, "message/" + id, field.message);
  examples(context, field, index);
  context.ui.end_part();
}

/// Says which cookies go with the request.
void cookie_note(const Context& context) {
  const bool included = context.session.settings.includes_credentials;
  ui::label(context.ui, "cookies",
            context.word(included ? Word::cookies_by_browser : Word::cookies_not_set),
            ui::type::kSmall, context.ui.theme().muted, ui::leading::kProse);
  context.ui.space(ui::gap::kSmall);
}

void group(const Context& context, const session::Form& form, Location location, Word title) {
  ui::Ui& ui = context.ui;
  const auto& parameters = context.session.shown->operation.parameters;
  const auto stands_here = [&](const openapi::Parameter& parameter) {
    return parameter.in == location && !parameter.ignored;
  };
  if (std::none_of(parameters.begin(), parameters.end(), stands_here)) return;
  ui.begin_container(openapi::name(location), ui::Role::group, context.word(title));
  for (std::uint32_t index = 0; index < parameters.size() && index < form.parameters.size();
       ++index)
    if (stands_here(parameters[index])) parameter_row(context, form.parameters[index], index);
  if (location == Location::cookie) cookie_note(context);
  ui.end_container();
}

}  // namespace

void parameter_groups(const Context& context) {
  const session::Form& form = *session::current_form(context.session);
  for (const session::ParameterPlace& place : session::kParameterPlaces)
    group(context, form, place.in, place.heading);
}

}  // namespace vitrine::view
