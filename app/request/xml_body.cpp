#include <algorithm>

#include "app/json/write.h"
#include "app/request/body_parts.h"
#include "app/request/xml_naming.h"

/// JSON value → XML by the schema's `xml` (OAS 3.1.0 §4.8.26, OAS 3.2.0 "XML Object").
namespace vitrine::request {
namespace {

using json::Value;
using openapi::SchemaView;

constexpr int kMaxDepth = 64;

std::string plain(Value value) {
  if (value.is_string()) return std::string(value.string());
  return value.is_null() ? std::string() : json::compact(value);
}

class Writer {
 public:
  void root(Value value, const SchemaView& schema, const SecretPlace& place) {
    out_.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    std::string name = schema.reference_name();
    if (name.empty()) name = "root";
    if (value.is_array()) {
      // A document has one outermost element: a list is wrapped.
      const Naming naming(schema);
      open(naming.name(name), naming.declaration());
      items(value, schema, place, naming.name(name), 0);
      close(naming.name(name));
      return;
    }
    element(name, value, schema, place, 0);
  }

  SecretText out_;

 private:
  void open(const std::string& name, const std::string& attributes) {
    out_.append('<' + name + attributes + '>');
  }
  void close(const std::string& name) { out_.append("</" + name + '>'); }

  void content(std::string text, std::string_view name, bool secret) {
    if (secret) {
      out_.append(hidden(std::move(text), name));
    } else {
      out_.append(text);
    }
  }

  /// A value under the name of its property, as many elements as an array has.
  void member(std::string_view name, Value value, const SchemaView& schema,
              const SecretPlace& place, int depth) {
    const Naming naming(schema);
    if (naming.node == Node::text)
      return content(escaped(plain(value), false), name, hides(place, value));
    if (naming.node == Node::cdata) {
      // The end of a section cannot stand in it: the section is ended and begun again there.
      std::string text = plain(value);
      for (size_t at = 0; (at = text.find("]]>", at)) != std::string::npos; at += 15) {
        text.replace(at, 3, "]]]]><![CDATA[>");
      }
      return content("<![CDATA[" + text + "]]>", name, hides(place, value));
    }
    if (!value.is_array()) return element(name, value, schema, place, depth);
    if (!naming.wrapped) return items(value, schema, place, name, depth);
    const std::string outer = naming.name(name);
    open(outer, naming.declaration());
    items(value, schema, place,
          naming.xml["name"].string().empty() ? name : naming.xml["name"].string(), depth);
    close(outer);
  }

  void items(Value list, const SchemaView& schema, const SecretPlace& place, std::string_view name,
             int depth) {
    size_t index = 0;
    for (Value value : list.elements()) {
      element(name, value, schema.item(index), place.element(index), depth + 1);
      ++index;
    }
  }

  /// What is written as one text is hidden for any secret in it.
  static bool hides(const SecretPlace& place, Value value) {
    const bool whole = value.is_object() || value.is_array();
    return whole ? place.may_hold_secrets() : place.secret();
  }

  void element(std::string_view name, Value value, const SchemaView& schema,
               const SecretPlace& place, int depth) {
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
      const bool secret = hides(place, value);
      if (naming.node == Node::none) return content(escaped(plain(value), false), name, secret);
      open(tag, attributes);
      content(escaped(plain(value), false), name, secret);
      return close(tag);
    }
    if (naming.node != Node::none) {
      out_.append('<' + tag + attributes);
      for (const json::Member& each : value.members()) attribute(schema, place, each, attributes);
      out_.append(">");
    }
    for (const json::Member& each : value.members()) {
      const SchemaView property = schema.property(each.key);
      if (Naming(property).node == Node::attribute) continue;
      member(each.key, each.value, property, place.member(each.key), depth + 1);
    }
    items(value, schema, place, name, depth);
    if (naming.node != Node::none) close(tag);
  }

  /// `declared` holds the namespaces declared so far: an element may declare each once.
  void attribute(const SchemaView& schema, const SecretPlace& place, const json::Member& member,
                 std::string& declared) {
    const SchemaView property = schema.property(member.key);
    const Naming naming(property);
    if (naming.node != Node::attribute) return;
    if (!naming.prefix.empty() && declared.find(naming.declaration()) == std::string::npos) {
      out_.append(naming.declaration());
      declared += naming.declaration();
    }
    out_.append(' ' + naming.name(member.key) + "=\"");
    content(escaped(plain(member.value), true), member.key,
            hides(place.member(member.key), member.value));
    out_.append("\"");
  }
};

}  // namespace

std::string xml_lines(std::string_view xml) {
  enum class Before : uint8_t { nothing, opening, closing, text };
  constexpr std::string_view kSection = "<![CDATA[";
  const auto is_tag = [&](size_t at) {
    return xml[at] == '<' && !xml.substr(at).starts_with(kSection);
  };
  std::string out;
  size_t depth = 0;
  Before before = Before::nothing;
  for (size_t at = 0, end = 0; at < xml.size(); at = end) {
    if (!is_tag(at)) {
      end = at;
      while (end < xml.size() && !is_tag(end)) {
        const bool section = xml.substr(end).starts_with(kSection);
        end = section ? std::min(xml.find("]]>", end), xml.size()) : end + 1;
      }
      const std::string_view text = xml.substr(at, end - at);
      if (before == Before::closing && text == "\n") continue;
      out += text;
      before = Before::text;
      continue;
    }
    end = std::min(xml.find('>', at), xml.size() - 1) + 1;
    const std::string_view tag = xml.substr(at, end - at);
    const bool closes = tag.starts_with("</");
    const bool opens = !closes && !tag.starts_with("<?") && !tag.ends_with("/>");
    if (closes && depth > 0) --depth;
    // What holds no elements stays on its line.
    const bool same_line = before == Before::nothing || before == Before::text ||
                           (closes && before == Before::opening);
    if (!same_line) out += '\n' + std::string(2 * depth, ' ');
    out += tag;
    if (opens) ++depth;
    before = opens ? Before::opening : Before::closing;
  }
  return out;
}

SecretText xml_text(Value value, const SchemaView& schema, const SecretPlace& place) {
  Writer writer;
  writer.root(value, schema, place);
  return std::move(writer.out_);
}

}  // namespace vitrine::request
