#include <utility>
#include <vector>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/json/writer.h"
#include "app/request/body_parts.h"
#include "app/request/typed.h"
#include "app/request/xml_naming.h"
#include "app/request/xml_parser.h"
#include "app/text/ascii.h"

/// XML → JSON value by the schema's `xml`: what xml_text() writes, and what users make of it.
namespace vitrine::request {
namespace {

using openapi::SchemaView;

/// Without its prefix, which the document may choose.
std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }

bool is_nil(const XmlElement& element) {
  for (const auto& [name, value] : element.attributes) {
    if (local(name) == "nil" && value == "true") return true;
  }
  return false;
}

bool is_declaration(std::string_view attribute) {
  return attribute.starts_with("xmlns") || attribute.starts_with("xsi:");
}

std::string scalar(std::string_view text, const SchemaView& schema) {
  const openapi::Kinds kinds = schema ? schema.kinds() : openapi::Kinds();
  if (kinds.string && !kinds.numeric() && !kinds.boolean) return json::quote(text);
  const std::string_view plain = text::trim(text);
  return is_literal(kinds, plain) ? std::string(plain) : json::quote(text);
}

std::string value_of(const XmlElement& element, const SchemaView& schema);

std::string list_of(const std::vector<const XmlElement*>& elements, const SchemaView& schema) {
  std::string out = "[";
  for (const XmlElement* element : elements) {
    if (out.size() > 1) out += ',';
    out += value_of(*element, schema.items());
  }
  return out + ']';
}

/// The children of a name, which are taken.
std::vector<const XmlElement*> named(const XmlElement& element, std::string_view name,
                                     std::vector<bool>& taken) {
  std::vector<const XmlElement*> found;
  for (size_t i = 0; i < element.children.size(); ++i) {
    if (taken[i] || local(element.children[i].name) != local(name)) continue;
    taken[i] = true;
    found.push_back(&element.children[i]);
  }
  return found;
}

void add_property(json::Writer& writer, const XmlElement& element,
                  const openapi::Property& property, std::vector<bool>& taken) {
  const Naming naming(property.schema);
  const std::string name = naming.name(property.name);
  if (naming.node == Node::attribute) {
    for (const auto& [key, value] : element.attributes) {
      if (local(key) == local(name) && !is_declaration(key))
        writer.raw(property.name, scalar(value, property.schema));
    }
    return;
  }
  if (naming.node == Node::text || naming.node == Node::cdata) {
    writer.raw(property.name, scalar(element.text, property.schema));
    return;
  }
  if (!property.schema.kinds().array) {
    const auto found = named(element, name, taken);
    if (!found.empty()) writer.raw(property.name, value_of(*found.back(), property.schema));
    return;
  }
  if (naming.wrapped) {
    const auto outer = named(element, name, taken);
    if (outer.empty()) return;
    std::vector<const XmlElement*> items;
    for (const XmlElement& child : outer.front()->children) items.push_back(&child);
    writer.raw(property.name, list_of(items, property.schema));
    return;
  }
  const auto items = named(element, Naming(property.schema.items()).name(property.name), taken);
  if (!items.empty()) writer.raw(property.name, list_of(items, property.schema));
}

std::string value_of(const XmlElement& element, const SchemaView& schema) {
  if (is_nil(element)) return "null";
  const openapi::Kinds kinds = schema ? schema.kinds() : openapi::Kinds();
  if (kinds.array && !kinds.object) {
    std::vector<const XmlElement*> items;
    for (const XmlElement& child : element.children) items.push_back(&child);
    return list_of(items, schema);
  }
  const bool object = schema && (schema.has_properties() || kinds.object);
  if (!object && element.children.empty()) return scalar(element.text, schema);
  std::string out;
  json::Writer writer(out);
  writer.begin_object();
  std::vector<bool> taken(element.children.size());
  if (schema) {
    for (const openapi::Property& property : schema.properties())
      add_property(writer, element, property, taken);
  }
  for (size_t i = 0; i < taken.size(); ++i) {
    if (taken[i]) continue;
    const std::string_view name = element.children[i].name;
    const auto found = named(element, name, taken);
    const SchemaView place = schema ? schema.property(local(name)) : SchemaView();
    if (found.size() == 1) {
      writer.raw(local(name), value_of(*found.front(), place));
      continue;
    }
    std::string items = "[";
    for (const XmlElement* each : found)
      items += (items.size() > 1 ? "," : "") + value_of(*each, SchemaView());
    writer.raw(local(name), items + ']');
  }
  writer.end_object();
  return out;
}

}  // namespace

std::string xml_to_edit(json::Value value, const SchemaView& schema) {
  return xml_lines(xml_text(value, schema).text);
}

std::optional<json::Error> fault_in_xml(std::string_view xml) {
  const json::Result<XmlElement> root = parse_xml(xml);
  return root ? std::nullopt : std::optional(root.error());
}

json::Result<std::string> json_of_xml(std::string_view xml, const SchemaView& schema) {
  const json::Result<XmlElement> root = parse_xml(xml);
  if (!root) return root.error();
  return json::pretty(json::read(value_of(*root, schema)).document.root());
}

}  // namespace vitrine::request
