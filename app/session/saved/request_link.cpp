// Links that carry a filled request, without its secrets. They never send it.
#include <algorithm>
#include <optional>
#include <utility>

#include "app/json/reader.h"
#include "app/request/base64.h"
#include "app/session/form/update.h"
#include "app/session/saved/update.h"

namespace vitrine::session {
namespace {

/// What chats and mail programs leave whole.
constexpr size_t kMostBytes = 8000;

/// RFC 4648 §5, without padding.
std::string encoded(std::string_view text) {
  std::string out = request::base64(text);
  while (!out.empty() && out.back() == '=') out.pop_back();
  std::replace(out.begin(), out.end(), '+', '-');
  std::replace(out.begin(), out.end(), '/', '_');
  return out;
}

std::optional<std::string> decoded(std::string text) {
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  return request::from_base64(text);
}

std::string link_of(const Session& session, const Form& form, Kept kept) {
  Route route = session.route;
  route.field.clear();
  route.heading.clear();
  route.request = encoded(form_text(session, form, kept));
  const std::string& page = session.settings.page_url;
  return page.substr(0, page.find('#')) + format(route);
}

/// Makes every field of the page take the text that the form has now.
void renew(const Shown& shown, Form& form, uint32_t revision) {
  for (size_t i = 0; i < form.parameters.size(); ++i) {
    form.parameters[i].revision = revision;
    make_parts(shown, form.parameters[i], i);
  }
  for (Extra& extra : form.extras) extra.name.revision = extra.value.revision = revision;
  for (Field& field : form.server_values) field.revision = revision;
  form.server_address.revision = revision;
  form.body_revision = form.fields_revision = revision;
}

uint32_t next_revision(const Form& form) {
  uint32_t most =
      std::max({form.body_revision, form.fields_revision, form.server_address.revision});
  for (const Field& field : form.parameters) most = std::max(most, field.revision);
  for (const Field& field : form.server_values) most = std::max(most, field.revision);
  for (const Extra& extra : form.extras)
    most = std::max({most, extra.name.revision, extra.value.revision});
  return most + 1;
}

void replace_form(Session& session, Form& form, Form&& with, Effects& effects) {
  const uint32_t revision = next_revision(form);
  const uint64_t count = form.revision;
  form = std::move(with);
  form.revision = count + 1;
  reconcile(session, form, effects);
  renew(*session.shown, form, revision);
  keep_later(session, effects);
}

/// Names of what a link filled in.
std::string filled_fields(const Session& session, const Form& form, const json::Value& root) {
  std::string names;
  const auto add = [&](std::string_view name) {
    if (name.empty()) return;
    if (!names.empty()) names += ", ";
    names += name;
  };
  const schema::Language language = session.settings.language;
  for (const ParameterField& field : form.parameters) {
    if (field.touched) add(field.name);
  }
  for (const Extra& extra : form.extras)
    add(extra.kind == ExtraKind::timeout ? word(Word::timeout, language)
                                         : std::string_view(extra.name.value.text));
  if (form.body_edited || form.example > 0) add(word(Word::request_body, language));
  if (root["contentType"]) add(form.content_type_name);
  const std::string& server = form.server_template;
  if (!server.empty() && root[form.own_server ? "ownServer" : "server"].string() == server)
    add(std::string(word(Word::server, language)) + ' ' +
        (form.server_url.empty() ? server : form.server_url));
  return names;
}

}  // namespace

void apply(Session& session, CopyRequestLink&&, Effects& effects) {
  const Form* form = current_form(session);
  if (!form) return;
  std::string link = link_of(session, *form, Kept::request);
  if (link.size() > kMostBytes) {
    link = link_of(session, *form, Kept::without_body);
    session.notice = {Word::link_without_body, {}};
  }
  copy_text(session, CopyTarget::request, std::move(link), effects);
}

void apply(Session& session, UndoLink&&, Effects& effects) {
  Form* form = editable_form(session);
  auto& before = session.work->before_link;
  if (!form || !before || !offers_undo(session.notice)) return;
  session.notice = {};
  session.work->server = std::move(before->second);
  replace_form(session, *form, std::move(before->first), effects);
  before.reset();
}

void remember_form(Session& session, const Form& form) {
  session.work->before_link.emplace(form, session.work->server);
}

void fill_from_link(Session& session, Effects& effects) {
  const std::string carried = std::exchange(session.route.request, {});
  Form* form = editable_form(session);
  if (carried.empty() || !form) return;
  const std::optional<std::string> text =
      carried.size() <= kMostBytes ? decoded(carried) : std::nullopt;
  const json::Reading reading = json::read(text.value_or(""));
  const json::Value root = reading.document.root();
  if (reading.error || !root.is_object()) {
    session.notice = {Word::link_unreadable, {}};
    return;
  }
  remember_form(session, *form);
  Form filled;
  read_form(session, root, filled);
  // The server that the link names, not the one that was chosen before.
  const std::string named = filled.server_template;
  const auto& servers = session.shown->operation.servers;
  const bool offered = named.empty() || filled.own_server ||
                       std::any_of(servers.begin(), servers.end(),
                                   [&](const openapi::Server& each) { return each.url == named; });
  if (!offered) {
    filled.server_template = form->server_template;
    filled.server_values = form->server_values;
    filled.own_server = form->own_server;
  } else if (!named.empty()) {
    session.work->server = ChosenServer{named, filled.server_values, filled.own_server, false};
  }
  replace_form(session, *form, std::move(filled), effects);
  std::string fields = filled_fields(session, *form, root);
  if (!offered) {
    fields += (fields.empty() ? "" : ". ") + fill(Word::server_changed, session.settings.language,
                                                  {{"url", named}, {"now", form->server_url}});
  }
  session.notice = {Word::link_filled, {{"fields", std::move(fields)}}};
}

}  // namespace vitrine::session
