#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/api/http.h"

/// The document of an API as files.
namespace vitrine {

class Service;

/// The document of an API at /openapi.json and /openapi.yaml. Below a root path its servers are
/// there, too.
class DescriptionFiles {
 public:
  static constexpr std::string_view kJsonPath = "/openapi.json";
  static constexpr std::string_view kYamlPath = "/openapi.yaml";

  /// Refers to the document of the service, which may move but has to stay alive.
  explicit DescriptionFiles(const Service& service);

  /// The response to GET or HEAD.
  Response get(const Request& request) const;
  /// True for a parameter of the query that a security scheme names.
  bool is_credential(std::string_view name) const;
  /// The paths of the API.
  const std::vector<std::string>& paths() const { return paths_; }

 private:
  std::string_view json_;
  std::string json_tag_;
  std::string yaml_;
  std::string yaml_tag_;
  std::vector<std::string> credentials_;
  std::vector<std::string> paths_;
};

}  // namespace vitrine
