// The roles of nodes, and what each means to the page: one row a role.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vitrine::ui {

/// WAI-ARIA roles, as far as the views need them.
enum class Role : std::uint8_t {
  generic,
  navigation,
  search,
  main,
  banner,
  region,
  group,
  heading,
  paragraph,
  text,
  code,
  link,
  button,
  textbox,
  spinbutton,
  searchbox,
  checkbox,
  combobox,
  listbox,
  option,
  tablist,
  tab,
  tabpanel,
  status,
  alert,
  dialog,
  list,
  listitem,
  log,
  image,
  separator,
  table,
  row,
  columnheader,
  rowheader,
  cell
};

/// The behaviour of the nodes of a role.
enum class Nature : std::uint8_t {
  container,
  text,    ///< its name is its text
  action,  ///< clicked
  check,   ///< a field that is clicked
  field    ///< paints its own text in `Node::font`; arrows and letters are its own
};

struct RoleRow {
  Role role;
  std::string_view name;  ///< in ARIA; "" for generic
  std::string_view tag;   ///< of the element; a heading's goes on with its level
  Nature nature;
  bool native;  ///< the element has the role by itself
};

inline constexpr RoleRow kRoles[] = {
    {Role::generic, "", "div", Nature::container, true},
    {Role::navigation, "navigation", "div", Nature::container, false},
    {Role::search, "search", "div", Nature::container, false},
    {Role::main, "main", "div", Nature::container, false},
    {Role::banner, "banner", "div", Nature::container, false},
    {Role::region, "region", "div", Nature::container, false},
    {Role::group, "group", "div", Nature::container, false},
    {Role::heading, "heading", "h", Nature::text, true},
    {Role::paragraph, "paragraph", "p", Nature::text, true},
    {Role::text, "text", "div", Nature::text, true},
    {Role::code, "code", "pre", Nature::container, true},
    {Role::link, "link", "a", Nature::action, true},
    {Role::button, "button", "button", Nature::action, true},
    {Role::textbox, "textbox", "input", Nature::field, true},
    {Role::spinbutton, "spinbutton", "input", Nature::field, true},
    {Role::searchbox, "searchbox", "input", Nature::field, true},
    {Role::checkbox, "checkbox", "input", Nature::check, true},
    {Role::combobox, "combobox", "select", Nature::field, true},
    {Role::listbox, "listbox", "div", Nature::container, false},
    {Role::option, "option", "button", Nature::action, false},
    {Role::tablist, "tablist", "div", Nature::container, false},
    {Role::tab, "tab", "button", Nature::action, false},
    {Role::tabpanel, "tabpanel", "div", Nature::container, false},
    {Role::status, "status", "div", Nature::text, false},
    {Role::alert, "alert", "div", Nature::text, false},
    {Role::dialog, "dialog", "div", Nature::container, false},
    {Role::list, "list", "div", Nature::container, false},
    {Role::listitem, "listitem", "div", Nature::container, false},
    {Role::log, "log", "div", Nature::container, false},
    {Role::image, "image", "img", Nature::container, true},
    {Role::separator, "separator", "div", Nature::container, false},
    {Role::table, "table", "div", Nature::container, false},
    {Role::row, "row", "div", Nature::container, false},
    {Role::columnheader, "columnheader", "div", Nature::container, false},
    {Role::rowheader, "rowheader", "div", Nature::container, false},
    {Role::cell, "cell", "div", Nature::container, false},
};

constexpr const RoleRow& row_of(Role role) { return kRoles[static_cast<std::size_t>(role)]; }
constexpr std::string_view role_name(Role role) { return row_of(role).name; }
/// Text fields and lists to choose from.
constexpr bool is_field(Role role) { return row_of(role).nature == Nature::field; }

namespace internal {
constexpr bool rows_follow_the_enumeration() {
  for (std::size_t index = 0; index < sizeof kRoles / sizeof *kRoles; ++index) {
    if (static_cast<std::size_t>(kRoles[index].role) != index) return false;
  }
  return row_of(Role::cell).role == Role::cell;
}
static_assert(rows_follow_the_enumeration());
}  // namespace internal

}  // namespace vitrine::ui
