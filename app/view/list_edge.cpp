#include "app/view/list_edge.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "app/ui/separator.h"

namespace vitrine::view {
namespace {

constexpr float kFirstWidth = 272;
constexpr float kHandle = 8;
constexpr float kKeyStep = 16;
constexpr float kLargestPart = 0.4f;  ///< of the element
constexpr std::string_view kEdge = "main/list-edge";

std::uint32_t whole(float width) { return static_cast<std::uint32_t>(std::lround(width)); }

}  // namespace

float list_width(const session::Session& session, ViewState& state, float width) {
  const std::uint32_t chosen = session.settings.list_width;
  state.widest_list =
      std::min(static_cast<float>(session::kWidestList), std::floor(width * kLargestPart));
  state.list_width =
      std::min(chosen == 0 ? kFirstWidth : static_cast<float>(chosen), state.widest_list);
  return state.list_width;
}

void list_edge(const Context& context) {
  ui::Ui& ui = context.ui;
  const ViewState& state = context.state;
  const auto least = static_cast<float>(session::kNarrowestList);
  const ui::Separation moved =
      ui::separator(ui, "list-edge", context.word(session::Word::list_width),
                    {0, ui.viewport_top(), kHandle, ui.viewport_height()},
                    {whole(state.list_width), whole(least), whole(state.widest_list)});
  if (moved.reset) context.act(session::ResizeList{});
  if (!moved.at) return;
  const float wanted = std::clamp(*moved.at, least, std::max(least, state.widest_list));
  if (whole(wanted) != whole(state.list_width)) context.act(session::ResizeList{whole(wanted)});
}

bool list_edge_key(const ViewState& state, const ui::Ui& ui, std::string_view key,
                   session::Actions& actions) {
  if (!ui.is_focused(kEdge)) return false;
  float width = state.list_width;
  if (key == "ArrowLeft") {
    width -= kKeyStep;
  } else if (key == "ArrowRight") {
    width += kKeyStep;
  } else if (key == "Home") {
    width = static_cast<float>(session::kNarrowestList);
  } else if (key == "End") {
    width = state.widest_list;
  } else {
    return false;
  }
  actions.push_back(session::ResizeList{whole(std::max(width, 1.0f))});
  return true;
}

}  // namespace vitrine::view
