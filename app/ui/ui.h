#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/geometry.h"
#include "app/ui/glyphs.h"
#include "app/ui/node.h"
#include "app/ui/text_layout.h"
#include "app/ui/theme.h"

struct ImGuiContext;
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
  std::uint32_t draw_list =
      0;  ///< index into ImDrawData::CmdLists; vertices are relative to the element
  std::uint64_t picture = 0;  ///< hash of the draw list: an equal one needs no new picture
};

/// Nodes that follow each other. Those of `Ui::rows` are retained over frames: while `retained` is
/// the same number, they are the same nodes at the same places. 0: recorded in this frame.
struct NodeGroup {
  std::span<const Node> nodes;
  std::uint64_t retained = 0;
};

/// What one frame leaves: surfaces in stacking order and their nodes in reading order, a parent
/// before its children. Valid until the next frame.
struct Frame {
  std::span<const Surface> surfaces;
  std::span<const std::vector<NodeGroup>> nodes;  ///< the groups of each surface
  ImDrawData* draw_data = nullptr;
  bool animating = false;  ///< another frame is wanted as soon as the display is ready
  std::string cursor;      ///< CSS cursor for what is under the pointer
};

struct Change {
  std::string text;
};

enum class ButtonKind : std::uint8_t { normal, primary, quiet, link, danger };
enum class Icon : std::uint8_t {
  none,
  search,
  menu,
  close,
  chevron_down,
  chevron_right,
  chevron_up,
  plus,
  download,
  sun,
  moon,
  copy,
  check,
  lock,
  warning
};

struct ButtonOptions {
  ButtonKind kind = ButtonKind::normal;
  Icon icon = Icon::none;
  std::string accessible_name{};  ///< when it differs from the label
  bool disabled = false;
  bool fill = false;  ///< as wide as the column; else as wide as its label
  Node::Tri expanded = Node::Tri::unset;
  std::string controls{};
  std::string described_by{};
};

enum class FieldKind : std::uint8_t { text, number, password, search, multiline };

struct FieldOptions {
  FieldKind kind = FieldKind::text;
  std::string_view value{};
  std::uint32_t revision = 0;  ///< of `value`, see Node::revision
  std::string_view placeholder{};
  std::string_view described_by{};
  std::string_view autocomplete{};
  Icon icon = Icon::none;
  std::string_view hint{};  ///< at the right edge, e.g. a key
  bool required = false;
  bool invalid = false;
  bool readonly = false;
  bool disabled = false;
  /// Takes no place, paints nothing and is passed over by the Tab key; whoever reaches for it by
  /// its name gets the focus there, so that a view can show it.
  bool hidden = false;
  bool mono = false;
  int min_lines = 1;  ///< of a multiline field; it grows with its text up to max_lines
  int max_lines = 20;
};

struct ChoiceOptions {
  bool mono = false;
  bool quiet = false;  ///< without a border, as wide as what is chosen
  bool required = false;
  bool invalid = false;
  bool disabled = false;
  std::string_view described_by{};
  std::string_view placeholder{};  ///< of a select in which nothing is chosen
};

/// The widget kit. Every widget draws itself through an ImGui draw list and records its semantic
/// node in the same call. Widgets stand in a column, each below the last; `begin_row` divides a
/// column. The id of a node is `surface/…containers and pushed ids…/id`; options of a widget that
/// name other nodes (`described_by`, `controls`) take ids as seen from the widget's own place, or
/// whole ones that begin with '/'. Events take whole ids, without that '/'. One Ui an element; it
/// owns an ImGui context and makes it current for the length of each call.
class Ui {
 public:
  explicit Ui(GlyphMaker& glyphs);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // ---- events, from the DOM layer or a test. Each is taken by one frame.
  void pointer_moved(std::string_view surface, Point at);  ///< from the viewport's top left
  void pointer_pressed(std::string_view surface, Point at);
  void pointer_released(std::string_view surface, Point at);
  void pointer_left();
  /// A click that had no press: keyboard, screen reader, test.
  void activated(std::string_view node);
  void text_changed(std::string_view node, std::string_view value);
  void option_chosen(std::string_view node, int index);
  void focused(std::string_view node,
               bool visible);  ///< `visible` as CSS :focus-visible; empty: none
  /// A surface down, or code with long lines (a whole id) aside.
  void scrolled(std::string_view scroller, float offset);
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

  // ---- surfaces and structure
  void begin_surface(Surface surface);
  void end_surface();
  /// A node that encloses those recorded until `end_container`: region, group, navigation, list…
  /// `id` continues the id of the enclosing one.
  void begin_container(std::string_view id, Role role, std::string_view name, int level = 0);
  void end_container();
  /// Prefix for the ids of the widgets inside, without a node.
  void push_id(std::string_view id);
  void pop_id();
  /// The whole id of a widget recorded here as `id`.
  std::string node_id(std::string_view id) const;

  // ---- layout: a column has a left edge, a width and a pen that moves down
  float x() const;
  float y() const;
  float width() const;
  void move_to(float y);
  void space(float height);
  /// Narrows the column until `end_inset`.
  void begin_inset(float left, float right);
  void end_inset();
  /// Cells from left to right; a positive width is fixed, a negative one shares what is left.
  /// After `end_row` the pen is below the tallest cell. With a height, what stands first in a cell
  /// is centred in it.
  void begin_row(std::span<const float> widths, float gap, float height = 0);
  void next_cell();
  void end_row();
  /// Chips, buttons and other widgets of their own width from left to right, wrapped at the
  /// column's edge.
  void begin_flow(float gap_x, float gap_y);
  void end_flow();
  /// A rectangle behind what follows until `end_box` (cards, callouts): radius and padding by kind.
  enum class Box : std::uint8_t { card, callout, danger_callout, plain, code };
  void begin_box(Box box, float padding_x, float padding_y);
  void end_box();
  void divider();
  /// How much of the current surface is on screen at once.
  float viewport_height() const;
  /// True where [y, y + height) of the current surface may be on screen.
  bool is_visible(float y, float height) const;

  // ---- text
  const Theme& theme() const;
  Font font_text() const;   // 14/20 sans
  Font font_small() const;  // 12.5 sans
  Font font_code() const;   // 12.5 mono
  void heading(std::string_view id, int level, std::string_view text, Font font, float line_height);
  void paragraph(std::string_view id, std::vector<Span> spans, float line_height = 22);
  /// One line of several spans, cut with an ellipsis.
  void line(std::string_view id, std::vector<Span> spans, float line_height = 20,
            bool right = false);
  /// A short text on one line at the pen, or `right`-aligned in the column; no pen movement beyond
  /// its line.
  void label(std::string_view id, std::string_view text, Font font, Color color,
             float line_height = 20, Wrap wrap = Wrap::ellipsis, bool right = false);
  /// A line of `code` and the number at its left; one that others can be folded into has a button
  /// there, with `expanded` and a name of "LINE_NAME number".
  struct CodeLine {
    std::uint32_t number = 0;
    Node::Tri expanded = Node::Tri::unset;
  };
  /// Preformatted lines, selectable, numbered where `lines` has one for each; long ones scroll
  /// sideways. Returns the number of the line that was folded or unfolded.
  std::optional<std::uint32_t> code(std::string_view id, std::string_view name,
                                    std::vector<Span> spans, std::span<const CodeLine> lines = {},
                                    std::string_view line_name = {});
  /// A place where the page shows the body of an answer by itself: a picture, sound, a film, PDF.
  void media(std::string_view id, std::string_view name, std::uint32_t body, std::string_view type,
             float height);
  /// Text without a node, at the left or right of `rect` and centred in its height: for the `draw`
  /// of links and rows, whose name says it already.
  /// Says how wide it came out.
  float draw_text(Rect rect, std::string_view text, Font font, Color color, bool right = false);
  /// Span::id of the link in a text that was followed in this frame (its href where it has no id),
  /// or empty. Its node is `id of the text/Span::id`, without one `id of the text/index of the
  /// span`.
  std::string followed_link() const;
  Size measure(std::string_view text, Font font);

  // ---- widgets: true or a value when the reader did something
  bool button(std::string_view id, std::string_view label, const ButtonOptions& options = {});
  float button_width(std::string_view label, const ButtonOptions& options = {});
  /// A link drawn by `draw` inside `height`; for navigation rows and cards. While `draw` runs the
  /// column is the link's rectangle and nothing is recorded: the name says it all.
  bool link(std::string_view id, std::string_view name, std::string_view href, float height,
            bool current, const std::function<void(bool hovered)>& draw);
  std::optional<Change> text_field(std::string_view id, std::string_view name,
                                   const FieldOptions& options);
  std::optional<int> select(std::string_view id, std::string_view name,
                            std::span<const std::string> options, int selected,
                            const ChoiceOptions& choice = {});
  std::optional<bool> checkbox(std::string_view id, std::string_view name, bool checked,
                               const ChoiceOptions& choice = {});
  /// A tablist; the tabs name their panel by `controls`.
  std::optional<int> tabs(std::string_view id, std::string_view name,
                          std::span<const std::string> labels, int selected, bool right = false);
  float tabs_width(std::span<const std::string> labels);
  /// Message of a field; its id goes into FieldOptions::described_by.
  void message(std::string_view id, std::string_view text);
  void status(std::string_view id, std::string_view text, Color text_color, Color ground);
  float status_width(std::string_view text);
  void chip(std::string_view id, std::string_view text);
  /// The name of an HTTP method in its colour, as drawing only.
  void method(std::string_view method, float width, float size, bool right = true);
  /// The ground of a row in a list of links: hovered, or current with a bar at its left.
  void row_ground(Rect rect, bool current, bool hovered);
  /// The mark of the product, a rounded square.
  void logo(Rect rect);
  void icon(Icon icon, Rect rect, Color color);
  void fill(Rect rect, Color color, float radius = 0);
  void stroke(Rect rect, Color color, float radius = 0, float thickness = 1);

  /// Rows that are all in the DOM (of more than kMostRows a window around what is on screen, each
  /// with its position in the set) and drawn only where visible. `record` gives the node's name and
  /// href (called again only when `revision`, the place, the width or the window changes), `draw`
  /// draws a visible row as the `draw` of `link` does. Returns the row that was followed.
  static constexpr std::size_t kMostRows = 2000;
  struct Row {
    std::string id;
    std::string name;
    std::string href;  ///< empty: not a link but a heading of level `level`, or a button
    std::uint8_t level = 0;
    Node::Tri expanded = Node::Tri::unset;  ///< of a row that folds what is below it: a button
    bool current = false;
    float height = 0;  ///< 0: row_height
  };
  std::optional<std::size_t> rows(std::string_view id, std::size_t count, float row_height,
                                  std::uint64_t revision,
                                  const std::function<Row(std::size_t)>& record,
                                  const std::function<void(std::size_t, Rect, bool hovered)>& draw);

  /// Where a row of that list (a whole id) stands in its surface; empty before its first frame.
  Rect row_place(std::string_view id, std::size_t index) const;
  /// An image that the page shows itself, over what is drawn there. `source` is checked by the
  /// caller.
  void image(std::string_view id, std::string_view name, std::string_view source, Rect rect);

  /// How far a surface is scrolled, as last reported.
  float scroll_of(std::string_view surface) const;
  /// Whether the DOM's focus is on that node (a whole id).
  bool is_focused(std::string_view node) const;
  GlyphMaker& glyphs();
  /// ImGui items of the last frame that no node was recorded for. Always empty, as a test sees to
  /// (in the page nothing is counted).
  std::size_t items_without_node() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Nodes that changed since the last call, as JSON for the DOM layer: see wasm/src/layer.ts.
/// Keyed by id; unchanged nodes cost a hash.
class Patcher {
 public:
  Patcher();
  ~Patcher();
  std::string patch(const Frame& frame);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vitrine::ui
