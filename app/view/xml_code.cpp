#include "app/view/xml_code.h"

#include <algorithm>

#include "app/text/ascii.h"

namespace vitrine::view {
namespace {

using Kind = text::XmlMarkup;

std::string_view name_of(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  return tag.substr(0, tag.find_first_of(" \t\r\n/>"));
}

bool is_blank(std::string_view text) { return text::trim(text).empty(); }

}  // namespace

std::optional<std::vector<XmlPiece>> xml_pieces(std::string_view xml) {
  std::vector<XmlPiece> pieces;
  std::vector<std::size_t> open;
  while (!xml.empty()) {
    const bool markup = xml[0] == '<';
    const std::size_t end = markup ? text::end_of_markup(xml) : std::min(xml.find('<'), xml.size());
    if (end == std::string_view::npos) return std::nullopt;
    XmlPiece piece;
    piece.text = xml.substr(0, end);
    piece.kind = markup ? text::kind_of_markup(piece.text) : Kind::text;
    xml.remove_prefix(end);
    const bool inside = !open.empty();
    if (piece.kind == Kind::text && !is_blank(piece.text)) {
      if (!inside) return std::nullopt;
      pieces[open.back()].kept = true;
    } else if (piece.kind == Kind::opens) {
      piece.kept = piece.text.find("xml:space") != std::string_view::npos;
      open.push_back(pieces.size());
    } else if (piece.kind == Kind::closes) {
      if (!inside || name_of(pieces[open.back()].text) != name_of(piece.text)) return std::nullopt;
      piece.partner = open.back();
      pieces[open.back()].partner = pieces.size();
      open.pop_back();
    }
    pieces.push_back(piece);
  }
  if (!open.empty()) return std::nullopt;
  return pieces;
}

std::string format_xml(std::string_view xml) {
  const auto pieces = xml_pieces(xml);
  if (!pieces) return std::string(xml);
  std::string out;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < pieces->size(); ++at) {
    const XmlPiece& piece = (*pieces)[at];
    if (piece.kind == Kind::text) continue;
    const bool closes = piece.kind == Kind::closes;
    if (closes) --depth;
    // An element without contents stays on its line.
    const bool empty = closes && out.ends_with((*pieces)[piece.partner].text);
    if (!out.empty() && !empty) out += '\n' + std::string(2 * depth, ' ');
    if (piece.kind == Kind::opens && piece.kept) {
      const std::string_view last = (*pieces)[piece.partner].text;
      out.append(piece.text.data(), last.data() + last.size());
      at = piece.partner;
      continue;
    }
    out += piece.text;
    if (piece.kind == Kind::opens) ++depth;
  }
  return out;
}

std::vector<std::size_t> paired_tags(std::string_view xml, std::size_t at) {
  const auto pieces = xml_pieces(xml);
  if (!pieces) return {};
  const auto begin_of = [&](const XmlPiece& piece) {
    return static_cast<std::size_t>(piece.text.data() - xml.data());
  };
  for (const XmlPiece& piece : *pieces) {
    const std::size_t begin = begin_of(piece);
    if (at < begin || at > begin + piece.text.size()) continue;
    if (piece.kind == Kind::opens || piece.kind == Kind::closes)
      return {begin, begin_of((*pieces)[piece.partner])};
  }
  return {};
}

}  // namespace vitrine::view
