#include "app/view/field_mark.h"

#include "app/json/pointer.h"
#include "app/session/form/field.h"
#include "app/view/anchor_link.h"

namespace vitrine::view {
namespace {

/// What the node of the place is called: the last name in its path.
std::string name_of(std::string_view field) {
  const auto tokens = json::split(field);
  std::string name;
  if (!tokens) return name;
  for (const std::string& token : *tokens) {
    if (token != "*" && !token.starts_with('?')) name = token;
  }
  return name;
}

constexpr float kBarWidth = 3;
constexpr float kBarGap = 9;

}  // namespace

std::optional<std::string_view> wanted_below(const Context& context, std::string_view field) {
  const std::string& wanted = context.session.route.field;
  if (wanted.empty()) return std::nullopt;
  return session::field_below(wanted, field);
}

bool is_arriving(const Context& context) {
  return context.state.field_shown != context.session.page;
}

void mark_field(const Context& context, float top, bool focuses, std::string_view path) {
  ui::Ui& ui = context.ui;
  const std::string node = ui.node_id("place");
  ui.record(node, ui::Role::group, name_of(path.empty() ? context.session.route.field : path),
            {ui.x(), top, ui.width(), ui.y() - top})
      .focusable = true;
  ui.fill({ui.x() - kBarGap, top, kBarWidth, ui.y() - top}, ui.theme().accent, kBarWidth / 2);
  if (!is_arriving(context)) return;
  ViewState& state = context.state;
  state.field_shown = context.session.page;
  // A page reached by the history is where it was left.
  if (context.session.went_back && state.left_at.count(state.page) > 0) return;
  state.scroll_to(node.substr(0, node.find('/')), top, ui.viewport_height() / 4);
  if (focuses) state.focus = node;
}

void field_sign(const Context& context, const std::string& field, const ui::Rect& line) {
  session::Route place = context.session.route;
  place.heading.clear();
  place.field = field;
  anchor_over(context, "link", session::format(place), line);
}

}  // namespace vitrine::view
