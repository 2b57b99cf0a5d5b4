// What the author of the page asks of the element by its attributes, besides the description.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::session {

/// Parts that `hide` names: `navigation`, `header`, `theme`, `try-it`, `code`, `servers`, `models`,
/// `info`.
enum class Part : uint8_t { navigation, header, theme, try_it, code, servers, models, info };

/// Attributes, as they are written.
struct Options {
  std::string hide;     ///< names of parts
  std::string open;     ///< unfolded in the list: tags, `schemas`, `webhooks`; or `all`, `none`
  std::string tag;      ///< only operations of these tags
  std::string paths;    ///< only operations whose path begins so
  std::string server;   ///< address of the server that is chosen at first
  std::string expand;   ///< of schemas, at first: `none`, `required`, `all`, or how many levels
  std::string snippet;  ///< the code that is shown at first: a language or a tool
  std::string sort;     ///< of operations: `alpha`, `method`; else as in the description
  bool alone = false;   ///< one operation or schema, and nothing around it

  friend bool operator==(const Options&, const Options&) = default;
};

/// `alone` leaves out what is around an operation.
bool shows(const Options& options, Part part);
/// The names of a list, which commas part.
std::vector<std::string> names_in(std::string_view list);

}  // namespace vitrine::session
