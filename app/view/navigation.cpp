#include "app/view/navigation.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/button.h"
#include "app/ui/icon.h"
#include "app/ui/link.h"
#include "app/ui/ornament.h"
#include "app/ui/rows.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/navigation_line.h"
#include "app/view/search_results.h"

namespace vitrine::view {
namespace {

constexpr float kGroupHeight = 36;
constexpr float kSectionHeight = 44;
constexpr float kFoldWidth = 26;  ///< of a heading's button, to where its title begins
/// Limit of the text that the browser finds below a heading.
constexpr std::size_t kMostFolded = 16 * 1024;
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

bool is_heading(const NavigationRow& row) {
  return row.kind != Kind::operation && row.kind != Kind::schema;
}

/// What a search found is not folded.
bool folds(const session::Session& session) { return session.navigation.filter.empty(); }

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
  if (row.kind != Kind::group || !folds(session)) return {};
  const std::string& tag = description_of(session).groups()[row.index].tag;
  return tag.empty() ? std::string() : session::tag_href(tag);
}

std::string id_of(const session::Session& session, const NavigationRow& row) {
  const openapi::Description& description = description_of(session);
  if (row.kind == Kind::operation)
    return description.operations()[row.index].link + "/" + std::to_string(row.group);
  if (row.kind == Kind::schema) return description.schemas()[row.index].link;
  return session::heading_key(description, row);
}

bool is_current(const session::Session& session, const NavigationRow& row) {
  using Page = session::Route::Kind;
  if (row.kind == Kind::operation) return session.shown && session.shown->index == row.index;
  const session::Route& route = session.route;
  if (row.kind == Kind::group)
    return route.kind == Page::tag &&
           route.target == description_of(session).groups()[row.index].tag;
  return row.kind == Kind::schema && !session.shown && route.kind == Page::schema &&
         route.target == description_of(session).schemas()[row.index].name;
}

void draw_heading(const Context& context, const NavigationRow& row, ui::Rect all, bool hovered) {
  ui::Ui& ui = context.ui;
  const ui::Theme& theme = ui.theme();
  const bool current = is_current(context.session, row);
  const float indent = ui::gap::kClose + kDepth * static_cast<float>(row.depth);
  const bool section = row.kind == Kind::section;
  ui::Rect text{all.x + indent, all.y + all.height - 30, all.width - indent - 8, 30};
  if (folds(context.session)) {
    ui::icon(ui, row.open ? ui::Icon::chevron_down : ui::Icon::chevron_right,
             {text.x, text.y + 8, 14, 14}, hovered ? theme.text : theme.faint);
    text.x += kFoldWidth - ui::gap::kClose;
    text.width -= kFoldWidth - ui::gap::kClose;
  }
  ui.draw_text({text.x, text.y, text.width - 40, text.height}, title_of(context, row),
               section ? ui::type::kSubheading : ui::type::strong(ui::type::kFine),
               current              ? theme.accent
               : section || hovered ? theme.text
                                    : theme.muted);
  if (!section)
    ui.draw_text(text, std::to_string(row.count), ui::type::kFine, theme.faint, ui::Align::right);
}

void draw_row(const Context& context, const NavigationRow& row, ui::Rect all, bool hovered) {
  if (is_heading(row)) return draw_heading(context, row, all, hovered);
  ui::Ui& ui = context.ui;
  const bool current = is_current(context.session, row);
  ui::row_ground(ui, all, current, hovered);
  draw_line(context, row, all, current);
}

ui::Row record_heading(const Context& context, const NavigationRow& row) {
  const session::Session& session = context.session;
  ui::Row result;
  // They come before the first heading of the page, and must not skip a level.
  const int level = std::max<int>(2, session.settings.heading_level);
  result.level = static_cast<std::uint8_t>(level + (row.depth > 0 ? 1 : 0));
  result.height = row.kind == Kind::section ? kSectionHeight : kGroupHeight;
  if (folds(session)) result.expanded = row.open ? ui::Node::Tri::yes : ui::Node::Tri::no;
  result.fold_width = kFoldWidth + kDepth * static_cast<float>(row.depth);
  return result;
}

ui::Row record_row(const Context& context, const NavigationRow& row,
                   const std::vector<const openapi::Group*>& badges) {
  const session::Session& session = context.session;
  ui::Row result = is_heading(row) ? record_heading(context, row) : ui::Row{};
  result.id = id_of(session, row);
  result.name = title_of(context, row);
  result.href = href_of(session, row);
  result.current = is_current(session, row);
  if (!is_heading(row)) result.height = line_height(context, row);
  if (row.kind == Kind::operation) {
    const auto& entry = description_of(session).operations()[row.index];
    result.tooltip = tooltip_of(context, entry, badges);
    if (context.ui.theme().shapes) result.label = label_of(entry);
  }
  return result;
}

/// The names of the lines below a heading that is not open, as far as there is room for them: from
/// that place in Navigation::folded on, which it moves.
std::string folded_names(const Context& context, const NavigationRow& row, std::size_t& at) {
  std::string names;
  const auto& all = context.session.navigation.folded;
  for (std::size_t index = at; index < at + row.folded && names.size() < kMostFolded; ++index)
    names += title_of(context, all[index]) + '\n';
  at += row.folded;
  return names;
}

/// Rows that the arrows stop at: headings only where nothing of them is listed.
bool is_stop(const session::Session& session, const NavigationRow& row) {
  return !is_heading(row) || (folds(session) && (row.kind == Kind::schemas || !row.open));
}

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
    state.scroll_to("navigation", place.y, height / 3);
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
  const auto badges = badges_of(description_of(session));
  std::size_t folded_at = 0;
  bool folded = false;
  const auto followed = ui::rows(
      ui, "list", rows.size(), kLineHeight, revision,
      [&](std::size_t index) {
        ui::Row row = record_row(context, rows[index], badges);
        if (rows[index].folded > 0) row.folded = folded_names(context, rows[index], folded_at);
        return row;
      },
      [&](std::size_t index, ui::Rect all, bool hovered) {
        draw_row(context, rows[index], all, hovered);
      },
      &folded);
  reveal_current(context);
  if (!followed) return;
  ui.spare_other_surfaces();  // the session reports them
  const NavigationRow& row = rows[*followed];
  if (folded) {
    context.act(session::FoldGroup{session::heading_key(description_of(session), row), !row.open});
    return;
  }
  context.state.navigation_open = false;
  context.act(session::Navigate{href_of(session, row)});
}

/// Opens all groups, or folds them where all are open.
void fold_all(const Context& context) {
  const session::Navigation& navigation = context.session.navigation;
  if (navigation.groups < 2 || !folds(context.session)) return;
  ui::Ui& ui = context.ui;
  const bool open = navigation.folded_groups > 0;
  const std::string words = context.word(open ? Word::open_all_groups : Word::collapse_groups);
  ui::ButtonOptions options;
  options.kind = ui::ButtonKind::quiet;
  const float widths[] = {-1, ui::button_width(ui, words, options)};
  ui.begin_row(widths, 0);
  ui.next_cell();
  if (ui::button(ui, "fold-all", words, options)) context.act(session::FoldGroup{"", open});
  ui.end_row();
}

}  // namespace

void theme_button(const Context& context) {
  if (!context.whole_page) return;
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
  state.scroll_to("navigation", 0);
}

void open_search(ViewState& state) {
  open_navigation(state);  // wider elements forget it
  state.focus = kSearch;
}

/// The first stop of the Tab key, past the list. It shows while it has the focus: `paint` draws it
/// over what follows it.
void skip_link(const Context& context, bool paint) {
  ui::Ui& ui = context.ui;
  const std::string id = ui.node_id("skip");
  const std::string words = context.word(Word::skip_to_content);
  const bool shown = ui.is_focused(id);
  const float width = ui.measure_width(words, ui::type::kText) + 2 * ui::gap::kBlock;
  const ui::Rect rect =
      shown ? ui::Rect{ui::gap::kClose, ui::gap::kMedium, width, ui::height::kControl}
            : ui::Rect{0, 0, 1, 1};
  if (paint) {
    if (!shown) return;
    ui.fill(rect, ui.theme().accent, ui::radius::kMedium);
    ui.draw_text(rect, words, ui::type::kText, ui.theme().on_accent, ui::Align::centre);
    return;
  }
  ui::Node& node = ui.record(id, ui::Role::link, words, rect);
  node.href = "#/";
  node.focusable = true;
  const bool pressed = shown && ui.react(id, rect).pressed;
  if (pressed || ui.activated_node() == id) context.state.focus = "main";
}

bool has_choice(const Context& context) { return context.session.settings.descriptions.size() > 1; }

void description_choice(const Context& context) {
  const session::Settings& settings = context.session.settings;
  if (auto chosen = ui::select(context.ui, "description", context.word(Word::api_description),
                               settings.descriptions, static_cast<int>(settings.description)))
    context.act(session::ChooseDescription{static_cast<std::uint32_t>(*chosen)});
}

float head_height(const Context& context) {
  constexpr float kHeight = 94;
  return kHeight +
         (has_choice(context) && !context.narrow ? ui::height::kControl + ui::gap::kClose : 0);
}

void navigation_head(const Context& context) {
  ui::Ui& ui = context.ui;
  const bool choice = has_choice(context) && !context.narrow;
  if (!context.session.spec) {
    // Another one may be readable.
    if (!choice) return;
    ui.begin_inset(ui::gap::kRow + ui::gap::kTight, ui::gap::kRow + ui::gap::kTight);
    ui.space(ui::gap::kMedium);
    description_choice(context);
    ui.end_inset();
    return;
  }
  if (!context.narrow) skip_link(context, false);
  ui.begin_inset(ui::gap::kRow, ui::gap::kRow);
  ui.space(ui::gap::kMedium);
  const float widths[] = {-1, 32};
  const bool theme = !context.narrow && context.shows(session::Part::theme);
  ui.begin_row(std::span(widths, theme ? 2 : 1), ui::gap::kTight, ui::height::kControl);
  if (context.shows(session::Part::header)) brand(context);
  if (theme) {
    ui.next_cell();
    theme_button(context);
  }
  ui.end_row();
  ui.space(ui::gap::kClose);
  ui.begin_inset(ui::gap::kTight, ui::gap::kTight);
  if (choice) {
    description_choice(context);
    ui.space(ui::gap::kClose);
  }
  search(context);
  ui.end_inset();
  ui.end_inset();
  if (!context.narrow) skip_link(context, true);
}

void navigation(const Context& context) {
  ui::Ui& ui = context.ui;
  if (!context.session.spec) return;
  ui.begin_inset(ui::gap::kRow, ui::gap::kRow);
  fold_all(context);
  list(context);
  const session::Navigation& found = context.session.navigation;
  if (found.rows.empty() && found.hits.empty() && !session::is_searching(context.session) &&
      !found.filter.empty()) {
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
    return index >= rows.size() || is_stop(session, rows[index]);
  };
  const bool searching = ui.is_focused(kSearch);
  std::ptrdiff_t at = -1;
  for (std::size_t index = 0; index < all && !searching && at < 0; ++index) {
    const bool link = index < rows.size() && rows[index].kind == Kind::group &&
                      ui.is_focused(ui::row_link(kList, id_of(session, rows[index])));
    if (link || ui.is_focused(node(index))) at = static_cast<std::ptrdiff_t>(index);
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
      state.scroll_to("navigation", ui::row_place(ui, kList, index).y, kGroupHeight);
    state.focus = node(index);
    return true;
  }
  if (at < 0) state.focus = kSearch;
  return true;
}

}  // namespace vitrine::view
