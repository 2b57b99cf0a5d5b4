#include "app/view/navigation_line.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "app/text/utf8.h"
#include "app/ui/chip.h"
#include "app/view/fit.h"

namespace vitrine::view {
namespace {

using session::NavigationRow;
using session::Word;
using Kind = NavigationRow::Kind;

constexpr float kTwoLinesHeight = kLineHeight + 16;
constexpr float kMethodWidth = 46;
/// Of the place: what a guess below or above it says.
constexpr float kSurelyFits = 0.8f;
constexpr float kSurelyTooLong = 1.2f;

std::string_view name_of(const openapi::OperationEntry& entry) {
  return entry.summary.empty() ? entry.path : entry.summary;
}

std::string_view name_of(const session::Session& session, const NavigationRow& row) {
  if (row.kind == Kind::schema) return description_of(session).schemas()[row.index].name;
  return name_of(description_of(session).operations()[row.index]);
}

/// Where the name stands in its line.
ui::Rect name_place(const NavigationRow& row, const ui::Rect& all) {
  const float before = row.kind == Kind::schema
                           ? ui::gap::kBlock
                           : kMethodWidth + 18 + kDepth * static_cast<float>(row.depth);
  return {all.x + before, all.y, all.width - before - ui::gap::kClose, all.height};
}

/// The operations above and below a line, from which it has to differ.
std::vector<std::string_view> names_beside(const session::Session& session,
                                           const NavigationRow& row) {
  std::vector<std::string_view> names;
  const auto& rows = session.navigation.rows;
  const auto add = [&](std::ptrdiff_t at) {
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(rows.size())) return;
    const NavigationRow& other = rows[static_cast<std::size_t>(at)];
    if (other.kind == Kind::operation) names.push_back(name_of(session, other));
  };
  const std::ptrdiff_t at = &row - rows.data();
  add(at - 1);
  add(at + 1);
  return names;
}

TwoLines lines_of(const Context& context, const NavigationRow& row, ui::Font font,
                  const ui::Rect& place) {
  const std::string_view name = name_of(context.session, row);
  const bool path = !name.empty() && name.front() == '/';
  constexpr std::size_t kMostBytes = 1000;
  if (name.size() > kMostBytes) return {text::shortened(name, kMostBytes), {}};
  if (place.height <= kLineHeight)
    return {path ? end_that_fits(context.ui, name, font, place.width) : std::string(name), {}};
  // Of the name of a schema the end tells most.
  if (row.kind == Kind::schema) return in_two_lines(context.ui, name, font, font, place.width);
  return wrapped(context.ui, name, font, place.width, names_beside(context.session, row));
}

}  // namespace

float line_height(const Context& context, const NavigationRow& row) {
  const ui::Rect place = name_place(row, {0, 0, context.ui.width(), kLineHeight});
  const std::string_view name = name_of(context.session, row);
  float width = about_width(name, ui::type::kText);
  // Measured only where the guess may be wrong: a list can be long.
  if (width > place.width * kSurelyFits && width < place.width * kSurelyTooLong)
    width = context.ui.measure_width(name, ui::type::medium(ui::type::kText));
  return width > place.width ? kTwoLinesHeight : kLineHeight;
}

void draw_line(const Context& context, const NavigationRow& row, const ui::Rect& all,
               bool current) {
  ui::Ui& ui = context.ui;
  const openapi::OperationEntry* entry =
      row.kind == Kind::operation ? &description_of(context.session).operations()[row.index]
                                  : nullptr;
  const bool deprecated = entry != nullptr && entry->deprecated;
  const ui::Font font = current ? ui::type::medium(ui::type::kText) : ui::type::kText;
  const ui::Color ink = deprecated ? ui.theme().muted : ui.theme().text;
  const ui::Rect place = name_place(row, all);
  const TwoLines lines = lines_of(context, row, font, place);
  const float line = ui::leading::kMessage;
  const bool two = !lines.first.empty() && !lines.second.empty();
  float y = all.y + (all.height - (two ? 2 * line : line)) / 2;
  if (entry != nullptr) {
    ui.move_to(y - 1);
    ui.begin_inset(ui::gap::kClose + kDepth * static_cast<float>(row.depth), ui::gap::kClose);
    ui::method(ui, entry->method, kMethodWidth, ui::Align::right);
    ui.end_inset();
  }
  for (const std::string* text : {&lines.first, &lines.second}) {
    if (text->empty()) continue;
    const float width = ui.draw_text({place.x, y, place.width + 1, line}, *text, font, ink);
    if (deprecated) ui.fill({place.x, y + line / 2, width, 1}, ink);
    y += line;
  }
}

std::string label_of(const openapi::OperationEntry& entry) {
  return std::string(entry.method).append(" ").append(name_of(entry));
}

std::vector<const openapi::Group*> badges_of(const openapi::Description& description) {
  std::vector<const openapi::Group*> badges;
  for (const openapi::Group& group : description.groups()) {
    if (group.is_badge()) badges.push_back(&group);
  }
  return badges;
}

std::string tooltip_of(const Context& context, const openapi::OperationEntry& entry,
                       const std::vector<const openapi::Group*>& badges) {
  std::string tooltip = session::operation_name(entry);
  const auto add = [&](const std::string& mark) { tooltip += " · " + mark; };
  if (entry.deprecated) add(context.word(Word::deprecated));
  for (const openapi::Group* badge : badges) {
    if (std::find(entry.tags.begin(), entry.tags.end(), badge->tag) != entry.tags.end())
      add(badge->title);
  }
  return tooltip;
}

}  // namespace vitrine::view
