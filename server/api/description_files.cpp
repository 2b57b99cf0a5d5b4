#include "server/api/description_files.h"

#include <nlohmann/json.hpp>

#include "server/api/page_server.h"
#include "server/api/problem.h"
#include "server/api/service.h"
#include "server/api/yaml_text.h"

/// Serves the document of an API in two formats, compressed and checked by ETag.
namespace vitrine {

DescriptionFiles::DescriptionFiles(const Service& service)
    : json_(service.openapi_json()),
      json_tag_(entity_tag(json_)),
      yaml_(to_yaml(FreeForm::parse(json_))),
      yaml_tag_(entity_tag(yaml_)) {}

Response DescriptionFiles::get(const Request& request) const {
  const std::string_view path = request.path();
  Response response;
  if (path == kJsonPath) {
    response.static_body = json_;
    response.headers.add("Content-Type", "application/json");
    response.headers.add("ETag", json_tag_);
  } else if (path == kYamlPath) {
    response.static_body = yaml_;
    response.headers.add("Content-Type", "application/yaml");
    response.headers.add("ETag", yaml_tag_);
  } else {
    return problem_response(404, "The description is at /openapi.json");
  }
  response.headers.add("Cache-Control", "no-cache");
  coded_->apply(std::string(path), request, response);
  apply_if_none_match(request, response);
  return response;
}

}  // namespace vitrine
