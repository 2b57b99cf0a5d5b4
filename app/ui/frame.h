// The result of a frame for the page: surfaces, their nodes and their pictures.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/ui/geometry.h"
#include "app/ui/node.h"

struct ImDrawData;

namespace vitrine::ui {

/// A surface is a pane with a native scroll container, a canvas and a DOM layer of its own: the
/// navigation, the operation, the request, a dialog. ImGui sees one window for each and never
/// scrolls it; the offset comes from the container (`Ui::scrolled`).
struct Surface {
  enum class Kind : std::uint8_t { pane, drawer, dialog };
  std::string id;
  Kind kind = Kind::pane;
  Role role = Role::generic;  ///< of the container itself
  std::string name;
  Rect rect;                 ///< viewport, from the top left of the element
  float content_height = 0;  ///< known when the surface ends; the spacer takes it
  float content_width = 0;
  float scroll_y = 0;  ///< as last reported by `Ui::scrolled`
  Color ground = 0;    ///< 0: the theme's `bg`, of dialogs and drawers `raised`
  /// Index into ImDrawData::CmdLists; vertices are relative to the element.
  std::uint32_t draw_list = 0;
  std::uint64_t picture = 0;  ///< hash of the draw list: an equal one needs no new picture
  /// Another one each time that its nodes are recorded: of an equal one they are the same.
  std::uint64_t recording = 0;

  // The host's duties for a surface beyond showing it.
  /// `page`: its role and name are those of the page that it and those aside make up. `foot`: it
  /// stands in the dialog before it, and stays while that is scrolled.
  enum class Part : std::uint8_t { none, page, aside, foot };
  Part part = Part::none;
  bool arrows = false;  ///< arrows, Home, End and Enter in it are for the views
  /// In an element that the page around scrolls: `content` is as high as what stands in it, and the
  /// rectangle is a window on that; `view` stays in view.
  enum class Flow : std::uint8_t { none, content, view };
  Flow flow = Flow::none;
  bool covered =
      false;           ///< while a drawer is open it is inert, and a press on it closes the drawer
  std::string search;  ///< whole id of its field that `/` and Ctrl+K lead to
  std::string opener;  ///< whole id of what opened the drawer: takes the focus when it closes
};

/// Nodes that follow each other. Those that a widget keeps are retained over frames: while
/// `retained` is the same number, they are the same nodes at the same places. 0: recorded in this
/// frame.
struct NodeGroup {
  std::span<const Node> nodes;
  std::uint64_t retained = 0;
};

/// Surfaces in stacking order and their nodes in reading order, a parent before its children.
/// Valid until the next frame.
struct Frame {
  std::span<const Surface> surfaces;
  std::span<const std::vector<NodeGroup>> nodes;  ///< the groups of each surface
  ImDrawData* draw_data = nullptr;
  bool animating = false;  ///< another frame is wanted as soon as the display is ready
  std::string cursor;      ///< CSS cursor at the pointer
};

}  // namespace vitrine::ui
