// The ground of the widget kit: ids, layout, reaction and paint. Widgets are free functions over
// it, each in a header of its own (button.h, select.h …).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/frame.h"
#include "app/ui/geometry.h"
#include "app/ui/glyphs.h"
#include "app/ui/node.h"
#include "app/ui/scale.h"
#include "app/ui/text_layout.h"
#include "app/ui/theme.h"

struct ImDrawList;

namespace vitrine::ui {

enum class Align : std::uint8_t { left, centre, right };

/// The rectangles that can lie under other things; their radius follows the kind.
enum class Box : std::uint8_t { card, callout, danger_callout, code };

/// The user's interaction with a widget in this frame.
struct Reaction {
  bool hovered = false;
  bool held = false;
  bool pressed = false;
  std::uint32_t item = 0;  ///< for `Ui::motion`
};

/// Base of the state that a widget keeps between frames, see `Ui::keep`.
struct Kept {
  virtual ~Kept() = default;
};

/// Every widget paints itself and records its semantic node in the same function. Widgets stand in
/// a column, each below the last; `begin_row` divides a column. The id of a node is
/// `surface/…containers and pushed ids…/id`; options of a widget that name other nodes
/// (`described_by`, `controls`) take ids as seen from the widget's own place, or whole ones that
/// begin with '/'. Events take whole ids, without that '/'. One Ui an element; it owns an ImGui
/// context and makes it current where ImGui is called.
class Ui {
 public:
  explicit Ui(GlyphMaker& glyphs);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // ---- events, from the DOM layer or a test. Each is taken by one frame, those excepted that
  // change nothing: they return false.
  bool pointer_moved(std::string_view surface, Point at);  ///< from the viewport's top left
  void pointer_pressed(std::string_view surface, Point at);
  void pointer_released(std::string_view surface, Point at);
  bool pointer_left();
  /// A click that had no press: keyboard, screen reader, test.
  void activated(std::string_view node);
  void text_changed(std::string_view node, std::string_view value);
  void option_chosen(std::string_view node, int index);
  /// `visible` as CSS :focus-visible; an empty `node`: nothing has the focus.
  void focused(std::string_view node, bool visible);
  /// Reports a scroll offset: vertical for a surface, horizontal for a code block (a whole id).
  bool scrolled(std::string_view scroller, float offset);
  /// True when another frame is needed at once.
  bool has_events() const;

  // ---- frame
  struct Settings {
    Size size;
    const Theme* theme = nullptr;
    bool reduced_motion = false;
    double time_s = 0;  ///< monotonic; moves animations only
  };
  void begin(const Settings& settings);
  Frame end();
  const Theme& theme() const;
  GlyphMaker& glyphs();
  /// Frees the last frame and what was kept for the next one, which is made anew.
  void forget();

  // ---- surfaces, ids and nodes
  /// `revision` is a hash of all that the surface is made from and Ui does not know. While it is
  /// the same, and nothing is done with what stands in the surface, it is kept: then this returns
  /// false, and nothing is recorded, nor is the surface ended. With 0 it is always recorded.
  bool begin_surface(Surface surface, std::uint64_t revision = 0);
  void end_surface();
  /// Keeps no surface in the next frame.
  void record_anew();
  /// A widget that was pressed may change other surfaces, which are recorded again, unless
  /// a view says that its own revisions see to it.
  void spare_other_surfaces();
  /// Counts how often a surface was recorded.
  std::uint64_t recordings() const;
  /// A node that encloses those recorded until `end_container`: region, group, navigation, list…
  /// `id` continues the id of the enclosing one. Without a rectangle it is as high as what stands
  /// in it.
  void begin_container(std::string_view id, Role role, std::string_view name, int level = 0);
  void begin_container(std::string_view id, Role role, std::string_view name, const Rect& rect);
  void end_container();
  /// Node::label of the container that has just begun.
  void label_container(std::string_view label);
  /// Of the same: its place among others, or how many stand in it; 0: neither.
  void number_container(std::uint32_t place, std::uint32_t size);
  /// Prefix for the ids of the widgets inside, without a node.
  void push_id(std::string_view id);
  void pop_id();
  /// The whole id of a widget recorded here as `id`.
  std::string node_id(std::string_view id) const;
  /// The whole id of another node that an option names; empty for none.
  std::string reference(std::string_view id) const;
  const std::string& parent_id() const;
  /// The reference is valid until the next node is recorded.
  Node& record(std::string whole_id, Role role, std::string_view name, const Rect& rect);
  /// A node for a shape, which says nothing: where `Theme::shapes` asks for those.
  void record_shape(const Rect& rect, Look look);
  /// Nodes that a widget keeps stand here; they live as long as the frame. See NodeGroup.
  void insert(std::span<const Node> nodes, std::uint64_t retained);
  /// A number for NodeGroup::retained that nothing else has.
  std::uint64_t new_retained();
  /// For what reacts under an id of its own, but is a part of another node.
  void cover(std::string_view whole_id);
  /// Until `end_drawing` the column is `rect` and nothing is recorded: for the contents of a widget
  /// whose name says it all.
  void begin_drawing(const Rect& rect);
  void end_drawing();
  bool records() const;  ///< false in between
  /// The state that the widget with that id keeps, made on first use. Dropped after a frame in
  /// which the widget does not ask for it; asked for once a frame.
  template <class T>
  T& keep(const std::string& whole_id) {
    std::unique_ptr<Kept>& kept = slot(whole_id);
    if (!kept) kept = std::make_unique<T>();
    return static_cast<T&>(*kept);
  }
  const Kept* kept(std::string_view whole_id) const;
  /// A part of the column that costs nothing while it is out of sight, and nothing in it is used.
  /// False: it stands as it stood, for `key` (a hash of all that it shows) is the same. Otherwise
  /// it is drawn, and ended by `end_part`. Parts do not nest.
  bool begin_part(std::string_view id, std::uint64_t key);
  void end_part();

  // ---- layout: a column has a left edge, a width and a pen that moves down
  float x() const;
  float y() const;
  float width() const;
  void move_to(float y);
  void space(float height);
  /// Takes the next place in the column, row or flow.
  Rect place(float width, float height, Align align = Align::left);
  /// Narrows the column until `end_inset`.
  void begin_inset(float left, float right);
  void end_inset();
  /// Cells from left to right; a positive width is fixed, negative ones share the rest.
  /// After `end_row` the pen is below the tallest cell. With a height, what stands first in a cell
  /// is centred in it.
  void begin_row(std::span<const float> widths, float gap, float height = 0);
  void next_cell();
  void end_row();
  /// Chips, buttons and other widgets of their own width from left to right, wrapped at the
  /// column's edge.
  void begin_flow(float gap_x, float gap_y);
  void end_flow();
  /// A rectangle under what follows until `end_box` (cards, callouts).
  void begin_box(Box box, float padding_x, float padding_y);
  void end_box();
  /// A region of contents that are wider than the column: it is scrolled sideways, by keys too.
  /// Until `end_sideways` the column is `width` wide.
  void begin_sideways(std::string_view id, std::string_view name, float width);
  void end_sideways();
  /// Height and top of the part of the current surface that is on screen.
  float viewport_height() const;
  float viewport_top() const;
  /// True where [y, y + height) of the current surface may be on screen.
  bool is_visible(float y, float height) const;
  bool is_visible(const Rect& rect) const { return is_visible(rect.y, rect.height); }
  /// The scroll offset of a surface, a code block or a region, as last reported.
  float scroll_of(std::string_view scroller) const;

  // ---- reaction
  /// `pointer` is the CSS cursor over the widget.
  Reaction react(std::string_view whole_id, const Rect& rect, bool disabled = false,
                 const char* pointer = "pointer");
  /// Where the pointer is in the element.
  Point pointer() const;
  /// The node that was activated before this frame, or empty.
  std::string_view activated_node() const;
  /// The text that the user typed into that node; the option chosen in it.
  std::optional<std::string> typed(std::string_view whole_id) const;
  std::optional<int> chosen(std::string_view whole_id) const;
  /// True when the DOM's focus is on that node (a whole id).
  bool is_focused(std::string_view node) const;
  /// Progress of a state that fades in and out, 0 to 1.
  float motion(std::uint32_t item, bool on);
  /// Asks for another frame of the surface, for work that is spread over some.
  void go_on();
  /// Span::id of the link in a text that was followed in this frame (its href where it has no id),
  /// or empty.
  void follow(std::string_view link);
  std::string followed_link() const;

  // ---- paint, in content coordinates and on whole device pixels
  float snap(float length) const;
  /// What is drawn over the top of the surface, `height` high, takes the pointer from what follows
  /// in the recording.
  void cover_top(float height);
  void fill(const Rect& rect, Color color, float radius = 0);
  void stroke(const Rect& rect, Color color, float radius = 0, float thickness = 1);
  /// A filled shape with a border of a pixel inside its edge.
  void framed(const Rect& rect, Color ground, Color border, float radius);
  void shadow(const Rect& rect, float radius);
  /// Around the widget that has the keyboard focus.
  void focus_ring(std::string_view whole_id, const Rect& rect, float radius);
  void begin_clip(const Rect& rect);
  void end_clip();
  /// For shapes of other kinds: the draw list, and a place in the content as one in the list.
  ImDrawList& draw_list();
  Point to_list(Point at) const;

  // ---- text
  std::shared_ptr<const TextLayout> lay_out(std::vector<Span> spans, float width, float line_height,
                                            Wrap wrap = Wrap::words);
  std::shared_ptr<const TextLayout> lay_out(std::string_view text, const Font& font, Color color,
                                            float width, float line_height,
                                            Wrap wrap = Wrap::words);
  Size measure(std::string_view text, const Font& font);
  float measure_width(std::string_view text, const Font& font);  ///< rounded up to a pixel
  void draw_layout(const TextLayout& layout, float x, float y);
  /// One line without a node, in the middle of the height of `rect`. Returns its width.
  float draw_text(const Rect& rect, std::string_view text, const Font& font, Color color,
                  Align align = Align::left, Wrap wrap = Wrap::ellipsis);

  /// ImGui items of the last frame that no node was recorded for. Always empty, as a test sees to
  /// (in the page nothing is counted).
  std::size_t items_without_node() const;

 private:
  struct State;
  std::unique_ptr<Kept>& slot(const std::string& whole_id);
  std::unique_ptr<State> state_;
};

}  // namespace vitrine::ui
