#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "server/api/coded_texts.h"
#include "server/api/http.h"

/// The document of an API as files.
namespace vitrine {

class Service;

/// The document of an API at /openapi.json and /openapi.yaml.
class DescriptionFiles {
 public:
  static constexpr std::string_view kJsonPath = "/openapi.json";
  static constexpr std::string_view kYamlPath = "/openapi.yaml";

  /// Refers to the document of the service, which may move but has to stay alive.
  explicit DescriptionFiles(const Service& service);

  /// The response to GET or HEAD.
  Response get(const Request& request) const;

 private:
  std::string_view json_;
  std::string json_tag_;
  std::string yaml_;
  std::string yaml_tag_;
  std::shared_ptr<CodedTexts> coded_ = std::make_shared<CodedTexts>();
};

}  // namespace vitrine
