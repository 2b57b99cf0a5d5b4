#include "app/view/neighbours.h"

#include <algorithm>
#include <string>
#include <vector>

#include "app/text/utf8.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"

namespace vitrine::view {
namespace {

using session::Word;

constexpr std::size_t kMostNameBytes = 80;

/// Operations in the order of the list, each at its first place.
std::vector<std::uint32_t> order_of(const session::Session& session) {
  const openapi::Description& description = session.spec->description;
  std::vector<std::uint32_t> order;
  std::vector<bool> known(description.operations().size());
  for (const openapi::Group& group : description.groups()) {
    if (group.is_badge()) continue;
    for (const std::uint32_t index : session::listed(session, group.operations)) {
      if (!known[index]) order.push_back(index);
      known[index] = true;
    }
  }
  return order;
}

void link(const Context& context, std::string_view id, Word word,
          const openapi::OperationEntry& entry) {
  ui::Ui& ui = context.ui;
  const std::string name = entry.summary.empty() ? entry.method + " " + entry.path : entry.summary;
  ui::paragraph(ui, std::string(id) + "/way",
                {span(context.word(word), ui::type::kSmall, ui.theme().muted)}, ui::leading::kText);
  ui::Span to = span(text::shortened(name, kMostNameBytes), ui::type::kText, ui.theme().accent);
  to.href = session::operation_href(entry);
  ui::paragraph(ui, id, {std::move(to)});
}

}  // namespace

void neighbours(const Context& context) {
  const openapi::Description& description = context.session.spec->description;
  const std::vector<std::uint32_t> order = order_of(context.session);
  const auto here = std::find(order.begin(), order.end(), context.session.shown->index);
  if (here == order.end() || order.size() < 2) return;
  ui::Ui& ui = context.ui;
  const float widths[] = {-1, -1};
  ui.space(ui::gap::kSection);
  ui::divider(ui);
  ui.space(ui::gap::kRow);
  ui.begin_row(widths, ui::gap::kBlock);
  if (here != order.begin())
    link(context, "previous", Word::previous_page, description.operations()[*(here - 1)]);
  ui.next_cell();
  if (here + 1 != order.end())
    link(context, "next", Word::next_page, description.operations()[*(here + 1)]);
  ui.end_row();
}

}  // namespace vitrine::view
