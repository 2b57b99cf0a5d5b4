// Loads examples of bodies that are at addresses of their own (`externalValue`), when asked to.
#include <utility>

#include "app/json/uri.h"
#include "app/request/endpoint.h"
#include "app/session/form/update.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::session {
namespace {

/// Of an example's text.
constexpr size_t kMostBytes = 1'000'000;

/// The form that the example is for, while its operation and media type are shown.
Form* waiting_form(Session& session) {
  if (!session.shown || session.shown->key != session.work->example.form) return nullptr;
  Form* form = editable_form(session);
  const bool same = form && form->content_type_name == session.work->example.media_type;
  return same && session.shown->operation.request_body ? form : nullptr;
}

/// Ends the loading; says why it did.
void fail(Session& session, Message reason) {
  if (Form* form = waiting_form(session)) form->example_load = std::move(reason);
  session.work->example = {};
}

std::string address_of(const Session& session, const openapi::Example& example) {
  return json::resolve_uri(session.spec->description.uri(), example.external_value);
}

}  // namespace

bool is_external(const openapi::Example& example) {
  return !example.value.value && example.serialized.empty() && !example.external_value.empty();
}

void load_example(Session& session, Form& form, uint32_t index, Effects& effects) {
  const auto& content = session.shown->operation.request_body->content;
  const std::string url = address_of(session, content[form.content_type].examples[index]);
  const std::string scheme = text::lower(url.substr(0, url.find(':')));
  if (scheme != "http" && scheme != "https") {
    form.example_load = {Word::example_not_http, {{"url", url}}};
    return;
  }
  Work::LoadedExample& example = session.work->example;
  if (example.id != 0) emit(effects, CancelRequest{example.id});
  example = {next_id(session), session.shown->key, form.content_type_name, index, {}};
  form.example_load = {Word::example_loading, {}};
  emit(effects, LoadResource{example.id, url});
}

void apply(Session& session, FetchExample&&, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || !session.shown->operation.request_body || form->example < 0) return;
  const auto& content = session.shown->operation.request_body->content;
  const auto index = static_cast<uint32_t>(form->example);
  if (form->content_type >= content.size()) return;
  const auto& examples = content[form->content_type].examples;
  if (index < examples.size() && is_external(examples[index]))
    load_example(session, *form, index, effects);
}

bool take_example_chunk(Session& session, Chunk& event, Effects& effects) {
  Work::LoadedExample& example = session.work->example;
  if (event.id == 0 || event.id != example.id) return false;
  example.text += event.bytes;
  if (example.text.size() > kMostBytes) {
    emit(effects, CancelRequest{event.id});
    fail(session,
         {Word::example_too_large, {{"size", size_words(kMostBytes, session.settings.language)}}});
  }
  return true;
}

bool take_example_end(Session& session, const End& event, Effects& effects) {
  if (event.id == 0 || event.id != session.work->example.id) return false;
  Form* form = waiting_form(session);
  const Work::LoadedExample loaded = std::exchange(session.work->example, {});
  if (!form) return true;
  const auto& content = session.shown->operation.request_body->content;
  if (loaded.example >= content[form->content_type].examples.size()) return true;
  take_example(session, *form, loaded.example, text::valid_utf8(loaded.text), effects);
  form->example_loaded = true;
  return true;
}

bool take_example_failure(Session& session, const Failed& event) {
  if (event.id == 0 || event.id != session.work->example.id) return false;
  std::string host;
  if (const Form* form = waiting_form(session)) {
    const auto& content = session.shown->operation.request_body->content;
    const auto& examples = content[form->content_type].examples;
    if (session.work->example.example < examples.size())
      host = request::origin_of(address_of(session, examples[session.work->example.example]));
  }
  const Word word = event.kind == FailureKind::status         ? Word::example_status
                    : event.kind == FailureKind::cross_origin ? Word::example_cross_origin
                                                              : Word::example_no_response;
  std::string status = std::to_string(event.status);
  if (!event.message.empty()) status += ' ' + event.message;
  fail(session, {word, {{"host", host}, {"status", std::move(status)}}});
  return true;
}

}  // namespace vitrine::session
