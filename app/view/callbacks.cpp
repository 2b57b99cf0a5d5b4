#include "app/view/callbacks.h"

#include <string>

#include "app/session/form/field.h"
#include "app/ui/button.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/field_mark.h"
#include "app/view/inputs.h"
#include "app/view/operation.h"
#include "app/view/prose.h"
#include "app/view/responses.h"

namespace vitrine::view {
namespace {

using session::Word;

void line(const Context& context, const openapi::Callback& callback) {
  ui::Ui& ui = context.ui;
  ui::paragraph(ui, "name",
                {span(callback.name, ui::type::kName, ui.theme().text),
                 span("  " + callback.method + " ", ui::type::strong(ui::type::kCode),
                      ui::method_color(ui.theme(), callback.method)),
                 span(callback.expression, ui::type::kCode, ui.theme().faint)},
                ui::leading::kText);
  ui.space(ui::gap::kWords);
  prose(context, "summary", callback.summary, row_prose(ui), 3);
  prose(context, "words", callback.description, row_prose(ui), 3);
}

/// What the callback takes and which responses it waits for, once it is interpreted.
void contents(const Context& context, std::size_t index) {
  const auto& opened = context.session.shown->callbacks;
  const auto found = opened.find(static_cast<std::uint32_t>(index));
  if (found == opened.end()) {
    context.act(session::OpenCallback{static_cast<std::uint32_t>(index)});
    return;
  }
  const openapi::Operation& operation = found->second;
  Context inside = context;
  inside.part = "callback/" + std::to_string(index);
  external_docs(inside, operation.external_docs);
  inputs(inside, operation);
  responses(inside, operation);
  for (std::size_t at = 0; at < operation.callbacks.size(); ++at) {
    context.ui.push_id(std::to_string(at));
    context.ui.space(ui::gap::kRow);
    line(inside, operation.callbacks[at]);
    context.ui.pop_id();
  }
}

bool fold_button(const Context& context, const openapi::Callback& callback, bool open) {
  return ui::button(context.ui, "fold", context.fill(Word::details_of, {{"name", callback.name}}),
                    ui::fold_options(open));
}

}  // namespace

void callbacks(const Context& context, const openapi::Operation& operation) {
  if (operation.callbacks.empty()) return;
  ui::Ui& ui = context.ui;
  section_heading(context, "callbacks", context.word(Word::callbacks));
  for (std::size_t index = 0; index < operation.callbacks.size(); ++index) {
    const openapi::Callback& callback = operation.callbacks[index];
    const auto wanted = wanted_below(context, session::callback_field(index));
    std::size_t& unfolded = context.state.chosen["callback/" + std::to_string(index) + "/fold"];
    if (wanted && is_arriving(context)) unfolded = 1;
    const bool open = unfolded == 1;
    ui.push_id("callback/" + std::to_string(index));
    ui.space(ui::gap::kRow);
    const float top = ui.y();
    line(context, callback);
    if (fold_button(context, callback, open)) {
      unfolded = open ? 0 : 1;
      context.state.again = true;
    }
    if (wanted && wanted->empty()) mark_field(context, top);
    if (open) {
      ui.begin_inset(ui::gap::kIndent, 0);
      contents(context, index);
      ui.end_inset();
    }
    ui.space(ui::gap::kRow);
    ui::divider(ui);
    ui.pop_id();
  }
}

}  // namespace vitrine::view
