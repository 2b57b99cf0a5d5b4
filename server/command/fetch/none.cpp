#include "server/command/fetch.h"

/// Refuses to fetch, in builds without libcurl.
namespace vitrine::command {

std::variant<std::string, Unreadable> fetch(const std::string&) {
  return Unreadable{
      "this build cannot fetch (it was made without libcurl); save it beside the file"};
}

}  // namespace vitrine::command
