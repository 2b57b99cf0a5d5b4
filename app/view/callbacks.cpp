#include "app/view/callbacks.h"

#include <cstdint>
#include <string>
#include <vector>

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

/// Callbacks within callbacks that unfold; those of the last are lines.
constexpr std::size_t kDeepest = 4;

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

bool fold_button(const Context& context, const openapi::Callback& callback, bool open) {
  return ui::button(context.ui, "fold", context.fill(Word::details_of, {{"name", callback.name}}),
                    ui::fold_options(open));
}

void callback_list(const Context& context, const openapi::Operation& operation,
                   const std::vector<std::uint32_t>& above);

/// What the callback takes and which responses it waits for, once it is interpreted.
void contents(const Context& context, const std::vector<std::uint32_t>& path) {
  const auto& opened = context.session.shown->callbacks;
  const auto found = opened.find(path);
  if (found == opened.end()) {
    context.act(session::OpenCallback{path});
    return;
  }
  const openapi::Operation& operation = found->second;
  Context inside = context;
  inside.part = context.place("callback/" + std::to_string(path.back()));
  external_docs(inside, operation.external_docs);
  inputs(inside, operation);
  responses(inside, operation);
  if (operation.callbacks.empty()) return;
  ui::Ui& ui = context.ui;
  ui.space(ui::gap::kBlock);
  ui::heading(ui, "callbacks", context.session.settings.heading_level + 2,
              context.word(Word::callbacks), ui::type::kSubheading, ui::leading::kText);
  callback_list(inside, operation, path);
}

void one(const Context& context, const openapi::Callback& callback,
         const std::vector<std::uint32_t>& path) {
  ui::Ui& ui = context.ui;
  const std::string id = "callback/" + std::to_string(path.back());
  const auto wanted = wanted_below(context, context.field(session::callback_field(path.back())));
  std::size_t& unfolded = context.state.chosen[context.place(id) + "/fold"];
  if (wanted && is_arriving(context)) unfolded = 1;
  const bool open = unfolded == 1 && path.size() <= kDeepest;
  ui.push_id(id);
  ui.space(ui::gap::kRow);
  const float top = ui.y();
  line(context, callback);
  if (path.size() <= kDeepest && fold_button(context, callback, open)) {
    unfolded = open ? 0 : 1;
    context.state.again = true;
  }
  if (wanted && wanted->empty()) mark_field(context, top);
  if (open) {
    ui.begin_inset(ui::gap::kIndent, 0);
    contents(context, path);
    ui.end_inset();
  }
  ui.space(ui::gap::kRow);
  ui::divider(ui);
  ui.pop_id();
}

void callback_list(const Context& context, const openapi::Operation& operation,
                   const std::vector<std::uint32_t>& above) {
  std::vector<std::uint32_t> path = above;
  path.push_back(0);
  for (const openapi::Callback& callback : operation.callbacks) {
    one(context, callback, path);
    ++path.back();
  }
}

}  // namespace

void callbacks(const Context& context, const openapi::Operation& operation) {
  if (operation.callbacks.empty()) return;
  section_heading(context, "callbacks", context.word(Word::callbacks));
  callback_list(context, operation, {});
}

}  // namespace vitrine::view
