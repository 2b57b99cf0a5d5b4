#include "server/command/described.h"

#include <utility>

#include "app/openapi/reach.h"

namespace vitrine::command {

std::variant<std::unique_ptr<const Described>, std::string> read_described(
    const std::string& file, const std::string& root) {
  auto described = std::make_unique<Described>(Described{Documents(nullptr, root), {}});
  Documents& documents = described->documents;
  if (const auto unreadable = documents.open(file)) {
    return "cannot read " + file + ": " + unreadable->reason + ". Give the path of an OpenAPI file";
  }
  openapi::read_all(documents);
  described->description = openapi::Description::read(documents.set(), documents.uri());
  return described;
}

}  // namespace vitrine::command
