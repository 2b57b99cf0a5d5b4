#pragma once

// Private to app/ui: what a Ui keeps, and the few operations all widgets are made of. Only sources
// of this folder include it.

#include <imgui.h>
#include <imgui_internal.h>

#include <deque>
#include <memory>
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
    focus,
    scroll
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
  float padding_x = 0;
  float padding_y = 0;
};

struct Motion {
  float value = 0;
  std::uint64_t frame = 0;
};

struct RetainedRows {
  std::uint64_t key = 0;  ///< of revision, place and width
  std::uint64_t number = 0;
  std::uint64_t frame = 0;
  Rect place;             ///< of the whole list
  std::size_t first = 0;  ///< row of the first node
  std::vector<Node> nodes;
  std::vector<float> tops;  ///< of each row from the first's top; one more for the end
};

/// How a widget was touched in this frame.
struct Reaction {
  bool hovered = false;
  bool held = false;
  bool pressed = false;
  ImGuiID item = 0;
};

struct GroupRange {
  std::size_t begin = 0;  ///< in the surface's own nodes
  std::size_t end = 0;
  const RetainedRows* rows = nullptr;
};

struct SurfaceRecord {
  std::vector<Node> nodes;
  std::vector<GroupRange> ranges;
  ImDrawList* draw_list = nullptr;
};

struct Ui::State {
  explicit State(GlyphMaker& maker) : glyphs(maker), layouts(maker) {}

  GlyphMaker& glyphs;
  ImGuiContext* context = nullptr;
  LayoutCache layouts;

  // Between frames.
  std::deque<Event> events;
  std::unordered_map<std::string, float> scrolls;
  std::unordered_map<std::string, Rect> surface_rects;
  std::string focus;
  bool focus_visible = false;
  std::unordered_map<ImGuiID, Motion> motions;
  std::unordered_map<std::string, RetainedRows> rows;
  std::uint64_t retained_count = 0;
  std::uint64_t frame = 0;
  double last_time_s = 0;
  float step_s = 0;  ///< by which animations move in this frame

  // This frame.
  Settings settings;
  Event event;
  std::vector<Surface> surfaces;
  std::vector<SurfaceRecord> records;
  std::size_t surface_count = 0;  ///< records are kept for their memory
  std::vector<std::vector<NodeGroup>> groups;
  std::string prefix;
  std::vector<std::size_t> prefix_lengths;
  std::vector<std::string> parents;
  std::vector<Column> columns;
  std::vector<RowOfCells> cells;
  std::vector<OpenBox> boxes;
  ImDrawList* draw = nullptr;
  Point origin;  ///< of the content, in the element: the viewport's corner, scrolled
  int silent = 0;
  Node unrecorded;
  std::string followed;
  const char* cursor = "";
  bool animating = false;

  // Natively: items that ImGui has seen, and those that nodes stand for.
  std::vector<ImGuiID> items;
  std::vector<ImGuiID> covered;
  std::size_t items_without_node = 0;

  const Theme& theme() const { return *settings.theme; }
  Column& column() { return columns.back(); }
  const Column& column() const { return columns.back(); }
  Surface& surface() { return surfaces.back(); }
  SurfaceRecord& record_of_surface() { return records[surface_count - 1]; }

  // ids and nodes
  std::string whole_id(std::string_view id) const;
  std::string resolve(std::string_view id) const;  ///< of an option that names another node
  Node& record(std::string whole_id, Role role, std::string_view name, const Rect& rect);
  ImGuiID item_id(std::string_view whole_id) const;

  // behaviour
  Reaction react(std::string_view whole_id, const Rect& rect, bool disabled,
                 const char* pointer = "pointer");
  bool is_event(Event::Kind kind, std::string_view whole_id) const;
  float motion(ImGuiID item, bool on, float seconds = 0.12f);

  // layout
  Rect place(float width, float height, bool right = false);
  bool is_visible(float y, float height) const;

  // drawing, in content coordinates
  float snap(float length) const;
  ImVec2 at(float x, float y) const;
  void fill(const Rect& rect, Color color, float radius = 0);
  void stroke(const Rect& rect, Color color, float radius, float thickness);
  void line(Point from, Point to, Color color, float thickness);
  void framed(const Rect& rect, Color ground, Color border, float radius, float thickness = 1);
  void shadow(const Rect& rect, float radius);
  void focus_ring(std::string_view whole_id, const Rect& rect, float radius);
  void text(const TextLayout& layout, float x, float y);
  float text_in(const Rect& rect, std::string_view text, const Font& font, Color color,
                float shift = 0, Wrap wrap = Wrap::ellipsis);
  void decorate(const TextLayout& layout, const std::string& id, const Rect& rect);
  void icon(Icon icon, const Rect& rect, Color color);
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

ImU32 imgui_color(Color color);
/// Lets ImGui report the ids of its items; does nothing in the page.
void observe_items(ImGuiContext* context, std::vector<ImGuiID>& items);

}  // namespace vitrine::ui
