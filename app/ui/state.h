// Private to app/ui: the state of a Ui. Only the sources of its own class include it.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/ui/layout_cache.h"
#include "app/ui/ui.h"

namespace vitrine::ui {

struct Event {
  enum class Kind : std::uint8_t {
    none,
    pointer_move,
    pointer_press,
    pointer_release,
    pointer_leave,
    activate,
    text,
    option,
    focus
  };
  Kind kind = Kind::none;
  std::string target{};  ///< whole id of a node, or id of a surface
  std::string text{};
  Point at{};
  int index = 0;
  bool visible = false;
};

struct Flow {
  bool active = false;
  float x = 0;
  float line_height = 0;
  float gap_x = 0;
  float gap_y = 0;
};

struct Column {
  float x = 0;
  float y = 0;
  float width = 0;
  float centred_in = 0;  ///< height of the row whose cell this is, until something stands in it
  Flow flow;
};

struct RowOfCells {
  std::vector<float> widths;
  std::size_t cell = 0;
  float x = 0;  ///< of the current cell
  float top = 0;
  float bottom = 0;
  float gap = 0;
  float height = 0;
};

/// A box drawn before its height is known: the vertices below the middle move when it ends.
struct OpenBox {
  Rect rect;
  int first_vertex = 0;
  int last_vertex = 0;
  std::size_t first_node = 0;
  Look look = Look::plain;  ///< of the node that is all there is in it, or encloses it
  float padding_y = 0;
};

struct Container {
  std::string id;
  bool grows = true;  ///< with what stands in it
};

struct GroupRange {
  std::size_t begin = 0;  ///< in the surface's own nodes
  std::size_t end = 0;
  NodeGroup kept;  ///< in place of them
};

/// The last recording of a surface. It stays unchanged in the frames that keep it.
struct SurfaceRecord {
  Surface surface;
  std::uint64_t key = 0;    ///< hash of its inputs; 0: never kept
  std::uint64_t frame = 0;  ///< the last that has it
  std::vector<Node> nodes;
  std::vector<GroupRange> ranges;
  ImDrawList* draw_list = nullptr;  ///< of ImGui's window; null in frames that keep the surface
  ImDrawList picture{static_cast<ImDrawListSharedData*>(nullptr)};  ///< its vertices
  std::vector<ImRect> touch;  ///< what reacts to the pointer, in the element
  std::size_t hovered = 0;    ///< 1 + index of that under the pointer
  const char* cursor = "";    ///< over it
  bool held = false;          ///< a press began or ended in it
  bool moving = false;        ///< something in it fades

  /// Nodes that something keeps stand here, after the surface's own so far.
  void insert(std::span<const NodeGroup> groups);
  /// 1 + index of the first that has `at` in it, as ImGui would choose; 0: none.
  std::size_t touched(ImVec2 at) const;
};

/// Events, and where they go.
struct Input {
  std::deque<Event> events;
  Event event;  ///< of this frame
  std::unordered_map<std::string, float> scrolls;
  std::unordered_map<std::string, Rect> surface_rects;  ///< of the last frame
  bool scrolled = false;     ///< a surface is not recorded yet as it was scrolled
  bool pressed = false;      ///< the pointer's button is down
  std::optional<ImVec2> at;  ///< where the pointer went since the last frame, without an event
  std::string focus;
  std::string focus_before;  ///< until this frame
  bool focus_visible = false;
  std::string followed;
};

/// Surfaces and nodes of this frame.
struct Recording {
  std::unordered_map<std::string, SurfaceRecord> records;  ///< by id
  std::vector<SurfaceRecord*> shown;                       ///< in stacking order
  std::vector<Surface> surfaces;
  std::vector<std::vector<NodeGroup>> groups;
  ImDrawData pictures;
  Size size;
  Theme theme{};
  bool anew = false;       ///< nothing is kept in this frame
  bool next_anew = false;  ///< nor in the next
  bool pressed = false;    ///< a widget was, in this frame
  bool others = false;  ///< surfaces came, went or moved: ImGui updates the hovered item after it
  std::uint64_t count = 0;
  std::string prefix;
  std::vector<std::size_t> prefix_lengths;
  std::vector<Container> containers;
  int silent = 0;
  Node unrecorded;
  std::uint64_t retained_count = 0;

  SurfaceRecord& open() { return *shown.back(); }
};

/// A region that is scrolled sideways.
struct Sideways {
  Rect box;            ///< its height is not known yet
  float origin_x = 0;  ///< outside of it
};

struct Columns {
  std::vector<Column> columns;
  std::vector<Sideways> sideways;
  std::vector<RowOfCells> cells;
  std::vector<OpenBox> boxes;
};

/// Animations of states that fade in and out.
struct Motions {
  struct Motion {
    float value = 0;
    const SurfaceRecord* surface = nullptr;
    std::uint64_t frame = 0;
  };
  std::unordered_map<ImGuiID, Motion> running;
  double last_time_s = 0;
  float step_s = 0;  ///< by which they move in this frame
};

/// Natively: items that ImGui has seen, and those that nodes stand for.
struct Items {
  std::vector<ImGuiID> seen;
  std::vector<ImGuiID> covered;
  std::size_t without_node = 0;
};

struct KeptSlot {
  std::unique_ptr<Kept> kept;
  std::uint64_t frame = 0;
};

/// See Ui::begin_part.
struct Part final : Kept {
  std::uint64_t key = 0;  ///< of what it shows, and of its place
  float height = 0;
  std::vector<Node> nodes;
  std::vector<NodeGroup> groups;
  std::vector<KeptSlot*> slots;           ///< of widgets in it
  std::vector<Motions::Motion*> motions;  ///< that have begun in it
  bool moving = false;                    ///< one of them has not ended
  // While it is drawn:
  float top = 0;
  std::size_t first_node = 0;
  std::size_t first_range = 0;
};

struct Ui::State {
  explicit State(GlyphMaker& maker) : glyphs(maker), layouts(maker) {}

  GlyphMaker& glyphs;
  ImGuiContext* context = nullptr;
  LayoutCache layouts;
  Settings settings;
  std::uint64_t frame = 0;
  std::unordered_map<std::string, KeptSlot> kept;
  Part* part = nullptr;  ///< that is drawn
  Input input;
  Recording recording;
  Columns layout;
  Motions motions;
  Items items;
  ImDrawList* draw = nullptr;
  float covered = 0;  ///< of the top of the surface, see Ui::cover_top
  Point origin;       ///< of the content, in the element: the viewport's corner, scrolled

  Column& column() { return layout.columns.back(); }
  Surface& surface() { return recording.surfaces.back(); }
  /// A place in the content as one in the element, on a corner of device pixels of the surface.
  ImVec2 at(float x, float y) const;
  /// Where a word at `x` begins: a whole device pixel of the element, and the part of one after it.
  struct Pen {
    float x;
    float phase;
  };
  Pen pen(float x) const;
  /// True when the recording of the surface that ImGui's current window shows is valid in this
  /// frame too.
  bool stands(const SurfaceRecord& record, std::uint64_t key) const;
  void keep(SurfaceRecord& record);
};

/// Makes an ImGui context current for the length of a call.
class ContextScope {
 public:
  explicit ContextScope(ImGuiContext* context) : before_(ImGui::GetCurrentContext()) {
    ImGui::SetCurrentContext(context);
  }
  ~ContextScope() { ImGui::SetCurrentContext(before_); }
  ContextScope(const ContextScope&) = delete;
  ContextScope& operator=(const ContextScope&) = delete;

 private:
  ImGuiContext* before_;
};

ImGuiID item_id(std::string_view whole_id);
/// Lets ImGui report the ids of its items; does nothing in the page.
void observe_items(ImGuiContext* context, std::vector<ImGuiID>& items);

}  // namespace vitrine::ui
