#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::command {

/// The target of a link or an image of a CommonMark text, as written.
struct MarkdownLink {
  std::string target;
  bool image = false;
};

/// All links of a text, in its order. Code and mere mentions are none.
std::vector<MarkdownLink> markdown_links(std::string_view text);

}  // namespace vitrine::command
