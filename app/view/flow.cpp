#include "app/view/flow.h"

#include <algorithm>
#include <string>

namespace vitrine::view {
namespace {

/// A list of operations is of no use in less.
constexpr float kLeast = 480;

float contents_of(const ViewState& state) {
  return std::max(state.main_height, state.request_height);
}

}  // namespace

FlowHeights flow_heights(const Context& context, const Options& options) {
  const float most = options.drawn().height;
  const float contents = contents_of(context.state);
  const float least = context.shows(session::Part::navigation) ? kLeast : 1;
  // They are known after the first frame.
  const float wanted = contents > 0 ? std::max(contents, least) : most;
  return {std::min(most, wanted), std::min(options.size.height, wanted)};
}

void note_height(const Context& context, float top, float& height) {
  if (context.flow) height = top + context.ui.y();
}

void fit_window(const Context& context, const Options& options, const FlowHeights& drawn) {
  ui::Ui& ui = context.ui;
  if (flow_heights(context, options) != drawn) context.state.again = true;
  // The host finds the place again, once it knows the height.
  const float last = std::max(contents_of(context.state) - drawn.window, 0.0f);
  if (ui.scroll_of("main") <= last) return;
  for (const std::string_view surface : {"main", "request"}) ui.scrolled(surface, last);
}

void bring_up(const Context& context, float top, float bottom) {
  ui::Ui& ui = context.ui;
  const std::string surface(context.request_pane);
  if (context.flow) {
    context.state.scrolls.push_back({surface, std::max(top, 0.0f), bottom - top});
    return;
  }
  const float wanted = std::min(top, bottom - ui.viewport_height());
  if (wanted > ui.scroll_of(surface)) context.state.scroll_to(surface, wanted, 0);
}

}  // namespace vitrine::view
