#include "app/view/navigation.h"

#include <string>

namespace vitrine::view {
namespace {

constexpr float kRowHeight = 32;
constexpr float kGroupHeight = 36;

using session::NavigationRow;
using session::Word;

void brand(const Context& context) {
  ui::Ui& ui = context.ui;
  const openapi::Info& info = context.session.spec->description.info();
  const std::string title = info.title.empty() ? context.word(Word::overview) : info.title;
  if (ui.link("overview", title, "#/", 32, false, [&](bool hovered) {
        const float x = ui.x() + 8;
        ui.logo({x, ui.y() + 6, 20, 20});
        const float version =
            info.version.empty() ? 0 : ui.measure(info.version, ui.font_small()).width;
        ui.draw_text({x + 28, ui.y(), ui.width() - 36 - version - 12, 32}, title,
                     weighted(ui.font_text(), 600, 15),
                     hovered ? ui.theme().accent : ui.theme().text);
        ui.draw_text({x, ui.y(), ui.width() - 12, 32}, info.version, ui.font_small(),
                     ui.theme().faint, true);
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
  options.hint = "/";
  if (auto change = context.ui.text_field("search", name, options))
    context.act(session::FilterNavigation{change->text});
}

std::string group_title(const Context& context, const openapi::Group& group) {
  return group.title.empty() ? context.word(Word::other_operations) : group.title;
}

void draw_row(const Context& context, const NavigationRow& row, bool current, bool hovered) {
  ui::Ui& ui = context.ui;
  const ui::Theme& theme = ui.theme();
  const openapi::Description& description = context.session.spec->description;
  const ui::Rect all{ui.x(), ui.y(), ui.width(), kRowHeight};
  if (row.kind == NavigationRow::Kind::group) {
    const openapi::Group& group = description.groups()[row.group];
    const ui::Rect text{all.x + 8, all.y + 6, all.width - 16, kGroupHeight - 6};
    ui.draw_text(text, group_title(context, group), weighted(ui.font_text(), 600, 12), theme.muted);
    ui.draw_text(text, std::to_string(group.operations.size()), weighted(ui.font_text(), 400, 12),
                 theme.faint, true);
    return;
  }
  const openapi::OperationEntry& entry = description.operations()[row.operation];
  if (current || hovered)
    ui.fill({all.x, all.y, all.width, all.height}, current ? theme.accent_soft : theme.line, 6);
  if (current) ui.fill({all.x, all.y + 6, 3, 20}, theme.accent, 2);
  ui.begin_inset(8, 8);
  ui.move_to(all.y + 6);
  ui.method(entry.method, 46, 10.5f);
  ui.end_inset();
  const ui::Font font = weighted(ui.font_text(), current ? 500 : 400);
  ui.draw_text({all.x + 64, all.y, all.width - 72, all.height},
               entry.summary.empty() ? entry.path : entry.summary, font,
               entry.deprecated ? theme.muted : theme.text);
}

void list(const Context& context) {
  ui::Ui& ui = context.ui;
  const session::Session& session = context.session;
  const openapi::Description& description = session.spec->description;
  const std::vector<NavigationRow>& rows = session.navigation.rows;
  const std::int64_t shown = session.shown ? static_cast<std::int64_t>(session.shown->index) : -1;
  // The interface's language is in the titles of groups without one of their own.
  const std::uint64_t revision =
      (session.navigation.revision * 1'000'003u + static_cast<std::uint64_t>(shown + 1)) * 8u +
      static_cast<std::uint64_t>(context.language());
  const auto is_current = [&](const NavigationRow& row) {
    return row.kind == NavigationRow::Kind::operation && row.operation == shown;
  };
  const auto followed = ui.rows(
      "list", rows.size(), kRowHeight, revision,
      [&](std::size_t index) {
        const NavigationRow& row = rows[index];
        ui::Ui::Row result;
        if (row.kind == NavigationRow::Kind::group) {
          const openapi::Group& group = description.groups()[row.group];
          result.id = "tag/" + group.tag;
          result.name = group_title(context, group);
          result.level = 2;
          result.height = kGroupHeight;
          return result;
        }
        const openapi::OperationEntry& entry = description.operations()[row.operation];
        result.id = entry.link + "/" + std::to_string(row.group);
        result.name = session::operation_name(entry);
        result.href = session::operation_href(entry);
        result.current = is_current(row);
        return result;
      },
      [&](std::size_t index, ui::Rect, bool hovered) {
        draw_row(context, rows[index], is_current(rows[index]), hovered);
      });
  if (followed && rows[*followed].kind == NavigationRow::Kind::operation) {
    context.state.navigation_open = false;
    context.act(session::Navigate{
        session::operation_href(description.operations()[rows[*followed].operation])});
  }
}

}  // namespace

void theme_button(const Context& context) {
  ui::ButtonOptions options;
  options.kind = ui::ButtonKind::quiet;
  options.icon = context.session.settings.dark() ? ui::Icon::sun : ui::Icon::moon;
  options.accessible_name = context.word(Word::theme);
  if (context.ui.button("theme", "", options)) context.act(session::ToggleTheme{});
}

void navigation(const Context& context) {
  ui::Ui& ui = context.ui;
  if (!context.session.spec) return;
  ui.begin_inset(12, 12);
  ui.space(10);
  const float widths[] = {-1, 32};
  ui.begin_row(widths, 4, 34);
  brand(context);
  ui.next_cell();
  theme_button(context);
  ui.end_row();
  ui.space(8);
  ui.begin_inset(4, 4);
  search(context);
  ui.end_inset();
  ui.space(4);
  list(context);
  if (context.session.navigation.rows.empty() && !context.session.navigation.filter.empty()) {
    ui.begin_inset(8, 8);
    ui.space(12);
    ui.paragraph(
        "nothing",
        {span(context.fill(Word::no_operation_found, {{"text", context.session.navigation.filter}}),
              ui.font_text(), ui.theme().muted)});
    ui.end_inset();
  }
  ui.space(24);
  ui.end_inset();
}

}  // namespace vitrine::view
