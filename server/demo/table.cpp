#include "server/demo/table.h"

#include <string_view>
#include <utility>

#include "app/text/ascii.h"

/// Writes tables.
namespace vitrine::demo {

namespace {

/// Text that a spreadsheet would take for a formula gets an apostrophe: it may be a stranger's.
std::string cell(std::string_view text) {
  std::string made = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    made += '\'';
  }
  for (const char c : text) {
    if (c == '"') made += '"';
    made += c;
  }
  return made + '"';
}

std::string line_of(const Picture& picture) {
  return cell(picture.id) + "," + cell(picture.title) + "," +
         (picture.year ? std::to_string(*picture.year) : std::string()) + "," +
         cell(enum_name(picture.medium)) + "," + cell(text::join(picture.tags, " ")) + "," +
         cell(picture.owner) + "\r\n";
}

}  // namespace

std::function<std::optional<std::string>()> table_of(
    std::function<std::optional<Picture>()> pictures) {
  return [pictures = std::move(pictures), begun = false]() mutable -> std::optional<std::string> {
    if (!std::exchange(begun, true)) return "id,title,year,medium,tags,owner\r\n";
    const std::optional<Picture> picture = pictures();
    if (!picture) return std::nullopt;
    return line_of(*picture);
  };
}

}  // namespace vitrine::demo
