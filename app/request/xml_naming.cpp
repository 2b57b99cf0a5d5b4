#include "app/request/xml_naming.h"

#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::request {

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

Naming::Naming(const openapi::SchemaView& schema)
    : xml(schema ? schema.keyword("xml") : json::Value()) {
  const std::string_view type = xml["nodeType"].string();
  if (type == "attribute" || xml["attribute"].boolean()) node = Node::attribute;
  if (type == "text") node = Node::text;
  if (type == "cdata") node = Node::cdata;
  if (type == "none") node = Node::none;
  wrapped = xml["wrapped"].boolean() || type == "element";
  prefix = xml["prefix"].string();
  space = xml["namespace"].string();
}

std::string Naming::name(std::string_view otherwise) const {
  const std::string_view given = xml["name"].string();
  const std::string local = xml_name(given.empty() ? otherwise : given);
  return prefix.empty() ? local : xml_name(prefix) + ':' + local;
}
std::string Naming::declaration() const {
  if (space.empty()) return {};
  return (prefix.empty() ? " xmlns=\"" : " xmlns:" + xml_name(prefix) + "=\"") +
         escaped(space, true) + '"';
}

}  // namespace vitrine::request
