// The body of each media type: what it begins with, its examples, what was typed.
#include <utility>

#include "app/schema/example.h"
#include "app/session/description/update.h"
#include "app/session/form/field.h"
#include "app/session/form/update.h"

namespace vitrine::session {
namespace {

TypedBody typed_of(const Form& form) {
  return {form.body, form.variants, form.drafts, form.touched, form.files, -1};
}

/// Puts in the place of the body what was typed.
void put_typed(Form& form, TypedBody typed) {
  form.body = std::move(typed.text);
  form.variants = std::move(typed.variants);
  form.drafts = std::move(typed.drafts);
  form.touched = std::move(typed.touched);
  form.files = std::move(typed.files);
  form.body_edited = true;
  form.example = -1;
}

void show_anew(Session& session, Form& form, Effects& effects) {
  const bool carried = !form.carried.empty();
  if (form.text_shown) show_as_xml(session, form, true);
  if (carried) form.carried = form.body;
  ++form.body_revision;
  ++form.fields_revision;
  form.example_failure.clear();
  form.example_load = {};
  form.example_loaded = false;
  form.xml_failure.clear();
  forget_response_errors(form, body_field(""));
  read_body(session, form, is_judged(form), effects);
  settle(form);
  keep_later(session, effects);
}

/// The example for the schema; empty with its reason in the form where none can be made.
std::string made_example(Session& session, Form& form, Effects& effects) {
  const schema::Schema* compiled = body_schema(session, form.content_type, effects);
  if (!compiled) {
    form.example_failure = word(Word::schema_unreadable, session.settings.language);
    return {};
  }
  schema::ExampleOptions options;
  options.direction = schema::Direction::request;
  auto made = schema::example(*compiled, options);
  if (made) return std::move(*made);
  const std::string place = field_path(made.error().pointer);
  form.example_failure = (place.empty() ? "" : place + ": ") + made.error().message;
  return {};
}

}  // namespace

void choose_content_type(Session& session, Form& form, uint32_t index) {
  const auto& body = session.shown->operation.request_body;
  if (!body || index >= body->content.size()) return;
  const openapi::MediaType& media = body->content[index];
  form.content_type = index;
  form.content_type_name = media.name;
  if (form.body_edited) return;
  std::string first;
  if (form.example >= 0 && static_cast<size_t>(form.example) < media.examples.size()) {
    const auto& example = media.examples[static_cast<size_t>(form.example)];
    first = example_body(example, session.shown->bodies[index].json);
  } else {
    form.example = media.examples.empty() ? -1 : 0;
    first = first_body(media, session.shown->bodies[index]);
  }
  if (first == form.body) return;
  form.body = std::move(first);
  ++form.body_revision;
  ++form.fields_revision;
}

void keep_typed(Form& form) {
  if (form.body_edited) {
    form.typed_bodies[form.content_type_name] = typed_of(form);
  } else if (const auto kept = form.typed_bodies.find(form.content_type_name);
             kept != form.typed_bodies.end()) {
    kept->second.example = form.example;
  }
}

void apply(Session& session, ChooseContentType&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  const auto& body = session.shown->operation.request_body;
  if (!body || action.index >= body->content.size() || action.index == form->content_type) return;
  const Shown::BodySchema& from = session.shown->bodies[form->content_type];
  const bool typed = std::exchange(form->body_edited, false);
  const TypedBody left = typed_of(*form);
  // What came from elsewhere and was left as it came is not what was typed here.
  const bool carried = !form->carried.empty() && form->carried == form->body;
  form->body_edited = typed && !carried;
  keep_typed(*form);
  form->body_edited = false;
  form->carried.clear();
  form->variants.clear();
  form->drafts.clear();
  form->files.clear();
  choose_content_type(session, *form, action.index);
  const auto kept = form->typed_bodies.find(form->content_type_name);
  if (kept != form->typed_bodies.end() && kept->second.example < 0) {
    put_typed(*form, std::move(kept->second));
    form->typed_bodies.erase(kept);
  } else if (kept != form->typed_bodies.end()) {
    const auto& examples = body->content[action.index].examples;
    const auto index = static_cast<size_t>(kept->second.example);
    form->example = kept->second.example;
    if (index < examples.size())
      form->body = example_body(examples[index], session.shown->bodies[action.index].json);
    else
      form->body = made_example(session, *form, effects);
  } else if (typed) {
    auto taken =
        carry_over(from, left, session.shown->bodies[action.index], body->content[action.index]);
    if (taken) {
      form->carried = taken->text;
      put_typed(*form, std::move(*taken));
    }
  }
  show_anew(session, *form, effects);
}

void take_example(Session& session, Form& form, uint32_t index, std::string text,
                  Effects& effects) {
  keep_typed(form);
  form.body = std::move(text);
  form.example = static_cast<int32_t>(index);
  form.body_edited = false;
  form.body_touched = true;
  form.carried.clear();
  form.variants.clear();
  form.drafts.clear();
  form.places.clear();
  form.files.clear();
  show_anew(session, form, effects);
}

void apply(Session& session, ChooseExample&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  const auto& body = session.shown->operation.request_body;
  if (!body || form->content_type >= body->content.size()) return;
  const auto& examples = body->content[form->content_type].examples;
  form->example_failure.clear();
  form->example_load = {};
  if (action.index < examples.size()) {
    const openapi::Example& example = examples[action.index];
    if (is_external(example)) return load_example(session, *form, action.index, effects);
    const bool json = session.shown->bodies[form->content_type].json;
    return take_example(session, *form, action.index, example_body(example, json), effects);
  }
  if (action.index == examples.size()) {
    std::string made = made_example(session, *form, effects);
    if (!form->example_failure.empty()) return;
    return take_example(session, *form, action.index, std::move(made), effects);
  }
  const auto kept = form->typed_bodies.find(form->content_type_name);
  if (form->body_edited || kept == form->typed_bodies.end()) return;
  put_typed(*form, std::move(kept->second));
  form->typed_bodies.erase(kept);
  show_anew(session, *form, effects);
}

}  // namespace vitrine::session
