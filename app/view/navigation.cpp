#include "app/view/navigation.h"

#include <algorithm>
#include <span>
#include <string>

#include "app/ui/button.h"
#include "app/ui/chip.h"
#include "app/ui/icon.h"
#include "app/ui/link.h"
#include "app/ui/ornament.h"
#include "app/ui/rows.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/fit.h"
#include "app/view/search_results.h"

namespace vitrine::view {
namespace {

constexpr float kRowHeight = 32;
constexpr float kGroupHeight = 36;
constexpr float kSectionHeight = 44;
constexpr std::string_view kList = "navigation/list";

using session::NavigationRow;
using session::Word;

void brand(const Context& context) {
  ui::Ui& ui = context.ui;
  const openapi::Info& info = context.session.spec->description.info();
  const std::string title = info.title.empty() ? context.word(Word::overview) : info.title;
  if (ui::link(ui, "overview", title, "#/", 32, [&](bool hovered) {
        const float x = ui.x() + 8;
        ui::logo(ui, {x, ui.y() + 6, 20, 20});
        const float version =
            info.version.empty() ? 0 : ui.measure(info.version, ui::type::kSmall).width;
        ui.draw_text({x + 28, ui.y(), ui.width() - 36 - version - 12, 32}, title, ui::type::kBrand,
                     hovered ? ui.theme().accent : ui.theme().text);
        ui.draw_text({x, ui.y(), ui.width() - 12, 32}, info.version, ui::type::kSmall,
                     ui.theme().faint, ui::Align::right);
      })) {
    context.state.navigation_open = false;
    context.act(session::Navigate{"#/"});
  }
}

void search(const Context& context) {
  ui::FieldOptions options;
  options.kind = ui::FieldKind::search;
  options.value = context.session.navigation.filter;
  options.revision = context.session.navigation.filter_revision;
  const std::string name = context.word(Word::search_operations);
  options.placeholder = name;
  options.icon = ui::Icon::search;
  if (!context.narrow) options.hint = "/";
  if (auto change = ui::text_field(context.ui, "search", name, options))
    context.act(session::FilterNavigation{change->text});
}

using Kind = NavigationRow::Kind;

const openapi::Description& description_of(const session::Session& session) {
  return session.spec->description;
}

bool is_heading(const NavigationRow& row) {
  return row.kind != Kind::operation && row.kind != Kind::schema;
}

std::string title_of(const Context& context, const NavigationRow& row) {
  const openapi::Description& description = description_of(context.session);
  switch (row.kind) {
    case Kind::section:
      return row.index < description.tag_groups().size() ? description.tag_groups()[row.index].name
                                                         : context.word(Word::other_operations);
    case Kind::group: {
      const std::string& title = description.groups()[row.index].title;
      return title.empty() ? context.word(Word::other_operations) : title;
    }
    case Kind::webhooks:
      return context.word(Word::webhooks);
    case Kind::schemas:
      return context.word(Word::schemas);
    case Kind::operation:
      return session::operation_name(description.operations()[row.index]);
    case Kind::schema:
      return description.schemas()[row.index].name;
  }
  return {};
}

std::string href_of(const session::Session& session, const NavigationRow& row) {
  if (row.kind == Kind::operation)
    return session::operation_href(description_of(session).operations()[row.index]);
  if (row.kind == Kind::schema) return '#' + description_of(session).schemas()[row.index].link;
  return {};
}

std::string id_of(const session::Session& session, const NavigationRow& row) {
  const openapi::Description& description = description_of(session);
  switch (row.kind) {
    case Kind::section:
      return "section/" + std::to_string(row.index);
    case Kind::group:
      return "tag/" + description.groups()[row.index].tag;
    case Kind::webhooks:
      return "webhooks";
    case Kind::schemas:
      return "schemas";
    case Kind::operation:
      return description.operations()[row.index].link + "/" + std::to_string(row.group);
    case Kind::schema:
      return description.schemas()[row.index].link;
  }
  return {};
}

bool is_current(const session::Session& session, const NavigationRow& row) {
  if (row.kind == Kind::operation) return session.shown && session.shown->index == row.index;
  return row.kind == Kind::schema && !session.shown &&
         session.route.kind == session::Route::Kind::schema &&
         session.route.target == description_of(session).schemas()[row.index].name;
}

void draw_heading(const Context& context, const NavigationRow& row, ui::Rect all, bool hovered) {
  ui::Ui& ui = context.ui;
  const ui::Theme& theme = ui.theme();
  const float indent = 8 + 12.0f * static_cast<float>(row.depth);
  const bool section = row.kind == Kind::section;
  const ui::Rect text{all.x + indent, all.y + all.height - 30, all.width - indent - 8, 30};
  ui.draw_text({text.x, text.y, text.width - 40, text.height}, title_of(context, row),
               section ? ui::type::kSubheading : ui::type::strong(ui::type::kFine),
               section || hovered ? theme.text : theme.muted);
  if (!section)
    ui.draw_text(text, std::to_string(row.count), ui::type::kFine, theme.faint, ui::Align::right);
  if (row.kind != Kind::schemas) return;
  const bool open =
      context.session.navigation.schemas_open || !context.session.navigation.filter.empty();
  const float title = ui.measure(title_of(context, row), ui::type::strong(ui::type::kFine)).width;
  ui::icon(ui, open ? ui::Icon::chevron_down : ui::Icon::chevron_right,
           {text.x + title + 4, text.y + 8, 14, 14}, theme.faint);
}

void draw_row(const Context& context, const NavigationRow& row, ui::Rect all, bool hovered) {
  if (is_heading(row)) return draw_heading(context, row, all, hovered);
  ui::Ui& ui = context.ui;
  const ui::Theme& theme = ui.theme();
  const openapi::Description& description = description_of(context.session);
  const bool current = is_current(context.session, row);
  ui::row_ground(ui, all, current, hovered);
  const float indent = 12.0f * static_cast<float>(row.depth);
  const ui::Font font = current ? ui::type::medium(ui::type::kText) : ui::type::kText;
  if (row.kind == Kind::schema) {
    ui.draw_text({all.x + 16, all.y, all.width - 24, all.height},
                 description.schemas()[row.index].name, font, theme.text);
    return;
  }
  const openapi::OperationEntry& entry = description.operations()[row.index];
  ui.begin_inset(ui::gap::kClose + indent, ui::gap::kClose);
  ui.move_to(all.y + 6);
  ui::method(ui, entry.method, 46, ui::Align::right);
  ui.end_inset();
  const ui::Rect text{all.x + 64 + indent, all.y, all.width - 72 - indent, all.height};
  const std::string title =
      entry.summary.empty() ? end_that_fits(ui, entry.path, font, text.width) : entry.summary;
  const float width = ui.draw_text(text, title, font, entry.deprecated ? theme.muted : theme.text);
  if (entry.deprecated) ui.fill({text.x, all.y + 16, width, 1}, theme.muted);
}

/// Rows that the keyboard stops at.
bool is_stop(const NavigationRow& row) { return !is_heading(row) || row.kind == Kind::schemas; }

/// Scrolls the current line into view once for each page.
void reveal_current(const Context& context) {
  ViewState& state = context.state;
  const session::Session& session = context.session;
  const std::string key = session::page_key(session);
  if (state.revealed == key) return;
  state.revealed = key;
  const auto& rows = session.navigation.rows;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (!is_current(session, rows[index])) continue;
    const ui::Rect place = ui::row_place(context.ui, kList, index);
    const float height = context.ui.viewport_height();
    const float top = context.ui.scroll_of("navigation");
    // An operation of several tags has several lines: one of them in view is enough.
    if (place.y >= top && place.bottom() <= top + height) return;
    state.scrolls.push_back({"navigation", std::max(0.0f, place.y - height / 3)});
    return;
  }
}

void list(const Context& context) {
  ui::Ui& ui = context.ui;
  const session::Session& session = context.session;
  const std::vector<NavigationRow>& rows = session.navigation.rows;
  // The interface's language is in the titles of groups without one of their own.
  const std::uint64_t revision = (session.navigation.revision * 1'000'003u + session.page) * 8u +
                                 static_cast<std::uint64_t>(context.language());
  const auto followed = ui::rows(
      ui, "list", rows.size(), kRowHeight, revision,
      [&](std::size_t index) {
        const NavigationRow& row = rows[index];
        ui::Row result;
        result.id = id_of(session, row);
        result.name = title_of(context, row);
        result.href = href_of(session, row);
        if (is_heading(row)) {
          // They come before the first heading of the page, and must not skip a level.
          const int level = std::max<int>(2, session.settings.heading_level);
          result.level = static_cast<std::uint8_t>(level + (row.depth > 0 ? 1 : 0));
          result.height = row.kind == Kind::section ? kSectionHeight : kGroupHeight;
        }
        if (row.kind == Kind::schemas)
          result.expanded =
              session.navigation.schemas_open ? ui::Node::Tri::yes : ui::Node::Tri::no;
        result.current = is_current(session, row);
        return result;
      },
      [&](std::size_t index, ui::Rect all, bool hovered) {
        draw_row(context, rows[index], all, hovered);
      });
  reveal_current(context);
  if (!followed) return;
  ui.spare_other_surfaces();  // the session reports them
  if (rows[*followed].kind == Kind::schemas) {
    context.act(session::FoldSchemas{!session.navigation.schemas_open});
    return;
  }
  context.state.navigation_open = false;
  context.act(session::Navigate{href_of(session, rows[*followed])});
}

}  // namespace

void theme_button(const Context& context) {
  ui::ButtonOptions options;
  options.kind = ui::ButtonKind::quiet;
  options.icon = context.session.settings.dark() ? ui::Icon::sun : ui::Icon::moon;
  options.accessible_name = context.word(Word::theme);
  if (ui::button(context.ui, "theme", "", options)) context.act(session::ToggleTheme{});
}

void open_navigation(ViewState& state) {
  if (state.navigation_open) return;
  state.navigation_open = true;
  state.again = true;
  state.revealed.clear();
  state.scrolls.push_back({"navigation", 0});
}

void open_search(ViewState& state) {
  open_navigation(state);  // wider elements forget it
  state.focus = kSearch;
}

void navigation_head(const Context& context) {
  ui::Ui& ui = context.ui;
  if (!context.session.spec) return;
  ui.begin_inset(ui::gap::kRow, ui::gap::kRow);
  ui.space(ui::gap::kMedium);
  const float widths[] = {-1, 32};
  ui.begin_row(std::span(widths, context.narrow ? 1 : 2), ui::gap::kTight, ui::height::kControl);
  brand(context);
  if (!context.narrow) {
    ui.next_cell();
    theme_button(context);
  }
  ui.end_row();
  ui.space(ui::gap::kClose);
  ui.begin_inset(ui::gap::kTight, ui::gap::kTight);
  search(context);
  ui.end_inset();
  ui.end_inset();
}

void navigation(const Context& context) {
  ui::Ui& ui = context.ui;
  if (!context.session.spec) return;
  ui.begin_inset(ui::gap::kRow, ui::gap::kRow);
  list(context);
  const session::Navigation& found = context.session.navigation;
  if (found.rows.empty() && found.hits.empty() && !found.searching && !found.filter.empty()) {
    ui.begin_inset(ui::gap::kClose, ui::gap::kClose);
    ui.space(ui::gap::kRow);
    ui::paragraph(
        ui, "nothing",
        {span(context.fill(Word::no_operation_found, {{"text", context.session.navigation.filter}}),
              ui::type::kText, ui.theme().muted)});
    ui.end_inset();
  }
  if (!found.filter.empty()) search_results(context);
  ui.space(ui::gap::kIndent);
  ui.end_inset();
}

bool navigation_key(const session::Session& session, ViewState& state, const ui::Ui& ui,
                    std::string_view key, session::Actions& actions) {
  if (!session.spec) return false;
  const std::vector<NavigationRow>& rows = session.navigation.rows;
  // The places that were found stand below the rows.
  const std::vector<search::Hit>& hits = session.navigation.hits;
  const std::size_t all = rows.size() + hits.size();
  const auto node = [&](std::size_t index) {
    if (index >= rows.size()) return hit_node(index - rows.size());
    return std::string(kList) + '/' + id_of(session, rows[index]);
  };
  const auto stops = [&](std::size_t index) {
    return index >= rows.size() || is_stop(rows[index]);
  };
  const bool searching = ui.is_focused(kSearch);
  std::ptrdiff_t at = -1;
  for (std::size_t index = 0; index < all && !searching && at < 0; ++index) {
    if (stops(index) && ui.is_focused(node(index))) at = static_cast<std::ptrdiff_t>(index);
  }
  if (!searching && at < 0) return false;
  if (key == "Escape") {
    if (session.navigation.filter.empty()) return false;
    actions.push_back(session::FilterNavigation{"", false});
    state.focus = kSearch;
    return true;
  }
  if (key == "Enter") {
    // Enter opens the best match; links handle Enter themselves.
    if (!searching || session.navigation.filter.empty()) return false;
    const auto best = std::find_if(rows.begin(), rows.end(),
                                   [](const NavigationRow& row) { return !is_heading(row); });
    if (best == rows.end() && hits.empty()) return false;
    state.navigation_open = false;
    actions.push_back(
        session::Navigate{best == rows.end() ? hits[0].link : href_of(session, *best)});
    return true;
  }
  const auto count = static_cast<std::ptrdiff_t>(all);
  std::ptrdiff_t step = 1;
  if (key == "ArrowUp") {
    step = -1;
  } else if (key == "Home" && !searching) {
    at = -1;
  } else if (key == "End" && !searching) {
    at = count;
    step = -1;
  } else if (key != "ArrowDown") {
    return false;
  }
  if (searching && step < 0) return false;
  for (at += step; at >= 0 && at < count; at += step) {
    const auto index = static_cast<std::size_t>(at);
    if (!stops(index)) continue;
    // In very long lists only the rows around the screen have nodes to focus.
    if (rows.size() > ui::kMostRows && index < rows.size())
      state.scrolls.push_back({"navigation", ui::row_place(ui, kList, index).y - kGroupHeight});
    state.focus = node(index);
    return true;
  }
  if (at < 0) state.focus = kSearch;
  return true;
}

}  // namespace vitrine::view
