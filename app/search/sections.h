// A text, cut at its headings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::search {

struct Section {
  std::string anchor;  ///< of the heading in links; empty for what stands before the first
  std::string title;
  std::string text;  ///< without markup
};

/// The first is what stands before the first heading. Nothing for a text without headings, which is
/// not parsed for that.
std::vector<Section> sections(std::string_view markdown);

}  // namespace vitrine::search
