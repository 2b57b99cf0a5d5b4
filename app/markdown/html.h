#pragma once

#include <string>
#include <string_view>

namespace vitrine::markdown {

/// Takes HTML apart in pieces as Markdown hands it on: tags go, text stays, what is inside
/// `script`, `style` and the like is hidden up to the closing tag.
class HtmlStripper {
 public:
  /// The text of a piece. `line_break` reports `<br>` and the end of a paragraph or item.
  std::string feed(std::string_view markup, bool& line_break);
  /// Whether what follows is inside a hidden element.
  bool hidden() const { return !hidden_.empty(); }

 private:
  void tag(std::string_view inside, bool& line_break);

  std::string open_;    ///< a tag whose end has not come yet
  std::string hidden_;  ///< name of the element being skipped
  bool comment_ = false;
};

/// The characters of an entity such as `&amp;` or `&#xAC00;`; unknown ones stay as they are.
std::string decode_entity(std::string_view entity);

}  // namespace vitrine::markdown
