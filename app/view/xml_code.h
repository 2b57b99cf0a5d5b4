// XML as it is typed: the tags that belong together, and the text laid out anew.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/xml_markup.h"

namespace vitrine::view {

/// A tag, a comment, a run of text…
struct XmlPiece {
  text::XmlMarkup kind = text::XmlMarkup::text;
  std::string_view text;
  std::size_t partner = 0;  ///< index of the tag that closes or opens it
  bool kept = false;        ///< of the tag that opens an element: its contents stay as they are
};

/// Nothing where tags do not match or something does not end.
std::optional<std::vector<XmlPiece>> xml_pieces(std::string_view xml);

/// Each element on a line of its own. Elements with text of their own, CDATA or `xml:space` stay as
/// they are; so does a text that is not well-formed.
std::string format_xml(std::string_view xml);

/// Where the tag around `at` begins, and its partner; nothing outside of tags.
std::vector<std::size_t> paired_tags(std::string_view xml, std::size_t at);

}  // namespace vitrine::view
