#pragma once
#include <string>
#include <string_view>

#include "server/api/http.h"

/// The document of an API as files.
namespace vitrine {

class Service;

/// The query that asks for the outline of a description in its place.
inline constexpr std::string_view kOutlineQuery = "outline";

/// The document of an API at /openapi.json and /openapi.yaml, and its outline where it is large.
class DescriptionFiles {
 public:
  static constexpr std::string_view kJsonPath = "/openapi.json";
  static constexpr std::string_view kYamlPath = "/openapi.yaml";

  /// Refers to the document of the service, which may move but has to stay alive.
  explicit DescriptionFiles(const Service& service);

  /// The response to GET or HEAD.
  Response get(const Request& request) const;
  /// The address of the outline; empty where there is none.
  std::string outline_url() const;

 private:
  std::string_view json_;
  std::string json_tag_;
  std::string yaml_;
  std::string yaml_tag_;
  std::string outline_;
};

/// The response with the outline of a description, of which `tag` is the entity tag: empty where
/// there is none.
Response outline_response(const Request& request, std::string outline, std::string_view tag);

}  // namespace vitrine
