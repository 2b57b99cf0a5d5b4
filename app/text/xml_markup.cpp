#include "app/text/xml_markup.h"

namespace vitrine::text {
namespace {

constexpr std::string_view kSection = "<![CDATA[";

}  // namespace

XmlMarkup kind_of_markup(std::string_view markup) {
  if (markup.starts_with(kSection)) return XmlMarkup::text;
  if (markup.starts_with("<!") || markup.starts_with("<?") || markup.ends_with("/>"))
    return XmlMarkup::other;
  return markup.starts_with("</") ? XmlMarkup::closes : XmlMarkup::opens;
}

std::size_t end_of_markup(std::string_view rest) {
  const auto after = [&](std::string_view end, std::size_t from) {
    const std::size_t at = rest.find(end, from);
    return at == std::string_view::npos ? at : at + end.size();
  };
  if (rest.starts_with("<!--")) return after("-->", 4);
  if (rest.starts_with(kSection)) return after("]]>", kSection.size());
  if (rest.starts_with("<?")) return after("?>", 2);
  // A quoted value may hold a `>`, and so may the declarations in a document type.
  std::size_t nested = 0;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    const char c = rest[at];
    if (c == '"' || c == '\'') {
      at = rest.find(c, at + 1);
      if (at == std::string_view::npos) return at;
    } else if (c == '[' && rest[1] == '!') {
      ++nested;
    } else if (c == ']' && nested > 0) {
      --nested;
    } else if (c == '>' && nested == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

std::optional<std::size_t> closing_tag(std::string_view xml, std::size_t at) {
  std::size_t depth = 0;
  while (at < xml.size()) {
    const std::size_t length = end_of_markup(xml.substr(at));
    if (length == std::string_view::npos) return std::nullopt;
    const XmlMarkup kind = kind_of_markup(xml.substr(at, length));
    if (kind == XmlMarkup::opens) ++depth;
    if (kind == XmlMarkup::closes && depth > 0 && --depth == 0) return at;
    if (depth == 0) return std::nullopt;
    at = xml.find('<', at + length);
  }
  return std::nullopt;
}

}  // namespace vitrine::text
