// The frame that the dialogs of the tools share.
#include <algorithm>
#include <string>

#include "app/ui/text.h"
#include "app/view/tools.h"

namespace vitrine::view {
namespace {

constexpr float kWidth = 560;
constexpr float kMargin = ui::gap::kBlock;

}  // namespace

void begin_dialog(const Context& context, std::string_view id, session::Word name, ui::Size size) {
  ui::Ui& ui = context.ui;
  const float width = std::min(kWidth, size.width - 2 * kMargin);
  const float height = std::min(context.state.dialog_height, size.height - 2 * kMargin);
  ui::Surface surface;
  surface.id = id;
  surface.kind = ui::Surface::Kind::dialog;
  surface.role = ui::Role::dialog;
  surface.name = context.word(name);
  surface.rect = {(size.width - width) / 2, std::max(kMargin, (size.height - height) * 0.35f),
                  width, height};
  ui.begin_surface(surface);
  ui.begin_inset(ui::gap::kIndent, ui::gap::kIndent);
  ui.space(ui::gap::kPane);
  ui::heading(ui, "title", 2, context.word(name), ui::type::kSubtitle, ui::leading::kSubtitle);
  ui.space(ui::gap::kTight);
}

void end_dialog(const Context& context) {
  ui::Ui& ui = context.ui;
  ui.space(ui::gap::kPane);
  ui.end_inset();
  if (context.state.dialog_height != ui.y()) {
    context.state.dialog_height = ui.y();
    context.state.again = true;
  }
  ui.end_surface();
}

}  // namespace vitrine::view
