// Folds and opens the headings of the list, and keeps it over a reload.
#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/json/writer.h"
#include "app/session/navigation/update.h"
#include "app/session/saved/update.h"

namespace vitrine::session {
namespace {

using Kind = NavigationRow::Kind;

std::string key_of(const Session& session) { return "folded " + session.loading.uri; }

void turn(Session& session, std::string key, bool turned) {
  if (turned) {
    session.navigation.turned.insert(std::move(key));
  } else {
    session.navigation.turned.erase(key);
  }
}

void turn_all(Session& session, bool turned) {
  const openapi::Description& description = session.spec->description;
  for (const openapi::Group& group : description.groups()) {
    if (!group.is_badge()) turn(session, heading_key(group), turned);
  }
  const size_t sections = description.tag_groups().size();
  for (size_t index = 0; sections > 0 && index <= sections; ++index)
    turn(session, section_key(index), turned);
  if (description.webhook_operations() > 0) turn(session, "webhooks", turned);
}

void keep_folds(Session& session, Effects& effects) {
  std::string text;
  if (!session.navigation.turned.empty()) {
    json::Writer writer(text);
    writer.begin_array();
    for (const std::string& heading : session.navigation.turned) writer.string(heading);
    writer.end_array();
  }
  keep(session, key_of(session), std::move(text), effects);
}

const openapi::Group* group_of(const openapi::Description& description, std::string_view tag) {
  for (const openapi::Group& group : description.groups()) {
    if (group.tag == tag) return &group;
  }
  return nullptr;
}

/// Opens a group and what holds it: the tags it is inside of, and their sections.
void open_group(Session& session, const openapi::Group& group) {
  const openapi::Description& description = session.spec->description;
  const auto& sections = description.tag_groups();
  bool in_section = false;
  for (const openapi::Group* each = &group; each != nullptr;) {
    turn(session, heading_key(*each), false);
    for (size_t index = 0; index < sections.size(); ++index) {
      const auto& tags = sections[index].tags;
      if (std::find(tags.begin(), tags.end(), each->tag) == tags.end()) continue;
      in_section = true;
      turn(session, section_key(index), false);
    }
    each = each->parent.empty() ? nullptr : group_of(description, each->parent);
  }
  if (!in_section) turn(session, section_key(sections.size()), false);
}

/// Opens what the element's attribute names, and folds all else.
void open_as_asked(Session& session) {
  const std::string& asked = session.settings.options.open;
  if (asked.empty()) return;
  turn_all(session, asked != "all");
  if (asked == "all") turn(session, "schemas", true);
  for (const std::string& name : names_in(asked)) {
    if (name == "schemas" || name == "webhooks") turn(session, name, name == "schemas");
    if (const openapi::Group* group = group_of(session.spec->description, name))
      open_group(session, *group);
  }
}

bool is_in_list(const Session& session, Kind kind, uint32_t index) {
  const auto& rows = session.navigation.rows;
  return std::any_of(rows.begin(), rows.end(), [&](const NavigationRow& row) {
    return row.kind == kind && row.index == index;
  });
}

void open_operation(Session& session) {
  const openapi::Description& description = session.spec->description;
  const uint32_t shown = session.shown->index;
  if (is_in_list(session, Kind::operation, shown)) return;
  if (description.operations()[shown].webhook) return turn(session, "webhooks", false);
  for (const openapi::Group& group : description.groups()) {
    const auto& operations = group.operations;
    if (group.is_badge() ||
        std::find(operations.begin(), operations.end(), shown) == operations.end()) {
      continue;
    }
    return open_group(session, group);
  }
}

}  // namespace

void apply(Session& session, FoldGroup&& action, Effects& effects) {
  if (!session.spec) return;
  if (action.heading.empty()) {
    turn_all(session, !action.open);
  } else {
    const bool schemas = action.heading == "schemas";
    turn(session, std::move(action.heading), action.open == schemas);
  }
  fill_navigation(session);
  keep_folds(session, effects);
}

void restore_folds(Session& session) {
  Navigation& navigation = session.navigation;
  const auto saved = session.saved.find(key_of(session));
  // Those of an outline are those of the whole.
  if (std::exchange(navigation.restored, is_outlined(session)) || !navigation.turned.empty())
    return;
  if (saved == session.saved.end() || saved->second.empty()) return open_as_asked(session);
  const json::Reading reading = json::read(saved->second);
  for (const json::Value heading : reading.document.root().elements())
    navigation.turned.insert(std::string(heading.string()));
}

void open_current(Session& session) {
  if (!session.spec) return;
  const size_t before = session.navigation.turned.size();
  if (session.shown) {
    open_operation(session);
  } else if (current_schema(session)) {
    turn(session, "schemas", true);
  } else if (const openapi::Group* group = current_group(session)) {
    if (!group->is_badge()) open_group(session, *group);
  }
  if (session.navigation.turned.size() != before) fill_navigation(session);
}

}  // namespace vitrine::session
