#include "server/api/description_files.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "app/openapi/outline.h"
#include "server/api/page_server.h"
#include "server/api/problem.h"
#include "server/api/service.h"
#include "server/api/yaml_text.h"

/// Serves the document of an API in two formats, checked by ETag.
namespace vitrine {

DescriptionFiles::DescriptionFiles(const Service& service)
    : json_(service.openapi_json()),
      json_tag_(entity_tag(json_)),
      yaml_(to_yaml(FreeForm::parse(json_))),
      yaml_tag_(entity_tag(yaml_)),
      outline_(openapi::outline(json_, json::Language::json)) {}

std::string DescriptionFiles::outline_url() const {
  if (outline_.empty()) return {};
  return std::string(kJsonPath).append("?").append(kOutlineQuery);
}

Response DescriptionFiles::get(const Request& request) const {
  const std::string_view path = request.path();
  Response response;
  if (path == kJsonPath && request.query() == kOutlineQuery) {
    return outline_response(request, outline_, json_tag_);
  } else if (path == kJsonPath) {
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
  apply_if_none_match(request, response);
  return response;
}

Response outline_response(const Request& request, std::string outline, std::string_view tag) {
  if (outline.empty())
    return problem_response(404, "This description has no outline; it is to be read as a whole");
  Response response;
  response.body = std::move(outline);
  response.headers.add("Content-Type", "application/json");
  response.headers.add("ETag", std::string(tag));
  response.headers.add("Cache-Control", "no-cache");
  apply_if_none_match(request, response);
  return response;
}

}  // namespace vitrine
