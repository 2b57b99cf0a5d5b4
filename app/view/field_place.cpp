#include "app/view/field_place.h"

#include <algorithm>
#include <utility>

#include "app/json/pointer.h"
#include "app/session/form/field.h"

namespace vitrine::view {
namespace {

/// Variants and levels that are tried until the field is there.
constexpr int kMostTurns = 64;
constexpr float kAside = 10;
constexpr std::string_view kResponse = "/response";
constexpr std::string_view kHeader = "/response-header";

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

bool is_pending(const Context& context) {
  return context.state.field_shown != context.session.page;
}

/// The pointer of what is drawn at a place of the page, see session/form/field.h.
std::optional<std::string> pointer_of(const Context& context, const std::string& place) {
  const session::Session& session = context.session;
  if (!session.shown) return std::string();
  std::string_view rest = place;
  const auto take = [&](std::string_view prefix) {
    if (!begins(rest, prefix)) return false;
    rest.remove_prefix(prefix.size());
    return true;
  };
  if (take("body/")) return session::body_field("");
  if (take("parameter/")) {
    const auto& parameters = session.shown->operation.parameters;
    const auto index = json::array_index(rest);
    if (!index || *index >= parameters.size()) return std::nullopt;
    return session::parameter_field(parameters[*index].in, parameters[*index].name);
  }
  std::string pointer;
  if (take("response/header/")) {
    const std::size_t end = rest.find('/');
    pointer = kHeader;
    json::append(pointer, rest.substr(0, end));
    if (end != std::string_view::npos) json::append(pointer, rest.substr(end + 1));
  } else if (take("response/")) {
    pointer = kResponse;
    json::append(pointer, rest.substr(0, rest.find('/')));
  } else {
    return std::nullopt;
  }
  return pointer;
}

/// Rows name items `[]` and values of maps `*`, which may stand first.
std::string_view without_dot(std::string_view key) {
  return begins(key, ".") ? key.substr(1) : key;
}

/// True when the row of `key` is on the way to that of `wanted`.
bool is_above(std::string_view key, std::string_view wanted) {
  key = without_dot(key);
  return !key.empty() && begins(wanted, key) && wanted.size() > key.size() &&
         (wanted[key.size()] == '.' || wanted[key.size()] == '[');
}

/// The row with that key, or else the one that is nearest above it; the number of rows where there
/// is neither.
std::size_t row_of(const std::vector<SchemaRow>& rows, std::string_view key) {
  std::size_t nearest = rows.size();
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (rows[index].kind != SchemaRow::Kind::property) continue;
    if (without_dot(rows[index].key) == key) return index;
    if (is_above(rows[index].key, key) &&
        (nearest == rows.size() || rows[index].key.size() > rows[nearest].key.size()))
      nearest = index;
  }
  return nearest;
}

bool has_row(const std::vector<SchemaRow>& rows, std::string_view key) {
  const std::size_t index = row_of(rows, key);
  return index < rows.size() && without_dot(rows[index].key) == key;
}

/// One step nearer: unfolds the deepest row above, else turns to the next variant of the last
/// choice that has one. False when there is nothing left to try.
bool turn(Folds& chosen, const std::string& place, const std::vector<SchemaRow>& rows,
          std::string_view key) {
  const auto at = [&](const SchemaRow& row) -> std::size_t& {
    return chosen[place + "/" + row.id];
  };
  const auto closed = std::find_if(rows.rbegin(), rows.rend(), [&](const SchemaRow& row) {
    return row.foldable && !row.open && is_above(row.key, key);
  });
  if (closed != rows.rend()) {
    at(*closed) = 1 - at(*closed);
    return true;
  }
  const auto choice = std::find_if(rows.rbegin(), rows.rend(), [](const SchemaRow& row) {
    return row.kind == SchemaRow::Kind::choice && row.chosen + 1 < row.kinds.size();
  });
  if (choice == rows.rend()) return false;
  at(*choice) = choice->chosen + 1;
  return true;
}

/// True when the form has an input for exactly this: it takes the focus.
bool is_in_form(const session::Session& session) {
  const session::Form* form = session::current_form(session);
  if (!form || !session::can_send(session)) return false;
  const auto is_it = [&](const session::Field& field) { return field.id == session.route.field; };
  return std::any_of(form->parameters.begin(), form->parameters.end(), is_it) ||
         (!form->text_shown && std::any_of(form->fields.begin(), form->fields.end(), is_it));
}

}  // namespace

std::optional<std::string> field_at(const Context& context, const std::string& place) {
  const std::string& field = context.session.route.field;
  const std::optional<std::string> prefix = pointer_of(context, place);
  if (!prefix || !begins(field, *prefix)) return std::nullopt;
  const auto tokens = json::split(std::string_view(field).substr(prefix->size()));
  if (!tokens) return std::nullopt;
  std::string key;
  for (const std::string& token : *tokens) {
    if (token == "0") {
      key += "[]";
    } else {
      if (!key.empty()) key += '.';
      key += token;
    }
  }
  return key;
}

const SchemaRow* marked_row(const Context& context, const std::string& place,
                            const std::vector<SchemaRow>& rows) {
  const std::optional<std::string> key = field_at(context, place);
  if (!key || key->empty()) return nullptr;
  const std::size_t index = row_of(rows, *key);
  return index < rows.size() ? &rows[index] : nullptr;
}

bool unfold_field(const Context& context, const std::string& place,
                  const openapi::SchemaView& schema) {
  if (!is_pending(context) || !schema) return false;
  const std::optional<std::string> key = field_at(context, place);
  if (!key || key->empty()) return false;
  Folds& chosen = context.state.chosen;
  const Folds before = chosen;
  for (int count = 0; count < kMostTurns; ++count) {
    const std::vector<SchemaRow> rows = flatten(schema, chosen, place);
    if (has_row(rows, *key)) {
      context.state.schema_rows.erase(place);
      return true;
    }
    if (!turn(chosen, place, rows, *key)) break;
  }
  chosen = before;
  return false;
}

void choose_response(const Context& context, const std::vector<std::string>& statuses) {
  if (!is_pending(context)) return;
  for (std::size_t index = 0; index < statuses.size(); ++index) {
    if (field_at(context, "response/" + statuses[index]) ||
        field_at(context, "response/header/" + statuses[index]))
      context.state.chosen["responses"] = index;
  }
}

bool choose_media(const Context& context, const session::Shown& shown, std::size_t index) {
  const auto& bodies = shown.bodies;
  const auto has_field = [&](std::size_t at) {
    return unfold_field(context, "body/" + std::to_string(at), bodies[at].view);
  };
  if (!is_pending(context) || has_field(index)) return false;
  for (std::size_t other = 0; other < bodies.size(); ++other) {
    if (other == index || !has_field(other)) continue;
    context.act(session::ChooseContentType{static_cast<std::uint32_t>(other)});
    context.state.field_waits = true;
    return true;
  }
  return false;
}

float begin_field(const Context& context, std::string_view name) {
  ui::Ui& ui = context.ui;
  const float top = ui.y();
  const float height = std::max(context.state.field_height, ui::leading::kText);
  const ui::Rect place{ui.x() - kAside, top, ui.width() + 2 * kAside, height};
  ui.fill(place, ui.theme().accent_soft);
  ui.fill({place.x, place.y, 3, place.height}, ui.theme().accent);
  ui::Node& node =
      ui.record(ui.node_id("place"), ui::Role::group, name, {ui.x(), top, ui.width(), height});
  node.focusable = true;
  return top;
}

void end_field(const Context& context, float top) {
  ui::Ui& ui = context.ui;
  ViewState& state = context.state;
  const float height = ui.y() - top;
  if (state.field_height != height) {
    state.field_height = height;
    state.again = true;
  }
  if (!is_pending(context)) return;
  state.field_shown = context.session.page;
  // A page that is come back to is where it was left.
  if (context.session.went_back && state.left_at.count(state.page) > 0) return;
  const std::string id = ui.node_id("place");
  state.scrolls.push_back({id.substr(0, id.find('/')), std::max(0.0f, top - ui::gap::kPage)});
  if (!is_in_form(context.session)) state.focus = id;
}

void give_up_field(const Context& context) {
  if (std::exchange(context.state.field_waits, false)) return;
  context.state.field_shown = context.session.page;
}

}  // namespace vitrine::view
