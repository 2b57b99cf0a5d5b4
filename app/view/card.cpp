#include "app/view/card.h"

#include <span>

#include "app/ui/ornament.h"
#include "app/ui/text.h"

namespace vitrine::view {

void begin_card(const Context& context, std::string_view id, std::string_view title, float right) {
  ui::Ui& ui = context.ui;
  ui.begin_container(id, ui::Role::region, title);
  ui.begin_box(ui::Box::card, 0, 0);
  ui.begin_inset(kCardPadding, kCardPadding);
  const float widths[] = {-1, right};
  ui.begin_row(std::span(widths, right > 0 ? 2 : 1), ui::gap::kMedium, ui::height::kCardHead);
  ui::heading(ui, "title", context.session.settings.heading_level + 1, title, ui::type::kSubheading,
              ui::leading::kText);
  if (right > 0) ui.next_cell();
}

void card_body(const Context& context) {
  ui::Ui& ui = context.ui;
  ui.end_row();
  ui.end_inset();
  ui::divider(ui);
}

void end_card(const Context& context) {
  context.ui.end_box();
  context.ui.end_container();
}

}  // namespace vitrine::view
