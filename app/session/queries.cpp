// Queries of the views on the state.
#include <algorithm>

#include "app/json/uri.h"
#include "app/request/snippet.h"
#include "app/session/exchange/socket.h"
#include "app/session/session.h"

namespace vitrine::session {

const request::Variables* active_variables(const Session& session) {
  if (!session.tools) return nullptr;
  const Environments& environments = session.tools->environments;
  const auto index = static_cast<size_t>(environments.active);
  return index < environments.list.size() ? &environments.list[index].variables : nullptr;
}

bool offers_undo(const Message& notice) {
  return notice.word == Word::link_filled || notice.word == Word::page_filled;
}

bool in_dialog(const Session& session) {
  return session.authorize.open || (session.tools && session.tools->open != Tool::none);
}

const Form* current_form(const Session& session) {
  if (!session.shown) return nullptr;
  const auto form = session.forms.find(session.shown->key);
  return form == session.forms.end() ? nullptr : &form->second;
}

bool is_outlined(const Session& session) { return session.spec && session.spec->outline; }

bool is_searching(const Session& session) {
  return session.navigation.searching || session.loading.stage == Loading::Stage::outlined;
}

bool has_forms(const Session& session) { return session.usable && !is_outlined(session); }

bool can_send(const Session& session) {
  return session.shown && !session.spec->description.operations()[session.shown->index].webhook;
}

bool can_try(const Session& session) {
  return can_send(session) && shows(session.settings.options, Part::try_it);
}

const Exchange* current_exchange(const Session& session) {
  if (!session.shown) return nullptr;
  const auto exchange = session.exchanges.find(session.shown->key);
  return exchange == session.exchanges.end() ? nullptr : &exchange->second;
}

const openapi::Operation* current_operation(const Session& session) {
  return session.shown ? &session.shown->operation : nullptr;
}

std::vector<uint32_t> visible_operations(const Session& session) {
  std::vector<uint32_t> visible;
  for (const NavigationRow& row : session.navigation.rows) {
    if (row.kind != NavigationRow::Kind::operation) continue;
    visible.push_back(row.index);
  }
  std::sort(visible.begin(), visible.end());
  visible.erase(std::unique(visible.begin(), visible.end()), visible.end());
  return visible;
}

std::string operation_name(const openapi::OperationEntry& entry) {
  std::string name = entry.method + ' ' + entry.path;
  if (!entry.summary.empty()) name += ' ' + entry.summary;
  return name;
}

std::string operation_href(const openapi::OperationEntry& entry) { return '#' + entry.link; }

std::string tag_href(std::string_view tag) { return "#/tags/" + json::encode_component(tag); }

std::string schema_href(std::string_view name) {
  return "#/schemas/" + json::encode_component(name);
}

const Prepared* current_prepared(const Session& session) {
  return session.prepared.page == session.page ? &session.prepared : nullptr;
}

std::string heading_key(const openapi::Group& group) { return "tag/" + group.tag; }

std::string section_key(std::size_t section) { return "section/" + std::to_string(section); }

std::string heading_key(const openapi::Description& description, const NavigationRow& row) {
  switch (row.kind) {
    case NavigationRow::Kind::section:
      return section_key(row.index);
    case NavigationRow::Kind::group:
      return heading_key(description.groups()[row.index]);
    case NavigationRow::Kind::webhooks:
      return "webhooks";
    case NavigationRow::Kind::schemas:
      return "schemas";
    default:
      return {};
  }
}

const openapi::NamedSchema* current_schema(const Session& session) {
  if (!session.spec || session.route.kind != Route::Kind::schema) return nullptr;
  for (const openapi::NamedSchema& schema : session.spec->description.schemas()) {
    if (schema.name == session.route.target) return &schema;
  }
  return nullptr;
}

const openapi::Group* current_group(const Session& session) {
  if (!session.spec || session.route.kind != Route::Kind::tag) return nullptr;
  for (const openapi::Group& group : session.spec->description.groups()) {
    if (group.tag == session.route.target) return &group;
  }
  return nullptr;
}

std::string page_name(const Session& session) {
  if (const openapi::Operation* shown = current_operation(session)) {
    const std::string& summary =
        session.spec->description.operations()[session.shown->index].summary;
    return summary.empty() ? shown->method + ' ' + shown->path : summary;
  }
  if (const openapi::NamedSchema* schema = current_schema(session)) return schema->name;
  if (const openapi::Group* group = current_group(session)) return group->title;
  return session.spec ? session.spec->description.info().title : std::string();
}

std::string page_key(const Session& session) {
  if (!session.spec) return {};
  Route route = session.route;
  route.field.clear();
  route.heading.clear();
  return format(route);
}

std::vector<std::string> snippet_titles(const Session& session) {
  std::vector<std::string> titles;
  const Form* form = current_form(session);
  if (form && form->socket) {
    titles = socket_titles();
  } else {
    for (const request::Snippet& snippet : request::snippets()) titles.emplace_back(snippet.title);
  }
  if (!session.shown) return titles;
  for (const openapi::CodeSample& sample : session.shown->operation.code_samples) {
    titles.push_back(sample.label.empty() ? sample.language : sample.label);
  }
  return titles;
}

}  // namespace vitrine::session
