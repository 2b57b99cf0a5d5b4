#include "app/view/first_steps.h"

#include <algorithm>
#include <string>

#include "app/request/request.h"
#include "app/ui/button.h"
#include "app/ui/chip.h"
#include "app/ui/link.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/card.h"
#include "app/view/overview.h"

namespace vitrine::view {
namespace {

using session::Word;

constexpr std::size_t kMostSchemes = 6;
/// The score of an operation that none is easier than.
constexpr int kEasiest = 7;

/// The operation that is the easiest to try: one that reads, with nothing to fill in its path.
const openapi::OperationEntry* easiest(const session::Session& session) {
  const openapi::OperationEntry* best = nullptr;
  int best_score = -1;
  std::uint32_t index = 0;
  for (const openapi::OperationEntry& entry : session.spec->description.operations()) {
    if (!session::is_listed(session, index++) || entry.webhook) continue;
    const int score = (entry.deprecated ? 0 : 4) + (entry.method == "GET" ? 2 : 0) +
                      (entry.path.find('{') == std::string::npos ? 1 : 0);
    if (score > best_score) {
      best = &entry;
      best_score = score;
    }
    if (best_score == kEasiest) break;
  }
  return best;
}

void servers_card(const Context& context) {
  const auto& servers = context.session.spec->description.servers();
  if (servers.empty()) return;
  ui::Ui& ui = context.ui;
  begin_card(context, "servers", context.word(Word::servers), 0);
  card_body(context);
  ui.begin_inset(kCardPadding, kCardPadding);
  server_list(context);
  ui.end_inset();
  end_card(context);
  ui.space(ui::gap::kCard);
}

void authorize_step(const Context& context) {
  const auto& schemes = context.session.spec->description.security_schemes();
  if (schemes.empty()) return;
  ui::Ui& ui = context.ui;
  const std::string authorize = context.word(Word::authorize);
  const float widths[] = {-1, ui::button_width(ui, authorize)};
  ui.space(ui::gap::kRow);
  ui.begin_row(widths, ui::gap::kRow, ui::height::kControl);
  std::string names;
  for (std::size_t index = 0; index < std::min(schemes.size(), kMostSchemes); ++index)
    names += (names.empty() ? "" : ", ") + schemes[index].key;
  if (schemes.size() > kMostSchemes) names += "…";
  ui::label(ui, "schemes", names, ui::type::kCode, ui.theme().muted, ui::height::kControl);
  ui.next_cell();
  if (ui::button(ui, "authorize", authorize)) context.act(session::OpenAuthorize{});
  ui.end_row();
  ui.space(ui::gap::kRow);
}

void try_step(const Context& context, const openapi::OperationEntry& entry) {
  constexpr float kRowHeight = 58;
  ui::Ui& ui = context.ui;
  const std::string href = session::operation_href(entry);
  const std::string name = context.word(Word::try_it);
  if (ui::link(ui, "try", name, href, kRowHeight, [&](bool hovered) {
        const ui::Theme& theme = ui.theme();
        const ui::Rect all{ui.x(), ui.y(), ui.width(), kRowHeight};
        const float method = ui.measure_width(entry.method, ui::type::kMethod) + ui::gap::kClose;
        ui.draw_text({all.x, all.y + 8, all.width, 18}, name, ui::type::kSmall, theme.muted);
        ui.move_to(all.y + 28);
        ui::method(ui, entry.method, method, ui::Align::left);
        ui.draw_text({all.x + method, all.y + 27, all.width - method, 18},
                     entry.summary.empty() ? entry.path : entry.summary, ui::type::kCaption,
                     hovered ? theme.accent : theme.text);
      }))
    context.act(session::Navigate{href});
}

void first_steps_card(const Context& context) {
  const openapi::Description& description = context.session.spec->description;
  const openapi::OperationEntry* entry =
      context.shows(session::Part::try_it) ? easiest(context.session) : nullptr;
  if (entry == nullptr && description.security_schemes().empty()) return;
  ui::Ui& ui = context.ui;
  begin_card(context, "first-steps", context.word(Word::first_steps), 0);
  card_body(context);
  ui.begin_inset(kCardPadding, kCardPadding);
  authorize_step(context);
  if (entry != nullptr && !description.security_schemes().empty()) ui::divider(ui);
  if (entry != nullptr) try_step(context, *entry);
  ui.end_inset();
  end_card(context);
}

}  // namespace

void beside_introduction(const Context& context) {
  if (context.shows(session::Part::servers)) servers_card(context);
  first_steps_card(context);
}

}  // namespace vitrine::view
