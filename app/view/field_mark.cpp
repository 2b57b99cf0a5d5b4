#include "app/view/field_mark.h"

#include <algorithm>
#include <utility>

#include "app/session/form/field.h"

namespace vitrine::view {
namespace {

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

void mark_field(const Context& context, float top, std::string focus) {
  ui::Ui& ui = context.ui;
  ui.fill({ui.x() - kBarGap, top, kBarWidth, ui.y() - top}, ui.theme().accent, kBarWidth / 2);
  if (!is_arriving(context)) return;
  ViewState& state = context.state;
  state.field_shown = context.session.page;
  // A page reached by the history is where it was left.
  if (context.session.went_back && state.left_at.count(state.page) > 0) return;
  const std::string whole = ui.node_id("");
  state.scrolls.push_back(
      {whole.substr(0, whole.find('/')), std::max(0.0f, top - ui.viewport_height() / 4)});
  if (!focus.empty()) state.focus = std::move(focus);
}

}  // namespace vitrine::view
