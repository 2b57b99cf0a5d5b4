#include "app/ui/node.h"

namespace vitrine::ui {

std::string_view role_name(Role role) {
  switch (role) {
    case Role::generic:
      return "";
    case Role::navigation:
      return "navigation";
    case Role::search:
      return "search";
    case Role::main:
      return "main";
    case Role::banner:
      return "banner";
    case Role::region:
      return "region";
    case Role::group:
      return "group";
    case Role::heading:
      return "heading";
    case Role::paragraph:
      return "paragraph";
    case Role::text:
      return "text";
    case Role::code:
      return "code";
    case Role::link:
      return "link";
    case Role::button:
      return "button";
    case Role::textbox:
      return "textbox";
    case Role::spinbutton:
      return "spinbutton";
    case Role::searchbox:
      return "searchbox";
    case Role::checkbox:
      return "checkbox";
    case Role::combobox:
      return "combobox";
    case Role::tablist:
      return "tablist";
    case Role::tab:
      return "tab";
    case Role::tabpanel:
      return "tabpanel";
    case Role::status:
      return "status";
    case Role::alert:
      return "alert";
    case Role::dialog:
      return "dialog";
    case Role::list:
      return "list";
    case Role::listitem:
      return "listitem";
    case Role::image:
      return "image";
    case Role::separator:
      return "separator";
    case Role::table:
      return "table";
    case Role::row:
      return "row";
    case Role::cell:
      return "cell";
  }
  return "";
}

}  // namespace vitrine::ui
