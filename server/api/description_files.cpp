#include "server/api/description_files.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/api/page_server.h"
#include "server/api/problem.h"
#include "server/api/service.h"
#include "server/api/yaml_text.h"

/// Serves the document of an API in two formats, checked by ETag.
namespace vitrine {

namespace {

/// The document with its servers below a root path: those that are a path of this server.
FreeForm below(std::string_view json, const std::string& root) {
  FreeForm document = FreeForm::parse(json);
  if (!document.contains("servers")) return document;
  for (FreeForm& server : document["servers"]) {
    std::string url = server.value("url", "");
    if (!url.starts_with('/') || url.starts_with("//")) continue;
    server["url"] = url == "/" ? root : root + url;
  }
  return document;
}

}  // namespace

DescriptionFiles::DescriptionFiles(const Service& service)
    : json_(service.openapi_json()), json_tag_(entity_tag(json_)) {
  const FreeForm document = FreeForm::parse(json_);
  yaml_ = to_yaml(document);
  yaml_tag_ = entity_tag(yaml_);
  const FreeForm none = FreeForm::object();
  for (const auto& [path, item] : document.value("paths", none).items()) paths_.push_back(path);
  const FreeForm schemes =
      document.value("components", none).value("securitySchemes", FreeForm::object());
  for (const auto& [id, scheme] : schemes.items()) {
    if (scheme.value("in", "") == "query") credentials_.push_back(scheme.value("name", ""));
  }
}

bool DescriptionFiles::is_credential(std::string_view name) const {
  return std::find(credentials_.begin(), credentials_.end(), name) != credentials_.end();
}

Response DescriptionFiles::get(const Request& request) const {
  const std::string_view path = request.path();
  const bool yaml = path == kYamlPath;
  if (!yaml && path != kJsonPath) {
    return problem_response(404, "The description is at /openapi.json");
  }
  Response response;
  if (request.root_path.empty()) {
    response.static_body = yaml ? std::string_view(yaml_) : json_;
    response.headers.add("ETag", yaml ? yaml_tag_ : json_tag_);
  } else {
    const FreeForm document = below(json_, request.root_path);
    response.body = yaml ? to_yaml(document)
                         : document.dump(2, ' ', false, FreeForm::error_handler_t::replace) + "\n";
    response.headers.add("ETag", entity_tag(response.body));
  }
  response.headers.add("Content-Type", yaml ? "application/yaml" : "application/json");
  response.headers.add("Cache-Control", "no-cache");
  apply_if_none_match(request, response);
  return response;
}

}  // namespace vitrine
