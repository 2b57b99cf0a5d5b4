#include "app/view/body_fields.h"

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/button.h"
#include "app/ui/hash.h"
#include "app/ui/text.h"
#include "app/view/value_row.h"

namespace vitrine::view {
namespace {

using Change = session::ChangeBodyList::Change;
using session::Field;
using Kind = Field::Kind;
using session::Word;

constexpr float kKeyWidth = 128;
constexpr float kIndent = ui::gap::kRow;
constexpr float kBarWidth = 2;

class Fields {
 public:
  Fields(const Context& context, const session::Form& form)
      : context_(context), form_(form), ui_(context.ui) {}

  void draw() {
    for (std::size_t at = 0; at < form_.fields.size();) at = next(at);
  }

 private:
  const Field& field(std::size_t at) const { return form_.fields[at]; }

  bool stand_at_one_place(std::size_t one, std::size_t other) const {
    return one < form_.fields.size() && other < form_.fields.size() &&
           session::value_pointer(field(one).pointer) ==
               session::value_pointer(field(other).pointer);
  }

  /// The field after a choice of its type, when both stand in one row.
  bool is_in_row(std::size_t type) const {
    return field(type).kind == Kind::type && stand_at_one_place(type, type + 1) &&
           !field(type + 1).group && !field(type + 1).tail &&
           field(type + 1).depth == field(type).depth;
  }

  /// Draws what begins there; returns what follows it.
  std::size_t next(std::size_t at) {
    if (field(at).group) return group(at);
    if (field(at).kind == Kind::key) return member(at);
    const bool typed = is_in_row(at);
    const std::size_t value = at + (typed ? 1 : 0);
    part(at, value, [&] {
      const std::string name = short_name(field(value));
      const std::string word = context_.word(Word::type_in_group);
      LabelText label{name};
      label.required = field(value).required && !field(value).element;
      label.deprecated = field(value).deprecated;
      if (is_named_above(at)) label = {};
      if (chooses_in_group(at)) label = {word, false, false, Label::words};
      value_row(context_, form_, field(value), label, typed ? &field(at) : nullptr);
    });
    return value + 1;
  }

  /// One part of the column, for what the fields from `first` to `last` show.
  template <class Draw>
  void part(std::size_t first, std::size_t last, const Draw& draw, std::string_view id = "row/") {
    ui::Hash key;
    // What stands above decides whether the name is shown.
    if (first > 0)
      key.add(static_cast<std::uint64_t>(field(first - 1).kind) << 1 |
              std::uint64_t{stand_at_one_place(first, first - 1)});
    for (std::size_t at = first; at <= last; ++at) {
      const Field& here = field(at);
      key.add(row_key(context_, here));
      const request::FileRef* file = chosen_file(form_, here.pointer);
      if (file != nullptr) key.add(std::string_view(file->name));
      key.add(file == nullptr ? 0 : file->size);
      key.add(std::uint64_t{shows_words(context_, here) ? here.schema.cursor().value.id() + 1 : 0});
    }
    key.add(std::uint64_t{form_.body_error.has_value()});
    if (!ui_.begin_part(std::string(id) + std::to_string(first), key.value())) return;
    draw();
    ui_.end_part();
  }

  /// The choice that stands first in its group.
  bool chooses_in_group(std::size_t at) const {
    const bool chooses = field(at).kind == Kind::variant || field(at).kind == Kind::type;
    while (chooses && at > 0 && stand_at_one_place(at, at - 1)) {
      if (field(--at).group) return true;
    }
    return false;
  }

  /// The value below the choice of its variant and beside its key, and the button below the
  /// elements of its list.
  bool is_named_above(std::size_t at) const {
    if (field(at).kind == Kind::optional || field(at).tail) return true;
    if (at == 0 || !stand_at_one_place(at, at - 1)) return false;
    const Field& above = field(at - 1);
    return above.kind == Kind::variant || above.kind == Kind::key;
  }

  std::size_t group(std::size_t at) {
    const Field& head = field(at);
    ui_.begin_container("group" + head.id, ui::Role::group, head.name);
    part(at, at, [&] { group_head(at); });
    const float top = ui_.y();
    ui_.begin_inset(kIndent, 0);
    std::size_t inside = at + 1;
    while (inside < form_.fields.size() && field(inside).depth > head.depth) inside = next(inside);
    if (head.open && head.kind != Kind::object) {
      part(
          at, at,
          [&] { labelled(context_, "add", {}, [&] { add_button(context_, form_, head); }); },
          "add/");
    }
    ui_.end_inset();
    if (head.open) ui_.fill({ui_.x() + kBarWidth, top, kBarWidth, ui_.y() - top}, ui_.theme().line);
    ui_.end_container();
    return inside;
  }

  void group_head(std::size_t at) {
    const Field& head = field(at);
    const std::vector<Tool> tools = tools_of(form_, head, nullptr);
    const bool list = head.kind == Kind::list;
    std::string label = short_name(head);
    if (head.required && !head.element) label += " *";
    if (list) label += "  " + std::to_string(head.count);
    ui::ButtonOptions look = ui::fold_options(head.open);
    look.accessible_name = head.name;
    // Of a list or a map they stand at the button that adds to it.
    const bool says = !head.message.empty() && !(head.open && head.kind != Kind::object);
    const std::string message = "message/" + field_id(head.id);
    if (says) look.described_by = message;
    begin_tools(context_, tools);
    if (ui::button(ui_, "fold" + head.id, label, look))
      context_.act(session::FoldFields{head.pointer});
    end_tools(context_, form_, head, tools, nullptr);
    if (says) ui::message(ui_, message, head.message);
    field_words(context_, head);
    ui_.space(ui::gap::kWords);
  }

  /// The name of a member of a map, and its value beside it where it is no group.
  std::size_t member(std::size_t at) {
    std::size_t value = at + 1;
    const bool typed = value < form_.fields.size() && is_in_row(value);
    if (typed) ++value;
    const bool beside = value < form_.fields.size() && stand_at_one_place(at, value) &&
                        !field(value).group && field(value).kind != Kind::variant &&
                        field(value).kind != Kind::type;
    part(at, beside ? value : at, [&] {
      const std::array<float, 2> widths = {context_.narrow ? -1 : kKeyWidth,
                                           context_.narrow ? -2.0f : -1.0f};
      ui_.begin_row(widths, ui::gap::kRow);
      rename(field(at));
      ui_.next_cell();
      std::vector<Tool> tools;
      const Field& here = field(beside ? value : at);
      const Field* type = typed ? &field(at + 1) : nullptr;
      if (beside) tools = tools_of(form_, here, type);
      remove_row(field(at), [&] {
        begin_tools(context_, tools);
        if (beside) value_cell(context_, form_, here);
        end_tools(context_, form_, here, tools, type);
      });
      ui_.end_row();
      ui_.space(ui::gap::kSmall);
      if (beside) field_words(context_, here);
    });
    return beside ? value + 1 : at + 1;
  }

  template <class Draw>
  void remove_row(const Field& key, const Draw& draw) {
    const std::array<float, 2> widths = {-1, ui::height::kQuiet};
    ui_.begin_row(widths, ui::gap::kHair, ui::height::kControl);
    draw();
    ui_.next_cell();
    if (icon_button(context_, "remove/" + key.id, ui::Icon::close, Word::remove_item, key,
                    form_.body_error.has_value()))
      context_.act(session::ChangeBodyList{std::string(session::value_pointer(key.pointer)),
                                           Change::remove});
    ui_.end_row();
  }

  void rename(const Field& key) {
    if (auto name = key_input(context_, key, form_.body_error.has_value()))
      context_.act(session::RenameMember{std::string(session::value_pointer(key.pointer)),
                                         *std::move(name)});
  }

  const Context& context_;
  const session::Form& form_;
  ui::Ui& ui_;
};

}  // namespace

void body_fields(const Context& context, const session::Form& form) {
  Fields(context, form).draw();
}

}  // namespace vitrine::view
