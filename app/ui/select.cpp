// A list to choose one of: the page's own list opens over the painted one.
#include "app/ui/select.h"

#include <algorithm>

#include "app/ui/field_frame.h"
#include "app/ui/icon.h"

namespace vitrine::ui {
namespace {

constexpr float kArrow = 14;

/// Paints the ground and returns the colour of the text.
Color paint_ground(Ui& ui, std::string_view id, const ChoiceOptions& choice, const Rect& rect,
                   const Reaction& reaction) {
  const Theme& colors = ui.theme();
  if (!choice.quiet) {
    paint_frame(
        ui, id, rect, reaction,
        {choice.disabled ? colors.surface : colors.raised, radius::kMedium, choice.invalid});
    return choice.disabled ? colors.muted : colors.text;
  }
  const float hover = ui.motion(reaction.item, reaction.hovered);
  ui.fill(rect, faded(colors.text, hover * 0.06f), radius::kSmall);
  ui.focus_ring(id, {rect.x + 2, rect.y + 2, rect.width - 4, rect.height - 4}, radius::kSmall - 2);
  return reaction.hovered ? colors.text : colors.muted;
}

}  // namespace

std::optional<int> select(Ui& ui, std::string_view id, std::string_view name,
                          std::span<const std::string> options, int selected,
                          const ChoiceOptions& choice) {
  const bool any = selected >= 0 && static_cast<std::size_t>(selected) < options.size();
  const std::string_view shown =
      any ? std::string_view(options[static_cast<std::size_t>(selected)]) : choice.placeholder;
  const bool quiet = choice.quiet;
  const Font font = choice.mono ? type::kCode : quiet ? type::kSmall : type::kText;
  const float padding = quiet ? gap::kClose : gap::kMedium;
  const float natural = ui.measure_width(shown, font) + 2 * padding + kArrow + 2;
  const Rect rect = quiet ? ui.place(std::min(natural, ui.width()), height::kQuiet)
                          : ui.place(ui.width(), height::kControl);
  const std::string whole = ui.node_id(id);

  Node& node = ui.record(whole, Role::combobox, name, rect);
  if (quiet) node.look = Look::quiet;
  if (any) node.value = shown;
  node.options.assign(options.begin(), options.end());
  node.option_groups.assign(choice.groups.begin(), choice.groups.end());
  node.selected_option = any ? selected : -1;
  node.required = choice.required;
  node.invalid = choice.invalid;
  node.disabled = choice.disabled;
  if (!choice.described_by.empty()) node.described_by.push_back(ui.reference(choice.described_by));
  node.focusable = true;
  node.font = font;
  node.color = ui.theme().text;
  node.padding_x = padding;
  node.padding_right = padding + kArrow;

  const Reaction reaction = ui.react(whole, rect, choice.disabled);
  if (ui.is_visible(rect)) {
    const Color ink = paint_ground(ui, whole, choice, rect, reaction);
    ui.draw_text({rect.x + padding, rect.y, rect.width - 2 * padding - kArrow, rect.height}, shown,
                 font, ink);
    icon(ui, Icon::chevron_down,
         {rect.right() - padding - kArrow + 2, rect.y + (rect.height - kArrow) / 2, kArrow, kArrow},
         quiet ? ink : ui.theme().faint);
  }
  const std::optional<int> chosen = ui.chosen(whole);
  const bool takes = chosen && !choice.disabled && *chosen >= 0 &&
                     static_cast<std::size_t>(*chosen) < options.size();
  return takes ? chosen : std::nullopt;
}

}  // namespace vitrine::ui
