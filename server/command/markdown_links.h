#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::command {

/// Where a link or an image of a CommonMark text leads to, as written.
struct MarkdownLink {
  std::string target;
  bool image = false;
};

/// All of a text, in its order. Code, and what is only mentioned, is none.
std::vector<MarkdownLink> markdown_links(std::string_view text);

}  // namespace vitrine::command
