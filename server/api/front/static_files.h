#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/api/front/mount.h"

namespace vitrine {

/// A folder of files that the server gives as they are, in ranges and by versions. Nothing outside
/// of it can be asked for: paths are read segment by segment, links are not followed, and names
/// that begin with a dot do not exist (but for `.well-known`). `FILE.br` and `FILE.gz` beside a
/// file are sent in its place to clients that take them.
struct StaticFolder {
  /// "/assets": this path and all below.
  std::string prefix;
  std::string folder;
  /// The file for a path that names a folder; "" for none.
  std::string index = "index.html";
  /// The file, below the folder, for paths that name none, as programs that route by themselves
  /// need it; "" for 404.
  std::string fallback = {};
  /// How long browsers keep a file without asking; 0: they ask each time, and get 304.
  int max_age_seconds = 0;
  /// Whether pages of any origin may read the files.
  bool any_origin = false;
};

/// The mistakes of a folder, one sentence each.
std::vector<std::string> folder_problems(const StaticFolder& folder);

/// The part of the address space that the folder is. Files are opened as they are asked for, so
/// that changes of them show at once.
Mount static_files(StaticFolder folder);

/// The media type for a name, by its ending; "application/octet-stream" for others.
std::string_view media_type_of(std::string_view file_name);

}  // namespace vitrine
