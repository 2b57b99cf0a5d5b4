#include "app/view/body.h"

#include <array>
#include <span>
#include <string>

#include "app/json/uri.h"
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

bool is_xml(const Context& context, const session::Form& form) {
  return context.session.shown->bodies[form.content_type].kind == request::BodyKind::xml;
}

std::array<std::string, 2> tab_labels(const Context& context) {
  const session::Form& form = *session::current_form(context.session);
  const bool xml = !form.content_type_name.empty() && is_xml(context, form);
  return {context.word(Word::form), context.word(xml ? Word::xml : Word::json)};
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
  return schema.view && (schema.kind == request::BodyKind::xml ||
                         request::is_edited_as_json(schema.kind, form.body));
}

/// Something else stands in the place of what was typed.
bool has_typed(const session::Form& form) {
  return form.typed_bodies.find(form.content_type_name) != form.typed_bodies.end();
}

/// Draws the button that loads an example from its address, and what came of it.
void external_example(const Context& context, const session::Form& form,
                      const openapi::MediaType& media) {
  ui::Ui& ui = context.ui;
  const auto index = static_cast<std::size_t>(form.example);
  if (form.example >= 0 && index < media.examples.size() && !form.example_loaded &&
      session::is_external(media.examples[index])) {
    const std::string url = json::resolve_uri(context.session.spec->description.uri(),
                                              media.examples[index].external_value);
    labelled(context, "load", {}, [&] {
      if (ui::button(ui, "load",
                     context.fill(Word::load_example, {{"host", session::origin_of(url)}})))
        context.act(session::FetchExample{});
    });
  }
  if (form.example_load.empty()) return;
  const std::string words = session::text(form.example_load, context.language());
  if (form.example_load.word == Word::example_loading)
    ui::label(ui, "example-load", words, ui::type::kSmall, ui.theme().muted, ui::leading::kProse);
  else
    ui::message(ui, "example-load", words);
  ui.space(ui::gap::kSmall);
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
  if (names.empty() && !has_typed(form)) return;
  if (names.size() == 1 && names[0].empty()) names[0] = context.word(Word::example);
  // The generated example comes after those of the author, what was typed at the end.
  if (can_be_made(context, form)) names.push_back(context.word(Word::generated_example));
  const int typed = static_cast<int>(names.size());
  if (form.body_edited || has_typed(form)) names.push_back(edited);
  const int chosen = form.body_edited ? typed : form.example;
  if (auto index = choose("example", Word::example, names, chosen, false)) {
    const std::size_t picked =
        *index == typed ? media.examples.size() + 1 : static_cast<std::size_t>(*index);
    context.act(session::ChooseExample{static_cast<std::uint32_t>(picked)});
  }
  external_example(context, form, media);
  if (form.example >= 0 && static_cast<std::size_t>(form.example) < media.examples.size()) {
    const std::string& words = media.examples[static_cast<std::size_t>(form.example)].description;
    prose(context, "example-words", words, row_prose(ui), 3);
    if (!words.empty()) ui.space(ui::gap::kSmall);
  }
}

/// Draws the button that generates an example where the author gave none.
void fill_button(const Context& context, const session::Form& form,
                 const openapi::RequestBody& body) {
  if (!body.content[form.content_type].examples.empty() || has_typed(form) ||
      !can_be_made(context, form))
    return;
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
  for (const session::BodyMessage* message : messages) {
    ui.begin_container(std::to_string(index++), ui::Role::listitem, "");
    ui::message(ui, "words",
                message->name.empty() ? message->text : message->name + " " + message->text);
    ui.end_container();
  }
  ui.end_container();
}

/// The text of the whole body. It is in the page also while the form is shown: a user who goes to
/// it (a link, a message about no field, assistive technology) gets it shown.
void editor(const Context& context, const session::Form& form, bool required) {
  ui::Ui& ui = context.ui;
  const bool hidden = !shows_text(form) && !is_file_or_text(form);
  const std::string field = session::body_field("");
  const std::string id = field_id(field);
  const std::vector<session::BodyMessage>& wrong = context.session.current.body_messages;
  // The form shows those of its fields.
  std::vector<const session::BodyMessage*> listed;
  for (const session::BodyMessage& message : wrong)
    if (!hidden || !message.at_field) listed.push_back(&message);
  if (!form.xml_failure.empty()) {
    ui::message(ui, "not-xml", context.fill(Word::form_needs_xml, {{"message", form.xml_failure}}));
    ui.space(ui::gap::kSmall);
  }
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

bool is_file_or_text(const session::Form& form) {
  const std::string& type = form.content_type_name;
  return is_file(form) && form.files.empty() &&
         (type.starts_with("application/") || type.starts_with("text/") || type.starts_with("*"));
}

bool has_body_views(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  return form && request_body(context, *form) && !is_file(*form) &&
         (!form->fields.empty() || text::is_json_media_type(form->content_type_name) ||
          (is_xml(context, *form) &&
           !request::is_edited_as_json(request::BodyKind::xml, form->body)));
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
  if (!is_file(form) || is_file_or_text(form)) editor(context, form, declared->required);
  fill_button(context, form, *declared);
  if (!form.example_failure.empty())
    ui::message(ui, "no-example",
                context.fill(Word::example_failed, {{"reason", form.example_failure}}));
  ui.space(ui::gap::kSmall);
  ui.end_container();
}

}  // namespace vitrine::view
