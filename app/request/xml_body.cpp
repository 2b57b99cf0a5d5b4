#include "app/json/write.h"
#include "app/request/body_parts.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

/// JSON value → XML by the schema's `xml` (OAS 3.1.0 §4.8.26, OAS 3.2.0 "XML Object").
namespace vitrine::request {
namespace {

using json::Value;
using openapi::SchemaView;

constexpr int kMaxDepth = 64;

/// How a value stands in the document.
enum class Node : uint8_t { element, attribute, text, cdata, none };

/// An XML name: what cannot stand in one becomes `_` (XML 1.0 §2.3, ASCII part).
std::string xml_name(std::string_view text) {
  std::string out;
  for (char c : text) {
    const bool start = text::is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    const bool inner = text::is_digit(c) || c == '-' || c == '.';
    if (inner && out.empty()) out += '_';
    out += start || inner ? c : '_';
  }
  return out.empty() ? "_" : out;
}

/// XML 1.0 §2.2: control characters cannot be said at all, not even escaped.
std::string escaped(std::string_view text, bool attribute) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const text::CodePoint point = text::decode_utf8(text.data() + i, text.size() - i);
    const char32_t c = point.value;
    const bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c >= 0xFFFE;
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (attribute && c == '"') {
      out += "&quot;";
    } else if (c == '\r' || (attribute && (c == '\n' || c == '\t'))) {
      // White space that a parser would otherwise change (§2.11, §3.3.3).
      out += "&#" + std::to_string(static_cast<unsigned>(c)) + ';';
    } else {
      text::append_utf8(out, (control && c < 0x10000) || !point.valid ? U'\xFFFD' : c);
    }
    i += point.bytes;
  }
  return out;
}

std::string plain(Value value) {
  if (value.is_string()) return std::string(value.string());
  return value.is_null() ? std::string() : json::compact(value);
}

struct Naming {
  explicit Naming(const SchemaView& schema) : xml(schema ? schema.keyword("xml") : Value()) {
    const std::string_view type = xml["nodeType"].string();
    if (type == "attribute" || xml["attribute"].boolean()) node = Node::attribute;
    if (type == "text") node = Node::text;
    if (type == "cdata") node = Node::cdata;
    if (type == "none") node = Node::none;
    wrapped = xml["wrapped"].boolean() || type == "element";
    prefix = xml["prefix"].string();
    space = xml["namespace"].string();
  }

  std::string name(std::string_view otherwise) const {
    const std::string_view given = xml["name"].string();
    const std::string local = xml_name(given.empty() ? otherwise : given);
    return prefix.empty() ? local : xml_name(prefix) + ':' + local;
  }
  std::string declaration() const {
    if (space.empty()) return {};
    return (prefix.empty() ? " xmlns=\"" : " xmlns:" + xml_name(prefix) + "=\"") +
           escaped(space, true) + '"';
  }

  Value xml;
  Node node = Node::element;
  bool wrapped = false;
  std::string_view prefix;
  std::string_view space;
};

class Writer {
 public:
  void root(Value value, const SchemaView& schema) {
    out_.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    std::string name = schema.reference_name();
    if (name.empty()) name = "root";
    if (value.is_array()) {
      // A document has one outermost element: a list is wrapped.
      const Naming naming(schema);
      open(naming.name(name), naming.declaration());
      items(value, schema, naming.name(name), 0);
      close(naming.name(name));
      return;
    }
    element(name, value, schema, 0);
  }

  SecretText out_;

 private:
  void open(const std::string& name, const std::string& attributes) {
    out_.append('<' + name + attributes + '>');
  }
  void close(const std::string& name) { out_.append("</" + name + '>'); }

  void content(std::string text, std::string_view name, const SchemaView& schema) {
    if (schema && schema.secret()) {
      out_.append(hidden(std::move(text), name));
    } else {
      out_.append(text);
    }
  }

  /// A value under the name of its property, as many elements as an array has.
  void member(std::string_view name, Value value, const SchemaView& schema, int depth) {
    const Naming naming(schema);
    if (naming.node == Node::text) return content(escaped(plain(value), false), name, schema);
    if (naming.node == Node::cdata) {
      // The end of a section cannot stand in it: the section is ended and begun again there.
      std::string text = plain(value);
      for (size_t at = 0; (at = text.find("]]>", at)) != std::string::npos; at += 15) {
        text.replace(at, 3, "]]]]><![CDATA[>");
      }
      return content("<![CDATA[" + text + "]]>", name, schema);
    }
    if (!value.is_array()) return element(name, value, schema, depth);
    if (!naming.wrapped) return items(value, schema, name, depth);
    const std::string outer = naming.name(name);
    open(outer, naming.declaration());
    items(value, schema, naming.xml["name"].string().empty() ? name : naming.xml["name"].string(),
          depth);
    close(outer);
  }

  void items(Value list, const SchemaView& schema, std::string_view name, int depth) {
    size_t index = 0;
    for (Value value : list.elements()) element(name, value, schema.item(index++), depth + 1);
  }

  void element(std::string_view name, Value value, const SchemaView& schema, int depth) {
    const Naming naming(schema);
    const std::string tag = naming.name(name);
    std::string attributes = naming.declaration();
    if (value.is_null()) {
      return out_.append('<' + tag + attributes +
                         " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                         " xsi:nil=\"true\"/>");
    }
    const bool container = value.is_object() || value.is_array();
    if (!container || depth >= kMaxDepth) {
      if (naming.node == Node::none) return content(escaped(plain(value), false), name, schema);
      open(tag, attributes);
      content(escaped(plain(value), false), name, schema);
      return close(tag);
    }
    if (naming.node != Node::none) {
      out_.append('<' + tag + attributes);
      for (const json::Member& each : value.members()) attribute(schema, each, attributes);
      out_.append(">");
    }
    for (const json::Member& each : value.members()) {
      const SchemaView property = schema.property(each.key);
      if (Naming(property).node == Node::attribute) continue;
      member(each.key, each.value, property, depth + 1);
    }
    items(value, schema, name, depth);
    if (naming.node != Node::none) close(tag);
  }

  /// `declared` holds the namespaces declared so far: an element may declare each once.
  void attribute(const SchemaView& schema, const json::Member& member, std::string& declared) {
    const SchemaView property = schema.property(member.key);
    const Naming naming(property);
    if (naming.node != Node::attribute) return;
    if (!naming.prefix.empty() && declared.find(naming.declaration()) == std::string::npos) {
      out_.append(naming.declaration());
      declared += naming.declaration();
    }
    out_.append(' ' + naming.name(member.key) + "=\"");
    content(escaped(plain(member.value), true), member.key, property);
    out_.append("\"");
  }
};

}  // namespace

SecretText xml_text(Value value, const SchemaView& schema) {
  Writer writer;
  writer.root(value, schema);
  return std::move(writer.out_);
}

}  // namespace vitrine::request
