// The semantic nodes: role, name and state of a widget, for the DOM.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/geometry.h"
#include "app/ui/role.h"
#include "app/ui/text_layout.h"

namespace vitrine::ui {

enum class Live : std::uint8_t { off, polite, assertive };

/// How a node looks, beyond its role, where the layer shows itself.
enum class Look : std::uint8_t {
  plain,
  primary,
  quiet,
  link,
  card,
  code,
  route,
  chip,
  status,
  // Shapes without a meaning: only where `Theme::shapes` asks for them.
  line,
  callout,
  danger
};

/// One semantic node: the meaning of a widget. Recorded by the widget that draws it.
/// Unit tests find and click nodes, the DOM layer shows them, end-to-end tests locate them.
struct Node {
  std::string id;      ///< stable, made from keys such as an operationId or a JSON Pointer
  std::string parent;  ///< id of the enclosing node; empty for a surface's own children
  Role role = Role::generic;
  Look look = Look::plain;
  std::string name;
  std::string label;   ///< of a button: what is drawn instead of the name; of a list item: its mark
  std::string folded;  ///< text that a button unfolds, for the browser to find
  std::string value;   ///< text of a field; chosen option's label of a combobox
  std::string placeholder;
  std::string tooltip;
  std::string href;      ///< of links and images, checked by markdown's safe_href and safe_source
  std::string language;  ///< BCP 47, where it differs from the surface's
  std::string autocomplete;
  std::string drop;        ///< place of the form that takes the files dropped here
  std::string media;       ///< media type of the body that the page shows here
  std::uint32_t body = 0;  ///< id of that body, see session::Id
  /// In the content coordinates of its surface, before scrolling. The top left is also that of
  /// `layout`.
  Rect rect;
  std::uint8_t level = 0;  ///< of a heading
  std::uint32_t position_in_set = 0;
  std::uint32_t set_size = 0;
  /// Of a separator, in pixels.
  std::uint32_t value_now = 0;
  std::uint32_t value_min = 0;
  std::uint32_t value_max = 0;
  std::uint32_t revision = 0;  ///< of `value`; a field in the page takes only a newer one
  Live live = Live::off;
  std::vector<std::string> options;        ///< of a combobox
  std::vector<std::string> option_groups;  ///< for each the name of its group, or ""; or none
  std::int32_t selected_option = -1;
  std::vector<std::string> described_by;
  std::string labelled_by;
  std::string controls;
  std::string active;  ///< the option of what it controls that Enter takes
  // States. `tri` values: unset means that the state does not apply.
  enum class Tri : std::uint8_t { unset, no, yes };
  Tri checked = Tri::unset;
  Tri selected = Tri::unset;
  Tri expanded = Tri::unset;
  bool current = false;  ///< aria-current="page"
  bool required = false;
  bool invalid = false;
  bool disabled = false;
  bool multiline = false;
  bool password = false;
  bool readonly = false;
  bool focusable = false;
  bool scrolls = false;  ///< sideways, with all that stands in it; see Ui::begin_sideways
  /// Fields paint their own text in this font and colour, inside `padding`.
  Font font;
  Color color = 0;
  float line_height = 20;
  float padding_x = 10;
  float padding_right = 10;
  float padding_y = 6;
  /// Text of paragraphs, headings, code: laid out once, shown by the layer line by line.
  /// Shared with the layout cache; null for everything else.
  std::shared_ptr<const TextLayout> layout;
};

}  // namespace vitrine::ui
