#include "server/api/description_files.h"

#include <nlohmann/json.hpp>

#include "server/api/openapi_3_0.h"
#include "server/api/page_server.h"
#include "server/api/problem.h"
#include "server/api/published_document.h"
#include "server/api/yaml_text.h"

/// Serves the documents of an API, checked by ETag.
namespace vitrine {

DescriptionFiles::DescriptionFiles(const Service& service) {
  for (const Service::Published& api : service.published()) {
    if (api.document.empty()) continue;
    const std::string base = std::string(api.root) + std::string(api.document);
    const auto add = [&](const std::string& path, const char* type, std::string text) {
      std::string tag = entity_tag(text);
      entries_.push_back({path, type, std::move(text), std::move(tag)});
    };
    const FreeForm document = FreeForm::parse(api.json);
    add(base + ".json", "application/json", std::string(api.json));
    add(base + ".yaml", "application/yaml", to_yaml(document));
    const FreeForm older = openapi_3_0(document);
    add(base + "-3.0.json", "application/json", document_text(older));
    add(base + "-3.0.yaml", "application/yaml", to_yaml(older));
  }
}

const DescriptionFiles::Entry* DescriptionFiles::find(std::string_view path) const {
  for (const Entry& entry : entries_) {
    if (entry.path == path) return &entry;
  }
  return nullptr;
}

Response DescriptionFiles::get(const Request& request) const {
  const Entry* entry = find(request.path());
  if (!entry) return problem_response(404, "There is no description at this path");
  Response response;
  response.static_body = entry->text;
  response.headers.add("Content-Type", entry->type);
  response.headers.add("ETag", entry->tag);
  response.headers.add("Cache-Control", "no-cache");
  apply_if_none_match(request, response);
  return response;
}

}  // namespace vitrine
