// Nodes and surfaces as the layer of the page gets them: patches of what changed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/boundary/field.h"
#include "app/ui/frame.h"

namespace vitrine::boundary {

/// Properties of a run of text, as bits.
enum class RunFlag : std::uint8_t {
  code = 1,
  strong = 2,
  italic = 4,
  link = 8,
  underline = 16,
  strikethrough = 32
};
template <>
struct Names<RunFlag> {
  static constexpr std::string_view kNames[] = {"code", "strong",    "italic",
                                                "link", "underline", "strikethrough"};
};

/// Side of a page of words, device pixels: the host draws words on it, the module places them.
inline constexpr std::uint32_t kPageSize = 1024;

/// A node that is new or changed, or stands elsewhere.
struct NodePatch {
  const ui::Node* node = nullptr;
  std::string_view surface;
  std::string_view after;  ///< the sibling before it; empty for a first child
};

/// The changes from one frame to the next. It refers to the frame, and lives no longer.
struct Patch {
  std::vector<const ui::Surface*> surfaces;  ///< all of them, when something about one changed
  std::vector<std::uint32_t> paint;          ///< indices of those to redraw
  std::vector<std::string> remove;           ///< ids of nodes
  std::vector<NodePatch> nodes;              ///< in reading order, parents first
};

template <>
struct Names<ui::Surface::Kind> {
  static constexpr std::string_view kNames[] = {"pane", "drawer", "dialog"};
};
template <>
struct Names<ui::Surface::Part> {
  static constexpr std::string_view kNames[] = {"", "page", "aside", "foot"};
};
template <>
struct Names<ui::Surface::Flow> {
  static constexpr std::string_view kNames[] = {"", "content", "view"};
};
template <>
struct Names<ui::Live> {
  static constexpr std::string_view kNames[] = {"", "polite", "assertive"};
};

template <>
struct Names<ui::Look> {
  static constexpr std::string_view kNames[] = {"",       "primary", "quiet",   "link",
                                                "card",   "code",    "route",   "chip",
                                                "status", "line",    "callout", "danger"};
};

template <>
struct Declared<ui::Surface> {
  using S = ui::Surface;
  static constexpr std::string_view kName = "SurfacePatch";
  static constexpr auto fields = boundary::fields(
      field<&S::id>("id"), field<&S::kind>("kind"), field<&S::role>("role").optional(),
      field<&S::name>("name").optional(), field<&S::rect>("rect"),
      field<&S::content_height>("height"), field<&S::part>("part").optional(),
      field<&S::arrows>("arrows").optional(), field<&S::flow>("flow").optional(),
      field<&S::covered>("covered").optional(), field<&S::search>("search").optional(),
      field<&S::opener>("opener").optional(), inside<&S::content_width>(), inside<&S::scroll_y>(),
      inside<&S::ground>(), inside<&S::draw_list>(), inside<&S::picture>(),
      inside<&S::recording>());
};
static_assert(is_complete<ui::Surface>(), "say in the list what becomes of the new member");

template <>
struct Declared<ui::Node> {
  using N = ui::Node;
  static constexpr auto fields = boundary::fields(
      field<&N::id>("id"), field<&N::parent>("parent").optional(),
      field<&N::role>("role").optional(), field<&N::look>("look").optional(),
      field<&N::name>("name").optional(), field<&N::label>("label").optional(),
      field<&N::folded>("folded").optional(), field<&N::rect>("rect"),
      field<&N::value>("value").optional(), field<&N::placeholder>("placeholder").optional(),
      field<&N::tooltip>("tooltip").optional(), field<&N::href>("href").optional(),
      field<&N::language>("language").optional(),
      field<&N::autocomplete>("autocomplete").optional(), field<&N::drop>("drop").optional(),
      field<&N::media>("media").optional(), field<&N::body>("body").optional(),
      field<&N::level>("level").optional(), field<&N::position_in_set>("positionInSet").optional(),
      field<&N::set_size>("setSize").optional(), field<&N::value_now>("valueNow").optional(),
      field<&N::value_min>("valueMin").optional(), field<&N::value_max>("valueMax").optional(),
      field<&N::revision>("revision").optional(), field<&N::live>("live").optional(),
      field<&N::options>("options").optional(), field<&N::option_groups>("optionGroups").optional(),
      field<&N::selected_option>("selectedOption").optional(),
      field<&N::described_by>("describedBy").optional(),
      field<&N::labelled_by>("labelledBy").optional(), field<&N::controls>("controls").optional(),
      field<&N::active>("active").optional(), field<&N::checked>("checked").optional(),
      field<&N::selected>("selected").optional(), field<&N::expanded>("expanded").optional(),
      field<&N::current>("current").optional(), field<&N::required>("required").optional(),
      field<&N::invalid>("invalid").optional(), field<&N::disabled>("disabled").optional(),
      field<&N::multiline>("multiline").optional(), field<&N::password>("password").optional(),
      field<&N::readonly>("readonly").optional(), field<&N::focusable>("focusable").optional(),
      field<&N::scrolls>("scrolls").optional(), field<&N::font>("font").of_fields(),
      field<&N::color>("color").as<Hex>().of_fields(),
      field<&N::line_height>("lineHeight").of_fields(),
      field<&N::padding_x>("paddingX").of_fields(),
      field<&N::padding_right>("paddingRight").of_fields(),
      field<&N::padding_y>("paddingY").of_fields(), field<&N::layout>("lines").optional());
};
static_assert(is_complete<ui::Node>(), "say in the list what becomes of the new member");

template <>
struct Declared<NodePatch> {
  static constexpr std::string_view kName = "NodePatch";
  static constexpr auto fields =
      boundary::fields(field<&NodePatch::node>({}), field<&NodePatch::surface>("surface"),
                       field<&NodePatch::after>("after").optional());
};

template <>
struct Declared<Patch> {
  static constexpr std::string_view kName = "Patch";
  static constexpr auto fields = boundary::fields(
      field<&Patch::surfaces>("surfaces").optional(), field<&Patch::paint>("paint").optional(),
      field<&Patch::remove>("remove").optional(), field<&Patch::nodes>("nodes").optional());
};

}  // namespace vitrine::boundary
