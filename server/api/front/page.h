// The page's files, compressed beforehand and part of the binary. They live as long as the program.
#pragma once

#include <span>
#include <string_view>

namespace vitrine {

struct PageFile {
  std::string_view
      path;  // as served, beginning with a slash: "/vitrine.js", "/vitrine/manners-1f2e.js"
  std::string_view content_type;
  std::string_view identity;
  std::string_view gzip;    // empty where the file does not compress
  std::string_view brotli;  // likewise
};

// Sorted by path. Empty when the library was built without a page (see VITRINE_PAGE).
std::span<const PageFile> page_files();

}  // namespace vitrine
