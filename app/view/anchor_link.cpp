#include "app/view/anchor_link.h"

#include <algorithm>
#include <utility>

#include "app/ui/icon.h"
#include "app/ui/text.h"
#include "app/view/copying.h"

namespace vitrine::view {
namespace {

constexpr float kIcon = 14;

void sign(const Context& context, const std::string& whole, const std::string& href,
          std::string_view name, const ui::Rect& rect, const ui::Reaction& reaction, bool shown) {
  ui::Ui& ui = context.ui;
  ui::Node& node = ui.record(whole, ui::Role::link, name, rect);
  node.href = href;
  // Not a letter of the heading's line, where the layer shows itself.
  node.label = " ";
  node.focusable = true;
  const bool copied = has_copied(context, session::CopyTarget::link, whole);
  if (shown || copied || reaction.hovered || ui.is_focused(whole)) {
    ui::icon(ui, copied ? ui::Icon::check : ui::Icon::link,
             {rect.x + (rect.width - kIcon) / 2, rect.y + (rect.height - kIcon) / 2, kIcon, kIcon},
             reaction.hovered ? ui.theme().accent : ui.theme().faint);
  }
  ui.focus_ring(whole, {rect.x + 4, rect.y + 4, rect.width - 8, rect.height - 8}, 2);
  if (!reaction.pressed) return;
  context.state.copied_from = whole;
  context.act(session::Copy{session::CopyTarget::link, href});
  context.act(session::Navigate{href});
}

}  // namespace

void anchor_link(const Context& context, std::string_view id, const std::string& href,
                 std::string_view name, bool shown) {
  const ui::Rect rect = context.ui.place(kAnchorWidth, kAnchorWidth);
  const std::string whole = context.ui.node_id(id);
  sign(context, whole, href, name, rect, context.ui.react(whole, rect), shown);
}

void anchor_over(const Context& context, std::string_view id, const std::string& href,
                 const ui::Rect& line) {
  ui::Ui& ui = context.ui;
  const ui::Rect rect = ui.place(kAnchorWidth, kAnchorWidth);
  const std::string whole = ui.node_id(id);
  // The sign comes first, where both are: it takes the pointer.
  const ui::Reaction reaction = ui.react(whole, rect);
  const std::string ground = whole + "/ground";
  ui.cover(ground);
  if (ui.react(ground, line, false, "text").hovered || reaction.hovered || reaction.pressed) {
    sign(context, whole, href, context.word(session::Word::copy_link), rect, reaction, true);
  } else {
    ui.cover(whole);
  }
}

void anchored_heading(const Context& context, std::string_view id, int level,
                      std::vector<ui::Span> spans, float line_height, std::string_view anchor) {
  ui::Ui& ui = context.ui;
  std::string name;
  for (const ui::Span& span : spans) name += span.text;
  note_anchor(context, anchor, name);
  const float top = ui.y();
  ui.begin_inset(0, std::min(kAnchorRoom, ui.width() / 4));
  const ui::Rect end = ui::heading(ui, id, level, std::move(spans), line_height);
  ui.end_inset();
  if (anchor.empty()) return;
  session::Route place = context.session.route;
  place.field.clear();
  place.heading = anchor;
  const std::string heading = ui.node_id(id);
  const std::string whole = heading + "/link";
  const float width = std::min(kAnchorWidth, ui.width());
  const ui::Rect rect{std::min(end.x + ui::gap::kTight, ui.x() + ui.width() - width), end.y, width,
                      end.height};
  const ui::Reaction reaction = ui.react(whole, rect);
  // The sign comes first, where both are: it takes the pointer.
  const std::string ground = heading + "/ground";
  ui.cover(ground);
  const bool near =
      ui.react(ground, {ui.x(), top, rect.right() - ui.x(), ui.y() - top}, false, "text").hovered;
  sign(context, whole, session::format(place), context.word(session::Word::copy_link), rect,
       reaction, near);
}

void note_anchor(const Context& context, std::string_view anchor, std::string_view name) {
  const session::Session& session = context.session;
  if (anchor.empty() || anchor != session.route.heading) return;
  ui::Ui& ui = context.ui;
  const std::string whole = ui.node_id("place");
  ui.record(whole, ui::Role::group, name, {ui.x(), ui.y(), ui.width(), ui::leading::kHeading})
      .focusable = true;
  std::uint64_t& shown = context.state.heading_shown;
  if (session.went_back || shown == session.page) return;
  shown = session.page;
  context.state.focus = whole;
  context.state.scroll_to(whole.substr(0, whole.find('/')), ui.y());
}

}  // namespace vitrine::view
