#include "app/view/body.h"

#include <array>
#include <span>
#include <string>

#include "app/session/form/field.h"
#include "app/text/media_type.h"
#include "app/ui/button.h"
#include "app/ui/select.h"
#include "app/ui/tabs.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/body_editor.h"
#include "app/view/body_fields.h"
#include "app/view/field_row.h"
#include "app/view/prose.h"

namespace vitrine::view {
namespace {

using session::Field;
using Kind = Field::Kind;
using session::Word;

const openapi::RequestBody* request_body(const Context& context, const session::Form& form) {
  const auto& body = context.session.shown->operation.request_body;
  return body && form.content_type < body->content.size() ? &*body : nullptr;
}

std::array<std::string, 2> tab_labels(const Context& context) {
  return {context.word(Word::form), context.word(Word::json)};
}

/// A body that is a file as a whole has no text.
bool is_file(const session::Form& form) {
  return form.fields.size() == 1 && form.fields[0].kind == Kind::file &&
         form.fields[0].pointer.empty();
}

bool shows_text(const session::Form& form) {
  return (form.text_shown || form.fields.empty()) && !is_file(form);
}

bool can_be_made(const Context& context, const session::Form& form) {
  const session::Shown::BodySchema& schema = context.session.shown->bodies[form.content_type];
  return schema.view && request::is_edited_as_json(schema.kind, form.body);
}

void choices(const Context& context, const session::Form& form, const openapi::RequestBody& body) {
  ui::Ui& ui = context.ui;
  const std::string edited = context.word(Word::edited_example);
  const auto choose = [&](const char* id, Word word, const std::vector<std::string>& names,
                          int chosen, bool mono) {
    std::optional<int> picked;
    const std::string name = context.word(word);
    ui::ChoiceOptions look;
    look.mono = mono;
    look.placeholder = edited;
    labelled(context, id, {name, false, false, Label::words},
             [&] { picked = ui::select(ui, id, name, names, chosen, look); });
    return picked;
  };
  if (body.content.size() > 1) {
    std::vector<std::string> names;
    for (const openapi::MediaType& media : body.content) names.push_back(media.name);
    if (auto index = choose("content-type", Word::content_type, names,
                            static_cast<int>(form.content_type), true))
      context.act(session::ChooseContentType{static_cast<std::uint32_t>(*index)});
  }
  const openapi::MediaType& media = body.content[form.content_type];
  std::vector<std::string> names;
  for (const openapi::Example& example : media.examples)
    names.push_back(example.summary.empty() ? example.name : example.summary);
  if (names.empty()) return;
  if (names.size() == 1 && names[0].empty()) names[0] = context.word(Word::example);
  // The generated example comes after those of the author.
  if (can_be_made(context, form)) names.push_back(context.word(Word::generated_example));
  if (auto index = choose("example", Word::example, names, form.example, false))
    context.act(session::ChooseExample{static_cast<std::uint32_t>(*index)});
  if (form.example >= 0 && static_cast<std::size_t>(form.example) < media.examples.size()) {
    const std::string& words = media.examples[static_cast<std::size_t>(form.example)].description;
    prose(context, "example-words", words, row_prose(ui), 3);
    if (!words.empty()) ui.space(ui::gap::kSmall);
  }
}

/// Draws the button that generates an example where the author gave none.
void fill_button(const Context& context, const session::Form& form,
                 const openapi::RequestBody& body) {
  if (!body.content[form.content_type].examples.empty() || !can_be_made(context, form)) return;
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  labelled(context, "fill", {}, [&] {
    if (ui::button(context.ui, "fill", context.word(Word::fill_example), look))
      context.act(session::ChooseExample{0});
  });
}

void messages(const Context& context, const std::string& id,
              const std::vector<const session::BodyMessage*>& messages) {
  if (messages.empty()) return;
  ui::Ui& ui = context.ui;
  ui.space(ui::gap::kTight);
  ui.begin_container(id, ui::Role::list, "");
  std::size_t index = 0;
  for (const session::BodyMessage* message : messages)
    ui::message(ui, std::to_string(index++),
                message->name.empty() ? message->text : message->name + " " + message->text);
  ui.end_container();
}

/// The text of the whole body. It is in the page also while the form is shown: a user who goes to
/// it (a link, a message about no field, assistive technology) gets it shown.
void editor(const Context& context, const session::Form& form, bool required) {
  ui::Ui& ui = context.ui;
  const bool hidden = !shows_text(form);
  const std::string field = session::body_field("");
  const std::string id = field_id(field);
  const std::vector<session::BodyMessage>& wrong = context.session.current.body_messages;
  // The form shows those of its fields.
  std::vector<const session::BodyMessage*> listed;
  for (const session::BodyMessage& message : wrong)
    if (!hidden || !message.at_field) listed.push_back(&message);
  notice_focus(context, field);
  ui::FieldOptions options;
  options.kind = ui::FieldKind::multiline;
  options.value = form.body;
  options.revision = form.body_revision;
  options.required = required;
  options.invalid = !wrong.empty();
  options.hidden = hidden;
  options.mono = true;
  options.min_lines = 4;
  const std::string messages_id = "messages/" + id;
  if (!listed.empty()) options.described_by = messages_id;
  const auto change = !hidden && context.state.editing && has_code_editor(form)
                          ? code_editor(context, form, id, options)
                          : ui::text_field(ui, id, context.word(Word::request_body), options);
  if (change) context.act(session::EditBody{change->text});
  if (hidden && (change || ui.is_focused(ui.node_id(id))))
    context.act(session::ChooseBodyView{true});
  messages(context, messages_id, listed);
}

}  // namespace

bool has_body_views(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  return form && request_body(context, *form) && !is_file(*form) &&
         (!form->fields.empty() || text::is_json_media_type(form->content_type_name));
}

float body_tabs_width(const Context& context) {
  return ui::tabs_width(context.ui, tab_labels(context));
}

void body_tabs(const Context& context) {
  const session::Form& form = *session::current_form(context.session);
  const auto chosen = ui::tabs(context.ui, "view", context.word(Word::body), tab_labels(context),
                               shows_text(form) ? 1 : 0);
  if (chosen) context.act(session::ChooseBodyView{*chosen == 1});
}

void body(const Context& context) {
  const session::Form& form = *session::current_form(context.session);
  const openapi::RequestBody* declared = request_body(context, form);
  if (!declared) return;
  ui::Ui& ui = context.ui;
  ui.begin_container("body", ui::Role::group, context.word(Word::body));
  choices(context, form, *declared);
  if (!shows_text(form)) {
    if (form.body_error) {
      ui::message(ui, "not-json",
                  context.fill(Word::form_needs_json, {{"message", form.body_error->message}}));
      ui.space(ui::gap::kSmall);
    }
    body_fields(context, form);
  }
  if (!is_file(form)) editor(context, form, declared->required);
  fill_button(context, form, *declared);
  if (!form.example_failure.empty())
    ui::message(ui, "no-example",
                context.fill(Word::example_failed, {{"reason", form.example_failure}}));
  ui.space(ui::gap::kSmall);
  ui.end_container();
}

}  // namespace vitrine::view
