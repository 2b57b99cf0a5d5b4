// The import of requests that other tools wrote down.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/request/import.h"
#include "app/session/words.h"

namespace vitrine::session {

struct Import {
  std::string text;
  uint32_t revision = 0;  ///< counts the changes of `text` that came from elsewhere than typing
  std::vector<request::ImportedRequest> requests;
  bool authorize = false;  ///< the user wants the credentials of the request to be used
  Message failure;
};

/// `GET https://…`, or its title.
std::string import_name(const request::ImportedRequest& request);

/// The parts of an address as it was written, which may have no scheme or begin with a variable.
struct ImportedAddress {
  std::string origin;  ///< empty where it is not known
  std::string path;    ///< percent-encoded
  std::string query;
};
ImportedAddress address_of(std::string_view url);

/// The values of a path template's parameters in a path, still percent-encoded; nothing where the
/// path is another one. A value that is a placeholder itself (`:id`, `{id}`) is left out.
using PathValues = std::vector<std::pair<std::string, std::string>>;
std::optional<PathValues> match_path(std::string_view pattern, std::string_view path);

}  // namespace vitrine::session
