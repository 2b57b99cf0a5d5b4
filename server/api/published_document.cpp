#include "server/api/published_document.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/path_template.h"

namespace vitrine {

namespace {

constexpr std::string_view kSchemas = "#/components/schemas/";

/// The schemas that a value refers to, directly or by others; `open` gets their names. The depth is
/// that of a document which types have made.
void gather(const FreeForm& value, const FreeForm& schemas, std::set<std::string>& found) {
  if (value.is_object()) {
    const auto reference = value.find("$ref");
    if (reference != value.end() && reference->is_string()) {
      const auto& text = reference->get_ref<const std::string&>();
      if (text.starts_with(kSchemas)) {
        const std::string name = text.substr(kSchemas.size());
        if (found.insert(name).second && schemas.contains(name)) {
          gather(schemas[name], schemas, found);
        }
      }
    }
  }
  if (!value.is_structured()) return;
  for (const FreeForm& inner : value) gather(inner, schemas, found);
}

void hide(FreeForm& document, const RouteInfo& route) {
  FreeForm& paths = document["paths"];
  const std::string path = PathTemplate::documented(route.path);
  FreeForm& methods = paths[path];
  methods.erase(route.method);
  if (methods.empty()) paths.erase(path);
}

/// Leaves out the schemas that nothing refers to any more.
void prune(FreeForm& document) {
  if (!document.contains("components") || !document["components"].contains("schemas")) return;
  FreeForm& components = document["components"];
  std::set<std::string> used;
  for (const auto& [name, part] : std::as_const(document).items()) {
    if (name != "components") gather(part, components["schemas"], used);
  }
  FreeForm kept = FreeForm::object();
  for (auto& [name, schema] : components["schemas"].items()) {
    if (used.count(name)) kept[name] = std::move(schema);
  }
  components["schemas"] = std::move(kept);
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
  if (pruned) prune(document);
  if (declaration.edit) declaration.edit(document);
  return document;
}

std::string document_text(const FreeForm& document) {
  return document.dump(2, ' ', false, FreeForm::error_handler_t::replace) + "\n";
}

}  // namespace vitrine
