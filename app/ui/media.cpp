// Places that the page fills by itself.
#include "app/ui/media.h"

namespace vitrine::ui {

void media(Ui& ui, std::string_view id, std::string_view name, std::uint32_t body,
           std::string_view type, float height) {
  const Rect rect = ui.place(ui.width(), height);
  Node& node = ui.record(ui.node_id(id), Role::image, name, rect);
  node.media = type;
  node.body = body;
}

void preview(Ui& ui, std::string_view id, std::string_view name, std::string_view html,
             float height) {
  const Rect rect = ui.place(ui.width(), height);
  Node& node = ui.record(ui.node_id(id), Role::image, name, rect);
  node.media = kPreviewMedia;
  node.value = html;
}

void image(Ui& ui, std::string_view id, std::string_view name, std::string_view source,
           const Rect& rect) {
  ui.record(ui.node_id(id), Role::image, name, rect).href = source;
}

}  // namespace vitrine::ui
