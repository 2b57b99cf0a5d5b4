#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/result.h"

/// XML as typed by a user, without what a schema says of it.
namespace vitrine::request {

struct XmlElement {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<XmlElement> children;
  std::string text;
};

/// The outermost element (XML 1.0). Entities of a document type are not known; names keep their
/// prefixes. Elements nested deeper than 64 are refused.
json::Result<XmlElement> parse_xml(std::string_view xml);

}  // namespace vitrine::request
