#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/openapi/schema_view.h"

/// How a schema's `xml` names a value (OAS 3.1.0 §4.8.26, OAS 3.2.0 "XML Object").
namespace vitrine::request {

/// How a value stands in the document.
enum class Node : uint8_t { element, attribute, text, cdata, none };

/// An XML name: what cannot stand in one becomes `_` (XML 1.0 §2.3, ASCII part).
std::string xml_name(std::string_view text);
/// XML 1.0 §2.2: control characters cannot be said at all, not even escaped.
std::string escaped(std::string_view text, bool attribute);

struct Naming {
  explicit Naming(const openapi::SchemaView& schema);

  std::string name(std::string_view otherwise) const;
  std::string declaration() const;

  json::Value xml;
  Node node = Node::element;
  bool wrapped = false;
  std::string_view prefix;
  std::string_view space;
};

}  // namespace vitrine::request
