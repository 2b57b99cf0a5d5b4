#include "server/api/describe/published_document.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/api/declare/path_template.h"
#include "server/api/describe/document_schemas.h"

namespace vitrine {

namespace {

void hide(FreeForm& document, const RouteInfo& route) {
  FreeForm& paths = document["paths"];
  const std::string path = PathTemplate::documented(route.path);
  FreeForm& methods = paths[path];
  methods.erase(route.method);
  if (methods.empty()) paths.erase(path);
}

bool is_hidden(const RouteInfo& route) { return route.hidden; }

}  // namespace

bool is_published_whole(const Declaration& declaration) {
  return !declaration.edit &&
         std::none_of(declaration.routes.begin(), declaration.routes.end(), is_hidden);
}

FreeForm published_document(const Declaration& declaration, FreeForm document) {
  bool pruned = false;
  for (const RouteInfo& route : declaration.routes) {
    if (!route.hidden) continue;
    hide(document, route);
    pruned = true;
  }
  if (pruned) prune_schemas(document);
  if (declaration.edit) declaration.edit(document);
  return document;
}

std::string document_text(const FreeForm& document) {
  return document.dump(2, ' ', false, FreeForm::error_handler_t::replace) + "\n";
}

}  // namespace vitrine
