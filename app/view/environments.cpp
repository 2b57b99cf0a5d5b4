// The dialog Environments, and the choice among them.
#include <string>
#include <utility>
#include <vector>

#include "app/ui/button.h"
#include "app/ui/checkbox.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/tools.h"

namespace vitrine::view {
namespace {

using session::ChangeEnvironments;
using session::Word;
using Change = session::ChangeEnvironments::Change;

void note(const Context& context, std::string_view id, const std::string& words) {
  ui::paragraph(context.ui, id, {span(words, ui::type::kText, context.ui.theme().muted)},
                ui::leading::kText);
}

void field(const Context& context, std::string_view id, const std::string& name,
           std::string_view value, bool secret, ChangeEnvironments change) {
  ui::FieldOptions options;
  options.kind = secret ? ui::FieldKind::password : ui::FieldKind::text;
  options.value = value;
  options.revision = context.session.tools->environments.revision;
  options.placeholder = name;
  options.autocomplete = "off";
  options.mono = true;
  if (auto typed = ui::text_field(context.ui, id, name, options)) {
    change.text = std::move(typed->text);
    context.act(std::move(change));
  }
}

void variable_row(const Context& context, const request::Variable& variable, std::uint32_t index) {
  ui::Ui& ui = context.ui;
  const std::string number = std::to_string(index + 1);
  const auto named = [&](Word word) { return context.fill(word, {{"n", number}}); };
  ui.push_id(number);
  ui::ButtonOptions drop;
  drop.kind = ui::ButtonKind::quiet;
  drop.icon = ui::Icon::close;
  drop.accessible_name =
      context.fill(Word::remove_item, {{"name", variable.name.empty() ? number : variable.name}});
  const float widths[] = {-1, -1, 26, ui::button_width(ui, "", drop)};
  ui.begin_row(widths, ui::gap::kSmall, ui::height::kControl);
  field(context, "name", named(Word::variable_name), variable.name, false,
        {Change::rename_variable, index});
  ui.next_cell();
  field(context, "value", named(Word::variable_value), variable.value, variable.secret,
        {Change::set_value, index});
  ui.next_cell();
  if (const auto on = ui::checkbox(ui, "secret", named(Word::variable_secret), variable.secret))
    context.act(ChangeEnvironments{*on ? Change::hide : Change::show, index});
  ui.next_cell();
  if (ui::button(ui, "remove", "", drop))
    context.act(ChangeEnvironments{Change::remove_variable, index});
  ui.end_row();
  ui.space(ui::gap::kSmall);
  ui.pop_id();
}

void chosen_environment(const Context& context, const session::Environment& environment) {
  ui::Ui& ui = context.ui;
  field(context, "name", context.word(Word::environment_name), environment.name, false,
        {Change::rename});
  ui.space(ui::gap::kBlock);
  note(context, "secrets", context.word(Word::secret_words));
  const std::string& origin = context.session.tools->environments.origin;
  if (!origin.empty())
    note(context, "origin", context.fill(Word::secret_values_for, {{"origin", origin}}));
  ui.space(ui::gap::kClose);
  for (std::uint32_t index = 0; index < environment.variables.size(); ++index)
    variable_row(context, environment.variables[index], index);
  ui.begin_flow(ui::gap::kClose, ui::gap::kClose);
  if (ui::button(ui, "add-variable", context.word(Word::add_variable)))
    context.act(ChangeEnvironments{Change::add_variable});
  if (ui::button(ui, "remove", context.word(Word::remove_environment)))
    context.act(ChangeEnvironments{Change::remove});
  ui.end_flow();
  ui.space(ui::gap::kBlock);
}

}  // namespace

void environment_choice(const Context& context) {
  const session::Environments& environments = context.session.tools->environments;
  if (environments.list.empty()) return;
  std::vector<std::string> names = {context.word(Word::no_environment)};
  for (const session::Environment& each : environments.list) names.push_back(each.name);
  if (auto chosen = ui::select(context.ui, "environment", context.word(Word::environment), names,
                               environments.active + 1))
    context.act(ChangeEnvironments{Change::choose, static_cast<std::uint32_t>(*chosen)});
  context.ui.space(ui::gap::kSmall);
}

void environments(const Context& context) {
  ui::Ui& ui = context.ui;
  const session::Environments& environments = context.session.tools->environments;
  note(context, "words", context.word(Word::environments_words));
  ui.space(ui::gap::kBlock);
  environment_choice(context);
  const auto active = static_cast<std::size_t>(environments.active);
  if (active < environments.list.size()) chosen_environment(context, environments.list[active]);
  ui.begin_flow(ui::gap::kClose, ui::gap::kClose);
  if (ui::button(ui, "new", context.word(Word::new_environment)))
    context.act(ChangeEnvironments{Change::add});
  if (ui::button(ui, "close", context.word(Word::close)))
    context.act(session::ChangeHistory{session::ChangeHistory::Change::close});
  ui.end_flow();
}

}  // namespace vitrine::view
